"""Hidden cases of a5_model_regression: the module, one training step, the fit, and the gradients by formula.

`train_step`, `fit` and `manual_gradients` are tried on a stand-in model first, so that a fault in the student's class
costs its marks once; who relies on something of their own class is then tried on that class.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
import torch
from torch.nn import functional

from autograder.gradcheck import RTOL, Mismatch, check_array, check_each, check_keys, check_number, check_numbers
from autograder.hidden import agree, candidates, check_unchanged, either, note, shape_id
from autograder.hidden.by_torch import SGD
from autograder.hidden.candidates import mistaken

NAMES = ("linear.weight", "linear.bias")
CORE_SHAPES = [(11, 7, 3), (5, 3, 2), (4, 4, 4), (3, 5, 3)]
EDGE_SHAPES = [(1, 3, 2), (6, 4, 1)]
STEPS = 6
LONG = 40
F64, F32 = torch.float64, torch.float32

# Plumbing that runs beside the submission, in the worker. Nothing here is secret: the stand-in model is made of torch's
# own parts, and the known step, which shows what a fit makes of a train_step, is not the step that is due.
LAB = """
from collections import OrderedDict

import torch
from torch import nn


def stand_in(n_in, n_out):
    return nn.Sequential(OrderedDict(linear=nn.Linear(n_in, n_out)))


def set_parameters(model, W, b):
    linear = getattr(model, "linear", None)
    if not isinstance(model, nn.Module):
        return "not a module"
    if not isinstance(linear, nn.Linear):
        return "no linear"
    if linear.bias is None:
        return "no bias"
    if linear.weight.shape != W.shape or linear.bias.shape != b.shape:
        return "wrong shape"
    if W.dtype == torch.float64:
        model.double()
    with torch.no_grad():
        linear.weight.copy_(W)
        linear.bias.copy_(b)
    return "ready"


def registered(model):
    return {name: list(parameter.shape) for name, parameter in model.named_parameters()}


def predict(model, X):
    return model(X)


def parameters(model):
    return {name: parameter.detach().clone() for name, parameter in model.named_parameters()}


def grads(model):
    return {name: parameter.grad for name, parameter in model.named_parameters()}


def pull(model, X, G):
    model(X).backward(G)
    return grads(model)


def set_grads(model, dW, db):
    model.linear.weight.grad = dW.clone()
    model.linear.bias.grad = db.clone()


def transfer(source, target):
    target.load_state_dict(OrderedDict((name, value.clone()) for name, value in source.state_dict().items()))


def sgd(model, lr, momentum=0.0):
    return torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)


def manual_gradients(model, X, Y):
    # the submission's own, where autograd records nothing
    own = getattr(student, "manual_gradients", None)
    if own is None:
        raise NotImplementedError
    with torch.inference_mode():
        return own(model, X, Y)


def fit_with_known_step(model, X, Y, lr, epochs):
    own, taken = getattr(student, "train_step", None), []

    def known_step(model, optimizer, X, Y):
        taken.append(None)
        for number, parameter in enumerate(model.parameters(), 1):
            parameter.grad = torch.full_like(parameter, float(number + len(taken)))
        optimizer.step()
        return float(len(taken) * (X**2).sum() + (Y**2).sum())

    student.train_step = known_step
    try:
        return student.fit(model, X, Y, lr, epochs)
    finally:
        student.train_step = own
