# GROUP:   numeric
# NAME:    complex_step_in_an_object
# TRIES:   the complex number is made by an object of its own, in one operator only
# EXPECT:  flagged
# ASSIGNMENT: a8_autograd_engine
# ANSWER:  complex numbers are seen in its code, its arguments or its variables
# KIND:    module
import numpy as np

from honest import *

class Step:
    def __init__(self, a): self.z = a + complex("1e-20j")
def _mul(self, other):
    other = as_tensor(other)
    return Tensor(self.data * other.data, [(self, lambda G: G * (Step(self.data).z * other.data).imag / 1e-20), (other, lambda G: G * self.data)])
Tensor.__mul__ = _mul
