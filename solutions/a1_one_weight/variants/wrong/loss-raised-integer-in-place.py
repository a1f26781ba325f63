# TASK: loss
# MISTAKE: raised
# WHY: A float cannot be taken from an integer array in place.
# LOSES: edges


import numpy as np


def loss(y_hat, y):
    error = np.array(y)
    error -= y_hat
    return error**2
