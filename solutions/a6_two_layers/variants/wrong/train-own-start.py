# TASK: train
# MISTAKE: none
# WHY: The start is drawn anew.


def train(X, Y, params, lr, epochs):
    losses = []
    rng = np.random.default_rng(0)
    params = {name: rng.standard_normal(np.shape(value)) for name, value in params.items()}
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
