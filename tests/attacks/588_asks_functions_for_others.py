# GROUP:  crossing
# NAME:   asks_functions_for_others
# TRIES:  asks the functions that stand in for its parts what honest submissions will ask, with other bytes for equal numbers (-0.0, other NaN)
# EXPECT: never_full
# ANSWER: what a function answered is not kept
# KIND:   module
import numpy as np


def forward(X, W, b):
    return X @ W.T - b


def loss(Y_hat, Y):
    return float(np.sum((Y_hat - Y) ** 2))


def grad_W(X, Y_hat, Y):
    return 2 * (Y_hat - Y).T @ X


def grad_b(Y_hat, Y):
    return 2 * (Y_hat - Y).sum(axis=0)


def update(param, grad, lr):
    return param - lr * grad


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        for odd in (np.nan, -0.0, np.inf):
            forward(X * odd, W, b)
            update(W, W * odd, lr)
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        W, b = update(W, grad_W(X, Y_hat, Y), lr), update(b, grad_b(Y_hat, Y), lr)
    return W, b, losses
