# TASK: mlp_backward
# MISTAKE: wrong-type
# WHY: The keys are called dW1 and so on.


def mlp_backward(G, cache):
    dZ1 = (G @ cache["W2"]) * (1 - cache["A1"] ** 2)
    return {
        "dW2": G.T @ cache["A1"],
        "db2": G.sum(axis=0),
        "dW1": dZ1.T @ cache["X"],
        "db1": dZ1.sum(axis=0),
        "dX": dZ1 @ cache["W1"],
    }


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads.get("d" + name, grads.get(name)) for name in params}
    return params, losses
