# TASK: train
# MISTAKE: none
# WHY: Caps the learning rate at the largest stable one.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], min(lr, largest_stable_lr(x) if x else lr))
        weights.append(w)
    return weights
