# TASK: gradients
# MISTAKE: bias-averaged
# WHY: db by mean, dW right.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.T @ X, 2 * c * R.mean(axis=0)
