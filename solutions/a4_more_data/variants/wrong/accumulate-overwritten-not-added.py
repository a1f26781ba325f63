# TASK: accumulate
# MISTAKE: overwritten-not-added
# WHY: Each batch overwrites the last.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        dW, db = gradients(x, y, W, b, "sum")
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db
