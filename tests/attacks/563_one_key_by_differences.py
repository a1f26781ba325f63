# GROUP:   numeric
# NAME:    one_key_by_differences
# TRIES:   one of five gradients by a difference, the others by formulas
# EXPECT:  flagged
# ASSIGNMENT: a1_one_weight
# ANSWER:  the results are further from the right ones than rounding explains
# KIND:    module
import numpy as np

from honest import *

def gradients(x, w, y):
    h = 1e-5
    L = lambda x, w, y: (y - x * w) ** 2
    return {
        "dL_dyhat": -2 * (y - x * w),
        "dyhat_dw": x,
        "dL_dw": -2 * (y - x * w) * x,
        "dL_dx": (L(x + h, w, y) - L(x - h, w, y)) / (2 * h),
        "dL_dy": 2 * (y - x * w),
    }
