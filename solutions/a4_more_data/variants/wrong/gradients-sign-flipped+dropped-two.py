# TASK: gradients
# MISTAKE: sign-flipped+dropped-two
# WHY: Y - Y_hat without the minus and without the 2.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return -c * R.T @ X, -c * R.sum(axis=0)
