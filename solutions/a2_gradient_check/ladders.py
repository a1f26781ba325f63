"""The numbers that a learner of the gradient check works out before the code; never released as a formula."""

import numpy as np

from autograder.cases.ladders import slope, step

LOOK = "Look at what is subtracted and what you divide by."
A, B = [6.0, -2.0, 0.0, 1.0], [4.0, -2.0, 0.0, 3.0]


def cube(x):
    return float(np.sum(x**3))


def numeric_gradient(reference):
    x, h = 1.0, 0.1
    central = reference.numeric_gradient(cube, np.array(x), h)
    yield step(
        3.31,
        oracles=[(cube(x + h) - cube(x)) / h],
        given={"x": x, "h": h},
        slips={
            "This is the difference of the two values. Divide by the length of the step.": 0.331,
            "You divided by 2h, but the two places are only h apart.": 1.655,
            "This is the central difference. The forward difference takes the places x and x + h.": 3.01,
            "This is the error alone.": 0.31,
        },
        otherwise=LOOK,
    )
    yield step(
        3.01,
        oracles=[float(central), slope(cube, x, h=h)],
        given={"x": x, "h": h},
        slips={
            "You divided by h. How far are the two places apart?": 6.02,
            "This is the difference of the two values. Divide by the distance of the two places.": 0.602,
            "This is the forward difference. The central one takes the places x + h and x - h.": 3.31,
            "This is the error alone.": 0.01,
        },
        otherwise=LOOK,
    )
    yield step(
        0.0001,
        oracles=[reference.numeric_gradient(cube, np.array(x), 0.01) - 3],
        given={"h": 0.01},
        slips={
            "This is the error with h = 0.1.": 0.01,
            "This is a tenth of the error before. The forward difference behaves like this; work it out.": 0.001,
            "This is the error of the forward difference.": 0.0301,
            "This is the central difference itself. Its error is what is more than 3.": 3.0001,
        },
        otherwise=LOOK,
    )


def relative_error(reference):
    each = tuple(reference.relative_error(np.array([a]), np.array([b])) for a, b in zip(A, B, strict=True))
    yield step(
        (0.2, 0.0, 0.0, 0.5),
        oracles=[each],
        given={"a": A, "b": B},
        slips={
            "You divided by the first number. Divide by both magnitudes added.": (1 / 3, 0.0, 0.0, 2.0),
            "You divided by the second number. Divide by both magnitudes added.": (0.5, 0.0, 0.0, 2 / 3),
            "These are the distances. Divide each of them by both magnitudes added.": (2.0, 0.0, 0.0, 2.0),
            "Two equal numbers have the distance 0, whatever their sign.": (0.2, 1.0, 0.0, 0.5),
        },
        otherwise=LOOK,
    )
    yield step(
        0.5,
        oracles=[reference.relative_error(np.array(A), np.array(B))],
        given={"a": A, "b": B},
        slips={
            "This is the mean. It becomes small when many entries are right.": 0.175,
            "This is the sum. It grows with the number of entries.": 0.7,
            "This is not the worst entry.": 0.2,
            "This is the smallest ratio. It is 0 as soon as one entry is right.": 0.0,
        },
        otherwise="Look at your four ratios again. Which of them must not be missed?",
    )


LADDERS = {"numeric_gradient": numeric_gradient, "relative_error": relative_error}
