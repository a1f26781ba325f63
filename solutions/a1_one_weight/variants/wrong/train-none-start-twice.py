# TASK: train
# MISTAKE: none
# WHY: The start twice and the last weight not at all.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        weights.append(w)
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
    return weights
