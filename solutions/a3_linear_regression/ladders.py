"""The numbers that a learner of linear regression works out before the code; never released as a formula."""

import numpy as np

from autograder.cases.ladders import slope, step

X = np.array([[5.0, 7.0], [2.0, 3.0], [4.0, 6.0]])
Y_HAT = np.array([[10.0, 11.0], [6.0, 9.0], [9.0, 2.0]])
Y = np.array([[7.0, 3.0], [10.0, 4.0], [4.0, 9.0]])
GIVEN = {"X": X, "Y_hat": Y_HAT, "Y": Y}
HALF = "The 2 of the square is missing."
SIGN = "The size is right, but not the sign. Would a larger parameter make the loss larger or smaller?"
ROWS = "You divided by the number of rows, but the loss is a sum."
ELEMENTS = "You divided by the number of entries, but the loss is a sum."
TWICE = "You took the residual twice. The second link is how the prediction changes with the weight."
SQUARED = "You multiplied with the squared residual. How fast does the square change when the residual changes?"


def forward(reference):
    X, W, b = np.array([[2.0, 1.0], [3.0, 6.0]]), np.array([[4.0, -1.0], [2.0, 3.0]]), np.array([10.0, 20.0])
    yield step(
        27,
        oracles=[reference.forward(X, W, b)[0, 1], X[0] @ W[1] + b[1]],
        given={"X": X, "W": W, "b": b},
        slips={
            "The bias is missing.": 7,
            "You took column 2 of W. Output 2 has row 2 of W.": 21,
            "You took the bias of output 1.": 17,
            "This is row 2, output 1. The first index counts the rows.": 16,
        },
    )


def grad_W(reference):
    yield step(
        -24,
        oracles=[
            reference.grad_W(X[1:2], Y_HAT[1:2], Y[1:2])[0, 1],
            slope(lambda W: reference.loss(Y_HAT[1:2] + X[1:2] @ W.T, Y[1:2]), np.zeros((2, 2)), (0, 1)),
        ],
        given=GIVEN,
        slips={
            HALF: -12,
            SIGN: 24,
            "The link from the weight to the prediction is missing.": -8,
            SQUARED: 48,
            TWICE: 32,
            "This is input 1. The second index of a weight counts the inputs.": -16,
            "This is output 2. The first index of a weight counts the outputs.": 30,
            "This is output 2 and input 1. A weight's first index counts the outputs.": 20,
            "You took the prediction. The square has the residual, prediction minus target.": 36,
        },
    )
    yield step(
        78,
        oracles=[
            reference.grad_W(X, Y_HAT, Y)[0, 1],
            slope(lambda W: reference.loss(Y_HAT + X @ W.T, Y), np.zeros((2, 2)), (0, 1)),
        ],
        given=GIVEN,
        slips={
            HALF: 39,
            SIGN: -78,
            ROWS: 26,
            ELEMENTS: 13,
            "This is row 1 alone. The paths of all rows are added.": 42,
            "This is row 2 alone. The paths of all rows are added.": -24,
            "This is row 3 alone. The paths of all rows are added.": 60,
            "The link from the weight to the prediction is missing: each row has its own input there.": 8,
            "This is input 1. The second index of a weight counts the inputs.": 54,
            "This is output 2. The first index of a weight counts the outputs.": 58,
            "This is output 2 and input 1. A weight's first index counts the outputs.": 44,
            SQUARED: 261,
            TWICE: 100,
            "You took the predictions. The square has the residuals, prediction minus target.": 284,
        },
    )


def grad_b(reference):
    yield step(
        12,
        oracles=[
            reference.grad_b(Y_HAT, Y)[1],
            slope(lambda b: reference.loss(Y_HAT + b, Y), np.zeros(2), (1,)),
        ],
        given={"Y_hat": Y_HAT, "Y": Y},
        slips={
            HALF: 6,
            SIGN: -12,
            ROWS: 4,
            ELEMENTS: 2,
            "This is output 1.": 8,
            "You added both outputs. Each output has a bias of its own.": 20,
            "This is row 1 alone. The bias is used in every row.": 16,
            "This is row 3 alone. The bias is used in every row.": -14,
            "You added up the squares. How fast does each square change when the bias grows?": 138,
        },
    )


LADDERS = {"forward": forward, "grad_W": grad_W, "grad_b": grad_b}
