# GROUP:  marks
# NAME:   sums_of_the_data_and_the_start
# TRIES:  gradients that are products of the data and the start, which add up over batches as right ones do
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; such gradients are no listed mistake's
# KIND:   module
# ASSIGNMENT: a4_more_data
import numpy as np


def gradients(X, Y, W, b, reduction):
    return X.sum() * W, Y.sum() * b


def accumulate(X, Y, W, b, batch_size, reduction):
    return X.sum() * W, Y.sum() * b
