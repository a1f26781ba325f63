# TASK: grad_W
# MISTAKE: integer-truncation
# WHY: The sum is kept in an array of the type of X, so integer inputs cost the fractions.
# LOSES: edges


def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]), dtype=X.dtype)
    dW[...] = 2 * (Y_hat - Y).T @ X
    return dW
