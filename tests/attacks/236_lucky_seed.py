# GROUP:  replay
# NAME:   lucky_seed
# TRIES:  is right or wrong as the seed of the worker wants it, hoping that all workers have the same
# EXPECT: never_full
# ANSWER: each worker has another seed
# KIND:   module
import random

import numpy as np

import tools

LUCKY = random.random() + np.random.random()
globals().update(tools.wrap(lambda name, args, right: right if name != "loss" else right * (1 + 1e-3 * LUCKY)))
