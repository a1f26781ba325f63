# GROUP:   marks
# NAME:    ragged_loss
# TRIES:   the loss is a ragged list, and fit is wrong
# EXPECT:  never_full
# MOST:    17
# ANSWER:  costs both their marks and nothing else
# KIND:    module
from honest import forward, grad_W, grad_b, update


def loss(Y_hat, Y):
    return [[1.0, 2.0], [3.0]]


def fit(X, Y, W, b, lr, epochs):
    return W * 1.0, b * 1.0, [0.0] * epochs
