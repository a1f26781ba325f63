# TASK: train
# MISTAKE: none
# WHY: The backward pass gets ones, whatever the loss is.


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(np.ones_like(Y_hat), cache)
        params = {name: params[name] - lr * grads[name] for name in params}
    return params, losses
