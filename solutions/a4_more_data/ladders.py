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


def largest_stable_lr(reference):
    inputs, targets, weight, bias = np.array([[2.0], [-2.0]]), np.zeros((2, 1)), np.zeros((1, 1)), np.zeros(1)
    yield step(
        0.125,
        oracles=[
            reference.largest_stable_lr(inputs, 1, "sum"),
            2 / slope(lambda w: reference.gradients(inputs, targets, w, bias, "sum")[0][0, 0], weight, (0, 0)),
        ],
        given={"X": inputs},
        slips={
            "The 2 of the square is missing. The gradient has it, so the curvature has it too.": 0.25,
            "This is 1 divided by the curvature. But the factor may go down to -1, not only to 0.": 0.0625,
            "This is the limit along the bias. The steepest direction decides.": 0.5,
            "This is the curvature along the weight. Which learning rate makes the factor -1?": 16,
            "You added the curvatures. Each direction has its own factor, and the steepest one decides.": 0.1,
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


def standardize(reference):
    given = {
        "Ws": np.array([[6.0, 8.0]]),
        "bs": np.array([7.0]),
        "mean": np.array([5.0, 3.0]),
        "std": np.array([2.0, 4.0]),
    }

    def predict(x):
        Ws, bs, mean, std = given.values()
        return float(((x - mean) / std @ Ws.T + bs)[0])

    W, b = reference.unstandardize(**given)
    yield step(
        3,
        oracles=[W[0, 0], slope(predict, np.zeros(2), (0,))],
        given=given,
        slips={
            "Divide the weight by std, do not multiply.": 12,
            "This is the weight of the standardised input. Divide it by the std of its column.": 6,
            "This is input 2.": 2,
            "You divided by the mean. The mean only shifts the input.": 1.2,
            "You subtracted the mean from the weight. The mean only shifts the input.": 1,
        },
    )
    yield step(
        -14,
        oracles=[b[0], predict(np.zeros(2))],
        given=given,
        slips={
            "The means leave a constant behind: take the sum of W * mean from the bias.": 7,
            "You added what the means leave behind. Each input is x minus its mean, so it is subtracted.": 28,
            "These are the weights of the standardised inputs. Take the raw ones.": -47,
            "You took the means without the weights.": -1,
            "You multiplied the weights by std. Divide.": -149,
            "Input 2 is missing.": -8,
            "Input 1 is missing.": 1,
        },
    )


LADDERS = {
    "gradients": gradients,
    "largest_stable_lr": largest_stable_lr,
    "accumulate": accumulate,
    "standardize": standardize,
}
