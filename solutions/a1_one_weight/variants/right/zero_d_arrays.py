# STYLE: 0-d arrays throughout


import numpy as np


def forward(x, w):
    return np.array(x * w)


def loss(y_hat, y):
    return np.array((y - y_hat) ** 2, dtype=float)


def gradients(x, w, y):
    g = -2.0 * (y - forward(x, w))
    found = {"dL_dyhat": g, "dyhat_dw": x, "dL_dw": g * x, "dL_dx": g * w, "dL_dy": -g}
    return {key: np.asarray(value, dtype=np.float64) for key, value in found.items()}


def update(w, grad, lr):
    return np.array(w - lr * grad)


def largest_stable_lr(x):
    return np.reciprocal(np.array(x, dtype=float) ** 2)
