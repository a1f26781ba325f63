# STYLE: copies of the parameters, changed in place


def train(X, Y, params, lr, epochs):
    params = {name: np.array(value, dtype=float) for name, value in params.items()}
    losses = np.zeros(epochs)
    for t in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        difference = Y_hat - Y
        losses[t] = (difference**2).sum()
        grads = mlp_backward(2 * difference, cache)
        for name in params:
            params[name] -= lr * grads[name]
    return params, losses
