# TASK: train
# MISTAKE: none
# WHY: The losses in place of the weights.


def train(x, y, w, lr, steps):
    weights = [loss(forward(x, w), y)]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(loss(forward(x, w), y))
    return weights
