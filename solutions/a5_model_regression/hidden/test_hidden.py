"""Hidden cases of a5_model_regression: the module, one training step, the fit, and the gradients by formula.

`train_step`, `fit` and `manual_gradients` are tried on a stand-in model first, so that a fault in the student's class
costs its marks once; who relies on something of their own class is then tried on that class.
"""

from __future__ import annotations

import numpy as np
import pytest

from autograder.cases import check_unchanged, record, shape_id
from autograder.cases.tables import lazily
from autograder.handout.gradcheck import Mismatch, check_each, check_keys

from ...shared.find_bug import check_example, check_mistake
from .. import suspect
from .bug import PLANTED, right_version
from .checks import (
    F32,
    OtherStep,
    check_loss,
    check_parameters,
    check_tensor,
    fill,
    fit_case,
    follow_fit,
    gradients_case,
    is_shape,
    on_a_right_model,
    one_step,
    own_model,
    send,
    whole_run_case,
)
from .inputs import DRAWN, LONG, numbers, problem, run
from .mistakes import NAMES, wrong_predictions, wrong_pulls, wrong_stale, wrong_steps
from .worker_helper import LAB

KINDS = ("large", "tiny", "zeros")
"""Of numbers that are no special case."""
CORE_SHAPES = [(11, 7, 3), pytest.param(DRAWN, id="drawn"), (4, 4, 4), (3, 5, 3)]
EDGE_SHAPES = [(1, 3, 2), (6, 4, 1)]
STEPS = 6


@pytest.fixture
def lab(student):
    """The helper module in the worker."""
    return student.helper(LAB)


# ModelRegression


@pytest.mark.task("ModelRegression", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES[:3], ids=shape_id)
def test_ModelRegression_values(student, lab, given, shape):
    """The model predicts X W^T + b with the parameters of `linear`."""
    p = given(problem, shape)
    model = own_model(student, lab, p)
    made = lazily(wrong_predictions, p)("")
    check_tensor(lab.predict(model, send(p.X)), p.Y_hat, name="the prediction", sizes=p.shape, mistakes=made)


@pytest.mark.task("ModelRegression", core=True)
def test_ModelRegression_registered(student, lab):
    """Weight and bias, and nothing else, are registered as the parameters of the layer `linear`."""
    shapes = lab.registered(student.ModelRegression(7, 3))
    check_keys(shapes, NAMES, name="the set of registered parameters")
    if len(shapes) != len(NAMES):
        raise Mismatch("wrong-type", "the model has more parameters than linear.weight and linear.bias.")
    for name, due in zip(NAMES, ((3, 7), (3,)), strict=True):
        if not is_shape(shapes[name], due):
            raise Mismatch("wrong-shape", f"{name} has the wrong shape; expected {due}.")


@pytest.mark.task("ModelRegression", core=True)
@pytest.mark.parametrize("shape", [(11, 7, 3), (3, 5, 3)], ids=shape_id)
def test_ModelRegression_backward(student, lab, given, shape):
    """A backward pass through the model reaches its weight and its bias."""
    p = given(problem, shape)
    model = own_model(student, lab, p)
    got = lab.pull(model, send(p.X), send(p.G))
    check_keys(got, NAMES, name="the model", empty=True)
    made = lazily(wrong_pulls, p)

    def check(name, want):
        if got[name] is None:
            record(f"{name}.grad", np.zeros_like(want), want, made(name))
            raise Mismatch("wrong-values", f"after backward(), {name} has no gradient: the graph does not reach it.")
        check_tensor(got[name], want, name=f"{name}.grad after backward()", sizes=p.shape, mistakes=made(name))

    check_each(lambda: check(NAMES[0], p.pulled[0]), lambda: check(NAMES[1], p.pulled[1]))


@pytest.mark.task("ModelRegression", core=False)
@pytest.mark.parametrize("shape", EDGE_SHAPES, ids=shape_id)
def test_ModelRegression_shape(student, lab, given, shape):
    """One sample gives (1, n_out), one output gives (N, 1)."""
    p = given(problem, shape)
    model = own_model(student, lab, p)
    check_tensor(lab.predict(model, send(p.X)), p.Y_hat, name="the prediction", sizes=p.shape)


@pytest.mark.task("ModelRegression", core=False)
def test_ModelRegression_numbers(student, lab, given):
    """Large numbers, tiny ones, zeros and equal rows are no special case."""
    for p in [given(numbers, kind) for kind in KINDS]:
        check_tensor(lab.predict(own_model(student, lab, p), send(p.X)), p.Y_hat, name="the prediction")


