# GROUP:   marks
# NAME:    links_without_axes
# TRIES:   operators whose links give numbers, lists and arrays of another shape, in turn
# EXPECT:  never_full
# ASSIGNMENT: a8_autograd_engine
# MOST:    10
# ANSWER:  costs what it costs, and the engine is graded
# KIND:    module
import numpy as np

from honest import *

ODD = [lambda G: 1.0, lambda G: np.float64(2.0), lambda G: G[..., None, None], lambda G: np.zeros(0), lambda G: [[G], 1.0]]
RIGHT = Tensor.__init__
MADE = []


def init(self, data, links=()):
    MADE.append(len(MADE))
    RIGHT(self, data, [(parent, ODD[len(MADE) % len(ODD)]) for parent, _ in links])


Tensor.__init__ = init
