# GROUP:   numeric
# NAME:    inline_differences_of_one_weight
# TRIES:   central differences of plain numbers, h = 1e-3, without a function of its own
# EXPECT:  flagged
# ASSIGNMENT: a1_one_weight
# ANSWER:  the results are further from the right ones than rounding explains
# KIND:    module
import numpy as np

from honest import *

def gradients(x, w, y):
    h = 1e-3
    return {
        "dL_dyhat": ((y - (x * w + h)) ** 2 - (y - (x * w - h)) ** 2) / (2 * h),
        "dyhat_dw": (x * (w + h) - x * (w - h)) / (2 * h),
        "dL_dw": ((y - x * (w + h)) ** 2 - (y - x * (w - h)) ** 2) / (2 * h),
        "dL_dx": ((y - (x + h) * w) ** 2 - (y - (x - h) * w) ** 2) / (2 * h),
        "dL_dy": ((y + h - x * w) ** 2 - (y - h - x * w) ** 2) / (2 * h),
    }
