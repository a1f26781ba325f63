"""A classmate's gradient for data that arrives in portions. Somewhere in `gradient` is a mistake.

The model has no bias and one output. A miss of r costs sqrt(1 + r**2) - 1, and the loss is the mean over all rows. The
rows are cut into portions as evenly as possible, the way of `np.array_split`: 7 rows in 3 portions are 3, 2 and 2 rows.
"""

import numpy as np


def loss(X, y, w, portions):
    """What a row costs on average. X: (N, D) inputs. y: (N,) targets. w: (D,) weights. Returns one number."""
    miss = X @ w - y
    return float(np.mean(np.sqrt(1 + miss**2) - 1))


def gradient(X, y, w, portions):
    """The gradient of `loss` with respect to w: a dict with w (D,). I tried 6 rows in 3 portions: it was right."""
    if portions > len(y):
        raise ValueError("there are more portions than rows.")
    mean = np.zeros(len(w))
    for count, rows in enumerate(np.array_split(np.arange(len(y)), portions), 1):
        miss = X[rows] @ w - y[rows]
        here = np.mean(X[rows].T * (miss / np.sqrt(1 + miss**2)), axis=1)
        mean += (here - mean) / count  # a running mean: nothing but the mean so far is kept
    return {"w": mean}


def training():
    """The losses of my run. They fall and fall, so the gradient must be right."""
    X = np.array([[1.0, 0.5], [0.4, -1.2], [-0.7, 0.9], [1.5, 0.3], [-0.2, -0.8], [0.6, 1.1]])
    y = np.array([2.1, -1.9, 0.4, 2.3, -2.0, 2.9])
    w, losses = np.zeros(2), []
    for _ in range(40):
        losses.append(loss(X, y, w, 3))
        w = w - 0.4 * gradient(X, y, w, 3)["w"]
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "last-portion-only": "only the last portion counts in the gradient",
    "rows-left-out": "rows that fill no whole portion are left out",
    "portions-weigh-the-same": "each portion counts as much as any other, however many rows it has",
    "sum-for-mean": "the gradient is a sum over the rows, but the loss is a mean",
    "averaged-twice": "the gradient is divided once more by the number of portions",
    "slope-of-square": "the slope is that of half the squared miss, not that of the gentle loss",
}
# Shapes: () is one number, ("N",) is N numbers, ("N", "D") is N rows of D numbers. Equal letters are equal sizes.
# An argument has at most 100 numbers.
ARGUMENTS = {
    "X": {"shape": ("N", "D"), "from": -10, "to": 10},
    "y": {"shape": ("N",), "from": -10, "to": 10},
    "w": {"shape": ("D",), "from": -10, "to": 10},
    "portions": {"shape": (), "from": 1, "to": 12, "whole": True},
}
