# TASK: train
# MISTAKE: loss-after-step
# WHY: The loss is noted after the step.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        pass
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
        losses.append(float(((mlp_forward(X, params)[0] - Y) ** 2).sum()))
    return params, losses
