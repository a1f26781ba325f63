# STYLE: -2 times (Y - Y_hat)


def gradients(X, Y, W, b, reduction):
    E = Y - (X @ W.T + b)
    c = _factor(reduction, *Y.shape)
    return -2 * c * (E.T @ X), -2 * c * E.sum(axis=0)
