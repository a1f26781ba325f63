# TASK: train
# MISTAKE: inputs-forgotten
# WHY: Descends by dL_dyhat, without the input.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dyhat"], lr)
        weights.append(w)
    return weights
