# TASK: train
# MISTAKE: none
# WHY: The predictions in place of the weights.


def train(x, y, w, lr, steps):
    weights = [forward(x, w)]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(forward(x, w))
    return weights
