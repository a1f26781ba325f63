# TASK: forward
# MISTAKE: not-finite
# WHY: By logarithms, which negative numbers do not have.


import numpy as np


def forward(x, w):
    with np.errstate(all="ignore"):
        return np.exp(np.log(x) + np.log(w))
