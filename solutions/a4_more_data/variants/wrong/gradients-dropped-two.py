# TASK: gradients
# MISTAKE: dropped-two
# WHY: The 2 of the square is forgotten.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)
