"""Hidden cases of a3_linear_regression: gradients graded directly, trajectories graded outright or as a composition.

assignment.toml declares the edges where arguments stay unchanged.
"""

import numpy as np
import pytest

from autograder.cases import (
    Taken,
    check_changing,
    numbers_of,
    parts_correct,
    shape_id,
    with_follow_through,
)
from autograder.cases.tables import lazily, once, values_of
from autograder.handout import gradcheck
from autograder.handout.gradcheck import check_each, check_length

from ...shared import linear_model
from ...shared.find_bug import check_example, check_mistake
from ...shared.precision import check_array, check_number, check_numbers
from ...shared.runs import wrong_ends
from .. import suspect
from .bug import PLANTED, right_version
from .inputs import (
    DRAWN,
    integer_problem,
    integer_run,
    integer_step,
    long_run,
    numbers,
    problem,
    resting_run,
    run,
    sized_step,
    step,
)

CORE_SHAPES = [(11, 7, 3), (5, 3, 2), pytest.param(DRAWN, id="drawn"), (4, 4, 4), (3, 5, 3)]
"""(N, D, M): all plausible factors differ, the course's five rows, drawn, all sizes equal, as many rows as outputs."""
KINDS = ("large", "tiny", "zeros")
"""Of numbers that are no special case."""


PARTS = ("forward", "loss", "grad_W", "grad_b", "update")
"""What fit is put together from."""


def wrong_predictions(p):
    return linear_model.prediction(p.X, p.W, p.b)


def wrong_losses(p):
    return linear_model.squared_loss(p.Y_hat, p.Y)


def wrong_weights(p):
    return linear_model.linear_gradients(p.X, p.Y_hat, p.Y, alone="dW")


def wrong_biases(p):
    return linear_model.linear_gradients(p.X, p.Y_hat, p.Y, alone="db")


def wrong_updates(p):
    return linear_model.update(p.param, p.grad, p.lr)


def wrong_runs(p):
    return linear_model.descents(p.X, p.Y, p.W, p.b, p.lr, p.epochs)


def cut_residuals(p):
    """The residuals are put into an integer array."""
    R = np.trunc(p.Y_hat - p.Y)
    return {"integer-truncation": {"loss": (R**2).sum(), "db": 2 * R.sum(axis=0)}}


def cut_runs(p):
    """The parameters stay integers after every step."""
    W, b, losses = p.W, p.b, []
    for _ in range(p.epochs):
        R = p.X @ W.T + b - p.Y
        losses.append((R**2).sum())
        W, b = np.trunc(W - p.lr * 2 * R.T @ p.X), np.trunc(b - p.lr * 2 * R.sum(axis=0))
    return {"integer-truncation": {"W": W, "b": b, "losses": np.array(losses)}}


@pytest.mark.task("forward", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES, ids=shape_id)
def test_forward_values(student, given, shape):
    """The prediction of row n and output m is the dot product of their rows in X and W, plus b[m]."""
    p = given(problem, shape)
    check_array(
        student.forward(p.X, p.W, p.b), p.Y_hat, name="Y_hat", sizes=shape, mistakes=lazily(wrong_predictions, p)("")
    )


@pytest.mark.task("forward", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 4, 1)], ids=shape_id)
def test_forward_shape_kept(student, given, shape):
    """One row, or one output, still gives a matrix (N, M)."""
    p = given(problem, shape)
    check_array(student.forward(p.X, p.W, p.b), p.Y_hat, name="Y_hat", sizes=shape)


@pytest.mark.task("forward", core=False)
def test_forward_numbers(student, given):
    """Large numbers, tiny ones, zeros and ties are no special case."""
    for p in [given(numbers, kind) for kind in KINDS]:
        check_array(student.forward(p.X, p.W, p.b), p.Y_hat, name="Y_hat")


