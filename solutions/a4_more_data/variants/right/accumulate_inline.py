# STYLE: accumulates the residual formula without calling gradients


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        G = 2 * _factor(reduction, *Y.shape) * (X[rows] @ W.T + b - Y[rows])
        dW += G.T @ X[rows]
        db += G.sum(axis=0)
    return dW, db
