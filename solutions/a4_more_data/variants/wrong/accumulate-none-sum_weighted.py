# TASK: accumulate
# MISTAKE: none
# WHY: The weights are used for the sum too.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        dW += len(x) / N * gW
        db += len(x) / N * gb
    return dW, db
