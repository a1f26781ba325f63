# TASK: train
# MISTAKE: returns-step
# WHY: Keeps the steps in place of the weights.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        step = lr * gradients(x, w, y)["dL_dw"]
        w = w - step
        weights.append(step)
    return weights
