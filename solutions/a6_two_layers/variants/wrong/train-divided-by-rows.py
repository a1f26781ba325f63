# TASK: train
# MISTAKE: divided-by-rows
# WHY: The mean over rows.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum() / len(X)))
        grads = mlp_backward(2 * (Y_hat - Y) / len(X), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
