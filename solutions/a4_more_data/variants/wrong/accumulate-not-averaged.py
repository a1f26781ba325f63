# TASK: accumulate
# MISTAKE: not-averaged
# WHY: The sum whatever the word.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        gW, gb = gradients(x, y, W, b, "sum")
        dW += gW
        db += gb
    return dW, db
