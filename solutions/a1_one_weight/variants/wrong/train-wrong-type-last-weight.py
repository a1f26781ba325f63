# TASK: train
# MISTAKE: wrong-type
# WHY: The last weight in place of the list.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return w
