# TASK: train
# MISTAKE: dropped-two
# WHY: The 2 of the square is missing in dL/dY_hat.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(Y_hat - Y, cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
