# TASK: train
# MISTAKE: none
# WHY: The gradients in place of the weights.


def train(x, y, w, lr, steps):
    weights = [gradients(x, w, y)["dL_dw"]]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(gradients(x, w, y)["dL_dw"])
    return weights
