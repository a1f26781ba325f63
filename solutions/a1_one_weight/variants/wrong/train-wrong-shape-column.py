# TASK: train
# MISTAKE: wrong-type
# WHY: A column of numbers.


import numpy as np


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return np.array(weights).reshape(-1, 1)
