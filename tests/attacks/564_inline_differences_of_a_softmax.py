# GROUP:   numeric
# NAME:    inline_differences_of_a_softmax
# TRIES:   central differences of the cross-entropy, column by column, h = 1e-5
# EXPECT:  flagged
# ASSIGNMENT: a7_softmax_classifier
# ANSWER:  the results are further from the right ones than rounding explains
# KIND:    module
import numpy as np

from honest import *

def grad_logits(Z, labels):
    G, rows = np.zeros(Z.shape), np.arange(len(Z))
    Z = Z - Z.max(axis=1, keepdims=True)
    for k in range(Z.shape[1]):
        e = 1e-5 * (np.arange(Z.shape[1]) == k)
        up, down = Z + e, Z - e
        G[:, k] = (np.log(np.exp(up).sum(axis=1)) - up[rows, labels] - np.log(np.exp(down).sum(axis=1)) + down[rows, labels]) / 2e-5
    return G / len(Z)
