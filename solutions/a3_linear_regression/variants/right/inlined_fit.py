# STYLE: fit writes the formulas out again and calls none of the other functions


def fit(X, Y, W, b, lr, epochs):
    W, b = np.array(W, dtype=float), np.array(b, dtype=float)
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append((R * R).sum())
        W -= lr * 2 * R.T @ X
        b -= lr * 2 * R.sum(axis=0)
    return W, b, losses
