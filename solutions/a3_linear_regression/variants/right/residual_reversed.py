# STYLE: the residual as target minus prediction, with the minus of the chain rule


def loss(Y_hat, Y):
    return float(((Y - Y_hat) ** 2).sum())


def grad_W(X, Y_hat, Y):
    return -2 * (Y - Y_hat).T @ X


def grad_b(Y_hat, Y):
    return np.sum(-2 * (Y - Y_hat), axis=0)


def update(param, grad, lr):
    return param + (-lr) * grad