@pytest.mark.task("ModelRegression", core=False)
def test_ModelRegression_float32(student, lab, given):
    """A new model is of torch's default dtype and predicts in it."""
    p = given(problem, (5, 3, 2))
    model = own_model(student, lab, p, F32)
    check_tensor(lab.predict(model, send(p.X, F32)), p.Y_hat, name="the prediction", dtype=F32)


@pytest.mark.task("ModelRegression", core=False)
def test_ModelRegression_state_dict(student, lab, given):
    """A state_dict saved from one model and loaded into another makes an equal, independent model."""
    p, q = given(problem, (5, 3, 2)), given(problem, (4, 3, 2))
    saved = own_model(student, lab, p)
    loaded = own_model(student, lab, q)
    lab.transfer(saved, loaded)
    fill(lab, saved, q)
    check_tensor(lab.predict(loaded, send(p.X)), p.Y_hat, name="the prediction of the loaded model")


@pytest.mark.task("ModelRegression", core=False)
def test_ModelRegression_arguments_unchanged(student, lab, given):
    """Predicting leaves X as it was."""
    p = given(problem, (11, 7, 3))
    lab.predict(own_model(student, lab, p), send(p.X))
    check_unchanged(student)


# train_step


@pytest.mark.task("train_step", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES, ids=shape_id)
def test_train_step_values(student, lab, given, shape):
    """One step returns the loss before it, and moves weight and bias by -lr times their gradients."""
    p = given(problem, shape)
    made = lazily(wrong_steps, p, 1)
    on_a_right_model(student, lab, p, lambda model: one_step(student, lab, p, model, made=made))


@pytest.mark.task("train_step", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES[:2], ids=shape_id)
def test_train_step_twice(student, lab, given, shape):
    """A second step uses the second gradient alone."""
    p = given(problem, shape)

    def body(model):
        optimizer = lab.sgd(model, p.lr)
        first = student.train_step(model, optimizer, send(p.X), send(p.Y))
        second = student.train_step(model, optimizer, send(p.X), send(p.Y))
        made = lazily(wrong_steps, p, 2)
        check_each(
            lambda: check_loss(first, p.losses[0], mistakes=made("loss 1")),
            lambda: check_loss(second, p.losses[1], name="the loss of the second call", mistakes=made("loss 2")),
            lambda: check_parameters(lab, model, p.path[2], sizes=p.shape, when="after two steps", made=made),
        )

    on_a_right_model(student, lab, p, body)


@pytest.mark.task("train_step", core=False)
def test_train_step_stale_gradients(student, lab, given):
    """Gradients that were in the model before the call do not count."""
    p = given(problem, (11, 7, 3))

    def body(model):
        lab.set_grads(model, *(send(g) for g in p.pulled))
        one_step(student, lab, p, model, made=lazily(wrong_stale, p))

    on_a_right_model(student, lab, p, body)


@pytest.mark.task("train_step", core=False)
def test_train_step_momentum(student, lab, given):
    """The update is the optimizer's own: with momentum the second step remembers the first."""
    p = given(problem, (11, 7, 3))

    def body(model):
        optimizer = lab.sgd(model, p.lr, p.momentum)
        for _ in range(2):
            student.train_step(model, optimizer, send(p.X), send(p.Y))
        check_parameters(lab, model, p.after_two, when="after two steps with momentum")

    on_a_right_model(student, lab, p, body)


@pytest.mark.task("train_step", core=False)
@pytest.mark.parametrize("shape", EDGE_SHAPES, ids=shape_id)
def test_train_step_shape(student, lab, given, shape):
    """One sample, or one output, is trained like any other."""
    p = given(problem, shape)
    on_a_right_model(student, lab, p, lambda model: one_step(student, lab, p, model))


@pytest.mark.task("train_step", core=False)
def test_train_step_numbers(student, lab, given):
    """Large numbers, tiny ones, zeros and equal rows are no special case."""

    def check(p):
        on_a_right_model(student, lab, p, lambda model: one_step(student, lab, p, model))

    for kind in KINDS:
        check(given(numbers, kind))


@pytest.mark.task("train_step", core=False)
def test_train_step_float32(student, lab, given):
    """A float32 model is trained on float32 data."""
    p = given(problem, (5, 3, 2))
    on_a_right_model(student, lab, p, lambda model: one_step(student, lab, p, model, F32), dtype=F32)


