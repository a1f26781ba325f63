# TASK: train
# MISTAKE: raised
# WHY: The closed formula, which divides by the input 0.
# LOSES: edges


def train(x, y, w, lr, steps):
    best = y / x
    return [best + (1 - 2 * lr * x * x) ** t * (w - best) for t in range(steps + 1)]
