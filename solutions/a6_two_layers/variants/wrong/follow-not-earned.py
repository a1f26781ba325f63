# TASK: mlp_backward:db2,train
# MISTAKE: bias-averaged
# WHY: db2 is wrong, and train leaves out a step as well.


def mlp_backward(G, cache):
    dZ1 = tanh_backward(G @ cache["W2"], cache["A1"])
    return {
        "W2": G.T @ cache["A1"],
        "b2": G.mean(axis=0),
        "W1": dZ1.T @ cache["X"],
        "b1": dZ1.sum(axis=0),
        "X": dZ1 @ cache["W1"],
    }


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs - 1):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
