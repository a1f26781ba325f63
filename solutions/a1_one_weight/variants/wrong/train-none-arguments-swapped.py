# TASK: train
# MISTAKE: none
# WHY: Input and target swapped in the call.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(y, w, x)["dL_dw"], lr)
        weights.append(w)
    return weights
