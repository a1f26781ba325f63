# GROUP:  replay
# NAME:   remembers_by_shape
# TRIES:  keeps one answer for each function and shape of its arguments
# EXPECT: never_full
# ANSWER: other numbers of the same shape come
# KIND:   module
import numpy as np

import honest

SEEN = {}


def remember(name):
    def function(*args):
        key = (name, *map(np.shape, args))
        if key not in SEEN:
            SEEN[key] = getattr(honest, name)(*args)
        return SEEN[key]

    return function


forward, loss, grad_W, grad_b, update, fit = map(remember, ("forward", "loss", "grad_W", "grad_b", "update", "fit"))


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        W, b = update(W, grad_W(X, Y_hat, Y), lr), update(b, grad_b(Y_hat, Y), lr)
    return W, b, losses
