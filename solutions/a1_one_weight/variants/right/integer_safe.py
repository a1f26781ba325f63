# STYLE: casts to float first, returns floats


def forward(x, w):
    return float(x) * float(w)


def loss(y_hat, y):
    error = float(y) - float(y_hat)
    return error**2


def gradients(x, w, y):
    x, w, y = float(x), float(w), float(y)
    g = 2.0 * (forward(x, w) - y)
    return dict(dL_dyhat=g, dyhat_dw=x, dL_dw=x * g, dL_dx=w * g, dL_dy=-g)


def update(w, grad, lr):
    w = float(w)
    w -= float(lr) * float(grad)
    return w


def largest_stable_lr(x):
    x = float(x)
    return 1.0 / (x * x)
