# TASK: train
# MISTAKE: changes-argument
# WHY: The arrays of the start are changed in place.
# LOSES: edges


def train(X, Y, params, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        for name in params:
            if params[name].dtype.kind == "i":
                params = params | {name: params[name] * 1.0}
            params[name] -= lr * grads[name]
    return params, losses
