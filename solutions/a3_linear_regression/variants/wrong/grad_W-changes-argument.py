# TASK: grad_W
# MISTAKE: changes-argument
# WHY: Y_hat becomes the residual in place; fit does not call grad_W.
# LOSES: edges


def grad_W(X, Y_hat, Y):
    Y_hat -= Y
    return 2 * Y_hat.T @ X


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append(float(np.sum(R**2)))
        W, b = W - lr * 2 * R.T @ X, b - lr * 2 * R.sum(axis=0)
    return W, b, losses
