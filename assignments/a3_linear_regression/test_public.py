"""Public tests of linear_regression: small numbers that were worked out by hand. `pytest -k grad_W` tests one task."""

import bug_hunt
import linear_regression as lin
import numpy as np
import suspect
from gradcheck import check_array, check_length, check_number, check_numbers


def batch():
    """Four rows, two inputs, three outputs.

    The residuals Y_hat - Y are (1, -2, 3), (-1, 4, 2), (2, 1, -3) and (3, -1, 5).
    """
    X = np.array([[1.0, 2.0], [3.0, -1.0], [2.0, 4.0], [-2.0, 5.0]])
    Y_hat = np.array([[14.0, -15.0, 30.0], [15.0, -26.0, 44.0], [18.0, -10.0, 30.0], [11.0, -3.0, 12.0]])
    Y = np.array([[13.0, -13.0, 27.0], [16.0, -30.0, 42.0], [16.0, -11.0, 33.0], [8.0, -2.0, 7.0]])
    return X, Y_hat, Y


def start():
    """Three rows, one input, two outputs, and where gradient descent starts."""
    X, Y = np.array([[1.0], [2.0], [-1.0]]), np.array([[1.0, 2.0], [1.0, 5.0], [4.0, -4.0]])
    return X, Y, np.array([[1.0], [2.0]]), np.array([1.0, -1.0])


def test_forward_values():
    """Every entry is a row of X times a row of W, plus the bias of its column."""
    X, Y_hat, _ = batch()
    W, b = np.array([[2.0, 1.0], [-1.0, 3.0], [4.0, -2.0]]), np.array([10.0, -20.0, 30.0])

    check_array(lin.forward(X, W, b), Y_hat, name="Y_hat", sizes=(4, 2, 3))


def test_forward_one_row():
    """One row of inputs gives one row of predictions, still as a matrix."""
    X, W, b = np.array([[2.0, -3.0, 0.5]]), np.array([[1.0, 2.0, 4.0], [3.0, -1.0, 6.0]]), np.array([0.5, -7.0])

    check_array(lin.forward(X, W, b), np.array([[-1.5, 5.0]]), name="Y_hat", sizes=(1, 3, 2))


def test_loss_values():
    """1+4+9 + 1+16+4 + 4+1+9 + 9+1+25: the squares of all residuals, added."""
    _, Y_hat, Y = batch()

    check_number(lin.loss(Y_hat, Y), 84.0, name="the loss")


def test_loss_arguments_unchanged():
    """The call does not change predictions and targets."""
    _, Y_hat, Y = batch()
    lin.loss(Y_hat, Y)

    check_array(Y_hat, batch()[1], name="Y_hat after the call")
    check_array(Y, batch()[2], name="Y after the call")


def test_grad_W_values():
    """Entry (m, d) is twice the sum over the rows of residual m times input d; (0, 0) is 2*(1 - 3 + 4 - 6) = -8."""
    right = np.array([[-8.0, 52.0], [28.0, -18.0], [-14.0, 34.0]])

    check_array(lin.grad_W(*batch()), right, name="dW", sizes=(4, 2, 3))


def test_grad_W_one_row():
    """With one row the gradient is twice the products of its residuals, 0.5 and -2, and its inputs."""
    X, Y_hat, Y = np.array([[3.0, -1.0, 4.0]]), np.array([[7.5, 1.0]]), np.array([[7.0, 3.0]])

    check_array(lin.grad_W(X, Y_hat, Y), np.array([[3.0, -1.0, 4.0], [-12.0, 4.0, -16.0]]), name="dW", sizes=(1, 3, 2))


def test_grad_W_arguments_unchanged():
    """The call does not change inputs, predictions and targets."""
    arguments = batch()
    lin.grad_W(*arguments)

    for name, after, before in zip(("X", "Y_hat", "Y"), arguments, batch(), strict=True):
        check_array(after, before, name=f"{name} after the call")


def test_grad_b_values():
    """Entry m is twice the sum of column m of the residuals; the first is 2*(1 - 1 + 2 + 3) = 10."""
    _, Y_hat, Y = batch()

    check_array(lin.grad_b(Y_hat, Y), np.array([10.0, 4.0, 14.0]), name="db", sizes=(4, 2, 3))


def test_grad_b_arguments_unchanged():
    """The call does not change predictions and targets."""
    _, Y_hat, Y = batch()
    lin.grad_b(Y_hat, Y)

    check_array(Y_hat, batch()[1], name="Y_hat after the call")
    check_array(Y, batch()[2], name="Y after the call")


def test_update_values():
    """5 - 0.2*10 = 3, and so on for every entry."""
    param, grad = np.array([[5.0, -1.0, 0.5], [2.0, 4.0, -3.0]]), np.array([[10.0, 5.0, -2.5], [-20.0, 15.0, 0.5]])

    right = np.array([[3.0, -2.0, 1.0], [6.0, 1.0, -3.1]])
    check_array(lin.update(param, grad, 0.2), right, name="the new parameter")


def test_update_arguments_unchanged():
    """The step does not change the old parameter."""
    param, grad = np.array([5.0, -1.0]), np.array([10.0, 5.0])
    lin.update(param, grad, 0.2)

    check_array(param, np.array([5.0, -1.0]), name="param after the call")
    check_array(grad, np.array([10.0, 5.0]), name="grad after the call")


def test_fit_two_steps():
    """Two steps with lr = 0.1.

    The first has the residuals (1, -1), (2, -2) and (-4, 1), so its dW is (18, -12) and its db is (-2, -4).
    """
    got = lin.fit(*start(), 0.1, 2)

    check_length(got, 3, name="the result of fit")
    W, b, losses = got
    check_array(W, np.array([[-0.52], [2.8]]), name="W", sizes=(3, 1, 2))
    check_array(b, np.array([2.0, -0.92]), name="b", sizes=(3, 1, 2))
    check_numbers(losses, [27.0, 7.36], name="the list of losses")


def test_fit_arguments_unchanged():
    """The training does not change the data and the starting values."""
    arguments = start()
    lin.fit(*arguments, 0.1, 3)

    for name, after, before in zip(("X", "Y", "W", "b"), arguments, start(), strict=True):
        check_array(after, before, name=f"{name} after the call")


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(lin.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
