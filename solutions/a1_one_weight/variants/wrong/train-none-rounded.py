# TASK: train
# MISTAKE: none
# WHY: Every weight rounded to four decimals.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(round(w, 4))
    return weights
