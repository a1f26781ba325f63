# TASK: forward
# MISTAKE: changes-argument
# WHY: X is scaled in place and not scaled back; fit does not call forward.
# LOSES: edges


def forward(X, W, b):
    X *= 0.5
    return 2 * (X @ W.T) + b


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        R = X @ W.T + b - Y
        losses.append(float(np.sum(R**2)))
        W, b = W - lr * 2 * R.T @ X, b - lr * 2 * R.sum(axis=0)
    return W, b, losses
