# TASK: train
# MISTAKE: returned-none
# WHY: The list is filled and not returned.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
