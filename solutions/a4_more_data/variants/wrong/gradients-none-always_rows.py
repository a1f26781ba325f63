# TASK: gradients
# MISTAKE: divided-by-rows
# WHY: Divides by N whatever the word.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = 1 / N
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
