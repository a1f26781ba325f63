"""Public tests of softmax_classifier: numbers that were worked out by hand. `pytest -k grad_logits` tests one task."""

import bug_hunt
import numpy as np
import softmax_classifier as clf
import suspect
from gradcheck import check_array, check_length, check_number

LOG = np.log


def batch():
    """Four rows, three classes: the exponentials of the scores are (1, 2, 5), (4, 3, 1), (6, 9, 5) and (1, 1, 2).

    So the probabilities are (0.125, 0.25, 0.625), (0.5, 0.375, 0.125), (0.3, 0.45, 0.25) and (0.25, 0.25, 0.5).
    """
    Z = LOG(np.array([[1.0, 2.0, 5.0], [4.0, 3.0, 1.0], [6.0, 9.0, 5.0], [1.0, 1.0, 2.0]]))
    return Z, np.array([1, 0, 2, 2])


def model():
    """Two rows, one input, two classes: the scores are (0, log 3) and (0, -log 3)."""
    return np.array([[1.0], [-1.0]]), np.array([0, 1]), np.array([[0.0], [LOG(3.0)]]), np.array([0.0, 0.0])


def test_softmax_values():
    """In the first row 1 + 2 + 5 = 8, so the probabilities are 1/8, 2/8 and 5/8."""
    Z, _ = batch()
    right = np.array([[0.125, 0.25, 0.625], [0.5, 0.375, 0.125], [0.3, 0.45, 0.25], [0.25, 0.25, 0.5]])

    check_array(clf.softmax(Z), right, name="P", sizes=(4, 3))


def test_softmax_large():
    """Only differences matter: (10000, 10000 + log 3) has the probabilities 1/4 and 3/4; so have scores far below 0."""
    Z = np.array([[0.0, LOG(3.0)], [0.0, LOG(3.0)], [10000.0, -10000.0]])
    Z[0] += 10000
    Z[1] -= 10000

    check_array(clf.softmax(Z), np.array([[0.25, 0.75], [0.25, 0.75], [1.0, 0.0]]), name="P")


def test_softmax_arguments_unchanged():
    """The call does not change the scores."""
    Z, _ = batch()
    clf.softmax(Z)

    check_array(Z, batch()[0], name="Z after the call")


def test_cross_entropy_values():
    """The labels have the probabilities 1/4, 1/2, 1/4 and 1/2, so the mean is (log 4 + log 2 + log 4 + log 2) / 4."""
    check_number(clf.cross_entropy(*batch()), 1.5 * LOG(2.0), name="the loss")


def test_cross_entropy_large():
    """A label whose score is 10000 below the other costs 10000; if its score is 10000 above, it costs nothing."""
    Z = np.array([[10000.0, 0.0], [10000.0, 0.0]])

    check_number(clf.cross_entropy(Z, np.array([1, 0])), 5000.0, name="the loss")


def test_cross_entropy_arguments_unchanged():
    """The call does not change scores and labels."""
    Z, labels = batch()
    clf.cross_entropy(Z, labels)

    check_array(Z, batch()[0], name="Z after the call")
    check_array(labels, batch()[1], name="the array of labels after the call")


def test_grad_logits_values():
    """In the first row the label is 1: (0.125, 0.25 - 1, 0.625) / 4."""
    right = np.array(
        [
            [0.03125, -0.1875, 0.15625],
            [-0.125, 0.09375, 0.03125],
            [0.075, 0.1125, -0.1875],
            [0.0625, 0.0625, -0.125],
        ]
    )

    check_array(clf.grad_logits(*batch()), right, name="dL/dZ", sizes=(4, 3))


def test_grad_logits_arguments_unchanged():
    """The call does not change scores and labels."""
    Z, labels = batch()
    clf.grad_logits(Z, labels)

    check_array(Z, batch()[0], name="Z after the call")
    check_array(labels, batch()[1], name="the array of labels after the call")


def test_gradients_values():
    """Scores (0, log 3) and (0, -log 3), probabilities (1/4, 3/4) and (3/4, 1/4): dL/dZ is 0.375 in size everywhere."""
    dW, db = np.array([[-0.75], [0.75]]), np.array([0.0, 0.0])
    got = clf.gradients(*model())

    check_length(got, 2, name="the result (dW, db)")
    check_array(got[0], dW, name="dW", sizes=(2, 1, 2))
    check_array(got[1], db, name="db", sizes=(2, 1, 2))


def test_gradients_bias():
    """One row, (2, 8), and scores (0, log 3) that come from the bias alone: dL/dZ is (0.25, -0.25)."""
    got = clf.gradients(np.array([[2.0, 8.0]]), np.array([1]), np.zeros((2, 2)), np.array([0.0, LOG(3.0)]))
    dW, db = np.array([[0.5, 2.0], [-0.5, -2.0]]), np.array([0.25, -0.25])

    check_length(got, 2, name="the result (dW, db)")
    check_array(got[0], dW, name="dW")
    check_array(got[1], db, name="db")


def test_gradients_arguments_unchanged():
    """The call does not change inputs, labels, W and b."""
    arguments = model()
    clf.gradients(*arguments)

    for name, after, before in zip(("X", "labels", "W", "b"), arguments, model(), strict=True):
        check_array(after, before, name=f"{name} after the call")


def test_find_bug_shows(record_property):
    """The answer is legal, and on its example the suspect's numbers are wrong."""
    bug_hunt.check(clf.find_bug(), suspect)
    record_property("note", bug_hunt.NOTE)  # what the check says of a right answer
