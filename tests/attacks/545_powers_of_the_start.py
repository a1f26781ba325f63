# GROUP:  marks
# NAME:   powers_of_the_start
# TRIES:  a right update, predictions that carry W and b, gradients that shrink each entry by a factor of the data: powers of the start
# EXPECT: never_full
# MOST:   3
# ANSWER: the points of the update; such gradients are no listed mistake's
# KIND:   module
import numpy as np

from honest import update


def shares(X, Y):
    return np.mean(X**2, axis=0), np.mean(Y**2, axis=0)


def forward(X, W, b):
    return np.column_stack([W, b])


def loss(Y_hat, Y):
    return 0.0


def grad_W(X, Y_hat, Y):
    return Y_hat[:, :-1] * shares(X, Y)[0]


def grad_b(Y_hat, Y):
    return Y_hat[:, -1] * shares(Y, Y)[1]


def fit(X, Y, W, b, lr, epochs):
    first, second = shares(X, Y)
    return W * (1 - lr * first) ** epochs, b * (1 - lr * second) ** epochs, [0.0] * epochs
