# TASK: gradients
# MISTAKE: none
# WHY: "mean" and "row_mean" are exchanged.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / N, "row_mean": 1 / (N * M)}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
