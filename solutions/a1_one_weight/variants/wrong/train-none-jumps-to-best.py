# TASK: train
# MISTAKE: none
# WHY: The best weight at once, by division.


def train(x, y, w, lr, steps):
    return [w] + [y / x if x else w] * steps
