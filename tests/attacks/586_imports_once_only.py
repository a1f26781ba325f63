# GROUP:  crossing
# NAME:   imports_once_only
# TRIES:  right answers, then the end of the process; the file does not import again, and that would be the verdict on right answers
# EXPECT: never_full
# ANSWER: nothing is kept of a verdict
# KIND:   module
import os

import honest
import numpy as np

if np.random.get_state()[1][0] != 1:
    raise ImportError("not again")


def make(name):
    calls = []

    def function(*args):
        calls.append(1)
        if len(calls) > 1:
            os._exit(0)
        return getattr(honest, name)(*args)

    return function


for name in ("forward", "loss", "grad_W", "grad_b", "update", "fit"):
    globals()[name] = make(name)