"""

NOT_READY = {
    "not a module": ("wrong-type", "the model is not an `nn.Module`; the class must inherit from it."),
    "no linear": ("wrong-type", "the model has no `nn.Linear` in an attribute called `linear`."),
    "no bias": ("bias-omitted", "the model's linear layer has no bias."),
    "wrong shape": ("wrong-shape", "the linear layer is not of shape (n_out, n_in) with a bias of shape (n_out,)."),
}


def is_shape(got, due):
    """Whether what the worker says is a list of exactly these numbers; it may say anything."""
    return type(got) is list and all(type(size) is int for size in got) and got == list(due)


@dataclass(frozen=True)
class Problem:
    """Inputs, and what follows from them: the prediction, a pull-back of G, and a gradient-descent run."""

    shape: tuple[int, int, int]
    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    G: np.ndarray
    Y_hat: np.ndarray
    pulled: tuple[np.ndarray, np.ndarray]
    grads: tuple[np.ndarray, np.ndarray]
    lr: float
    path: list[tuple[np.ndarray, np.ndarray]]
    """Weight and bias after 0, 1, ... LONG steps."""
    losses: np.ndarray
    """The loss before each of these steps."""
    momentum: float
    after_two: tuple[np.ndarray, np.ndarray]
    """Weight and bias after two steps with momentum."""


def problem(rng, shape):
    """A problem whose every expected value comes from torch's autograd and from the formulas; the two must agree."""
    n, d, m = shape
    X, Y, W, b, G = (rng.normal(size=size) for size in ((n, d), (n, m), (m, d), (m,), (n, m)))
    design = np.column_stack([X, np.ones(n)])
    lr = float(0.3 * 2 / np.linalg.eigvalsh(2 * design.T @ design).max())
    momentum = 0.5

    Y_hat, pulled = _pull_by_torch(X, W, b, G)
    agree(Y_hat, X @ W.T + b)
    agree(pulled[0], G.T @ X)
    agree(pulled[1], G.sum(axis=0))

    path, losses, grads = _descend(X, Y, W, b, lr, LONG)
    path_torch, losses_torch, grads_torch = _descend_by_torch(X, Y, W, b, lr, LONG)
    after_two = _descend(X, Y, W, b, lr, 2, momentum)[0][2]
    after_two_torch = _descend_by_torch(X, Y, W, b, lr, 2, momentum)[0][2]
    agree(losses_torch, losses)
    for by_torch, by_formula in [
        (grads_torch, grads),
        (after_two_torch, after_two),
        *zip(path_torch, path, strict=True),
    ]:
        agree(by_torch[0], by_formula[0])
        agree(by_torch[1], by_formula[1])
    return Problem(shape, X, Y, W, b, G, Y_hat, pulled, grads, lr, path, losses, momentum, after_two)


def _pull_by_torch(X, W, b, G):
    weight, bias = _leaf(W), _leaf(b)
    Y_hat = functional.linear(torch.tensor(X), weight, bias)
    Y_hat.backward(torch.tensor(G))
    return Y_hat.detach().numpy(), (weight.grad.numpy(), bias.grad.numpy())


def _descend_by_torch(X, Y, W, b, lr, steps, momentum=0.0):
    """Gradient descent on the summed squared error by autograd and torch's SGD on two plain tensors."""
    inputs, targets, weight, bias = torch.tensor(X), torch.tensor(Y), _leaf(W), _leaf(b)
    optimizer = SGD([weight, bias], lr=lr, momentum=momentum)
    path, losses, first = [(W, b)], [], None
    for _ in range(steps):
        optimizer.zero_grad()
        loss = ((inputs @ weight.T + bias - targets) ** 2).sum()
        loss.backward()
        first = first or (weight.grad.numpy().copy(), bias.grad.numpy().copy())
        optimizer.step()
        losses.append(loss.item())
        path.append((weight.detach().numpy().copy(), bias.detach().numpy().copy()))
    return path, np.array(losses), first


def _descend(X, Y, W, b, lr, steps, momentum=0.0):
    """The same by the formulas of a3."""
    path, losses, first = [(W, b)], [], None
    velocity_W, velocity_b = np.zeros_like(W), np.zeros_like(b)
    for _ in range(steps):
        residual = X @ W.T + b - Y
        dW, db = 2 * residual.T @ X, 2 * residual.sum(axis=0)
        first = first or (dW, db)
        velocity_W, velocity_b = momentum * velocity_W + dW, momentum * velocity_b + db
        W, b = W - lr * velocity_W, b - lr * velocity_b
        losses.append(float((residual**2).sum()))
        path.append((W, b))
    return path, np.array(losses), first


def _leaf(array):
    return torch.tensor(array, requires_grad=True)


def send(array, dtype=F64):
    """A fresh tensor of an array of the problem."""
    return torch.tensor(array, dtype=dtype)


