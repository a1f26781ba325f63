# STYLE: train calls itself; the square by pow


import math


def loss(y_hat, y):
    return math.pow(y - y_hat, 2)


def train(x, y, w, lr, steps):
    if steps == 0:
        return [w]
    before = train(x, y, w, lr, steps - 1)
    last = before[-1]
    return [*before, update(last, gradients(x, last, y)["dL_dw"], lr)]


def largest_stable_lr(x):
    curvature = 2 * x * x
    return 2 / curvature
