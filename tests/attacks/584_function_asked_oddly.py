# GROUP:   marks
# NAME:    function_asked_oddly
# TRIES:   asks the function that it is given for other shapes, other types and nothing
# EXPECT:  never_full
# ASSIGNMENT: a2_gradient_check
# ANSWER:  costs numeric_gradient its marks and nothing else
# KIND:    module
import numpy as np

from honest import *
from honest import numeric_gradient as right

ODD = [None, "x", 1j, [], np.zeros(0), np.ones((9, 9)), np.ones(3, dtype=complex), {"x": 1.0}, [[1.0], [2.0, 3.0]], np.float16(3)]
CALLS = []


def numeric_gradient(f, x, h=1e-5):
    CALLS.append(1)
    for odd in ODD[len(CALLS) % len(ODD) :]:
        try:
            f(odd)
        except Exception:
            pass
    return right(f, x, h)
