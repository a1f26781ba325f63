# TASK: mlp_backward:db2,mlp_backward:db1
# MISTAKE: bias-averaged
# WHY: mlp_backward averages, and train repeats its code: a composition of what was written.


def mlp_backward(G, cache):
    dZ1 = tanh_backward(G @ cache["W2"], cache["A1"])
    return {
        "W2": G.T @ cache["A1"],
        "b2": G.mean(axis=0),
        "W1": dZ1.T @ cache["X"],
        "b1": dZ1.mean(axis=0),
        "X": dZ1 @ cache["W1"],
    }


def train(X, Y, params, lr, epochs):
    W1, b1, W2, b2 = (np.array(params[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    losses = []
    for _ in range(epochs):
        A1 = np.tanh(X @ W1.T + b1)
        R = A1 @ W2.T + b2 - Y
        losses.append(float((R**2).sum()))
        dZ1 = 2 * R @ W2 * (1 - A1**2)
        W2, b2 = W2 - lr * 2 * R.T @ A1, b2 - lr * 2 * R.mean(axis=0)
        W1, b1 = W1 - lr * dZ1.T @ X, b1 - lr * dZ1.mean(axis=0)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}, losses
