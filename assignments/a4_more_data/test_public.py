"""Public tests of more_data: small numbers that were worked out by hand. `pytest -k gradients` tests one task."""

from pathlib import Path

import bug_hunt
import more_data as md
import numpy as np
import pytest
import suspect
from example_calls import largest_stable_lr
from gradcheck import check_array, check_length, check_number, check_truth


def batch():
    """Four rows, two inputs, three outputs: X, Y, W, b.

    The residuals Y_hat - Y are (1, -2, 3), (-1, 4, 2), (2, 1, -3) and (3, -1, 5); their squares add up to 84.
    """
    X = np.array([[1.0, 2.0], [3.0, -1.0], [2.0, 4.0], [-2.0, 5.0]])
    Y = np.array([[13.0, -13.0, 27.0], [16.0, -30.0, 42.0], [16.0, -11.0, 33.0], [8.0, -2.0, 7.0]])
    return X, Y, np.array([[2.0, 1.0], [-1.0, 3.0], [4.0, -2.0]]), np.array([10.0, -20.0, 30.0])


def check_both(got, dW, db):
    check_length(got, 2, name="the result (dW, db)")
    check_array(got[0], np.array(dW), name="dW", sizes=(4, 2, 3))
    check_array(got[1], np.array(db), name="db", sizes=(4, 2, 3))


def test_predictions_agree_printed():
    """The notebook printed three different predictions for one row, so they are not a function of the row."""
    X = np.array([[73.0, 67.0, 43.0]] * 3)

    check_truth(md.predictions_agree(X, np.array([[57.39], [56.76], [57.36]])), False)
    check_truth(md.predictions_agree(X, np.array([[57.39], [57.39], [57.39]])), True)


def test_predictions_agree_pairs():
    """Rows 0 and 3 are equal, row 1 is not, though it shares a number with both."""
    X = np.array([[1.0, 2.0], [1.0, 3.0], [4.0, 2.0], [1.0, 2.0]])

    check_truth(md.predictions_agree(X, np.array([[5.0, 9.0], [6.0, 8.0], [7.0, 7.0], [5.0, 9.0]])), True)
    check_truth(md.predictions_agree(X, np.array([[5.0, 9.0], [6.0, 8.0], [7.0, 7.0], [5.0, 8.5]])), False)


def test_predictions_agree_tolerance():
    """A difference of 0.25 is within 0.5."""
    X = np.array([[1.0, 2.0], [1.0, 2.0]])

    check_truth(md.predictions_agree(X, np.array([[5.0], [5.25]]), 0.5), True)


@pytest.mark.parametrize(("reduction", "loss"), [("sum", 84.0), ("mean", 7.0), ("row_mean", 21.0)])
def test_squared_error_values(reduction, loss):
    """84 in all, over 4 rows of 3 outputs: 84/12 = 7 for an element, 84/4 = 21 for a row."""
    Y = batch()[1]
    Y_hat = np.array([[14.0, -15.0, 30.0], [15.0, -26.0, 44.0], [18.0, -10.0, 30.0], [11.0, -3.0, 12.0]])

    check_number(md.squared_error(Y_hat, Y, reduction), loss, name="the loss")


def test_squared_error_unknown():
    """The unknown reduction "average" raises ValueError."""
    Y = np.array([[1.0, 2.0], [3.0, 5.0]])

    with pytest.raises(ValueError):  # noqa: PT011  # any wording will do
        md.squared_error(Y + 1, Y, "average")


def test_squared_error_shapes():
    """Arrays of shapes (2, 2) and (2,), which fit only by broadcasting, raise ValueError."""
    Y = np.array([[1.0, 2.0], [3.0, 5.0]])

    with pytest.raises(ValueError):  # noqa: PT011  # any wording will do
        md.squared_error(Y, np.array([1.0, 2.0]), "sum")


def test_gradients_sum():
    """As in assignment 3: dW[0, 0] is 2*(1 - 3 + 4 - 6) = -8, and db[0] is 2*(1 - 1 + 2 + 3) = 10."""
    check_both(md.gradients(*batch(), "sum"), [[-8.0, 52.0], [28.0, -18.0], [-14.0, 34.0]], [10.0, 4.0, 14.0])


def test_gradients_row_mean():
    """A quarter of the sum's: there are 4 rows."""
    check_both(md.gradients(*batch(), "row_mean"), [[-2.0, 13.0], [7.0, -4.5], [-3.5, 8.5]], [2.5, 1.0, 3.5])


