"""Hidden cases of a7_softmax_classifier: moderate and large scores apart, gradients by autograd and by formula."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from autograder.gradcheck import Mismatch, check_array, check_each, check_length, check_number
from autograder.hidden import agree, check_unchanged, either, mistakes_a7
from autograder.hidden.candidates import mistaken

SHAPES = [(11, 7, 3), (4, 4, 4), (3, 5, 3)]
"""(N, D, K): all plausible factors differ, all sizes equal, as many rows as classes."""
THIN = [(1, 3, 2), (6, 1, 3)]
"""One row, one input."""
PARTS = ("softmax", "cross_entropy", "grad_logits")

IRISES = [
    (5.1, 3.5, 1.4, 0.2, 0), (4.9, 3.0, 1.4, 0.2, 0), (4.5, 2.3, 1.3, 0.3, 0), (5.7, 4.4, 1.5, 0.4, 0),
    (7.0, 3.2, 4.7, 1.4, 1), (5.9, 3.2, 4.8, 1.8, 1), (6.0, 2.7, 5.1, 1.6, 1), (5.1, 2.5, 3.0, 1.1, 1),
    (6.3, 3.3, 6.0, 2.5, 2), (4.9, 2.5, 4.5, 1.7, 2), (6.3, 2.8, 5.1, 1.5, 2), (7.9, 3.8, 6.4, 2.0, 2),
]  # fmt: skip
"""Twelve flowers of the course's own data."""


def shape_id(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape))


@dataclass(frozen=True)
class Scores:
    """Scores, labels, and what the first three functions should make of them."""

    Z: np.ndarray
    labels: np.ndarray
    P: np.ndarray
    loss: float
    slopes: np.ndarray


@dataclass(frozen=True)
class Problem:
    """A linear classifier, a batch, and the gradients of its parameters."""

    X: np.ndarray
    labels: np.ndarray
    W: np.ndarray
    b: np.ndarray
    d_weights: np.ndarray
    d_bias: np.ndarray


def classes(rng, N, K):
    """Labels in random order, each class as often as any other; not the same from the back or the front."""
    return rng.permutation(np.arange(N) % K)


def scores(rng, shape):
    N, K = shape
    return scored(rng.standard_normal((N, K)) * 1.5, classes(rng, N, K))


def lifted_scores(rng):
    """Moderate differences on top of large numbers, other ones in each row: the probabilities are moderate."""
    lift = np.array([[1e4], [-1e4], [800.0], [-2000.0], [0.0], [710.0]])
    return scored(lift + rng.standard_normal((6, 3)), classes(rng, 6, 3))


def spread_scores(rng):
    """Differences of thousands: probabilities that are 0 or 1 as floats, also those of labels."""
    Z = rng.permuted(np.tile([1e4, -1e4, 3e3], (6, 1)), axis=1) * rng.uniform(0.5, 1.0, (6, 3))
    ranks = classes(rng, 6, 3)  # the label has the smallest score in two rows, and the largest in two
    return scored(Z, np.argsort(Z, axis=1)[np.arange(6), ranks])


def integer_scores(rng):
    return scored(rng.integers(2, 6, (5, 3)) * rng.choice([-1, 1], (5, 3)), classes(rng, 5, 3))


