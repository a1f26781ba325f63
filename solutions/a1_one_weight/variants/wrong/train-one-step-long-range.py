# TASK: train
# MISTAKE: one-step-long
# WHY: range counted from 0 to steps, both included.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(0, steps + 1, 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
