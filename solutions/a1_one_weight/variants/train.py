# %% right accumulate
# itertools and functools in place of the loop
from functools import partial
from itertools import accumulate, repeat


def _one_step(x, y, lr, w, _):
    return update(w, gradients(x, w, y)["dL_dw"], lr)


def train(x, y, w, lr, steps):
    return list(accumulate(repeat(None, steps), partial(_one_step, x, y, lr), initial=w))


# %% right closed_form
# the path from its formula, with the input 0 apart; a tuple
def train(x, y, w, lr, steps):
    if x == 0:
        return (w,) * (steps + 1)
    best = y / x
    factor = 1 - 2 * lr * x**2
    return tuple(best + factor**t * (w - best) for t in range(steps + 1))


# %% wrong ascent
# Goes up the gradient.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w + lr * gradients(x, w, y)["dL_dw"]
        weights.append(w)
    return weights


# %% wrong ascent inlined
# The residual the other way round, with the minus of the descent.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w - lr * 2 * (y - x * w) * x
        weights.append(w)
    return weights


# %% wrong doubled
# Its own gradient, with one 2 too many.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, 2 * gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong dropped-two
# Its own gradient, without the 2.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w + lr * (y - x * w) * x
        weights.append(w)
    return weights


# %% wrong inputs-forgotten
# Descends by dL_dyhat, without the input.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dyhat"], lr)
        weights.append(w)
    return weights


# %% wrong integer-truncation
# The list is an array of the start's type.
# loses: edges
import numpy as np


def train(x, y, w, lr, steps):
    weights = np.full(steps + 1, w)
    for t in range(steps):
        weights[t + 1] = update(weights[t], gradients(x, weights[t], y)["dL_dw"], lr)
    return weights


# %% wrong keeps-state
# The list is a default argument and grows from call to call.
def train(x, y, w, lr, steps, weights=[]):
    weights.append(w)
    for _ in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong learning-rate-ignored
# The learning rate is not used.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = w - gradients(x, w, y)["dL_dw"]
        weights.append(w)
    return weights


# %% wrong none aliased
# One array appended again and again and changed in place: every entry is the last weight.
import numpy as np


def train(x, y, w, lr, steps):
    w = np.array(w, dtype=float)
    weights = [w]
    for t in range(steps):
        w -= lr * gradients(x, w, y)["dL_dw"]
        weights.append(w)
    return weights


# %% wrong none arguments-swapped
# Input and target swapped in the call.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(y, w, x)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong none clipped
# The gradient is cut at 1.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        slope = gradients(x, w, y)["dL_dw"]
        w = update(w, max(-1.0, min(1.0, slope)), lr)
        weights.append(w)
    return weights


# %% wrong none eight-steps
# Never more than eight steps; the rest repeats the last weight.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        if t < 8:
            w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong computed-once
# The gradient of the start is used for every step.
def train(x, y, w, lr, steps):
    weights = [w]
    slope = gradients(x, w, y)["dL_dw"]
    for t in range(steps):
        w = update(w, slope, lr)
        weights.append(w)
    return weights


# %% wrong none gradients
# The gradients in place of the weights.
def train(x, y, w, lr, steps):
    weights = [gradients(x, w, y)["dL_dw"]]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(gradients(x, w, y)["dL_dw"])
    return weights


# %% wrong none jumps-to-best
# The best weight at once, by division.
def train(x, y, w, lr, steps):
    return [w] + [y / x if x else w] * steps


# %% wrong none losses
# The losses in place of the weights.
def train(x, y, w, lr, steps):
    weights = [loss(forward(x, w), y)]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(loss(forward(x, w), y))
    return weights


# %% wrong none momentum
# Momentum that nobody asked for.
def train(x, y, w, lr, steps):
    weights = [w]
    speed = 0.0
    for t in range(steps):
        speed = 0.9 * speed + gradients(x, w, y)["dL_dw"]
        w = update(w, speed, lr)
        weights.append(w)
    return weights


# %% wrong none predictions
# The predictions in place of the weights.
def train(x, y, w, lr, steps):
    weights = [forward(x, w)]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(forward(x, w))
    return weights


# %% wrong none rate-capped
# Caps the learning rate at the largest stable one.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], min(lr, largest_stable_lr(x) if x else lr))
        weights.append(w)
    return weights


# %% wrong none rate-decays
# The learning rate shrinks from step to step.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr / (1 + t))
        weights.append(w)
    return weights


# %% wrong none reversed
# The last weight first.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights[::-1]


# %% wrong none rounded
# Every weight rounded to four decimals.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(round(w, 4))
    return weights


