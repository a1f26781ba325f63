# TASK: train
# MISTAKE: none
# WHY: Momentum that nobody asked for.


def train(x, y, w, lr, steps):
    weights = [w]
    speed = 0.0
    for t in range(steps):
        speed = 0.9 * speed + gradients(x, w, y)["dL_dw"]
        w = update(w, speed, lr)
        weights.append(w)
    return weights
