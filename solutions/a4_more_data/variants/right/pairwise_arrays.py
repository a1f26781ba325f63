# STYLE: all pairs at once by broadcasting; population variance for the scale


def predictions_agree(X, Y_hat, tol=1e-9):
    same_rows = (X[:, None] == X[None]).all(axis=2)
    close = (np.abs(Y_hat[:, None] - Y_hat[None]) <= tol).all(axis=2)
    return (close | ~same_rows).all()


def largest_stable_lr(X, M, reduction):
    A = np.ones((X.shape[0], X.shape[1] + 1))
    A[:, :-1] = X
    return 2.0 / max(np.linalg.eigvalsh(2 * A.T @ A * _factor(reduction, X.shape[0], M)))


def standardize(X):
    mean = X.mean(axis=0)
    variance = ((X - mean) ** 2).mean(axis=0)
    std = np.sqrt(np.where(variance > 0, variance, 1.0))
    return (X - mean) / std, mean, std
