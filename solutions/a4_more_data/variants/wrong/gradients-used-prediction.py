# TASK: gradients
# MISTAKE: used-prediction
# WHY: Y_hat where the residual is due.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = Y_hat
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
