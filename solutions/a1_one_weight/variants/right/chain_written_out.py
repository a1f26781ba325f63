# STYLE: every link of the chain has its own name; train writes the step itself


def gradients(x, w, y):
    y_hat = forward(x, w)
    error = y - y_hat
    dL_derror = 2 * error
    derror_dyhat = -1
    derror_dy = 1
    dyhat_dw = x
    dyhat_dx = w
    grads = {}
    grads["dL_dyhat"] = dL_derror * derror_dyhat
    grads["dyhat_dw"] = dyhat_dw
    grads["dL_dw"] = grads["dL_dyhat"] * dyhat_dw
    grads["dL_dx"] = grads["dL_dyhat"] * dyhat_dx
    grads["dL_dy"] = dL_derror * derror_dy
    grads["dyhat_dx"] = dyhat_dx
    return grads


def train(x, y, w, lr, steps):
    history = []
    step = 0
    while step < steps:
        history.append(w)
        w = w + lr * 2 * (y - w * x) * x
        step += 1
    history.append(w)
    return history
