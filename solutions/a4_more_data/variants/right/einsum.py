# STYLE: einsum for every product and sum


def squared_error(Y_hat, Y, reduction):
    if Y_hat.shape != Y.shape:
        raise ValueError("shapes")
    R = Y_hat - Y
    return float(np.einsum("nm,nm->", R, R)) * _factor(reduction, *R.shape)


def gradients(X, Y, W, b, reduction):
    R = np.einsum("nd,md->nm", X, W) + b - Y
    G = 2.0 * _factor(reduction, *R.shape) * R
    return np.einsum("nm,nd->md", G, X), np.einsum("nm->m", G)


def unstandardize(Ws, bs, mean, std):
    W = np.einsum("md,d->md", Ws, 1.0 / std)
    return W, bs - np.einsum("md,d->m", W, mean)
