"""Public tests of a1_one_weight, worked by hand. `pytest` runs all tests, `pytest -k gradients` tests one task."""

import bug_hunt
import one_weight as ow
import pytest
import suspect
from gradcheck import check_keys, check_number, check_numbers


def test_forward_notebook():
    """The teacher's numbers: the input 1 and the weight 1 predict 1."""
    check_number(ow.forward(1.0, 1.0), 1.0, name="y_hat")


def test_forward_by_hand():
    """The prediction is proportional to the input and to the weight, whatever their signs."""
    check_number(ow.forward(5.0, 0.6), 3.0, name="y_hat for x = 5, w = 0.6")
    check_number(ow.forward(-1.5, 2.5), -3.75, name="y_hat for x = -1.5, w = 2.5")


def test_loss_notebook():
    """The teacher's numbers: a prediction of 1 for the target 2 costs 1."""
    check_number(ow.loss(1.0, 2.0), 1.0, name="the loss")


def test_loss_by_hand():
    """A prediction 4 below the target costs as much as a prediction 4 above it."""
    check_number(ow.loss(3.0, 7.0), 16.0, name="the loss for y_hat = 3, y = 7")
    check_number(ow.loss(11.0, 7.0), 16.0, name="the loss for y_hat = 11, y = 7")
    check_number(ow.loss(3.0, 4.5), 2.25, name="the loss for y_hat = 3, y = 4.5")


@pytest.mark.parametrize(
    ("key", "want"), [("dL_dyhat", -2.0), ("dyhat_dw", 1.0), ("dL_dw", -2.0), ("dL_dx", -2.0), ("dL_dy", 2.0)]
)
def test_gradients_notebook(key, want):
    """The teacher's numbers: at x = 1, w = 1, y = 2 autograd prints -2 for w and x, and 2 for y."""
    grads = ow.gradients(1.0, 1.0, 2.0)

    check_keys(grads, [key], name="the dict of gradients")
    check_number(grads[key], want, name=f"{key} at x = 1, w = 1, y = 2")


@pytest.mark.parametrize(
    ("key", "want"), [("dL_dyhat", -8.0), ("dyhat_dw", 5.0), ("dL_dw", -40.0), ("dL_dx", -4.8), ("dL_dy", 8.0)]
)
def test_gradients_by_hand(key, want):
    """At x = 5, w = 0.6, y = 7 the prediction is 3, which is 4 below the target."""
    grads = ow.gradients(5.0, 0.6, 7.0)

    check_keys(grads, [key], name="the dict of gradients")
    check_number(grads[key], want, name=f"{key} at x = 5, w = 0.6, y = 7")


@pytest.mark.parametrize(
    ("key", "want"), [("dL_dyhat", 5.0), ("dyhat_dw", -3.0), ("dL_dw", -15.0), ("dL_dx", 2.0), ("dL_dy", -5.0)]
)
def test_gradients_negative_input(key, want):
    """At x = -3, w = 0.4, y = -3.7 the prediction is -1.2, which is 2.5 above the target."""
    grads = ow.gradients(-3.0, 0.4, -3.7)

    check_keys(grads, [key], name="the dict of gradients")
    check_number(grads[key], want, name=f"{key} at x = -3, w = 0.4, y = -3.7")


def test_update_upwards():
    """A negative gradient raises the weight."""
    check_number(ow.update(0.6, -40.0, 0.01), 1.0, name="the weight from 0.6 with grad = -40, lr = 0.01")


def test_update_downwards():
    """A positive gradient lowers the weight, even if the weight is negative."""
    check_number(ow.update(-2.0, 6.0, 0.25), -3.5, name="the weight from -2 with grad = 6, lr = 0.25")


def test_train_creeps():
    """At x = -3, y = 6 the best weight is -2; with lr = 0.05 each step leaves a tenth of the distance."""
    weights = ow.train(-3.0, 6.0, 1.0, 0.05, 3)

    check_numbers(weights, [1.0, -1.7, -1.97, -1.997], name="the list of weights")


def test_train_overshoots():
    """At x = 2, y = 6 the best weight is 3; with lr = 0.2 the weight jumps across it in every step."""
    weights = ow.train(2.0, 6.0, 1.0, 0.2, 3)

    check_numbers(weights, [1.0, 4.2, 2.28, 3.432], name="the list of weights")


def test_largest_stable_lr_large_input():
    """A large input allows only small learning rates."""
    check_number(ow.largest_stable_lr(5.0), 0.04, name="the largest stable learning rate for x = 5")


def test_largest_stable_lr_small_input():
    """A small input allows large learning rates. The sign of the input does not matter."""
    check_number(ow.largest_stable_lr(-0.5), 4.0, name="the largest stable learning rate for x = -0.5")


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(ow.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
