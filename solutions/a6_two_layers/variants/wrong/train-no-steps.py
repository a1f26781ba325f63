# TASK: train
# MISTAKE: raised
# WHY: An array of losses is asked for its last entry, also without a step.
# LOSES: edges


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses + losses[epochs:] if losses[-1] is not None else losses