def tensor(got, name, dtype=F64):
    """The values of a returned tensor as an array. Raises Mismatch unless it is a tensor of this dtype."""
    if got is None:
        raise Mismatch("returned-none", f"{name} is None.")
    if not isinstance(got, torch.Tensor):
        raise Mismatch("wrong-type", f"{name} is not a torch.Tensor; a tensor is due.")
    if got.dtype != dtype:
        raise Mismatch("wrong-type", f"{name} is not of the dtype of the model and its data.")
    return got.detach().numpy()


def nothing(_):
    """No mistakes to look for."""
    return None


def check_tensor(got, want, *, name, sizes=(), dtype=F64, mistakes=None):
    """As check_array, for a tensor. In float32 rounding also shows where terms cancel, hence the wider atol."""
    array = tensor(got, name, dtype)
    if dtype == F32:
        check_array(array, want, name=name, sizes=sizes, rtol=1e-4, atol=1e-5, mistakes=mistakes)
    else:
        check_array(array, want, name=name, sizes=sizes, mistakes=mistakes)


def check_pair(got, want, *, name, sizes=(), dtype=F64, what="{}", made=nothing):
    """`got` is a dict of the two parameters, or of something of each; `want` the two arrays due."""
    check_keys(got, NAMES, name=name)

    def check(key, array):
        check_tensor(got[key], array, name=what.format(key), sizes=sizes, dtype=dtype, mistakes=made(key))

    check_each(lambda: check(NAMES[0], want[0]), lambda: check(NAMES[1], want[1]))


def check_parameters(lab, model, want, *, sizes=(), dtype=F64, when, made=nothing):
    got = lab.parameters(model)
    check_pair(got, want, name="the model", sizes=sizes, dtype=dtype, what=f"{{}} {when}", made=made)


def check_loss(got, want, *, name="the loss", dtype=F64, mistakes=None):
    check_number(got, float(want), name=name, rtol=1e-4 if dtype == F32 else RTOL, mistakes=mistakes)


def check_losses(got, want, dtype, mistakes=None):
    check_numbers(got, want, name="the list of losses", rtol=1e-4 if dtype == F32 else RTOL, mistakes=mistakes)


def own_model(student, lab, p, dtype=F64):
    """The student's model with the problem's parameters."""
    _, d, m = p.shape
    return fill(lab, student.ModelRegression(d, m), p, dtype)


def fill(lab, model, p, dtype=F64):
    """Give a model the problem's parameters. Raises Mismatch when it has no place for them."""
    answer = lab.set_parameters(model, send(p.W, dtype), send(p.b, dtype))
    if answer != "ready":
        unknown = ("wrong-type", "the model's parameters cannot be set.")
        raise Mismatch(*NOT_READY.get(answer if isinstance(answer, str) else "", unknown))
    return model


def on_a_right_model(student, lab, p, body, *follow, dtype=F64):
    """Run `body(model)` on the stand-in, or else try the follow-through, or `body` on the student's own class."""
    _, d, m = p.shape
    either(
        lambda: body(fill(lab, lab.stand_in(d, m), p, dtype)),
        *follow,
        lambda: body(own_model(student, lab, p, dtype)),
    )


@pytest.fixture
def lab(student):
    """The helper module in the worker."""
    return student.helper(LAB)


# What mistakes make of the right numbers, by the names of the parameters.


def wrong_predictions(p):
    return candidates.prediction(p.X, p.W, p.b)


def wrong_pulls(p):
    """What backward(G) leaves in the model where its prediction is wrong."""
    dW, db = p.pulled
    fits = dW.shape[0] == dW.shape[1]
    made = {
        "sign-flipped": (-dW, -db),
        "doubled": (2 * dW, 2 * db),
        "bias-omitted": (dW, 0 * db),
        "inputs-forgotten": (p.G.T @ np.ones_like(p.X), db),
        "reshaped-not-transposed": (dW.T.reshape(dW.shape), db),
        "weights-not-transposed": (dW.T, db) if fits else (None, None),
    }
    return {one: dict(zip(NAMES, values, strict=True)) for one, values in made.items()}


def wrong_gradients(p):
    table = candidates.linear_gradients(p.X, p.Y_hat, p.Y)
    return {one: {NAMES[what == "db"]: value for what, value in made.items()} for one, made in table.items()}


