# TASK: train
# MISTAKE: none
# WHY: The forward pass is done once, before the loop.


def train(X, Y, params, lr, epochs):
    losses = []
    Y_hat, cache = mlp_forward(X, params)
    grads = mlp_backward(2 * (Y_hat - Y), cache)
    for _ in range(epochs):
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
