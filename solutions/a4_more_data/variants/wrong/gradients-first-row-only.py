# TASK: gradients
# MISTAKE: first-row-only
# WHY: The first row's gradient.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * np.outer(R[0], X[0]), 2 * c * R[0]
