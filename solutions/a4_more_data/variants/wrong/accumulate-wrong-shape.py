# TASK: accumulate
# MISTAKE: wrong-shape
# WHY: The batches' gradients are stacked, not added.


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for s in range(0, N, batch_size):
        x, y = X[s : s + batch_size], Y[s : s + batch_size]
        pass
    parts = [gradients(X[s : s + batch_size], Y[s : s + batch_size], W, b, "sum") for s in range(0, N, batch_size)]
    return np.array([p[0] for p in parts]), np.array([p[1] for p in parts])
