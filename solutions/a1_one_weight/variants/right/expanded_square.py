# STYLE: everything multiplied out


def loss(y_hat, y):
    return y * y - 2 * y * y_hat + y_hat * y_hat


def gradients(x, w, y):
    return {
        "dL_dyhat": 2 * x * w - 2 * y,
        "dyhat_dw": x,
        "dL_dw": 2 * x * x * w - 2 * x * y,
        "dL_dx": 2 * w * w * x - 2 * w * y,
        "dL_dy": 2 * y - 2 * x * w,
    }


def train(x, y, w, lr, steps):
    path = [w]
    for t in range(1, steps + 1):
        path.append((1 - 2 * lr * x * x) * path[t - 1] + 2 * lr * x * y)
    return path
