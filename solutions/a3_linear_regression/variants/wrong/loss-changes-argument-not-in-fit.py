# TASK: loss
# MISTAKE: changes-argument
# WHY: Y_hat becomes the residual in place; fit does not call loss.
# LOSES: edges


def loss(Y_hat, Y):
    Y_hat -= Y
    return float(np.sum(Y_hat**2))


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append(float(np.sum(R**2)))
        W, b = W - lr * 2 * R.T @ X, b - lr * 2 * R.sum(axis=0)
    return W, b, losses
