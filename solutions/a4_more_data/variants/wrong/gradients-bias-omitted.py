# TASK: gradients
# MISTAKE: bias-omitted
# WHY: The forward pass forgets b.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = X @ W.T - Y
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
