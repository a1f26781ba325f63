# TASK: gradients
# MISTAKE: reshaped-not-transposed
# WHY: The residual is reshaped to (M,N) where it should be transposed.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return 2 * c * R.reshape(M, N) @ X, 2 * c * R.sum(axis=0)
