# TASK: train
# MISTAKE: none
# WHY: The gradient is cut at 1.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        slope = gradients(x, w, y)["dL_dw"]
        w = update(w, max(-1.0, min(1.0, slope)), lr)
        weights.append(w)
    return weights
