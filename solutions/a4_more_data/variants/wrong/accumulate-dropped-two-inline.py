# TASK: accumulate
# MISTAKE: dropped-two
# WHY: Its own formula, without the 2.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        R = x @ W.T + b - y
        dW += c * R.T @ x
        db += c * R.sum(axis=0)
    return dW, db
