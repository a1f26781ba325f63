# GROUP:  marks
# NAME:   sums_of_the_data_for_gradients
# TRIES:  gradients that are sums of the data, and an accumulate that returns them without a batch
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; such gradients are no listed mistake's
# KIND:   module
# ASSIGNMENT: a4_more_data
import numpy as np


def gradients(X, Y, W, b, reduction):
    return np.zeros(W.shape) + X.sum(), np.zeros(b.shape) + Y.sum()


def accumulate(X, Y, W, b, batch_size, reduction):
    return np.zeros(W.shape) + X.sum(), np.zeros(b.shape) + Y.sum()
