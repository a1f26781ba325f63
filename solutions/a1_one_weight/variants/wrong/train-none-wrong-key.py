# TASK: train
# MISTAKE: none
# WHY: Descends by the gradient of the input.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dx"], lr)
        weights.append(w)
    return weights