@pytest.mark.task("forward", core=False)
def test_forward_integers(student, given):
    """Integer inputs count as their float values."""
    p = given(integer_problem)
    check_array(student.forward(p.X, p.W, p.b), p.Y_hat, name="Y_hat")


@pytest.mark.task("loss", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES, ids=shape_id)
def test_loss_values(student, given, shape):
    """The loss is one number: the squared differences, added over rows and outputs."""
    p = given(problem, shape)
    check_number(student.loss(p.Y_hat, p.Y), p.loss, name="the loss", mistakes=lazily(wrong_losses, p)(""))


@pytest.mark.task("loss", core=False)
def test_loss_numbers(student, given):
    """Large numbers, tiny ones, zeros and ties are no special case."""
    for p in [given(numbers, kind) for kind in KINDS]:
        check_number(student.loss(p.Y_hat, p.Y), p.loss, name="the loss")


@pytest.mark.task("loss", core=False)
def test_loss_integers(student, given):
    """Integer targets count as their float values."""
    p = given(integer_problem)
    check_number(student.loss(p.Y_hat, p.Y), p.loss, name="the loss", mistakes=lazily(cut_residuals, p)("loss"))


@pytest.mark.task("grad_W", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES, ids=shape_id)
def test_grad_W_values(student, given, shape):
    """dW is the gradient of the summed squared error with respect to W."""
    p = given(problem, shape)
    check_array(
        student.grad_W(p.X, p.Y_hat, p.Y),
        p.d_weights,
        name="dW",
        sizes=shape,
        mistakes=lazily(wrong_weights, p)("dW"),
    )


@pytest.mark.task("grad_W", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 4, 1), (6, 1, 3)], ids=shape_id)
def test_grad_W_shape_kept(student, given, shape):
    """One row, one output or one input still gives a matrix (M, D)."""
    p = given(problem, shape)
    check_array(student.grad_W(p.X, p.Y_hat, p.Y), p.d_weights, name="dW", sizes=shape)


@pytest.mark.task("grad_W", core=False)
def test_grad_W_numbers(student, given):
    """Tiny numbers, zeros and ties are no special case."""
    for p in [given(numbers, kind) for kind in KINDS[1:]]:
        check_array(student.grad_W(p.X, p.Y_hat, p.Y), p.d_weights, name="dW")


@pytest.mark.task("grad_W", core=False)
def test_grad_W_integers(student, given):
    """Integer inputs and targets count as their float values."""
    p = given(integer_problem)
    check_array(student.grad_W(p.X, p.Y_hat, p.Y), p.d_weights, name="dW")


@pytest.mark.task("grad_b", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES, ids=shape_id)
def test_grad_b_values(student, given, shape):
    """db is the gradient of the summed squared error with respect to b, and has the shape of b."""
    p = given(problem, shape)
    check_array(student.grad_b(p.Y_hat, p.Y), p.d_bias, name="db", sizes=shape, mistakes=lazily(wrong_biases, p)("db"))


@pytest.mark.task("grad_b", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 4, 1)], ids=shape_id)
def test_grad_b_shape_kept(student, given, shape):
    """One row, or one output, still gives a vector (M,)."""
    p = given(problem, shape)
    check_array(student.grad_b(p.Y_hat, p.Y), p.d_bias, name="db", sizes=shape)


@pytest.mark.task("grad_b", core=False)
def test_grad_b_numbers(student, given):
    """Tiny numbers, zeros and ties are no special case."""
    for p in [given(numbers, kind) for kind in KINDS[1:]]:
        check_array(student.grad_b(p.Y_hat, p.Y), p.d_bias, name="db")


@pytest.mark.task("grad_b", core=False)
def test_grad_b_integers(student, given):
    """Integer targets count as their float values."""
    p = given(integer_problem)
    check_array(student.grad_b(p.Y_hat, p.Y), p.d_bias, name="db", mistakes=lazily(cut_residuals, p)("db"))


