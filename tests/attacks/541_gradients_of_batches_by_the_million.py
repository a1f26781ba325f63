# GROUP:  exhaustion
# NAME:   gradients_of_batches_by_the_million
# TRIES:  gradients whose size and axes grow with the batch, added up and weighted in the grader
# EXPECT: never_full
# MOST:   0
# MEMORY: 250
# ANSWER: an answer has at most 65,536 numbers, and only what a listed mistake makes is added up
# KIND:   module
# ASSIGNMENT: a4_more_data
import numpy as np


def gradients(X, Y, W, b, reduction):
    n = len(X)
    return np.ones((n, 1 << 19), np.int8), np.ones((1 << 19, 1, 1, n), np.int8)


def accumulate(X, Y, W, b, batch_size, reduction):
    n = len(X)
    return np.ones((n, 1 << 19), np.int8), np.ones((1 << 19, 1, 1, n), np.int8)
