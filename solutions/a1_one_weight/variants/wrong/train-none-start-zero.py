# TASK: train
# MISTAKE: none
# WHY: Starts at 0, whatever was given.


def train(x, y, w, lr, steps):
    weights = [w]
    w = 0.0
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
