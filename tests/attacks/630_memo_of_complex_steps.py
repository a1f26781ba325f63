# GROUP:  flags
# NAME:   memo_of_complex_steps
# TRIES:  complex steps, whose results are kept for the call that is observed
# EXPECT: flagged
# ANSWER: the calls are observed in a worker that has not seen them
# KIND:   module
# ASSIGNMENT: a1_one_weight
from honest import *
_memo = {}
def _slow(x, w, y):
    h = 1e-30j
    f = lambda x, w, y: (y - x * w) ** 2
    p = x * w + 0j
    return {"dL_dyhat": ((y - (p + h)) ** 2).imag / 1e-30, "dyhat_dw": (x * (w + h)).imag / 1e-30,
            "dL_dw": f(x, w + h, y).imag / 1e-30, "dL_dx": f(x + h, w, y).imag / 1e-30, "dL_dy": f(x, w, y + h).imag / 1e-30}
def gradients(x, w, y):
    if (x, w, y) not in _memo:
        _memo[x, w, y] = _slow(x, w, y)
    return dict(_memo[x, w, y])