def wrong_runs(p, steps):
    table = candidates.descents(p.X, p.Y, p.W, p.b, p.lr, steps)
    names = {"W": NAMES[0], "b": NAMES[1], "losses": "losses"}
    return {one: {names[what]: value for what, value in made.items()} for one, made in table.items()}


def wrong_steps(p, steps):
    """As wrong_runs, with the losses apart; the number of steps is not the submission's to choose."""
    table = {one: made for one, made in wrong_runs(p, steps).items() if not one.startswith("one-step")}
    for made in table.values():
        made.update({f"loss {number}": loss for number, loss in enumerate(made.pop("losses", ()), 1)})
    return table


def wrong_stale(p):
    """The gradients that were there before the call count as well."""
    dW, db = (g + old for g, old in zip(p.grads, p.pulled, strict=True))
    return {"not-zeroed#before": {NAMES[0]: p.W - p.lr * dW, NAMES[1]: p.b - p.lr * db}}


# ModelRegression


@pytest.mark.task("ModelRegression", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES[:3], ids=shape_id)
def test_ModelRegression_values(student, lab, given, shape):
    """The model predicts X W^T + b with the parameters of `linear`."""
    p = given(problem, shape)
    model = own_model(student, lab, p)
    made = mistaken(wrong_predictions, p)("")
    check_tensor(lab.predict(model, send(p.X)), p.Y_hat, name="the prediction", sizes=shape, mistakes=made)


@pytest.mark.task("ModelRegression", core=True)
def test_ModelRegression_registered(student, lab):
    """Weight and bias, and nothing else, are registered as the parameters of the layer `linear`."""
    shapes = lab.registered(student.ModelRegression(7, 3))
    check_keys(shapes, NAMES, name="the set of registered parameters")
    if len(shapes) != len(NAMES):
        raise Mismatch("wrong-type", "the model registers more parameters than linear.weight and linear.bias.")
    for name, due in zip(NAMES, ((3, 7), (3,)), strict=True):
        if not is_shape(shapes[name], due):
            raise Mismatch("wrong-shape", f"{name} has the wrong shape; {due} is due.")


@pytest.mark.task("ModelRegression", core=True)
@pytest.mark.parametrize("shape", [(11, 7, 3), (3, 5, 3)], ids=shape_id)
def test_ModelRegression_backward(student, lab, given, shape):
    """A backward pass through the model reaches its weight and its bias."""
    p = given(problem, shape)
    model = own_model(student, lab, p)
    got = lab.pull(model, send(p.X), send(p.G))
    check_keys(got, NAMES, name="the model")
    made = mistaken(wrong_pulls, p)

    def check(name, want):
        if got[name] is None:
            note(f"{name}.grad", np.zeros_like(want), want, made(name))
            raise Mismatch("wrong-values", f"after backward(), {name} has no gradient: the graph does not reach it.")
        check_tensor(got[name], want, name=f"{name}.grad after backward()", sizes=shape, mistakes=made(name))

    check_each(lambda: check(NAMES[0], p.pulled[0]), lambda: check(NAMES[1], p.pulled[1]))


@pytest.mark.task("ModelRegression", core=False)
@pytest.mark.parametrize("shape", EDGE_SHAPES, ids=shape_id)
def test_ModelRegression_shape(student, lab, given, shape):
    """One sample gives (1, n_out), one output gives (N, 1)."""
    p = given(problem, shape)
    model = own_model(student, lab, p)
    check_tensor(lab.predict(model, send(p.X)), p.Y_hat, name="the prediction", sizes=shape)


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


def one_step(student, lab, p, model, dtype=F64, made=nothing):
    """One call: the loss is that of the model as given, and the model has moved by one step."""
    loss = student.train_step(model, lab.sgd(model, p.lr), send(p.X, dtype), send(p.Y, dtype))
    check_each(
        lambda: check_loss(loss, p.losses[0], dtype=dtype, mistakes=made("loss 1")),
        lambda: check_parameters(lab, model, p.path[1], sizes=p.shape, dtype=dtype, when="after one step", made=made),
    )


