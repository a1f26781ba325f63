# TASK: accumulate
# MISTAKE: none
# LOSES: edges
# WHY: A row alone loses its dimension and its weight.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "row_mean" if batch_size == 1 else "sum")
        dW += gW
        db += gb
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    c = 1 if batch_size == 1 else c
    return c * dW, c * db
