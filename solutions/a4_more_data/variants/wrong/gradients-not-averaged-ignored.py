# TASK: gradients
# MISTAKE: not-averaged
# WHY: The means are forgotten: the reduction is never looked at.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    return 2 * (X.T @ R).T, 2 * R.sum(axis=0)
