# STYLE: the bias as a weight of an input that is always one


def with_ones(X):
    return np.hstack([X, np.ones((len(X), 1))])


def forward(X, W, b):
    return with_ones(X) @ np.hstack([W, b[:, None]]).T


def loss(Y_hat, Y):
    return np.trace((Y_hat - Y).T @ (Y_hat - Y))


def both(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ with_ones(X)


def grad_W(X, Y_hat, Y):
    return both(X, Y_hat, Y)[:, :-1]


def grad_b(Y_hat, Y):
    return both(np.empty((len(Y), 0)), Y_hat, Y)[:, -1]
