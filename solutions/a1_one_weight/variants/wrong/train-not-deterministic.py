# TASK: train
# MISTAKE: not-deterministic
# WHY: Begins a little beside the start, by chance.


import random


def train(x, y, w, lr, steps):
    weights = [w]
    w = w + random.gauss(0, 0.1)
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
