# TASK: train
# MISTAKE: one-step-short
# WHY: Each weight is kept before its step, and the last never.


def train(x, y, w, lr, steps):
    weights = []
    for t in range(steps):
        weights.append(w)
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
    return weights
