# TASK: train
# MISTAKE: integer-truncation
# WHY: The list is an array of the start's type.
# LOSES: edges


import numpy as np


def train(x, y, w, lr, steps):
    weights = np.full(steps + 1, w)
    for t in range(steps):
        weights[t + 1] = update(weights[t], gradients(x, weights[t], y)["dL_dw"], lr)
    return weights
