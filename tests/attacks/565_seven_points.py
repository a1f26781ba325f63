# GROUP:   numeric
# NAME:    seven_points
# TRIES:   a difference quotient of seven points, whose error is 4e-14
# EXPECT:  flagged
# ASSIGNMENT: a7_softmax_classifier
# ANSWER:  the results are further from the right ones than rounding explains
# KIND:    module
import numpy as np

from honest import *

def grad_logits(Z, labels):
    h = 1e-2
    G = np.zeros(Z.shape)
    Z = Z - Z.max(axis=1, keepdims=True)
    for i in range(len(Z)):
        for k in range(Z.shape[1]):
            def L(t):
                z = Z[i] + t * (np.arange(len(Z[i])) == k)
                return np.log(np.exp(z).sum()) - z[labels[i]]
            G[i, k] = (45 * (L(h) - L(-h)) - 9 * (L(2 * h) - L(-2 * h)) + L(3 * h) - L(-3 * h)) / (60 * h) / len(Z)
    return G
