"""A classmate's single unit with another bend than tanh, and its gradient. Somewhere in `gradient` is a mistake.

The unit adds up its inputs times its weights, z, and gives z / (1 + |z|). A miss of r costs r**2 / 2. The classmate
worked out two formulas for the slope of the bend, and both are right: 1 / (1 + |z|)**2, and (1 - |a|)**2, where a is
z / (1 + |z|).
"""

import numpy as np


def loss(X, y, v):
    """What all misses cost together. X: (N, D) inputs. y: (N,) targets. v: (D,) weights. Returns one number."""
    total = 0.0
    for x, target in zip(X, y, strict=True):
        z = x @ v
        total += (z / (1 + abs(z)) - target) ** 2 / 2
    return float(total)


def gradient(X, y, v):
    """The gradient of `loss` with respect to v: a dict with v (D,). I tried it with weights about 0: it was right."""
    slopes = np.zeros(len(v))
    for x, target in zip(X, y, strict=True):
        a = x @ v
        bend = (1 - abs(a)) ** 2
        a = a / (1 + abs(a))
        slopes += (a - target) * bend * x
    return {"v": slopes}


def training():
    """The losses of my run. They fall and fall, so the gradient must be right."""
    X = np.array([[0.5, -0.2], [-0.3, 0.4], [0.2, 0.6], [-0.4, -0.5]])
    y = np.array([0.15, -0.05, 0.2, -0.22])
    v, losses = np.zeros(2), []
    for _ in range(40):
        losses.append(loss(X, y, v))
        v = v - 0.3 * gradient(X, y, v)["v"]
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "slope-of-bend-forgotten": "the slope of the bend is left out",
    "derivative-at-input": "the slope of the bend is a formula for the output, used on the input",
    "bend-twice": "the bend is taken twice before the target is subtracted",
    "inputs-forgotten": "the misses are added up without the inputs",
    "last-row-only": "only the last row counts in the gradient",
    "averaged": "the gradient is a mean over the rows, but the loss is a sum",
}
# Shapes: () is one number, ("N",) is N numbers, ("N", "D") is N rows of D numbers. Equal letters are equal sizes.
# An argument has at most 100 numbers.
ARGUMENTS = {
    "X": {"shape": ("N", "D"), "from": -10, "to": 10},
    "y": {"shape": ("N",), "from": -10, "to": 10},
    "v": {"shape": ("D",), "from": -10, "to": 10},
}
