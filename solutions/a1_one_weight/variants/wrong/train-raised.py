# TASK: train
# MISTAKE: raised
# WHY: Takes a number for a list.


def train(x, y, w, lr, steps):
    weights = w
    for t in range(steps):
        weights.append(update(w, gradients(x, w, y)["dL_dw"], lr))
    return weights
