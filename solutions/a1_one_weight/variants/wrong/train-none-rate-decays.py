# TASK: train
# MISTAKE: none
# WHY: The learning rate shrinks from step to step.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr / (1 + t))
        weights.append(w)
    return weights
