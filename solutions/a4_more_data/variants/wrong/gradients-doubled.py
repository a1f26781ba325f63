# TASK: gradients
# MISTAKE: doubled
# WHY: One 2 too many.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 4 * c * R.T @ X, 4 * c * R.sum(axis=0)
