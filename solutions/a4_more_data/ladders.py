"""The numbers that a learner of more data works out before the code; never released as a formula."""

import numpy as np

from autograder.cases.ladders import slope, step

X, Y = np.array([[5.0, 2.0], [2.0, 3.0], [4.0, 6.0]]), np.array([[2.0, -2.0], [3.0, 1.0], [1.0, 9.0]])
W, B = np.array([[1.0, 0.0], [0.0, 1.0]]), np.zeros(2)
GIVEN = {"X": X, "W": W, "b": B, "Y": Y}


def loss(reference, weights, bias, reduction):
    return reference.squared_error(X @ weights.T + bias, Y, reduction)


def gradients(reference):
    yield step(
        7,
        oracles=[
            reference.gradients(X, Y, W, B, "mean")[0][0, 1],
            slope(lambda weights: loss(reference, weights, B, "mean"), W, (0, 1)),
        ],
        given=GIVEN,
        slips={
            "This is the gradient of the sum. The mean divides.": 42,
            "You divided by the number of rows. This mean is over all elements.": 14,
            "The 2 of the square is missing.": 3.5,
            "The size is right, but not the sign. The residual is prediction minus target.": -7,
            "This is the plain sum of the products. Where is the 2, and where is c?": 21,
            "The link from the weight to the prediction is missing.": 5 / 3,
            "This is the weight for input 1. The second index counts the inputs.": 25 / 3,
            "This is output 2 and input 1. The first index counts the outputs.": 4,
        },
    )
    yield step(
        2,
        oracles=[
            reference.gradients(X, Y, W, B, "row_mean")[1][1],
            slope(lambda bias: loss(reference, W, bias, "row_mean"), B, (1,)),
        ],
        given=GIVEN,
        slips={
            "This is the gradient of the sum. The row mean divides by the number of rows.": 6,
            "This is half of it. Is the 2 there, and do you divide by the number of rows only?": 1,
            "The size is right, but not the sign.": -2,
            "This is output 1.": 10 / 3,
            "You added both outputs. Each output has a bias of its own.": 16 / 3,
        },
    )


def accumulate(reference):
    inputs, targets = np.array([[2.0], [3.0], [4.0]]), np.array([[-1.0], [-2.0], [-2.0]])
    weight, bias = np.array([[1.0]]), np.zeros(1)
    yield step(
        30,
        oracles=[
            reference.accumulate(inputs, targets, weight, bias, 2, "mean")[0][0, 0],
            slope(lambda w: reference.squared_error(inputs @ w.T + bias, targets, "mean"), weight, (0, 0)),
        ],
        given={"X": inputs, "W": weight, "b": bias, "Y": targets},
        slips={
            "This is the plain average. The batch of one row counts too much.": 34.5,
            "You added the two means. First turn each of them back into a sum.": 69,
            "This is the sum over all rows. The mean of the full batch divides by all rows.": 90,
            "The weights are the wrong way round: the batch of two rows counts more.": 39,
            "You divided the two means by the number of rows. First turn each of them back into a sum.": 23,
        },
    )


LADDERS = {"gradients": gradients, "accumulate": accumulate}
