# TASK: grad_b
# MISTAKE: bias-averaged
# WHY: grad_b averages, and fit repeats the same code instead of calling it: a composition of what was written.


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).mean(axis=0)


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append(float((R**2).sum()))
        W, b = W - lr * 2 * R.T @ X, b - lr * 2 * R.mean(axis=0)
    return W, b, losses
