# TASK: accumulate
# MISTAKE: raised
# WHY: Refuses a batch size that does not divide N.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    if N % batch_size:
        raise ValueError("the batch size must divide the number of rows")
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    return c * dW, c * db
