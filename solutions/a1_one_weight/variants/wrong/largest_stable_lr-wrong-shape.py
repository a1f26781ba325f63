# TASK: largest_stable_lr
# MISTAKE: wrong-shape
# WHY: An array of one number.


import numpy as np


def largest_stable_lr(x):
    return np.array([1 / x**2])
