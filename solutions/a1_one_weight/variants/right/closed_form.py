# STYLE: the path from its formula, with the input 0 apart; a tuple


def train(x, y, w, lr, steps):
    if x == 0:
        return (w,) * (steps + 1)
    best = y / x
    factor = 1 - 2 * lr * x**2
    return tuple(best + factor**t * (w - best) for t in range(steps + 1))
