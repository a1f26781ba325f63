# TASK: train
# MISTAKE: none
# WHY: A straight line from the start to the best weight.


def train(x, y, w, lr, steps):
    best = y / x if x else w
    return [w + (best - w) * t / max(1, steps) for t in range(steps + 1)]
