# TASK: largest_stable_lr
# MISTAKE: raised
# WHY: NumPy refuses a negative power of an integer.
# LOSES: edges


import numpy as np


def largest_stable_lr(x):
    return np.array(x) ** -2
