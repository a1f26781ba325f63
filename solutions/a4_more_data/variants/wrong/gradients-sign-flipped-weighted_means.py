# TASK: gradients
# MISTAKE: sign-flipped
# WHY: A flipped sign, carried through by weighted batch means.


def gradients(X, Y, W, b, reduction):
    Y_hat = X @ W.T + b
    R = Y_hat - Y
    N, M = R.shape
    c = {"sum": 1, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]
    R = -R
    return 2 * c * R.T @ X, 2 * c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    for start in range(0, len(X), batch_size):
        n = len(X[start : start + batch_size])
        gW, gb = gradients(X[start : start + n], Y[start : start + n], W, b, reduction)
        weight = 1 if reduction == "sum" else n / len(X)
        dW, db = dW + weight * gW, db + weight * gb
    return dW, db
