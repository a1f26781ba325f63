# TASK: update
# MISTAKE: raised
# WHY: A float cannot be taken from an integer array in place.
# LOSES: edges


import numpy as np


def update(w, grad, lr):
    w = np.array(w)
    w -= lr * grad
    return w
