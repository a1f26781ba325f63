# STYLE: plain Python loops over rows, outputs and inputs


def forward(X, W, b):
    N, D = X.shape
    M = W.shape[0]
    Y_hat = np.zeros((N, M))
    for n in range(N):
        for m in range(M):
            total = b[m]
            for d in range(D):
                total = total + X[n, d] * W[m, d]
            Y_hat[n, m] = total
    return Y_hat


def loss(Y_hat, Y):
    total = 0.0
    for n in range(Y.shape[0]):
        for m in range(Y.shape[1]):
            total += (Y_hat[n, m] - Y[n, m]) ** 2
    return total


def grad_W(X, Y_hat, Y):
    dW = np.zeros((Y.shape[1], X.shape[1]))
    for n in range(X.shape[0]):
        for m in range(Y.shape[1]):
            for d in range(X.shape[1]):
                dW[m, d] += 2 * (Y_hat[n, m] - Y[n, m]) * X[n, d]
    return dW


def grad_b(Y_hat, Y):
    db = np.zeros(Y.shape[1])
    for n in range(Y.shape[0]):
        for m in range(Y.shape[1]):
            db[m] += 2 * (Y_hat[n, m] - Y[n, m])
    return db


def fit(X, Y, W, b, lr, epochs):
    losses = []
    step = 0
    while step < epochs:
        Y_hat = forward(X, W, b)
        dW = grad_W(X, Y_hat, Y)
        db = grad_b(Y_hat, Y)
        losses.append(loss(Y_hat, Y))
        W = update(W, dW, lr)
        b = update(b, db, lr)
        step += 1
    return W, b, losses
