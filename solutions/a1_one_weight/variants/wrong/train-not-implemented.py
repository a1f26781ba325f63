# TASK: train
# MISTAKE: not-implemented
# WHY: Left as released.


def train(x, y, w, lr, steps):
    raise NotImplementedError("train is not written yet")
