# GROUP:  marks
# NAME:   parts_for_the_composition_only
# TRIES:  parts that answer by the number of the call, each time from the first: constants that are never the same
# EXPECT: never_full
# MOST:   3
# ANSWER: 0 points; such parts are no listed mistake's, and answers that depend on earlier calls lose their marks
# KIND:   module
import numpy as np

SEEN = {}


def turn(name, key):
    if SEEN.get(name, (b"",))[0] != key:
        SEEN[name] = (key, 0)
    SEEN[name] = (key, SEEN[name][1] + 1)
    return SEEN[name][1]


def forward(X, W, b):
    return Y0(X)


def Y0(X):
    return np.zeros((len(X), 1)) + X[:, :1]


def loss(Y_hat, Y):
    return float(np.sum(Y))


def grad_W(X, Y_hat, Y):
    return X.sum() * turn("W", X.tobytes())


def grad_b(Y_hat, Y):
    return Y.sum() * turn("b", Y.tobytes())


def update(param, grad, lr):
    return param - lr * grad


def fit(X, Y, W, b, lr, epochs):
    k = epochs * (epochs + 1) / 2
    return W - lr * X.sum() * k, b - lr * Y.sum() * k, [float(np.sum(Y))] * epochs
