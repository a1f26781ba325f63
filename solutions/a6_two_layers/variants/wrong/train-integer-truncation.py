# TASK: train
# MISTAKE: integer-truncation
# WHY: The parameters keep the kind of their start.
# LOSES: edges


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: (params[name] - lr * grads[name]).astype(params[name].dtype) for name in params}
    return params, losses
