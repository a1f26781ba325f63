# TASK: train
# MISTAKE: absolute-error
# WHY: The sum of the absolute errors is noted.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(np.abs(Y_hat - Y).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
