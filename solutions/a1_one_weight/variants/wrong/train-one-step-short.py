# TASK: train
# MISTAKE: one-step-short
# WHY: The list has the right start and lacks the last weight.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps - 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
