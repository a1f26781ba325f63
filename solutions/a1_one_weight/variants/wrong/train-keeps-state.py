# TASK: train
# MISTAKE: keeps-state
# WHY: The list is a default argument and grows from call to call.


def train(x, y, w, lr, steps, weights=[]):
    weights.append(w)
    for _ in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
