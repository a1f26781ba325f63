# TASK: loss
# MISTAKE: wrong-shape
# WHY: An array of one number.


import numpy as np


def loss(y_hat, y):
    return np.array([(y - y_hat) ** 2])
