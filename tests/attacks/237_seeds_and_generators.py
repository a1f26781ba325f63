# GROUP:  replay
# NAME:   seeds_and_generators
# TRIES:  seeds, replaces and exhausts the generators of random and NumPy, and answers right
# EXPECT: full_ok
# ANSWER: nothing of the grader depends on them
# KIND:   module
import random

import numpy as np

import tools


def stir(name, args, right):
    random.seed(0)
    np.random.seed(0)
    random.random = np.random.rand = np.random.default_rng = lambda *_: 0.5
    np.random.RandomState = None
    return right


globals().update(tools.wrap(stir))
