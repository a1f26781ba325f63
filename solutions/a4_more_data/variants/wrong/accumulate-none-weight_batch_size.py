# TASK: accumulate
# MISTAKE: none
# WHY: Every batch is weighted with batch_size, the short one too.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        weight = 1 if reduction == "sum" else batch_size / N
        dW += weight * gW
        db += weight * gb
    return dW, db
