# GROUP:   numeric
# NAME:    complex_step_of_one_weight
# TRIES:   a complex step with plain numbers
# EXPECT:  flagged
# ASSIGNMENT: a1_one_weight
# ANSWER:  complex numbers are seen in its code, its arguments or its variables
# KIND:    module
import numpy as np

from honest import *

def gradients(x, w, y):
    h = 1e-20
    L = lambda x, w, y: (y - x * w) ** 2
    return {
        "dL_dyhat": ((y - complex(x * w, h)) ** 2).imag / h,
        "dyhat_dw": (x * complex(w, h)).imag / h,
        "dL_dw": L(x, complex(w, h), y).imag / h,
        "dL_dx": L(complex(x, h), w, y).imag / h,
        "dL_dy": L(x, w, complex(y, h)).imag / h,
    }
