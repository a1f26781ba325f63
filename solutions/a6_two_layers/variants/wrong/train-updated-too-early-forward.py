# TASK: train
# MISTAKE: updated-too-early
# WHY: Another forward pass between the layers.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        for layer in (("W2", "b2"), ("W1", "b1")):
            Y_hat, cache = mlp_forward(X, params)
            grads = mlp_backward(2 * (Y_hat - Y), cache)
            params = params | {name: params[name] - lr * grads[name] for name in layer}
    return params, losses
