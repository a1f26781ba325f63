# TASK: train
# MISTAKE: ascent
# WHY: The residual the other way round, with the minus of the descent.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w - lr * 2 * (y - x * w) * x
        weights.append(w)
    return weights