@pytest.mark.task("train_step", core=False)
def test_train_step_arguments_unchanged(student, lab, given):
    """A step leaves X and Y as they were."""
    p = given(problem, (11, 7, 3))

    def body(model):
        student.train_step(model, lab.sgd(model, p.lr), send(p.X), send(p.Y))
        check_unchanged(student)

    on_a_right_model(student, lab, p, body)


# fit


@pytest.mark.task("fit", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES[:3], ids=shape_id)
def test_fit_values(student, lab, given, shape):
    """The losses before each step and the final parameters equal those of plain gradient descent."""
    fit_case(student, lab, given(problem, shape), STEPS)


@pytest.mark.task("fit", core=False)
def test_fit_long_run(student, lab, given):
    """The rate stays the same and no step is left out in a longer run."""
    fit_case(student, lab, given(problem, (5, 3, 2)), LONG)


@pytest.mark.task("fit", core=False)
@pytest.mark.parametrize("epochs", [0, 1])
def test_fit_epochs(student, lab, given, epochs):
    """Zero epochs take no step and return an empty list; a single epoch takes one step and returns one loss."""
    fit_case(student, lab, given(problem, (5, 3, 2)), epochs)


@pytest.mark.task("fit", core=False)
@pytest.mark.parametrize("kind", ["zero", "lowest", "growing"])
def test_fit_whole_run(student, lab, given, kind):
    """All steps are taken and all losses are noted, also where nothing changes any more or the loss grows."""
    whole_run_case(student, lab, given(run, kind, 12))


@pytest.mark.task("fit", core=False)
def test_fit_float32(student, lab, given):
    """A float32 model stays one and is trained on float32 data."""
    fit_case(student, lab, given(problem, (5, 3, 2)), STEPS, F32)


@pytest.mark.task("fit", core=False)
def test_fit_arguments_unchanged(student, lab, given):
    """A fit leaves X and Y as they were."""
    p = given(problem, (11, 7, 3))

    def body(model):
        student.fit(model, send(p.X), send(p.Y), p.lr, 2)
        check_unchanged(student)

    def with_other_step():
        follow_fit(lab, p, OtherStep(p), 2)
        check_unchanged(student)

    on_a_right_model(student, lab, p, body, with_other_step)


# manual_gradients


@pytest.mark.task("manual_gradients", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES, ids=shape_id)
def test_manual_gradients_values(student, lab, given, shape):
    """The gradients equal those of autograd for the summed squared error, one for each registered name."""
    gradients_case(student, lab, given(problem, shape))


@pytest.mark.task("manual_gradients", core=False)
@pytest.mark.parametrize("shape", EDGE_SHAPES, ids=shape_id)
def test_manual_gradients_shape(student, lab, given, shape):
    """With one sample, or one output, a gradient keeps the shape of its parameter."""
    gradients_case(student, lab, given(problem, shape))


@pytest.mark.task("manual_gradients", core=False)
def test_manual_gradients_numbers(student, lab, given):
    """Large numbers, tiny ones, zeros and equal rows are no special case."""
    for kind in KINDS:
        gradients_case(student, lab, given(numbers, kind))


@pytest.mark.task("manual_gradients", core=False)
def test_manual_gradients_float32(student, lab, given):
    """The gradients have the dtype of the parameters."""
    gradients_case(student, lab, given(problem, (5, 3, 2)), F32)


@pytest.mark.task("manual_gradients", core=False)
def test_manual_gradients_model_unchanged(student, lab, given):
    """The call moves no parameter and writes nothing to `.grad`."""
    p = given(problem, (11, 7, 3))

    def body(model):
        student.manual_gradients(model, send(p.X), send(p.Y))
        try:
            check_parameters(lab, model, (p.W, p.b), when="after the call")
        except Mismatch:
            raise Mismatch("changes-argument", "the call changed the model's parameters.") from None
        written = lab.grads(model)
        check_keys(written, NAMES, name="the model", empty=True)
        if any(written[name] is not None for name in NAMES):
            raise Mismatch("changes-argument", "the call wrote to `.grad` of the model's parameters.")

    on_a_right_model(student, lab, p, body)


@pytest.mark.task("manual_gradients", core=False)
def test_manual_gradients_arguments_unchanged(student, lab, given):
    """The call leaves X and Y as they were."""
    p = given(problem, (11, 7, 3))

    def body(model):
        student.manual_gradients(model, send(p.X), send(p.Y))
        check_unchanged(student)

    on_a_right_model(student, lab, p, body)


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
