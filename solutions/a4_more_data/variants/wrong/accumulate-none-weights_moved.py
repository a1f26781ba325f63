# TASK: accumulate
# MISTAKE: none
# WHY: The weights move between the batches, as in stochastic descent.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
        W, b = W - 1e-3 * gW, b - 1e-3 * gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db
