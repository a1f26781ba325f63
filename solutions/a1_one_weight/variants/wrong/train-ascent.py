# TASK: train
# MISTAKE: ascent
# WHY: Goes up the gradient.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w + lr * gradients(x, w, y)["dL_dw"]
        weights.append(w)
    return weights
