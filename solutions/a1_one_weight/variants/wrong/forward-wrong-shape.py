# TASK: forward
# MISTAKE: wrong-shape
# WHY: An array of one number.


import numpy as np


def forward(x, w):
    return np.array([x * w])
