# GROUP:  marks
# NAME:   straight_line
# TRIES:  right prediction, loss and update, gradients that are constants of the data: the path is a straight line
# EXPECT: never_full
# MOST:   9
# ANSWER: the points of the three right functions; all gradients are alike
# KIND:   module
import numpy as np

from honest import forward, loss, update


def grad_W(X, Y_hat, Y):
    return 2 * Y.T @ X


def grad_b(Y_hat, Y):
    return 2 * Y.sum(axis=0)


def fit(X, Y, W, b, lr, epochs):
    dW, db = 2 * Y.T @ X, 2 * Y.sum(axis=0)
    ways = [(W - k * lr * dW, b - k * lr * db) for k in range(epochs + 1)]
    return *ways[-1], [float(np.sum((X @ w.T + v - Y) ** 2)) for w, v in ways[:-1]]
