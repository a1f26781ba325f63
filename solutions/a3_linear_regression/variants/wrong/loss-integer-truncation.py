# TASK: loss
# MISTAKE: integer-truncation
# WHY: The residuals are kept in an array of the type of Y, so integer targets cost the fractions.
# LOSES: edges


def loss(Y_hat, Y):
    R = np.empty_like(Y)
    R[...] = Y_hat - Y
    return float(np.sum(R**2))
