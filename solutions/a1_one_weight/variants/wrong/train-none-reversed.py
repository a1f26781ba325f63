# TASK: train
# MISTAKE: none
# WHY: The last weight first.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights[::-1]
