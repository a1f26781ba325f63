# TASK: train
# MISTAKE: not-zeroed
# WHY: The gradients of all steps so far are added up.


def train(x, y, w, lr, steps):
    weights = [w]
    total = 0.0
    for t in range(steps):
        total += gradients(x, w, y)["dL_dw"]
        w = update(w, total, lr)
        weights.append(w)
    return weights
