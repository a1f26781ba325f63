# STYLE: one product with the inputs [X, 1]


def gradients(X, Y, W, b, reduction):
    A = np.hstack([X, np.ones((len(X), 1))])
    theta = np.hstack([W, b[:, None]])
    G = 2 * _factor(reduction, *Y.shape) * (A @ theta.T - Y).T @ A
    return G[:, :-1], G[:, -1]


def largest_stable_lr(X, M, reduction):
    A = np.hstack([X, np.ones((X.shape[0], 1))])
    return 1 / (_factor(reduction, X.shape[0], M) * np.linalg.norm(A, 2) ** 2)