def scored(Z, labels):
    """Probabilities, loss and gradient by torch, and by the exponentials of what is left of each row's largest."""
    t_Z = torch.tensor(Z, dtype=torch.float64, requires_grad=True)
    t_P = torch.softmax(t_Z, dim=1)
    t_loss = torch.nn.functional.cross_entropy(t_Z, torch.tensor(labels))
    t_loss.backward()

    rows = np.arange(len(Z))
    shifted = np.asarray(Z, float) - np.max(Z, axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = (labels[:, None] == np.arange(Z.shape[1])).astype(float)
    agree(t_P.detach().numpy(), np.exp(logs))
    agree(t_loss.item(), -np.mean(logs[rows, labels]))
    agree(t_Z.grad.numpy(), (np.exp(logs) - one_hot) / len(Z))
    agree(t_Z.grad.numpy().sum(axis=1), np.zeros(len(Z)))
    return Scores(Z, labels, t_P.detach().numpy(), t_loss.item(), t_Z.grad.numpy())


def problem(rng, shape):
    N, D, K = shape
    X, W, b = rng.standard_normal((N, D)), rng.standard_normal((K, D)) / np.sqrt(D), rng.standard_normal(K)
    return solved(X, classes(rng, N, K), W, b)


def iris_problem(rng):
    table = np.array(IRISES)[rng.permutation(12)]
    return solved(table[:, :4], table[:, 4].astype(int), rng.standard_normal((3, 4)) / 4, rng.standard_normal(3))


def integer_problem(rng):
    X, W = rng.integers(2, 5, (5, 4)), rng.choice([-1, 1], (3, 4))
    return solved(X, classes(rng, 5, 3), W, rng.integers(2, 5, 3))


def large_problem(rng):
    """Weights so large that the scores are in the thousands."""
    X, W = rng.standard_normal((6, 4)), rng.standard_normal((3, 4)) * 3000
    return solved(X, classes(rng, 6, 3), W, rng.standard_normal(3))


def solved(X, labels, W, b):
    """The gradients by autograd and by formula; the bias is a weight of an input that is 1, and so is its gradient."""
    t_W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    t_b = torch.tensor(b, dtype=torch.float64, requires_grad=True)
    Z = torch.nn.functional.linear(torch.tensor(X, dtype=torch.float64), t_W, t_b)
    torch.nn.functional.cross_entropy(Z, torch.tensor(labels)).backward()
    slopes = scored(X @ W.T + b, labels).slopes
    both = np.einsum("nk,nd->kd", slopes, np.column_stack([X, np.ones(len(X))]))
    agree(t_W.grad.numpy(), both[:, :-1])
    agree(t_b.grad.numpy(), both[:, -1])
    return Problem(X, labels, W, b, t_W.grad.numpy(), t_b.grad.numpy())


def wrong_probabilities(p):
    return mistakes_a7.probabilities(p.Z)


def wrong_losses(p):
    return mistakes_a7.losses(p.Z, p.labels)


def cut_losses(p):
    return mistakes_a7.cut_losses(p.Z, p.labels)


def wrong_slopes(p):
    return mistakes_a7.score_gradients(p.Z, p.labels)


def wrong_gradients(p):
    return mistakes_a7.gradients(p.X, p.labels, p.W, p.b)


def moderate(task: str, *, core: bool = True) -> pytest.MarkDecorator:
    """One half of a task: scores whose exponentials are no problem."""
    return pytest.mark.task(task, core=core, part=f"the {_WORDS[task]} of moderate scores")


def large(task: str) -> pytest.MarkDecorator:
    """The other half: scores in the thousands."""
    return pytest.mark.task(task, core=True, part=f"the {_WORDS[task]} of large scores")


_WORDS = {"softmax": "softmax", "cross_entropy": "loss"}


def finite(check, mistake, message):
    """A check whose nan or inf is the given mistake."""
    try:
        check()
    except Mismatch as mismatch:
        if mismatch.outcome != "not-finite":
            raise
        raise Mismatch(mistake, message) from None


OVERFLOW = "For scores in the thousands the result is nan or inf: an exponential overflows, or all of a row become 0."
LOG_OF_ZERO = "Where the label's probability is 0 as a float, the loss is nan or inf: its log is taken."


@moderate("softmax")
@pytest.mark.parametrize("shape", [(11, 3), (4, 4), (3, 5)], ids=shape_id)
def test_softmax_values(student, given, shape):
    """Each row has the exponentials of its scores, divided by their sum."""
    p = given(scores, shape)
    check_array(student.softmax(p.Z), p.P, name="P", sizes=shape, mistakes=mistaken(wrong_probabilities, p)(""))


@moderate("softmax", core=False)
def test_softmax_one_row(student, given):
    """One row, and one class, still give a matrix."""
    for shape in ((1, 4), (5, 1)):
        p = given(scores, shape)
        check_array(student.softmax(p.Z), p.P, name="P", sizes=shape)


@moderate("softmax", core=False)
def test_softmax_integers(student, given):
    """Scores of integers count as their float values."""
    p = given(integer_scores)
    check_array(student.softmax(p.Z), p.P, name="P")


@moderate("softmax", core=False)
def test_softmax_arguments_unchanged(student, given):
    """Z is afterwards as it was."""
    student.softmax(given(scores, (11, 3)).Z)
    check_unchanged(student)


@large("softmax")
@pytest.mark.parametrize("make", [lifted_scores, spread_scores], ids=["lifted", "spread"])
def test_softmax_large(student, given, make):
    """Scores of ten thousand, above and below 0, in the same batch."""
    p = given(make)
    finite(lambda: check_array(student.softmax(p.Z), p.P, name="P"), "unstable-softmax", OVERFLOW)


def check_loss(student, reference, p, name="the loss", wrong=wrong_losses):
    """Right outright, or with a right softmax in the place of the student's."""
    made = mistaken(wrong, p)("")

    def check(module):
        check_number(module.cross_entropy(p.Z, p.labels), p.loss, name=name, mistakes=made)

    either(lambda: check(student), lambda: check(student.given(reference, "softmax")))


@moderate("cross_entropy")
@pytest.mark.parametrize("shape", [(11, 3), (4, 4), (3, 5)], ids=shape_id)
def test_cross_entropy_values(student, given, reference, shape):
    """The mean over the rows of minus the log of the label's probability."""
    check_loss(student, reference, given(scores, shape))


@moderate("cross_entropy", core=False)
def test_cross_entropy_one_row(student, given, reference):
    """One row is a batch too."""
    for shape in ((1, 4), (1, 2)):
        check_loss(student, reference, given(scores, shape))


@moderate("cross_entropy", core=False)
def test_cross_entropy_integers(student, given, reference):
    """Scores of integers count as their float values."""
    check_loss(student, reference, given(integer_scores), wrong=cut_losses)


@moderate("cross_entropy", core=False)
def test_cross_entropy_arguments_unchanged(student, given, reference):
    """Z and labels are afterwards as they were."""
    p = given(scores, (11, 3))

    def check(module):
        module.cross_entropy(p.Z, p.labels)
        check_unchanged(module)

    either(lambda: check(student), lambda: check(student.given(reference, "softmax")))


@large("cross_entropy")
def test_cross_entropy_lifted(student, given, reference):
    """Scores of ten thousand with moderate differences: the loss is as moderate."""
    p = given(lifted_scores)
    finite(
        lambda: check_loss(student, reference, p, "the loss of large scores"),
        "unstable-softmax",
        OVERFLOW,
    )


@large("cross_entropy")
def test_cross_entropy_spread(student, given, reference):
    """A label whose score is thousands below the largest costs thousands."""
    p = given(spread_scores)
    finite(
        lambda: check_loss(student, reference, p, "the loss of large scores"),
        "log-of-zero",
        LOG_OF_ZERO,
    )


def check_slopes(student, reference, p, shape=()):
    """Right outright, or with a right softmax in the place of the student's."""
    made = mistaken(wrong_slopes, p)("")

    def check(module):
        check_array(module.grad_logits(p.Z, p.labels), p.slopes, name="dL/dZ", sizes=shape, mistakes=made)

    either(lambda: check(student), lambda: check(student.given(reference, *PARTS[:2])))


@pytest.mark.task("grad_logits", core=True)
@pytest.mark.parametrize("shape", [(11, 3), (4, 4), (3, 5)], ids=shape_id)
def test_grad_logits_values(student, given, reference, shape):
    """Probabilities, less 1 at each label, over the number of rows."""
    check_slopes(student, reference, given(scores, shape), shape)


@pytest.mark.task("grad_logits", core=False)
def test_grad_logits_one_row(student, given, reference):
    """One row still gives a matrix."""
    for shape in ((1, 4), (1, 2)):
        check_slopes(student, reference, given(scores, shape), shape)


@pytest.mark.task("grad_logits", core=False)
def test_grad_logits_integers(student, given, reference):
    """Scores of integers count as their float values."""
    check_slopes(student, reference, given(integer_scores))


@pytest.mark.task("grad_logits", core=False)
@pytest.mark.parametrize("make", [lifted_scores, spread_scores], ids=["lifted", "spread"])
def test_grad_logits_large(student, given, reference, make):
    """Scores of ten thousand."""
    finite(lambda: check_slopes(student, reference, given(make)), "unstable-softmax", OVERFLOW)


@pytest.mark.task("grad_logits", core=False)
def test_grad_logits_arguments_unchanged(student, given, reference):
    """Z and labels are afterwards as they were."""
    p = given(scores, (11, 3))

    def check(module):
        module.grad_logits(p.Z, p.labels)
        check_unchanged(module)

    either(lambda: check(student), lambda: check(student.given(reference, *PARTS[:2])))


def check_gradients(student, reference, p, shape=()):
    """Right outright, or with the right functions before it in the place of the student's."""
    made = mistaken(wrong_gradients, p)

    def check(module: Any) -> None:
        got = module.gradients(p.X, p.labels, p.W, p.b)
        check_length(got, 2, name="the result (dW, db)")
        check_each(
            lambda: check_array(got[0], p.d_weights, name="dW", sizes=shape, mistakes=made("dW")),
            lambda: check_array(got[1], p.d_bias, name="db", sizes=shape, mistakes=made("db")),
        )

    either(lambda: check(student), lambda: check(student.given(reference, *PARTS)))


@pytest.mark.task("gradients", core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_gradients_values(student, given, reference, shape):
    """The gradients of the mean cross-entropy with respect to W and b."""
    check_gradients(student, reference, given(problem, shape), shape)


@pytest.mark.task("gradients", core=True)
def test_gradients_irises(student, given, reference):
    """The same on twelve irises, in centimetres."""
    check_gradients(student, reference, given(iris_problem), (12, 4, 3))


@pytest.mark.task("gradients", core=False)
@pytest.mark.parametrize("shape", THIN, ids=shape_id)
def test_gradients_shape_kept(student, given, reference, shape):
    """One row or one input drops no axis."""
    check_gradients(student, reference, given(problem, shape), shape)


@pytest.mark.task("gradients", core=False)
def test_gradients_integers(student, given, reference):
    """Integer inputs and parameters count as their float values."""
    check_gradients(student, reference, given(integer_problem))


@pytest.mark.task("gradients", core=False)
def test_gradients_large(student, given, reference):
    """Weights in the thousands."""
    finite(lambda: check_gradients(student, reference, given(large_problem)), "unstable-softmax", OVERFLOW)


@pytest.mark.task("gradients", core=False)
def test_gradients_arguments_unchanged(student, given, reference):
    """X, labels, W and b are afterwards as they were."""
    p = given(problem, (11, 7, 3))

    def check(module: Any) -> None:
        module.gradients(p.X, p.labels, p.W, p.b)
        check_unchanged(module)

    either(lambda: check(student), lambda: check(student.given(reference, *PARTS)))
