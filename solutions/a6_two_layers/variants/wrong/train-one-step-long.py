# TASK: train
# MISTAKE: one-step-long
# WHY: One step too many.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs + 1):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
