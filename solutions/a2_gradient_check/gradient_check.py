"""Gradient check: the referee that tells a right gradient from a wrong one, and says how it is wrong.

A gradient that somebody derived by hand is called g here, and the one it is compared with is called ref. Both have the
shape of what the loss was differentiated by. The referee gets ref from the loss alone, by moving one number after the
other a little to both sides. Functions return new values; an argument is afterwards as it was before.
"""

import numpy as np


def numeric_gradient(f, x, h=1e-5):
    """The gradient of f at x by central differences, one entry after the other.

    f: a function that takes an array of the shape of x and returns one number. x: an array of any shape, 0-d included;
    integers count as their float values. h: how far an entry is moved to each side, in the unit of x.
    Returns an array of floats of the shape of x, in the unit of f over the unit of x. f is called exactly twice for
    each entry of x, and x is afterwards as it was, also when f raises an error; the error reaches the caller.

    Example: f(x) = x[0]**3 + x[1], x = [2, 5], h = 0.1 gives [12.01, 1]. (The derivative of the cube at 2 is 12.)
    """
    # BEGIN SOLUTION
    point = np.array(x, dtype=float)
    gradient = np.empty_like(point)
    for place in np.ndindex(point.shape):
        values = []
        for move in (h, -h):
            moved = point.copy()
            moved[place] += move
            values.append(f(moved))
        gradient[place] = (values[0] - values[1]) / (2 * h)
    return gradient
    # END SOLUTION


def relative_error(a, b):
    """How far apart two arrays are, relative to their size, at the entry where this is worst.

    For each entry it is the distance |a - b| divided by |a| + |b|, or by 1e-12 where |a| + |b| is smaller than that.
    a, b: arrays of the same shape. Returns the largest of these ratios as one float: 0 for equal arrays, at most 1.
    Raises ValueError when the shapes differ, also where NumPy would broadcast them. With a NaN in a or b the result is
    NaN or inf, never a small number.

    Example: a = [6, -3, 0], b = [2, -3, 0] gives 0.5.
    """
    # BEGIN SOLUTION
    if np.shape(a) != np.shape(b):
        raise ValueError("a and b have unequal shapes")
    return float(np.max(np.abs(a - b) / np.maximum(np.abs(a) + np.abs(b), 1e-12)))
    # END SOLUTION


def scale_and_residual(g, ref):
    """The factor k that brings ref closest to g, and the relative distance r that remains: returns (k, r).

    k = <g, ref> / <ref, ref> and r = ||g - k*ref|| / ||ref||, where <., .> is the sum of the products of all entries
    and ||.|| the root of the sum of all squares. g, ref: arrays of the same shape, any number of axes.
    Returns two floats; (nan, nan) when every entry of ref is 0. Raises ValueError when the shapes differ.

    Example: g = [5, 10], ref = [4, 2] gives k = 2 and r = 1.5.
    """
    # BEGIN SOLUTION
    if np.shape(g) != np.shape(ref):
        raise ValueError("g and ref have unequal shapes")
    if not np.any(ref):
        return np.nan, np.nan
    square = np.sum(ref * ref)
    k = np.sum(g * ref) / square
    return float(k), float(np.sqrt(np.sum((g - k * ref) ** 2) / square))
    # END SOLUTION


def verdict(g, ref):
    """What is wrong with the gradient g, judged by ref: one word, by the first of these rules that holds.

    "wrong shape"  the shapes differ
    "ok"           relative_error(g, ref) < 1e-6
    "zero"         every entry of g is 0
    "flipped"      k < 0 and r < 1e-6 * |k|: a negative multiple of ref, whatever its size
    "scaled"       k > 0 and r < 1e-6 * |k|: a positive multiple of ref
    "wrong"        everything else, NaN and inf included

    Here k, r = scale_and_residual(g, ref). g, ref: arrays of any shape. Returns one of the six texts.

    Example: g = [-2, 4], ref = [1, -2] gives "flipped": k = -2, r = 0.
    """
    # BEGIN SOLUTION
    if np.shape(g) != np.shape(ref):
        return "wrong shape"
    if relative_error(g, ref) < 1e-6:
        return "ok"
    if not np.any(g):
        return "zero"
    k, r = scale_and_residual(g, ref)
    if r < 1e-6 * abs(k):
        return "flipped" if k < 0 else "scaled"
    return "wrong"
    # END SOLUTION


def find_bug():
    """The mistake in suspect.py, and an example on which it shows.

    Returns (mistake_id, example): a string, one of the keys of suspect.CANDIDATES, and a dict with the arguments of
    suspect.gradient. Lists will do for arrays; suspect.ARGUMENTS gives shapes and bounds. At most 100 numbers may stand
    in an argument. The mistake shows where what that function returns is off by 1 % or more. An id counts only beside
    an example that shows the mistake. Write the answer down: the grader does not let your file import suspect.py.

    Legal, but it shows nothing: {"times": [-1, 1], "temperatures": [3, 2], "start": 0, "drift": 0}.
    """
    # BEGIN SOLUTION
    ones = np.ones(2)
    return "times-shifted", {"times": ones, "temperatures": ones, "start": 3.0, "drift": 1.0}
    # END SOLUTION
