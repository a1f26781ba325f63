# TASK: train
# MISTAKE: one-step-long
# WHY: One step too many.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps + 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
