"""The numbers that a learner of softmax works out before the code; never released as a formula."""

import numpy as np

from autograder.cases.ladders import slope, step

Z, SCORE_LABELS = np.zeros((2, 4)), np.array([2, 0])
X, LABELS = np.array([[8.0, 2.0], [4.0, 10.0]]), np.array([1, 0])
W, B = np.zeros((2, 2)), np.zeros(2)


def grad_logits(reference):
    G = reference.grad_logits(Z, SCORE_LABELS)
    yield step(
        -0.375,
        oracles=[G[0, 2], slope(lambda scores: reference.cross_entropy(scores, SCORE_LABELS), Z, (0, 2))],
        given={"Z": Z, "labels": SCORE_LABELS},
        slips={
            "The loss is the mean of two rows.": -0.75,
            "The size is right, but not the sign. A larger score of the right class makes the loss smaller.": 0.375,
            "This is the first term alone. The label's score is also taken off.": 0.125,
            "This is the second term alone. The label's score is in the sum of exponentials, too.": -0.5,
            "This is the slope for the probability. A score moves all probabilities of its row.": -2,
            "You divided by the number of rows twice.": -0.1875,
        },
    )
    yield step(
        0.125,
        oracles=[G[0, 1], slope(lambda scores: reference.cross_entropy(scores, SCORE_LABELS), Z, (0, 1))],
        given={"Z": Z, "labels": SCORE_LABELS},
        slips={
            "The loss is the mean of two rows.": 0.25,
            "This score is in the sum of exponentials, so it does move the loss.": 0,
            "The size is right, but not the sign. Does this score help the right class?": -0.125,
            "Nothing is taken off here: class 1 is not the label of row 0.": -0.375,
        },
    )


def gradients(reference):
    yield step(
        -2,
        oracles=[
            reference.gradients(X, LABELS, W, B)[0][0, 1],
            slope(lambda weights: reference.cross_entropy(X @ weights.T + B, LABELS), W, (0, 1)),
        ],
        given={"X": X, "labels": LABELS, "W": W, "b": B},
        slips={
            "The 1/N is missing, which is in the gradient of the scores.": -4,
            "The 1/N is in the gradient of the scores already. You divided a second time.": -1,
            "This is class 1, or the sign is turned.": 2,
            "This is input 0. The second index counts the inputs.": 1,
            "This is row 0 alone. The paths of all rows are added.": 0.5,
            "This is row 1 alone. The paths of all rows are added.": -2.5,
            "The link from the weight to the score is missing: each row has its own input there.": 0,
        },
    )


LADDERS = {"grad_logits": grad_logits, "gradients": gradients}
