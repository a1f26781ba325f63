# STYLE: everything cast to float first, copies changed in place


def forward(X, W, b):
    X, W, b = (np.asarray(value, dtype=float) for value in (X, W, b))
    Y_hat = X @ W.T
    Y_hat += b
    return Y_hat


def grad_W(X, Y_hat, Y):
    R = np.array(Y_hat, dtype=float)
    R -= Y
    R *= 2
    return R.T @ np.asarray(X, dtype=float)


def grad_b(Y_hat, Y):
    R = np.array(Y_hat, dtype=float)
    R -= Y
    return 2 * np.sum(R, axis=0)


def update(param, grad, lr):
    param = np.array(param, dtype=float)
    param -= lr * grad
    return param
