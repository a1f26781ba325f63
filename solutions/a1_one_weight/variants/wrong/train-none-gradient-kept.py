# TASK: train
# MISTAKE: none
# WHY: The gradient of the start is used for every step.


def train(x, y, w, lr, steps):
    weights = [w]
    slope = gradients(x, w, y)["dL_dw"]
    for t in range(steps):
        w = update(w, slope, lr)
        weights.append(w)
    return weights
