# TASK: train
# MISTAKE: none
# WHY: Gradients larger than 1 are cut off.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * np.clip(grads[name], -1, 1) for name in params}
    return params, losses
