# TASK: forward
# MISTAKE: raised
# WHY: An integer array cannot be multiplied by a float in place.
# LOSES: edges


import numpy as np


def forward(x, w):
    y_hat = np.array(x)
    y_hat *= w
    return y_hat
