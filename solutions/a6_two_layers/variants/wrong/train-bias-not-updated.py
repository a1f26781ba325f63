# TASK: train
# MISTAKE: bias-not-updated
# WHY: Only the weights are updated.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = params | {name: params[name] - lr * grads[name] for name in ("W1", "W2")}
    return params, losses
