# TASK: gradients
# MISTAKE: not-averaged
# WHY: dW is averaged, db is not.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * R.sum(axis=0)
