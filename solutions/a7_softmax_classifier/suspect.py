"""A classmate's loss for two classes with one score a row. Somewhere in `loss` is a mistake.

The probability of class 1 is 1 / (1 + exp(-score)), that of class 0 is the rest. A row costs -log(probability of its
label), and the loss is the mean over the rows.
"""

from decimal import Context, Decimal, localcontext

import numpy as np


def loss(scores, labels):
    """What a row costs on average. scores: (N,). labels: (N,) of 0 and 1. Returns one number, finite for all scores."""
    with np.errstate(over="ignore"):
        ones = 1 / (1 + np.exp(-scores))
    ones = np.clip(ones, 1e-9, 1 - 1e-9)  # the logarithm of 0 would be -inf
    return float(-np.mean(labels * np.log(ones) + (1 - labels) * np.log(1 - ones)))


def gradient(scores, labels):
    """The loss itself is what you judge: a dict with the number loss. I tried scores from -5 to 5: it was right."""
    return {"loss": loss(scores, labels)}


def training():
    """The losses of my run. They fall and fall, so the loss must be right."""
    x, labels = np.array([-2.0, -1.0, -0.5, 0.5, 1.0, 2.0]), np.array([0, 0, 1, 0, 1, 1])
    w, losses = 0.0, []
    for _ in range(40):
        losses.append(loss(w * x, labels))
        ahead, back = loss((w + 1e-5) * x, labels), loss((w - 1e-5) * x, labels)
        w = w - 0.3 * (ahead - back) / 2e-5
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "overflow": "large scores give inf or nan",
    "cost-capped": "however wrong a row is, it never costs more than a fixed amount",
    "one-class-only": "only rows of one class cost anything",
    "sum-for-mean": "the rows are added up, not averaged",
    "labels-swapped": "class 0 is paid for as class 1, and class 1 as class 0",
    "other-logarithm": "the logarithm has another base than e",
}
# Shapes: () is one number, ("N",) is N numbers, ("N", "D") is N rows of D numbers. Equal letters are equal sizes.
# An argument has at most 100 numbers.
ARGUMENTS = {
    "scores": {"shape": ("N",), "from": -1000, "to": 1000},
    "labels": {"shape": ("N",), "from": 0, "to": 1, "whole": True},
}


def referee(slopes, scores, labels):
    """What is right: the formulas above, in decimals with 500 digits and room for huge exponents."""
    with localcontext(Context(prec=500, Emax=10**6, Emin=-(10**6))):
        total = Decimal(0)
        for score, label in zip(scores, labels, strict=True):
            own = Decimal(float(score)) * (1 if label else -1)
            total -= (1 / (1 + (-own).exp())).ln()
        return {"loss": float(total / len(labels))}
