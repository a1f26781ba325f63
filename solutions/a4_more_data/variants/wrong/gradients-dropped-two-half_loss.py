# TASK: gradients
# MISTAKE: dropped-two
# WHY: The gradient of half the loss.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 0.5, "mean": 0.5 / (N * M), "row_mean": 0.5 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
