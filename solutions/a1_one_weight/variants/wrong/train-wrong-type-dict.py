# TASK: train
# MISTAKE: wrong-type
# WHY: A dict from step to weight.


def train(x, y, w, lr, steps):
    weights = {0: w}
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights[t + 1] = w
    return weights
