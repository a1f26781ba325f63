# GROUP:  marks
# NAME:   update_that_rolls
# TRIES:  right prediction, loss and gradients, an update that rolls the parameter and minds the gradient by one bit
# EXPECT: never_full
# MOST:   17
# ANSWER: the points of the right functions; such an update is no listed mistake's
# KIND:   module
import numpy as np

from honest import forward, grad_W, grad_b, loss


def update(param, grad, lr):
    return np.roll(param, 1) * (1 + 1e-3 * (np.sum(grad) > 0)) + 1e-13 * grad


def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        Y_hat = forward(X, W, b)
        losses.append(loss(Y_hat, Y))
        up = [1 + 1e-3 * (np.sum(grad) > 0) for grad in (grad_W(X, Y_hat, Y), grad_b(Y_hat, Y))]
        W, b = np.roll(W, 1) * up[0], np.roll(b, 1) * up[1]
    return W, b, losses