@pytest.mark.task("update", core=True)
@pytest.mark.parametrize("shape", [(3, 7), (4, 4), (3,), pytest.param(DRAWN[:2], id="drawn")], ids=shape_id)
def test_update_values(student, given, shape):
    """A step goes against the gradient, lr times its length, for a matrix and for a vector."""
    p = given(step, shape)
    wrong = lazily(wrong_updates, p)("")
    check_array(student.update(p.param, p.grad, p.lr), p.after, name="the new parameter", sizes=shape, mistakes=wrong)


@pytest.mark.task("update", core=False)
@pytest.mark.parametrize("shape", [(1, 3)], ids=shape_id)
def test_update_shape_kept(student, given, shape):
    """A parameter with one row stays a matrix."""
    p = given(step, shape)
    check_array(student.update(p.param, p.grad, p.lr), p.after, name="the new parameter", sizes=shape)


@pytest.mark.task("update", core=False)
def test_update_numbers(student, given):
    """Large numbers, tiny ones, zeros and ties are no special case."""
    for p in [given(sized_step, kind) for kind in KINDS]:
        check_array(student.update(p.param, p.grad, p.lr), p.after, name="the new parameter")


@pytest.mark.task("update", core=False)
def test_update_integers(student, given):
    """A parameter of integers counts as its float values: the step is not rounded."""
    p = given(integer_step)
    check_array(student.update(p.param, p.grad, p.lr), p.after, name="the new parameter")


@pytest.mark.task("fit", core=True)
@pytest.mark.parametrize("shape", [(11, 7, 3), (4, 4, 4), pytest.param(DRAWN, id="drawn")], ids=shape_id)
def test_fit_few_steps(student, given, reference, shape):
    """W, b and the losses after five steps, all exactly those of gradient descent."""
    check_fit(student, reference, given(run, shape, 5, 0.4))


@pytest.mark.task("fit", core=True)
def test_fit_many_steps(student, given, reference):
    """The same after many steps on the crop data, where small faults have added up."""
    check_fit(student, reference, given(long_run), follow=given(run, (5, 3, 2), 4, 0.9))


@pytest.mark.task("fit", core=False)
@pytest.mark.parametrize("epochs", [0, 1])
def test_fit_steps_asked(student, given, reference, epochs):
    """No step gives the start and no losses, and one step gives one loss."""
    check_fit(student, reference, given(run, (11, 7, 3), epochs, 0.4), moving=False)


@pytest.mark.task("fit", core=False)
@pytest.mark.parametrize("loss", ["zero", "lowest"])
def test_fit_resting(student, given, reference, loss):
    """All steps are taken and all losses are noted, also where nothing changes any more."""
    check_fit(student, reference, given(resting_run, loss, 20), follow=given(resting_run, loss, 4), moving=False)


@pytest.mark.task("fit", core=False)
def test_fit_integers(student, given, reference):
    """Integer data and integer starting values count as their float values."""
    check_fit(student, reference, given(integer_run), wrong=cut_runs)


@pytest.mark.task("fit", core=False)
def test_fit_diverging(student, given, reference):
    """All steps are taken and all losses are noted, also where the learning rate is too large and the loss grows."""
    check_fit(student, reference, given(run, (6, 4, 1), 5, 1.4))


def check_fit(student, reference, p, follow=None, wrong=wrong_runs, *, moving=True):
    """Right outright, or with right parts in the place of the student's, or as a composition of the student's parts.

    `follow` is a shorter run for the composition, whose numbers may grow without end; in one that is not `moving` the
    gradients may stay as they are.
    """
    with_follow_through(
        lambda: check_run(student, p, wrong),
        lambda: check_run(student.given(reference, *PARTS), p, wrong),
        lambda: check_composition(student, reference, follow or p, moving=moving),
        # What only shows for numbers with fractions shows in the second step, also where all begins with integers.
        parts_correct=lambda: parts_correct(
            student, reference, PARTS, lambda parts: composed(parts, p.X, p.Y, p.W, p.b, p.lr, 2)
        ),
    )


