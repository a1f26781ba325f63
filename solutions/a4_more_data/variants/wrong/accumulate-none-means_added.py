# TASK: accumulate
# MISTAKE: none
# WHY: The batch means are added and never averaged.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, reduction)
        dW += gW
        db += gb
    return dW, db
