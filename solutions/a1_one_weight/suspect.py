"""A classmate's model, in which the weight is used twice, and its gradient. Somewhere in `gradient` is a mistake.

The prediction is x*w + (x*w)**2, and a miss of r costs r**4 / 4. All arguments are numbers.
"""


def loss(x, w, y):
    """What the miss costs. x: the input. w: the weight. y: the target. Returns one number."""
    return (x * w + (x * w) ** 2 - y) ** 4 / 4


def gradient(x, w, y):
    """The slope of `loss` along w: a dict with the number w. I tried it on x = 1, and it was right."""
    miss = x * w + (x * w) ** 2 - y
    along_first = x
    along_second = 2 * x * w
    return {"w": miss**3 * (along_first + along_second)}


def training():
    """The losses of my run. They fall and fall, so the gradient must be right."""
    x, w, y, losses = 1.0, 0.2, 2.0, []
    for _ in range(30):
        losses.append(loss(x, w, y))
        w = w - 0.02 * gradient(x, w, y)["w"]
    return losses


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "one-path-only": "w reaches the prediction on two paths, but only one of them counts",
    "inner-slope-forgotten": "the square is differentiated, but not what stands within the square",
    "exponent-not-lowered": "a power is differentiated, but its exponent stays as it was",
    "square-forgotten": "the slope of the square lacks its factor 2",
    "slope-of-square": "the slope is that of half the squared miss, not that of the fourth power",
    "sign-flipped": "the slope has the wrong sign",
}
# The shape () is one number.
ARGUMENTS = {
    "x": {"shape": (), "from": -10, "to": 10},
    "w": {"shape": (), "from": -10, "to": 10},
    "y": {"shape": (), "from": -10, "to": 10},
}
