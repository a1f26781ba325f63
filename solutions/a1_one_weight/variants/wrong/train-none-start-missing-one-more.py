# TASK: train
# MISTAKE: none
# WHY: Without the start and with one step more: the length is right.


def train(x, y, w, lr, steps):
    weights = []
    for t in range(steps + 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
