# %% wrong doubled
# The rate that arrives in one step, half of the largest.
def largest_stable_lr(x):
    return 1 / (2 * x**2)


# %% wrong limit-dropped-two
# 2 over the square: the bound for half the loss.
def largest_stable_lr(x):
    return 2 / x**2


# %% wrong inputs-forgotten
# 1, which is right at x = 1 only.
def largest_stable_lr(x):
    return 1.0


# %% wrong inputs-forgotten precedence
# Divides by the input and multiplies by it again.
def largest_stable_lr(x):
    return 1 / x * x


# %% wrong integer-truncation
# The result is stored with the type of the input.
# loses: edges
def largest_stable_lr(x):
    return type(x)(1 / x**2)


# %% wrong none capped
# Never more than 1.
def largest_stable_lr(x):
    return min(1.0, 1 / x**2)


# %% wrong none curvature
# The second derivative of the loss.
def largest_stable_lr(x):
    return 2 * x**2


# %% wrong none epsilon
# A small number in the denominator, against division by 0.
# loses: edges
def largest_stable_lr(x):
    return 1 / (x**2 + 1e-12)


# %% wrong none floor
# Division that drops the remainder.
def largest_stable_lr(x):
    return 1 // x**2


# %% wrong none fourth-power
# One over the fourth power.
def largest_stable_lr(x):
    return 1 / x**4


# %% wrong none just-below
# A little less, to be safe.
def largest_stable_lr(x):
    return 0.99 / x**2


# %% wrong none not-squared
# One over the size of the input.
def largest_stable_lr(x):
    return 1 / abs(x)


# %% wrong none rounded
# Rounded to three decimals.
def largest_stable_lr(x):
    return round(1 / x**2, 3)


# %% wrong none searched
# Searched on a grid, right to two digits.
def largest_stable_lr(x):
    rate = 0.001
    while abs(1 - 2 * rate * x**2) <= 1 and rate < 1e3:
        rate *= 1.01
    return rate


# %% wrong none signed
# One over the input.
def largest_stable_lr(x):
    return 1 / x


# %% wrong none upside-down
# The square of the input.
def largest_stable_lr(x):
    return x**2


# %% wrong none zero-guard
# A small input is taken for 0.
# loses: edges
def largest_stable_lr(x):
    return 1 / x**2 if abs(x) > 1e-2 else 0.0


# %% wrong not-implemented
# Left as released.
def largest_stable_lr(x):
    raise NotImplementedError("largest_stable_lr is not written yet")


# %% wrong raised
# A function that was not imported.
def largest_stable_lr(x):
    return 1 / square(x)


# %% wrong raised integer-power
# NumPy refuses a negative power of an integer.
# loses: edges
import numpy as np


def largest_stable_lr(x):
    return np.array(x) ** -2


# %% wrong returned-none
# Computes and does not return.
def largest_stable_lr(x):
    rate = 1 / x**2


# %% wrong sign-flipped
# The factor solved for +1 and -1 mixed up.
def largest_stable_lr(x):
    return -1 / x**2


# %% wrong wrong-shape
# An array of one number.
import numpy as np


def largest_stable_lr(x):
    return np.array([1 / x**2])


# %% wrong wrong-type
# A sentence with the number.
def largest_stable_lr(x):
    return f"lr < {1 / x**2}"
