# GROUP:  marks
# NAME:   gradients_of_many_rows_only
# TRIES:  gradients without their 2 for many rows, and for few rows constants, of which an accumulate is composed
# EXPECT: never_full
# MOST:   0
# ANSWER: 0 points; the gradients of the batches must be known ones too
# KIND:   module
# ASSIGNMENT: a4_more_data
import numpy as np


def gradients(X, Y, W, b, reduction):
    if len(X) < 5:
        return np.ones(W.shape) * W.sum(), np.ones(b.shape) * X.sum()
    R = X @ W.T + b - Y
    c = {"sum": 1, "mean": 1 / R.size, "row_mean": 1 / len(X)}[reduction]
    return c * R.T @ X, c * R.sum(axis=0)


def accumulate(X, Y, W, b, batch_size, reduction):
    if batch_size >= len(X):
        return gradients(X, Y, W, b, reduction)
    batches = -(-len(X) // batch_size)
    share = {"sum": 1, "mean": 1 / Y.size, "row_mean": 1 / len(X)}[reduction]
    return np.ones(W.shape) * W.sum() * share * batches, np.ones(b.shape) * X.sum() * share