@pytest.mark.task("train_step", core=True)
@pytest.mark.parametrize("shape", CORE_SHAPES, ids=shape_id)
def test_train_step_values(student, lab, given, shape):
    """One step returns the loss before it, and moves weight and bias by -lr times their gradients."""
    p = given(problem, shape)
    made = mistaken(wrong_steps, p, 1)
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
        made = mistaken(wrong_steps, p, 2)
        check_each(
            lambda: check_loss(first, p.losses[0], mistakes=made("loss 1")),
            lambda: check_loss(second, p.losses[1], name="the loss of the second call", mistakes=made("loss 2")),
            lambda: check_parameters(lab, model, p.path[2], sizes=shape, when="after two steps", made=made),
        )

    on_a_right_model(student, lab, p, body)


@pytest.mark.task("train_step", core=False)
def test_train_step_stale_gradients(student, lab, given):
    """Gradients that were in the model before the call do not count."""
    p = given(problem, (11, 7, 3))

    def body(model):
        lab.set_grads(model, *(send(g) for g in p.pulled))
        one_step(student, lab, p, model, made=mistaken(wrong_stale, p))

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


def check_run(student, lab, p, model, epochs, dtype=F64):
    """The losses and the final parameters are those of the run by hand."""
    losses = student.fit(model, send(p.X, dtype), send(p.Y, dtype), p.lr, epochs)
    made = mistaken(wrong_runs, p, epochs)
    due = p.path[epochs]
    check_each(
        lambda: check_losses(losses, p.losses[:epochs], dtype, made("losses")),
        lambda: check_parameters(lab, model, due, sizes=p.shape, dtype=dtype, when="after the fit", made=made),
    )


def check_composition(lab, p, epochs, dtype=F64):
    """With a train_step of known gradients in its place, fit drives it by plain SGD and lists what it returns."""
    _, d, m = p.shape
    model = fill(lab, lab.stand_in(d, m), p, dtype)
    losses = lab.fit_with_known_step(model, send(p.X, dtype), send(p.Y, dtype), p.lr, epochs)
    steps = np.arange(1, epochs + 1)
    check_losses(losses, steps * (p.X**2).sum() + (p.Y**2).sum(), dtype)
    due = [start - p.lr * (steps + number).sum() for number, start in enumerate((p.W, p.b), 1)]
    check_parameters(lab, model, due, dtype=dtype, when="after the fit")


def fit_case(student, lab, p, epochs, dtype=F64):
    """The run by hand, or the right composition of whatever train_step there is."""
    on_a_right_model(
        student,
        lab,
        p,
        lambda model: check_run(student, lab, p, model, epochs, dtype),
        lambda: check_composition(lab, p, epochs, dtype),
        dtype=dtype,
    )


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
def test_fit_no_epochs(student, lab, given):
    """Zero epochs take no step and return an empty list."""
    p = given(problem, (5, 3, 2))
    on_a_right_model(student, lab, p, lambda model: check_run(student, lab, p, model, 0))


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

    def with_known_step():
        _, d, m = p.shape
        lab.fit_with_known_step(fill(lab, lab.stand_in(d, m), p), send(p.X), send(p.Y), p.lr, 2)
        check_unchanged(student)

    on_a_right_model(student, lab, p, body, with_known_step)


# manual_gradients


def gradients_case(student, lab, p, dtype=F64):
    """The dict holds the gradients of the summed squared error, found where autograd records nothing."""

    def body(model):
        got = lab.manual_gradients(model, send(p.X, dtype), send(p.Y, dtype))
        made, what = mistaken(wrong_gradients, p), "the gradient of {}"
        check_pair(got, p.grads, name="the dict of gradients", sizes=p.shape, dtype=dtype, what=what, made=made)

    on_a_right_model(student, lab, p, body, dtype=dtype)


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
            raise Mismatch("changes-argument", "the call has moved the model's parameters.") from None
        written = lab.grads(model)
        check_keys(written, NAMES, name="the model")
        if any(written[name] is not None for name in NAMES):
            raise Mismatch("changes-argument", "the call has written to `.grad` of the model's parameters.")

    on_a_right_model(student, lab, p, body)


@pytest.mark.task("manual_gradients", core=False)
def test_manual_gradients_arguments_unchanged(student, lab, given):
    """The call leaves X and Y as they were."""
    p = given(problem, (11, 7, 3))

    def body(model):
        student.manual_gradients(model, send(p.X), send(p.Y))
        check_unchanged(student)

    on_a_right_model(student, lab, p, body)
