# TASK: fit
# MISTAKE: stale-gradient-missed
# WHY: The residual is computed again between the two updates.


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append(float((R**2).sum()))
        W = W - lr * 2 * R.T @ X
        R = X @ W.T + b - Y
        b = b - lr * 2 * R.sum(axis=0)
    return W, b, losses