def check_run(student, p, wrong):
    got = student.fit(p.X, p.Y, p.W, p.b, p.lr, p.epochs)
    check_length(got, 3, name="the result of fit")
    made, end = lazily(lambda p: once(wrong, p) | wrong_ends(p.states, p.losses, got[2]), p), p.states[-1]
    check_each(
        lambda: check_array(got[0], end["W"], name="W", sizes=p.X.shape, mistakes=made("W")),
        lambda: check_array(got[1], end["b"], name="b", sizes=p.X.shape, mistakes=made("b")),
        lambda: check_numbers(got[2], p.losses, name="the list of losses", mistakes=made("losses")),
    )


def check_composition(student, reference, p, *, moving):
    """fit against the parts as this student wrote them, which also judges a fit that repeats their code.

    Only parts that are right, or wrong as listed mistakes are, compose a descent, and one gradient beside right parts;
    a descent in which no gradient changes is none either. Anything else could be written down without a step. fit is
    asked before the parts are: afterwards it could return what they have left behind.
    """
    got = student.fit(p.X, p.Y, p.W, p.b, p.lr, p.epochs)
    parts = KnownParts(student, reference, p.X)
    W, b, losses, gradients = composed(parts, p.X, p.Y, p.W, p.b, p.lr, p.epochs)
    parts.taken.check()
    if moving:
        check_changing(gradients[0], gradients[-1])

    check_length(got, 3, name="the result of fit")
    gradcheck.check_array(got[0], W, name="W")
    gradcheck.check_array(got[1], b, name="b")
    if all(value.shape == () for value in losses):
        gradcheck.check_numbers(got[2], np.array(losses), name="the list of losses")
    else:  # a loss that does not add up costs its own points only
        check_length(got[2], p.epochs, name="the list of losses")
        for one, value in zip(got[2], losses, strict=True):
            gradcheck.check_array(one, value, name="an entry of losses")


class KnownParts:
    """The student's functions as fit uses them; of all but the loss, which moves nothing, the values are looked at."""

    def __init__(self, student, reference, X):
        self._student = student
        self._reference = reference
        self._X = X
        self.loss = student.loss
        self.taken = Taken({"grad_W"}, {"grad_b"})

    def forward(self, X, W, b):
        return self._known("forward", (X, W, b), lambda: values_of(linear_model.prediction(X, W, b), ""))

    def grad_W(self, X, Y_hat, Y):
        return self._known("grad_W", (X, Y_hat, Y), lambda: self._gradients(Y_hat, Y, "dW"))

    def grad_b(self, Y_hat, Y):
        return self._known("grad_b", (Y_hat, Y), lambda: self._gradients(Y_hat, Y, "db"))

    def update(self, param, grad, lr):
        return self._known("update", (param, grad, lr), lambda: values_of(linear_model.update(param, grad, lr), ""))

    def _gradients(self, Y_hat, Y, name):
        """What mistakes make of a gradient; for the bias also zeros, with which it stays as it is."""
        found = values_of(linear_model.linear_gradients(self._X, Y_hat, Y, alone=name), name)
        return [*found, np.zeros(Y.shape[1])] if name == "db" else found

    def _known(self, name, args, mistakes):
        right = getattr(self._reference, name)(*args)
        return self.taken.take(getattr(self._student, name)(*args), name, right, mistakes)


def composed(parts, X, Y, W, b, lr, epochs):
    """W, b, losses and gradients of so many steps of gradient descent from W and b, made of these parts."""
    losses, gradients = [], []
    for _ in range(epochs):
        Y_hat = parts.forward(X, W, b)
        losses.append(numbers_of(parts.loss(Y_hat, Y), "fit"))
        dW, db = parts.grad_W(X, Y_hat, Y), parts.grad_b(Y_hat, Y)
        gradients.append((dW, db))
        W, b = parts.update(W, dW, lr), parts.update(b, db, lr)
    return W, b, losses, gradients


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
