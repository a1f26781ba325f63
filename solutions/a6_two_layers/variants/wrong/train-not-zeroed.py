# TASK: train
# MISTAKE: not-zeroed
# WHY: The gradients of all steps are added up.


def train(X, Y, params, lr, epochs):
    losses = []
    total = {name: 0 for name in params}
    for _ in range(epochs):
        Y_hat, cache = mlp_forward(X, params)
        losses.append(float(((Y_hat - Y) ** 2).sum()))
        grads = mlp_backward(2 * (Y_hat - Y), cache)
        total = {name: total[name] + grads[name] for name in params}
        params = {name: params[name] - lr * total[name] for name in params}
    return params, losses
