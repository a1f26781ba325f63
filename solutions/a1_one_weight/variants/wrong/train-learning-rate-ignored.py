# TASK: train
# MISTAKE: learning-rate-ignored
# WHY: The learning rate is not used.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w - gradients(x, w, y)["dL_dw"]
        weights.append(w)
    return weights
