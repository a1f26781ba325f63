# TASK: train
# MISTAKE: wrong-shape
# WHY: The weights after each step, without the start.


def train(x, y, w, lr, steps):
    weights = []
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
