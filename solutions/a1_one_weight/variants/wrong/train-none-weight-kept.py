# TASK: train
# MISTAKE: none
# WHY: Every step begins at the start.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        weights.append(update(w, gradients(x, w, y)["dL_dw"], lr))
    return weights
