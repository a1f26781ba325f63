# GROUP:  exhaustion
# NAME:   as_much_as_may_be
# TRIES:  answers every call with as many numbers as one frame may hold, so that what the grader keeps grows
# EXPECT: never_full
# ANSWER: the grader keeps 64 MiB of a submission's answers at the most, and says so in a flag
# KIND:   module
import numpy as np

import tools

MUCH = [np.zeros(1 << 20), np.zeros(1 << 20), np.zeros(1 << 20)]


globals().update(tools.wrap(lambda name, args, right: MUCH if name in ("grad_b", "forward") else right))
