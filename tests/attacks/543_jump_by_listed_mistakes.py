# GROUP:  marks
# NAME:   jump_by_listed_mistakes
# TRIES:  the jump made of listed mistakes alone: targets for residuals, and the step in the place of the parameter
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; where all gradients are alike there is nothing to compose
# KIND:   module
import numpy as np


def forward(X, W, b):
    return -(X @ W.T + b)


def loss(Y_hat, Y):
    return float((Y**2).sum())


def grad_W(X, Y_hat, Y):
    return 2 * Y.T @ X


def grad_b(Y_hat, Y):
    return 2 * Y.sum(axis=0)


def update(param, grad, lr):
    return lr * grad


def fit(X, Y, W, b, lr, epochs):
    return lr * 2 * Y.T @ X, lr * 2 * Y.sum(axis=0), [float((Y**2).sum())] * epochs
