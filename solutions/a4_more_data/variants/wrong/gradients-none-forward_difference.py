# TASK: gradients
# MISTAKE: none
# WHY: Forward differences with a coarse step.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]

    L = lambda W, b: c * np.sum((X @ W.T + b - Y) ** 2)
    h = 1e-3
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for i in np.ndindex(W.shape):
        E = np.zeros(W.shape)
        E[i] = h
        dW[i] = (L(W + E, b) - L(W, b)) / h
    for m in range(M):
        e = np.zeros(M)
        e[m] = h
        db[m] = (L(W, b + e) - L(W, b)) / h
    return dW, db
