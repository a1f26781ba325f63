# GROUP:  exhaustion
# NAME:   a_million_numbers_for_the_parts
# TRIES:  right shapes of far too many numbers from every part, in turn as int8, float16, list and list of arrays
# EXPECT: never_full
# MOST:   0
# MEMORY: 150
# ANSWER: an answer has at most 65,536 numbers and other values
# KIND:   module
import numpy as np

CALLS = []


def much():
    CALLS.append(1)
    which = len(CALLS) % 4
    if which == 0:
        return np.ones((1 << 22, 1), np.int8)
    if which == 1:
        return np.ones((1, 1 << 21), np.float16)
    if which == 2:
        return [0.5] * 140_000
    return [np.ones(1)] * 9_000


def forward(X, W, b):
    return much()


def loss(Y_hat, Y):
    return much()


def grad_W(X, Y_hat, Y):
    return much()


def grad_b(Y_hat, Y):
    return much()


def update(param, grad, lr):
    return much()


def fit(X, Y, W, b, lr, epochs):
    return much(), much(), much()
