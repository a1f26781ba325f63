# TASK: gradients
# MISTAKE: divided-by-elements
# WHY: "sum" divides by N*M.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1 / (N * M), "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
