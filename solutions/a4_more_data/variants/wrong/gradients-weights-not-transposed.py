# TASK: gradients
# MISTAKE: raised
# WHY: X @ W without the transpose raises unless D equals M.


def gradients(X, Y, W, b, reduction):
    R = X @ W + b - Y
    c = _factor(reduction, *R.shape)
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)
