# GROUP:  oracle
# NAME:   oracle_of_texts
# TRIES:  has the grader multiply a text of 2000 letters with millions, and compute with integers of 63 bits
# EXPECT: never_full
# ANSWER: texts and integers beside arrays are short and small
# KIND:   module
from honest import *  # noqa: F403


def grad_b(Y_hat, Y):  # a wrong part: beside right ones a wrong fit is not judged again with stand-ins
    return 0 * Y_hat[0]


def fit(X, Y, W, b, lr, epochs):
    for param, grad, rate in (("", 8_000_000, "x" * 2000), ("", 1 << 62, "x"), (1 << 62, 1 << 62, 1 << 62)):
        try:
            update(param, grad, rate)
        except (ValueError, TypeError, MemoryError, OverflowError):
            continue
