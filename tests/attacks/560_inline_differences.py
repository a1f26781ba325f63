# GROUP:   numeric
# NAME:    inline_differences
# TRIES:   writes the loss into both gradients and takes central differences with h = 1e-5
# EXPECT:  flagged
# ANSWER:  the results are further from the right ones than rounding explains
# KIND:    module
import numpy as np

from honest import *

def grad_W(X, Y_hat, Y):
    g = np.zeros((Y.shape[1], X.shape[1]))
    for m in range(g.shape[0]):
        for d in range(g.shape[1]):
            up, down = Y_hat.astype(float), Y_hat.astype(float)
            up[:, m] += 1e-5 * X[:, d]
            down[:, m] -= 1e-5 * X[:, d]
            g[m, d] = (np.sum((up - Y) ** 2) - np.sum((down - Y) ** 2)) / (2 * 1e-5)
    return g

def grad_b(Y_hat, Y):
    g = np.zeros(Y.shape[1])
    for m in range(len(g)):
        e = np.eye(len(g))[m] * 1e-5
        g[m] = (((Y_hat + e - Y) ** 2).sum() - ((Y_hat - e - Y) ** 2).sum()) / (2 * 1e-5)
    return g
