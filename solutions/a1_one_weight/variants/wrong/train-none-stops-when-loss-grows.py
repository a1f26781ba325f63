# TASK: train
# MISTAKE: none
# WHY: Keeps the weight where the loss would grow; right while it falls.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        new = update(w, gradients(x, w, y)["dL_dw"], lr)
        if loss(forward(x, new), y) <= loss(forward(x, w), y):
            w = new
        weights.append(w)
    return weights
