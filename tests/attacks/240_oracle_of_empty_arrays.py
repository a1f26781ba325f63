# GROUP:  oracle
# NAME:   oracle_of_empty_arrays
# TRIES:  has the grader multiply arrays without numbers and with 16 million rows: a product of 8 GB and more
# EXPECT: never_full
# ANSWER: sizes of 0 count as 1; once all memory of the machine
# KIND:   module
import numpy as np

from honest import *  # noqa: F403


def grad_b(Y_hat, Y):  # a wrong part: beside right ones a wrong fit is not judged again with stand-ins
    return 0 * Y_hat[0]


def fit(X, Y, W, b, lr, epochs):
    for rows in (30, 1 << 24):
        try:
            forward(np.zeros((1 << 24, 0)), np.zeros((rows, 0)), np.zeros(rows))
        except (ValueError, MemoryError):
            continue
