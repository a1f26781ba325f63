# TASK: gradients
# MISTAKE: absolute-error
# WHY: The sign of the residual, as for absolute errors.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = np.sign(R)
    return c * R.T @ X, c * R.sum(axis=0)
