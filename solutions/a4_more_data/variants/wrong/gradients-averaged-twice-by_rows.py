# TASK: gradients
# MISTAKE: averaged-twice
# WHY: Divided once more by N under a mean.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M) / N, "row_mean": 1 / N / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
