# %% right expanded_square
# everything multiplied out
def loss(y_hat, y):
    return y * y - 2 * y * y_hat + y_hat * y_hat


def gradients(x, w, y):
    return {
        "dL_dyhat": 2 * x * w - 2 * y,
        "dyhat_dw": x,
        "dL_dw": 2 * x * x * w - 2 * x * y,
        "dL_dx": 2 * w * w * x - 2 * w * y,
        "dL_dy": 2 * y - 2 * x * w,
    }


def train(x, y, w, lr, steps):
    path = [w]
    for t in range(1, steps + 1):
        path.append((1 - 2 * lr * x * x) * path[t - 1] + 2 * lr * x * y)
    return path


# %% right recursive
# train calls itself; the square by pow
import math


def loss(y_hat, y):
    return math.pow(y - y_hat, 2)


def train(x, y, w, lr, steps):
    if steps == 0:
        return [w]
    before = train(x, y, w, lr, steps - 1)
    last = before[-1]
    return [*before, update(last, gradients(x, last, y)["dL_dw"], lr)]


def largest_stable_lr(x):
    curvature = 2 * x * x
    return 2 / curvature


# %% right residual_reversed
# the difference the other way round, no minus needed
def loss(y_hat, y):
    return (y_hat - y) * (y_hat - y)


def gradients(x, w, y):
    twice = 2 * (x * w - y)
    return {"dL_dyhat": twice, "dyhat_dw": x, "dL_dw": twice * x, "dL_dx": twice * w, "dL_dy": -twice}


# %% wrong absolute-error
# The absolute value in place of the square.
def loss(y_hat, y):
    return abs(y - y_hat)


# %% wrong absolute-error root
# The root of the square.
def loss(y_hat, y):
    return ((y - y_hat) ** 2) ** 0.5


# %% wrong doubled
# Multiplied by 2 as well as squared.
def loss(y_hat, y):
    return 2 * (y - y_hat) ** 2


# %% wrong half-loss
# Half the square.
def loss(y_hat, y):
    return 0.5 * (y - y_hat) ** 2


# %% wrong half-loss divided
# The square divided by 2.
def loss(y_hat, y):
    return (y_hat - y) ** 2 / 2


# %% wrong integer-truncation
# Cast to int.
def loss(y_hat, y):
    return int((y - y_hat) ** 2)


# %% wrong integer-truncation edge
# The result is stored with the type of the target.
# loses: edges
def loss(y_hat, y):
    return type(y)((y - y_hat) ** 2)


# %% wrong none added
# Squares the sum.
def loss(y_hat, y):
    return (y + y_hat) ** 2


# %% wrong none brackets
# Without brackets only the prediction is squared.
def loss(y_hat, y):
    return y - y_hat**2


# %% wrong none cubed
# The third power of the distance.
def loss(y_hat, y):
    return abs(y - y_hat) ** 3


# %% wrong none epsilon
# A small number added, so that it is never 0.
# loses: edges
def loss(y_hat, y):
    return (y - y_hat) ** 2 + 1e-12


# %% wrong none one-sided
# Predictions above the target cost nothing.
def loss(y_hat, y):
    return max(0.0, y - y_hat) ** 2


# %% wrong none relative
# Divided by the target.
def loss(y_hat, y):
    return ((y - y_hat) / y) ** 2


# %% wrong none scaled
# A factor of 1.001.
def loss(y_hat, y):
    return 1.001 * (y - y_hat) ** 2


# %% wrong none squares-apart
# The difference of the squares.
def loss(y_hat, y):
    return y**2 - y_hat**2


# %% wrong none times-two
# Doubles the difference in place of squaring it.
def loss(y_hat, y):
    return 2 * (y - y_hat)


# %% wrong not-implemented
# Left as released.
def loss(y_hat, y):
    raise NotImplementedError("loss is not written yet")


# %% wrong not-squared
# The square is missing.
def loss(y_hat, y):
    return y - y_hat


# %% wrong not-squared reversed
# The square is missing, the difference the other way round.
def loss(y_hat, y):
    return y_hat - y


# %% wrong raised
# In Python ^ is not a power.
def loss(y_hat, y):
    return (y - y_hat) ^ 2


# %% wrong raised integer-in-place
# A float cannot be taken from an integer array in place.
# loses: edges
import numpy as np


def loss(y_hat, y):
    error = np.array(y)
    error -= y_hat
    return error**2


# %% wrong returned-none
# Computes and does not return.
def loss(y_hat, y):
    error = (y - y_hat) ** 2


# %% wrong sign-flipped
# A minus before the square.
def loss(y_hat, y):
    return -((y - y_hat) ** 2)


# %% wrong used-prediction
# The square of the prediction.
def loss(y_hat, y):
    return y_hat**2


# %% wrong used-target
# The square of the target.
def loss(y_hat, y):
    return y**2


# %% wrong wrong-shape
# An array of one number.
import numpy as np


def loss(y_hat, y):
    return np.array([(y - y_hat) ** 2])


# %% wrong wrong-type
# A list of one number.
def loss(y_hat, y):
    return [(y - y_hat) ** 2]


# %% wrong none ten-decimals
# The loss is rounded to ten decimals.
# loses: edges
def loss(y_hat, y):
    return round((y - y_hat) ** 2, 10)
