# GROUP:  oracle
# NAME:   oracle_names
# TRIES:  asks the stand-in's worker for functions that are not offered: fit itself, dunder names, paths into modules
# EXPECT: never_full
# ANSWER: only the offered names are known; a ValueError each
# KIND:   module
import numpy as np

import tools

FOUND = []
NAMES = ("fit", "__class__", "__init__", "__globals__", "forward.__globals__", "np", "", "forward\0", "x" * 2000)
globals().update(tools.right_if(FOUND))
answer = fit


def fit(*args):
    if type(forward).__name__ == "partial":
        worker = tools.worker()
        for name in NAMES:
            for values in (args, (), (np.zeros((2, 2)),)):
                try:
                    FOUND.append((name, worker._ask(name, *values)))
                except ValueError:
                    continue
    return answer(*args)
