# STYLE: casts every argument to float first


def gradients(X, Y, W, b, reduction):
    X, Y, W, b = (np.asarray(a, dtype=np.float64) for a in (X, Y, W, b))
    G = X @ W.T + b - Y
    G *= 2 * _factor(reduction, *G.shape)
    return G.T @ X, G.sum(axis=0)


def standardize(X):
    X = np.array(X, dtype=np.float64)
    mean, std = np.mean(X, axis=0), np.std(X, axis=0)
    std[std == 0] = 1
    X -= mean
    X /= std
    return X, mean, std
