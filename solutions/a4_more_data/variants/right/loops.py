# STYLE: plain Python loops over rows, outputs and features


def predictions_agree(X, Y_hat, tol=1e-9):
    for i in range(len(X)):
        for j in range(i):
            if all(X[i][d] == X[j][d] for d in range(len(X[i]))):
                for m in range(len(Y_hat[i])):
                    if abs(Y_hat[i][m] - Y_hat[j][m]) > tol:
                        return False
    return True


def squared_error(Y_hat, Y, reduction):
    if reduction not in ("sum", "mean", "row_mean") or Y_hat.shape != Y.shape:
        raise ValueError("reduction or shape")
    total = 0.0
    for n in range(Y.shape[0]):
        for m in range(Y.shape[1]):
            total += (Y_hat[n, m] - Y[n, m]) ** 2
    if reduction == "mean":
        total /= Y.size
    elif reduction == "row_mean":
        total /= len(Y)
    return total


def gradients(X, Y, W, b, reduction):
    N, D = X.shape
    M = Y.shape[1]
    divisor = {"sum": 1, "mean": N * M, "row_mean": N}[reduction]
    dW = np.zeros((M, D))
    db = np.zeros(M)
    for n in range(N):
        for m in range(M):
            y_hat = b[m]
            for d in range(D):
                y_hat = y_hat + W[m, d] * X[n, d]
            step = 2 * (y_hat - Y[n, m]) / divisor
            db[m] += step
            for d in range(D):
                dW[m, d] += step * X[n, d]
    return dW, db


def accumulate(X, Y, W, b, batch_size, reduction):
    N, M = Y.shape
    dW, db = np.zeros(W.shape), np.zeros(b.shape)
    start = 0
    while start < N:
        part = gradients(X[start : start + batch_size], Y[start : start + batch_size], W, b, "sum")
        dW += part[0]
        db += part[1]
        start += batch_size
    if reduction == "mean":
        return dW / (N * M), db / (N * M)
    if reduction == "row_mean":
        return dW / N, db / N
    return dW, db


def standardize(X):
    N, D = X.shape
    Xs, mean, std = np.zeros((N, D)), np.zeros(D), np.ones(D)
    for d in range(D):
        mean[d] = sum(X[:, d]) / N
        variance = sum((x - mean[d]) ** 2 for x in X[:, d]) / N
        if variance > 0:
            std[d] = variance**0.5
        for n in range(N):
            Xs[n, d] = (X[n, d] - mean[d]) / std[d]
    return Xs, mean, std


def unstandardize(Ws, bs, mean, std):
    M, D = Ws.shape
    W, b = np.zeros((M, D)), np.zeros(M)
    for m in range(M):
        b[m] = bs[m]
        for d in range(D):
            W[m, d] = Ws[m, d] / std[d]
            b[m] -= W[m, d] * mean[d]
    return W, b
