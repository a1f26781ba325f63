# TASK: gradients
# MISTAKE: changes-argument
# LOSES: edges
# WHY: Computes the residual inside Y.


def gradients(X, Y, W, b, reduction):
    Y -= X @ W.T + b
    c = _factor(reduction, *Y.shape)
    return -2 * c * Y.T @ X, -2 * c * Y.sum(axis=0)
