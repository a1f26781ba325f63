"""A classmate's reader of digits with a typical picture for each class. Somewhere in `gradient` is a mistake.

Each class k has a picture of its own, row k of C. A row of X costs half of its squared distance to the picture of its
label, and all rows are added up. An answer is then the class whose picture is nearest.
"""

import numpy as np


def loss(X, labels, C):
    """What all rows cost together. X: (N, D). labels: (N,) from 0 to K - 1. C: (K, D). Returns one number."""
    if labels.max() >= len(C):
        raise ValueError("each label must be less than K, the number of rows of C.")
    return float(((X - C[labels]) ** 2).sum() / 2)


def gradient(X, labels, C):
    """The gradient of `loss` with respect to C: a dict with C (K, D). I tried it with a picture of each digit."""
    loss(X, labels, C)  # it looks at the labels, too
    slopes = np.zeros(C.shape)
    slopes[labels] += C[labels] - X
    return {"C": slopes}


def training():
    """The losses of my run. They fall and fall, so the gradient must be right."""
    X, labels = np.array([[1.0, 0.2, 0.0], [0.1, 0.9, 0.3], [0.4, 0.0, 0.8]]), np.array([2, 0, 1])
    C, losses = np.full((3, 3), 0.5), []
    for _ in range(20):
        losses.append(loss(X, labels, C))
        C = C - 0.1 * gradient(X, labels, C)["C"]
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "one-row-a-class": "where several rows have the same label, only one of them counts",
    "labels-shifted": "each row counts for the class beside its own",
    "every-class-moved": "a class that no row belongs to gets a gradient, too",
    "rows-forgotten": "the rows of X are left out",
    "averaged": "the gradient is a mean over the rows, but the loss is a sum",
    "sign-flipped": "the gradient has the opposite sign",
}
# Shapes: () is one number, ("N",) is N numbers, ("N", "D") is N rows of D numbers. Equal letters are equal sizes.
# An argument has at most 100 numbers.
ARGUMENTS = {
    "X": {"shape": ("N", "D"), "from": -10, "to": 10},
    "labels": {"shape": ("N",), "from": 0, "to": 9, "whole": True},
    "C": {"shape": ("K", "D"), "from": -10, "to": 10},
}
