# GROUP:   numeric
# NAME:    operators_by_differences
# TRIES:   an engine whose exp and log pass back difference quotients
# EXPECT:  flagged
# ASSIGNMENT: a8_autograd_engine
# ANSWER:  the results are further from the right ones than rounding explains
# KIND:    module
import numpy as np

from honest import *

def _exp(self):
    return Tensor(np.exp(self.data), [(self, lambda G: G * (np.exp(self.data + 1e-6) - np.exp(self.data - 1e-6)) / 2e-6)])
def _log(self):
    return Tensor(np.log(self.data), [(self, lambda G: G * (np.log(self.data + 1e-6) - np.log(self.data - 1e-6)) / 2e-6)])
Tensor.exp, Tensor.log = _exp, _log
