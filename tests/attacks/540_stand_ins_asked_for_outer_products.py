# GROUP:  exhaustion
# NAME:   stand_ins_asked_for_outer_products
# TRIES:  a fit that asks the right functions in the grader for products of columns and rows, with as many axes as it may
# EXPECT: never_full
# MOST:   0
# MEMORY: 200
# ANSWER: stand-ins take matrices of at most 1024 numbers, and a callback takes more axes in its only argument alone
# KIND:   module
import numpy as np


def forward(X, W, b):
    return 0.0


def loss(Y_hat, Y):
    return 0.0


def grad_W(X, Y_hat, Y):
    return 0.0


def grad_b(Y_hat, Y):
    return 0.0


def update(param, grad, lr):
    return param


def fit(X, Y, W, b, lr, epochs):
    shapes = [(1024, 1), (1, 1024), (1024, 1, 1, 1), (1, 1024, 1, 1), (1, 1, 1024, 1), (0, 1024), (1024,)]
    for one in shapes:
        for two in shapes:
            for three in shapes:
                try:
                    update(np.ones(one), np.ones(two, np.int8), np.ones(three, np.float16))
                except ValueError:
                    continue
    return W, b, [0.0] * epochs
