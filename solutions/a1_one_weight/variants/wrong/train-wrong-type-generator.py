# TASK: train
# MISTAKE: wrong-type
# WHY: A generator in place of the list.


def train(x, y, w, lr, steps):
    yield w
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        yield w
