# TASK: train
# MISTAKE: none
# WHY: A step after each row.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        losses.append(float(((mlp_forward(X, params)[0] - Y) ** 2).sum()))
        for n in range(len(X)):
            Y_hat, cache = mlp_forward(X[n : n + 1], params)
            grads = mlp_backward(2 * (Y_hat - Y[n : n + 1]), cache)
            params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
