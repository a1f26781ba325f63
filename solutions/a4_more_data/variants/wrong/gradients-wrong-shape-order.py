# TASK: gradients
# MISTAKE: wrong-shape
# WHY: (db, dW) in place of (dW, db).


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.sum(axis=0), 2 * c * R.T @ X
