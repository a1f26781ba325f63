# STYLE: computes X.T @ R and transposes it


def gradients(X, Y, W, b, reduction):
    R = (W @ X.T).T + b - Y
    c = _factor(reduction, *R.shape)
    return (2 * c * (X.T @ R)).T, 2 * c * (np.ones(len(X)) @ R)


def unstandardize(Ws, bs, mean, std):
    W = (Ws.T / std[:, None]).T
    return W, (bs[:, None] - W @ mean[:, None])[:, 0]