def test_gradients_mean():
    """A twelfth of the sum's: there are 12 elements."""
    dW = [[-2 / 3, 13 / 3], [7 / 3, -3 / 2], [-7 / 6, 17 / 6]]

    check_both(md.gradients(*batch(), "mean"), dW, [5 / 6, 1 / 3, 7 / 6])


@pytest.mark.parametrize(("reduction", "lr"), [("sum", 1 / 7), ("mean", 6 / 7), ("row_mean", 3 / 7)])
def test_largest_stable_lr_values(reduction, lr):
    """With the ones, the sums of products are 6, 2 and 3; that matrix has the eigenvalues 7 and 2."""
    X = np.array([[2.0], [1.0], [-1.0]])

    check_number(largest_stable_lr(X, 2, reduction), lr, name="the largest stable learning rate")


def test_largest_stable_lr_crops():
    """1.117e-5 for the notebook's five rows, which is why 1e-5 worked; 3.722e-6 when every row comes three times."""
    table = np.loadtxt(Path(__file__).with_name("crop_yields.csv"), delimiter=",", skiprows=1)
    X = table[:, :3]

    check_number(largest_stable_lr(X, 2, "sum"), 1.116728e-5, rtol=1e-6)
    check_number(largest_stable_lr(np.tile(X, (3, 1)), 2, "sum"), 3.722427e-6, rtol=1e-6)


@pytest.mark.parametrize("batch_size", [2, 3])
def test_accumulate_sum(batch_size):
    """Batches of 2 and 2, or of 3 and 1, give what all four rows give at once."""
    got = md.accumulate(*batch(), batch_size, "sum")

    check_both(got, [[-8.0, 52.0], [28.0, -18.0], [-14.0, 34.0]], [10.0, 4.0, 14.0])


@pytest.mark.parametrize("batch_size", [2, 3])
def test_accumulate_row_mean(batch_size):
    """The mean over all four rows, also when the batches have 3 rows and 1."""
    got = md.accumulate(*batch(), batch_size, "row_mean")

    check_both(got, [[-2.0, 13.0], [7.0, -4.5], [-3.5, 8.5]], [2.5, 1.0, 3.5])


def test_accumulate_mean():
    """The mean over all twelve elements, from batches of 3 rows and 1."""
    dW = [[-2 / 3, 13 / 3], [7 / 3, -3 / 2], [-7 / 6, 17 / 6]]

    check_both(md.accumulate(*batch(), 3, "mean"), dW, [5 / 6, 1 / 3, 7 / 6])


def test_standardize_values():
    """Means 3 and 20, standard deviations 2 and 10."""
    got = md.standardize(np.array([[1.0, 10.0], [5.0, 10.0], [1.0, 30.0], [5.0, 30.0]]))

    check_length(got, 3, name="the result (Xs, mean, std)")
    check_array(got[0], np.array([[-1.0, -1.0], [1.0, -1.0], [-1.0, 1.0], [1.0, 1.0]]), name="Xs", sizes=(4, 2))
    check_array(got[1], np.array([3.0, 20.0]), name="mean", sizes=(4, 2))
    check_array(got[2], np.array([2.0, 10.0]), name="std", sizes=(4, 2))


def test_standardize_constant():
    """A column that does not vary becomes zeros, with a std of 1."""
    got = md.standardize(np.array([[7.0, 1.0], [7.0, 5.0]]))

    check_length(got, 3, name="the result (Xs, mean, std)")
    check_array(got[0], np.array([[0.0, -1.0], [0.0, 1.0]]), name="Xs", sizes=(2, 2))
    check_array(got[2], np.array([1.0, 2.0]), name="std", sizes=(2, 2))


def test_standardize_undone():
    """4*(x0 - 3)/2 + 6*(x1 - 5)/10 + 10 is 2*x0 + 0.6*x1 + 1; the second output is -x0 + 0.3*x1 + 2.5."""
    Ws, bs = np.array([[4.0, 6.0], [-2.0, 3.0]]), np.array([10.0, 1.0])
    got = md.unstandardize(Ws, bs, np.array([3.0, 5.0]), np.array([2.0, 10.0]))

    check_length(got, 2, name="the result (W, b)")
    check_array(got[0], np.array([[2.0, 0.6], [-1.0, 0.3]]), name="W", sizes=(2, 2))
    check_array(got[1], np.array([1.0, 2.5]), name="b", sizes=(2, 2))


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(md.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
