# GROUP:  oracle
# NAME:   oracle_of_many_axes
# TRIES:  has the grader broadcast three arguments of 1024 numbers along three axes: 8 GB
# EXPECT: never_full
# ANSWER: only vectors and matrices
# KIND:   module
import numpy as np

from honest import *  # noqa: F403


def grad_b(Y_hat, Y):  # a wrong part: beside right ones a wrong fit is not judged again with stand-ins
    return 0 * Y_hat[0]


def fit(X, Y, W, b, lr, epochs):
    one, two, three = (1024, 1, 1), (1, 1024, 1), (1, 1, 1024)
    for ask in (
        lambda: update(np.zeros(one), np.zeros(two), np.zeros(three)),
        lambda: forward(np.zeros((1024, 1)), np.zeros((1024, 1)), np.zeros(one)),
        lambda: loss(np.zeros((1,) * 7 + (1024,)), np.zeros((1024,) + (1,) * 7)),
    ):
        try:
            ask()
        except ValueError:
            continue
