# TASK: train
# MISTAKE: ascent
# WHY: The residual the other way round.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y - Y_hat), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
