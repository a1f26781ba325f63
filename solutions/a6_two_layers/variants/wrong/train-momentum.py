# TASK: train
# MISTAKE: none
# WHY: Half of the step before is added.


def train(X, Y, params, lr, epochs):
    losses = []
    step = {name: 0 for name in params}
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        step = {name: 0.5 * step[name] + lr * grads[name] for name in params}
        params = {name: params[name] - step[name] for name in params}
    return params, losses
