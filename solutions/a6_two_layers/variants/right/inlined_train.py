# STYLE: one function that does everything, without the others


def train(X, Y, params, lr, epochs):
    W1, b1, W2, b2 = (np.array(params[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1.T + b1)
        R = A1 @ W2.T + b2 - Y
        losses.append(np.vdot(R, R))
        G = 2 * R
        dZ1 = (G @ W2) * (1 - A1**2)
        W2 -= lr * G.T @ A1
        b2 -= lr * G.sum(axis=0)
        W1 -= lr * dZ1.T @ X
        b1 -= lr * dZ1.sum(axis=0)
    return dict(W1=W1, b1=b1, W2=W2, b2=b2), losses
