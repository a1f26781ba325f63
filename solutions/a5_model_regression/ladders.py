"""The numbers that a learner of the finished model works out before the code; never released as a formula."""

import numpy as np
import torch

from autograder.cases.ladders import slope, step

X, Y = np.array([[1.0, 4.0], [5.0, 2.0], [2.0, 2.0]]), np.array([[-1.0], [12.0], [2.0]])
WEIGHT, BIAS = np.array([[2.0, -1.0]]), np.array([3.0])
GIVEN = {"weight": WEIGHT, "bias": BIAS, "X": X, "Y": Y}


def by_hand(reference, targets):
    """What the reference returns for the model of the ladder."""
    model = reference.ModelRegression(2, 1).double()
    model.load_state_dict({"linear.weight": torch.tensor(WEIGHT), "linear.bias": torch.tensor(BIAS)})
    return reference.manual_gradients(model, torch.tensor(X), torch.tensor(targets))


def manual_gradients(reference):
    yield step(
        24,
        oracles=[
            by_hand(reference, Y)["linear.weight"][0, 1].item(),
            slope(lambda weight: np.sum((X @ weight.T + BIAS - Y) ** 2), WEIGHT, (0, 1)),
        ],
        given=GIVEN,
        slips={
            "The 2 of the square is missing.": 12,
            "The size is right, but not the sign. The residual is prediction minus target.": -24,
            "Each row has its own input as a factor, and a sum is not divided by the number of rows.": 8,
            "This is the weight of input 1.": 6,
            "You took the predictions. The square has the residuals.": 72,
        },
    )
    yield step(
        2,
        oracles=[
            by_hand(reference, Y + 1)["linear.bias"][0].item(),
            slope(lambda bias: np.sum((X @ WEIGHT.T + bias - Y - 1) ** 2), BIAS, (0,)),
        ],
        given=GIVEN,
        slips={
            "This is the gradient before the targets grew.": 8,
            "The targets grow, so the residuals fall.": 14,
            "The 2 of the square is missing.": 1,
            "The size is right, but not the sign.": -2,
            "All three residuals fall, not one.": 6,
        },
    )


LADDERS = {"manual_gradients": manual_gradients}
