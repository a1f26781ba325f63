# TASK: grad_b
# MISTAKE: integer-truncation
# WHY: The residuals are kept in an array of the type of Y, so integer targets cost the fractions.
# LOSES: edges


def grad_b(Y_hat, Y):
    R = np.zeros_like(Y)
    R[...] = Y_hat - Y
    return 2 * R.sum(axis=0)
