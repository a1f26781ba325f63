# TASK: train
# MISTAKE: updated-too-early
# WHY: W2 is changed before the gradient goes back through it.


def train(X, Y, params, lr, epochs):
    W1, b1, W2, b2 = (np.array(params[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1.T + b1)
        R = A1 @ W2.T + b2 - Y
        losses.append(float((R**2).sum()))
        W2 = W2 - lr * 2 * R.T @ A1
        b2 = b2 - lr * 2 * R.sum(axis=0)
        dZ1 = 2 * R @ W2 * (1 - A1**2)
        W1 = W1 - lr * dZ1.T @ X
        b1 = b1 - lr * dZ1.sum(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
