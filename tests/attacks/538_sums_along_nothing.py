# GROUP:  exhaustion
# NAME:   sums_along_nothing
# TRIES:  arrays without a number in them, whose sums along an axis of size 0 have millions, from the links of an operator
# EXPECT: never_full
# MEMORY: 150
# ANSWER: an axis of size 0 counts as 1
# KIND:   module
# ASSIGNMENT: a8_autograd_engine
import numpy as np

import honest


class Tensor(honest.Tensor):
    def __add__(self, other):
        made = Tensor(np.zeros((3, 4)))
        made.links = [(one, lambda G: np.empty((0, 1 << 24, 1))) for one in (self, other)]
        return made

    def __mul__(self, other):
        made = Tensor(np.zeros((3, 4)))
        made.links = [(one, lambda G: np.empty((0, 4095, 4095))) for one in (self, other)]
        return made


def unbroadcast(G, shape):
    return honest.unbroadcast(G, shape)


def zero_grad(tensors):
    return honest.zero_grad(tensors)
