# TASK: train
# MISTAKE: none
# WHY: One array appended again and again and changed in place: every entry is the last weight.


import numpy as np


def train(x, y, w, lr, steps):
    w = np.array(w, dtype=float)
    weights = [w]
    for t in range(steps):
        w -= lr * gradients(x, w, y)["dL_dw"]
        weights.append(w)
    return weights
