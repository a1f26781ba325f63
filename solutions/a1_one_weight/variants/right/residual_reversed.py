# STYLE: the difference the other way round, no minus needed


def loss(y_hat, y):
    return (y_hat - y) * (y_hat - y)


def gradients(x, w, y):
    twice = 2 * (x * w - y)
    return {"dL_dyhat": twice, "dyhat_dw": x, "dL_dw": twice * x, "dL_dx": twice * w, "dL_dy": -twice}
