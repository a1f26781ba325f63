# GROUP:  oracle
# NAME:   oracle_without_end
# TRIES:  asks for the costliest results that are allowed for as long as it may
# EXPECT: never_full
# ANSWER: the answers come out of the call's own time
# KIND:   module
import numpy as np

from honest import *  # noqa: F403


def grad_b(Y_hat, Y):  # a wrong part: beside right ones a wrong fit is not judged again with stand-ins
    return 0 * Y_hat[0]


def fit(X, Y, W, b, lr, epochs):
    while type(forward).__name__ == "partial":
        forward(np.ones((1024, 1)), np.ones((1024, 1)), np.ones(1024))
