# TASK: gradients
# MISTAKE: dropped-two
# WHY: The 2 is forgotten; accumulate repeats the same formula batch by batch.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        rows = slice(start, start + batch_size)
        G = _factor(reduction, *Y.shape) * (X[rows] @ W.T + b - Y[rows])
        dW += G.T @ X[rows]
        db += G.sum(axis=0)
    return dW, db
