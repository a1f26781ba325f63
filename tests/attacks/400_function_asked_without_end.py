# GROUP:  callback
# NAME:   function_asked_without_end
# TRIES:  asks the function of a hidden case for ever, with the largest arguments that are allowed
# EXPECT: never_full
# ANSWER: its answers come out of the call's own time, and of the arguments only the first are kept
# KIND:   module
# ASSIGNMENT: a2_gradient_check
import numpy as np

from honest import relative_error, scale_and_residual, verdict


def numeric_gradient(f, x, h=1e-5):
    while True:
        try:
            f(np.ones((32, 32)))
        except ValueError:
            continue
