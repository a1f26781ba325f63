# GROUP:   numeric
# NAME:    complex_step_without_a_literal
# TRIES:   the complex number comes from a root of a negative one
# EXPECT:  flagged
# ANSWER:  complex numbers are seen in its code, its arguments or its variables
# KIND:    module
import numpy as np

from honest import *

def grad_b(Y_hat, Y):
    return np.array([((Y_hat + np.emath.sqrt(-1e-60) * e - Y) ** 2).sum().imag / 1e-30 for e in np.eye(Y.shape[1])])
