# TASK: accumulate
# MISTAKE: none
# WHY: Returns inside the loop, after the first batch.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        return _factor(reduction, N, M) * gW, _factor(reduction, N, M) * gb
