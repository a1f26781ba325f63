# GROUP:  exhaustion
# NAME:   row_and_column_in_links
# TRIES:  an operator whose links give the same leaf a column and a row of 8,000 numbers, which are added in the grader
# EXPECT: never_full
# MEMORY: 150
# ANSWER: what links give has at most 1024 numbers, and all of it one shape
# KIND:   module
# ASSIGNMENT: a8_autograd_engine
import numpy as np

import honest


class Tensor(honest.Tensor):
    def __add__(self, other):
        made = Tensor(np.zeros((3, 4)))
        column, row = (lambda G: np.ones((8000, 1))), (lambda G: np.ones((1, 8000)))
        made.links = [(self, column), (self, row), (other, column), (other, row)]
        return made


def unbroadcast(G, shape):
    return honest.unbroadcast(G, shape)


def zero_grad(tensors):
    return honest.zero_grad(tensors)