# %% wrong none start-missing-one-more
# Without the start and with one step more: the length is right.
def train(x, y, w, lr, steps):
    weights = []
    for t in range(steps + 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong none start-twice
# The start twice and the last weight not at all.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        weights.append(w)
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
    return weights


# %% wrong none start-zero
# Starts at 0, whatever was given.
def train(x, y, w, lr, steps):
    weights = [w]
    w = 0.0
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong none stops-when-loss-grows
# Keeps the weight where the loss would grow; right while it falls.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        new = update(w, gradients(x, w, y)["dL_dw"], lr)
        if loss(forward(x, new), y) <= loss(forward(x, w), y):
            w = new
        weights.append(w)
    return weights


# %% wrong none straight-line
# A straight line from the start to the best weight.
def train(x, y, w, lr, steps):
    best = y / x if x else w
    return [w + (best - w) * t / max(1, steps) for t in range(steps + 1)]


# %% wrong none weight-kept
# Every step begins at the start.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        weights.append(update(w, gradients(x, w, y)["dL_dw"], lr))
    return weights


# %% wrong none wrong-key
# Descends by the gradient of the input.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dx"], lr)
        weights.append(w)
    return weights


# %% wrong not-deterministic
# Begins a little beside the start, by chance.
import random


def train(x, y, w, lr, steps):
    weights = [w]
    w = w + random.gauss(0, 0.1)
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong not-implemented
# Left as released.
def train(x, y, w, lr, steps):
    raise NotImplementedError("train is not written yet")


# %% wrong not-zeroed
# The gradients of all steps so far are added up.
def train(x, y, w, lr, steps):
    weights = [w]
    total = 0.0
    for t in range(steps):
        total += gradients(x, w, y)["dL_dw"]
        w = update(w, total, lr)
        weights.append(w)
    return weights


# %% wrong one-step-long
# One step too many.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps + 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong one-step-long range
# range counted from 0 to steps, both included.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(0, steps + 1, 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong one-step-short
# The list has the right start and lacks the last weight.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps - 1):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong one-step-short before
# Each weight is kept before its step, and the last never.
def train(x, y, w, lr, steps):
    weights = []
    for t in range(steps):
        weights.append(w)
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
    return weights


# %% wrong raised
# Takes a number for a list.
def train(x, y, w, lr, steps):
    weights = w
    for t in range(steps):
        weights.append(update(w, gradients(x, w, y)["dL_dw"], lr))
    return weights


# %% wrong raised closed-form
# The closed formula, which divides by the input 0.
# loses: edges
def train(x, y, w, lr, steps):
    best = y / x
    return [best + (1 - 2 * lr * x * x) ** t * (w - best) for t in range(steps + 1)]


# %% wrong returned-none
# The list is filled and not returned.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)


# %% wrong returns-step
# Keeps the steps in place of the weights.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        step = lr * gradients(x, w, y)["dL_dw"]
        w = w - step
        weights.append(step)
    return weights


# %% wrong wrong-shape pair
# The last weight beside the list.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return w, weights


# %% wrong wrong-shape start-missing
# The weights after each step, without the start.
def train(x, y, w, lr, steps):
    weights = []
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong wrong-shape step-before-test
# Takes a step before it asks whether there is one to take.
# loses: edges
def train(x, y, w, lr, steps):
    weights = [w]
    while True:
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
        if len(weights) > steps:
            return weights


# %% wrong wrong-type column
# A column of numbers.
import numpy as np


def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return np.array(weights).reshape(-1, 1)


# %% wrong wrong-type dict
# A dict from step to weight.
def train(x, y, w, lr, steps):
    weights = {0: w}
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights[t + 1] = w
    return weights


# %% wrong wrong-type generator
# A generator in place of the list.
def train(x, y, w, lr, steps):
    yield w
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        yield w


# %% wrong wrong-type last-weight
# The last weight in place of the list.
def train(x, y, w, lr, steps):
    weights = [w]
    for t in range(steps):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return w


# %% wrong wrong-shape small-gradient
# The run is left where the gradient is zero.
# loses: edges
def train(x, y, w, lr, steps):
    weights = [w]
    for _ in range(steps):
        slope = gradients(x, w, y)["dL_dw"]
        if abs(slope) < 1e-12:
            break
        w = update(w, slope, lr)
        weights.append(w)
    return weights


# %% wrong wrong-shape sixty-steps
# The run takes sixty steps at most.
def train(x, y, w, lr, steps):
    weights = [w]
    for _ in range(min(steps, 60)):
        w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights


# %% wrong none stops-at-zero
# A weight of 0 counts as the end of the descent.
# loses: edges
def train(x, y, w, lr, steps):
    weights = [w]
    for _ in range(steps):
        if w:
            w = update(w, gradients(x, w, y)["dL_dw"], lr)
        weights.append(w)
    return weights
