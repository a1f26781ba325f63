# TASK: train
# MISTAKE: changes-argument
# WHY: The dict of the start is changed.
# LOSES: edges


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        for name in params:
            params[name] = params[name] - lr * grads[name]
    return params, losses
