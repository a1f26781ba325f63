"""A classmate's model with a loss that is gentle on outliers, and its gradient. Somewhere in `gradient` is a mistake.

The model has no bias: output m of a row is the sum of its inputs times row m of W. A miss of r costs
sqrt(1 + r**2) - 1, which is about r**2 / 2 for a small miss and about the size of r for a large one.
"""

import numpy as np


def loss(X, Y, W):
    """What all misses cost together. X: (N, D) inputs. Y: (N, M) targets. W: (M, D) weights. Returns one number."""
    total = 0.0
    for x, y in zip(X, Y, strict=True):
        miss = W @ x - y
        total += float(np.sum(np.sqrt(1 + miss**2) - 1))
    return total


def gradient(X, Y, W):
    """The gradient of `loss` with respect to W: a dict with W (M, D). I tried it by hand on a row, and it was right."""
    pulls, inputs = np.zeros(len(W)), np.zeros(X.shape[1])
    for x, y in zip(X, Y, strict=True):
        miss = W @ x - y
        pulls += miss / np.sqrt(1 + miss**2)
        inputs += x
    return {"W": np.outer(pulls, inputs)}


def training():
    """The losses of my run. They fall and fall, so the gradient must be right."""
    X = np.array([[1.0, 2.0], [1.2, 2.1], [0.9, 1.8], [1.1, 2.4]])
    Y = np.array([[4.0, -1.0], [4.4, -0.9], [3.5, -1.0], [4.9, -1.2]])
    W, losses = np.zeros((2, 2)), []
    for _ in range(40):
        losses.append(loss(X, Y, W))
        W = W - 0.005 * gradient(X, Y, W)["W"]
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "first-row-only": "only the first row counts in the gradient",
    "last-row-only": "only the last row counts in the gradient",
    "averaged": "the gradient is a mean over the rows, but the loss is a sum",
    "sums-multiplied": "the sums over the rows are multiplied, where the products of each row should be added",
    "slope-of-square": "the slope is that of half the squared miss, not that of the gentle loss",
    "sign-flipped": "the gradient points downhill",
    "transposed": "rows and columns of the gradient are swapped",
}
# Shapes: () is one number, ("N",) is N numbers, ("N", "D") is N rows of D numbers. Equal letters are equal sizes.
# An argument has at most 100 numbers.
ARGUMENTS = {
    "X": {"shape": ("N", "D"), "from": -10, "to": 10},
    "Y": {"shape": ("N", "M"), "from": -10, "to": 10},
    "W": {"shape": ("M", "D"), "from": -10, "to": 10},
}
