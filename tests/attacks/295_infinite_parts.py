# GROUP:  marks
# NAME:   infinite_parts
# TRIES:  parts that are infinite: whatever fit returns is then within the tolerance of what they compose
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; nothing is close to infinity
# KIND:   module
# KNOWN:  gradcheck._close accepts every number where the expected one is inf: rtol * inf + atol * inf is inf
import numpy as np


def forward(X, W, b):
    return 0.0


def loss(Y_hat, Y):
    return np.inf


def grad_W(X, Y_hat, Y):
    return 0.0


def grad_b(Y_hat, Y):
    return 0.0


def update(param, grad, lr):
    return np.full(param.shape, np.inf)


def fit(X, Y, W, b, lr, epochs):
    return np.zeros(W.shape), np.zeros(b.shape), [0.0] * epochs
