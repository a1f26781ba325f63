# TASK: train
# MISTAKE: wrong-shape
# WHY: Takes a step before it asks whether there is one to take.
# LOSES: edges


def train(x, y, w, lr, steps):
    weights = [w]
    while True:
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
        if len(weights) > steps:
            return weights
