"""A classmate's straight line through temperatures, and its gradient. Somewhere in `gradient` is a mistake.

The temperature at time t should be start + drift*t. A miss of r costs sqrt(1 + r**2) - 1, which is gentle on outliers.
"""

import numpy as np


def loss(times, temperatures, start, drift):
    """What all misses cost together. times, temperatures: (N,). start, drift: numbers. Returns one number."""
    miss = start + drift * times - temperatures
    return float(np.sum(np.sqrt(1 + miss**2) - 1))


def gradient(times, temperatures, start, drift):
    """The slopes of `loss`: a dict with the numbers start and drift. I tried it on times from -2 to 2: it was right."""
    miss = start + drift * times - temperatures
    pull = miss / np.sqrt(1 + miss**2)
    steady = times - times.mean()  # smaller numbers, less rounding
    return {"start": float(pull.sum()), "drift": float((pull * steady).sum())}


def training():
    """The losses of my run. They fall and fall, so the gradient must be right."""
    times = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    temperatures = np.array([5.2, 4.1, 2.9, 2.2, 0.8])
    start, drift, losses = 0.0, 0.0, []
    for _ in range(30):
        losses.append(loss(times, temperatures, start, drift))
        found = gradient(times, temperatures, start, drift)
        start, drift = start - 0.1 * found["start"], drift - 0.1 * found["drift"]
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "last-row-only": "only the last time counts in the slopes",
    "averaged": "the slope along start is a mean over the times, but the loss is a sum",
    "slope-of-square": "the slopes are those of half the squared miss, not those of the gentle loss",
    "times-shifted": "the slope along drift is worked out with times that are all moved by the same amount",
    "sizes-of-times": "the slope along drift is worked out with the sizes of the times, without their signs",
    "sign-flipped": "the slopes have the wrong sign",
}
# Shapes: () is one number, ("N",) is N numbers, ("N", "D") is N rows of D numbers. Equal letters are equal sizes.
# An argument has at most 100 numbers.
ARGUMENTS = {
    "times": {"shape": ("N",), "from": -10, "to": 10},
    "temperatures": {"shape": ("N",), "from": -10, "to": 10},
    "start": {"shape": (), "from": -10, "to": 10},
    "drift": {"shape": (), "from": -10, "to": 10},
}
