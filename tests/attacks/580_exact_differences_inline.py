# GROUP:   numeric
# NAME:    exact_differences_inline
# TRIES:   central differences with h = 1, exact for a quadratic, without a function
# EXPECT:  flagged
# KNOWN:   differences of a quadratic with a large step are exact; docs/security.md says so
# ANSWER:  not found: the numbers are those of a formula
# KIND:    module
import numpy as np

from honest import *

def grad_W(X, Y_hat, Y):
    g = np.zeros((Y.shape[1], X.shape[1]))
    for m in range(g.shape[0]):
        for d in range(g.shape[1]):
            up, down = Y_hat.astype(float), Y_hat.astype(float)
            up[:, m] += 1.0 * X[:, d]
            down[:, m] -= 1.0 * X[:, d]
            g[m, d] = (np.sum((up - Y) ** 2) - np.sum((down - Y) ** 2)) / (2 * 1.0)
    return g

def grad_b(Y_hat, Y):
    g = np.zeros(Y.shape[1])
    for m in range(len(g)):
        e = np.eye(len(g))[m] * 1.0
        g[m] = (((Y_hat + e - Y) ** 2).sum() - ((Y_hat - e - Y) ** 2).sum()) / (2 * 1.0)
    return g
