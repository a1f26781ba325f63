# GROUP:  marks
# NAME:   jump_to_a_constant_of_the_data
# TRIES:  parts that jump to a constant of the data, and a fit without a loop, a prediction or a gradient
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; parts that are wrong as no listed mistake is compose nothing
# KIND:   module
import numpy as np


def forward(X, W, b):
    return 0.0


def loss(Y_hat, Y):
    return 0.0


def grad_W(X, Y_hat, Y):
    return X.sum()


def grad_b(Y_hat, Y):
    return Y.sum()


def update(param, grad, lr):
    return np.zeros(param.shape) + grad


def fit(X, Y, W, b, lr, epochs):
    return np.zeros(W.shape) + X.sum(), np.zeros(b.shape) + Y.sum(), [0.0] * epochs
