# TASK: train
# MISTAKE: dropped-two
# WHY: Its own gradient, without the 2.


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w + lr * (y - x * w) * x
        weights.append(w)
    return weights
