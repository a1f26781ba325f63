# TASK: train
# MISTAKE: wrong-shape
# WHY: The last weight beside the list.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return w, weights
