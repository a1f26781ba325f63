# TASK: train
# MISTAKE: doubled
# WHY: Its own gradient, with one 2 too many.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, 2 * gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
