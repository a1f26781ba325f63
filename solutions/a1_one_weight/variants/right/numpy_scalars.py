# STYLE: NumPy functions, which return NumPy scalars; train fills an array


import numpy as np


def forward(x, w):
    return np.multiply(x, w)


def loss(y_hat, y):
    return np.square(np.subtract(y, y_hat))


def gradients(x, w, y):
    upstream = np.float64(-2.0) * (y - np.multiply(x, w))
    local = np.array([x, w], dtype=np.float64)
    dw, dx = upstream * local
    return {"dL_dyhat": upstream, "dyhat_dw": local[0], "dL_dw": dw, "dL_dx": dx, "dL_dy": np.negative(upstream)}


def update(w, grad, lr):
    return np.subtract(w, np.multiply(lr, grad))


def train(x, y, w, lr, steps):
    weights = np.empty(steps + 1)
    weights[0] = w
    for t in range(steps):
        weights[t + 1] = update(weights[t], gradients(x, weights[t], y)["dL_dw"], lr)
    return weights


def largest_stable_lr(x):
    return np.power(float(x), -2)
