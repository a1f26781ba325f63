"""How models, losses and gradients of a5_model_regression are compared, on a right model or on the student's own."""

import numpy as np
import torch

from autograder.cases import with_follow_through
from autograder.cases.tables import lazily
from autograder.handout.gradcheck import (
    RTOL,
    Mismatch,
    check_array,
    check_each,
    check_keys,
    check_number,
    check_numbers,
)

from .mistakes import NAMES, wrong_fits, wrong_gradients
from .worker_helper import NOT_READY

F64, F32 = torch.float64, torch.float32


def is_shape(got, due):
    """Whether what the worker says is a list of exactly these numbers; it may say anything."""
    return type(got) is list and all(type(size) is int for size in got) and got == list(due)


def send(array, dtype=F64):
    """A fresh tensor of an array of the problem."""
    return torch.tensor(array, dtype=dtype)


def tensor(got, name, dtype=F64):
    """The values of a returned tensor as an array. Raises Mismatch unless it is a tensor of this dtype."""
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if not isinstance(got, torch.Tensor):
        raise Mismatch("wrong-type", f"{name} should be a torch.Tensor.")
    if got.dtype != dtype:
        raise Mismatch("wrong-type", f"{name} does not have the dtype of the model and its data.")
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
    got = got.detach().numpy() if dtype == F32 and isinstance(got, torch.Tensor) else got
    check_numbers(got, want, name="the list of losses", rtol=1e-4 if dtype == F32 else RTOL, mistakes=mistakes)


def own_model(student, lab, p, dtype=F64):
    """The student's model with the problem's parameters."""
    _, d, m = p.shape
    return fill(lab, student.ModelRegression(d, m), p, dtype)


def fill(lab, model, p, dtype=F64):
    """Give a model the problem's parameters. Raises Mismatch when it has no place for them."""
    answer = lab.set_parameters(model, send(p.W, dtype), send(p.b, dtype))
    answer = answer if type(answer) is str else ""
    if answer != "ready":
        raise Mismatch(*NOT_READY.get(answer, ("wrong-type", "the model's parameters cannot be set.")))
    return model


def on_a_right_model(student, lab, p, body, *follow, dtype=F64):
    """Run `body(model)` on the stand-in, or else try the follow-through, or `body` on the student's own class."""
    _, d, m = p.shape
    with_follow_through(
        lambda: body(fill(lab, lab.stand_in(d, m), p, dtype)),
        *follow,
        lambda: body(own_model(student, lab, p, dtype)),
    )


def one_step(student, lab, p, model, dtype=F64, made=nothing):
    """One call: the loss is that of the model as given, and the model has moved by one step."""
    loss = student.train_step(model, lab.sgd(model, p.lr), send(p.X, dtype), send(p.Y, dtype))
    check_each(
        lambda: check_loss(loss, p.losses[0], dtype=dtype, mistakes=made("loss 1")),
        lambda: check_parameters(lab, model, p.path[1], sizes=p.shape, dtype=dtype, when="after one step", made=made),
    )


def check_run(student, lab, p, model, epochs, dtype=F64):
    """The losses and the final parameters are those of the run by hand."""
    ask = lab.fit if dtype == F32 else student.fit
    losses = ask(model, send(p.X, dtype), send(p.Y, dtype), p.lr, epochs)
    made = lazily(wrong_fits, p, epochs, losses)
    due = p.path[epochs]
    check_each(
        lambda: check_losses(losses, p.losses[:epochs], dtype, made("losses")),
        lambda: check_parameters(lab, model, due, sizes=p.shape, dtype=dtype, when="after the fit", made=made),
    )


class RightStep:
    """The loss and the gradients of a right train_step."""

    def __call__(self, W, b, X, Y):
        R = X @ W.T + b - Y
        return float((R**2).sum()), 2 * R.T @ X, 2 * R.sum(axis=0)


class OtherStep:
    """The loss and the gradients of a train_step that stands in for the student's: those of a landscape of waves.

    Nobody knows what the next step is but who has taken the one before it and asks.
    """

    def __init__(self, p):
        self._hills = p.hills
        self._shapes = (p.W.shape, p.b.shape, p.X.shape, p.Y.shape)

    def __call__(self, W, b, X, Y):
        if tuple(map(np.shape, (W, b, X, Y))) != self._shapes:
            raise ValueError("a model or data of other shapes")
        W, b, X, Y = (np.asarray(value, dtype=np.float64) for value in (W, b, X, Y))
        slopes = self._hills @ np.concatenate([W.ravel(), b])
        gradient = self._hills.T @ np.cos(slopes)
        loss = float(np.sin(slopes).sum() + (X**2).sum() + 2 * (Y**2).sum())
        return loss, gradient[: W.size].reshape(W.shape), gradient[W.size :]


def follow_fit(lab, p, step, epochs, dtype=F64):
    """The losses of the student's fit with another train_step in its place, and the model it was given."""
    _, d, m = p.shape
    model = fill(lab, lab.stand_in(d, m), p, dtype)
    return lab.fit_with_other_step(model, send(p.X, dtype), send(p.Y, dtype), p.lr, epochs, step), model


def check_composition(lab, p, epochs, dtype=F64):
    """With another train_step in the place of the student's, fit drives it by plain SGD and lists what it returns."""
    step = OtherStep(p)
    losses, model = follow_fit(lab, p, step, epochs, dtype)
    W, b, due = p.W, p.b, []
    for _ in range(epochs):
        loss, dW, db = step(W, b, p.X, p.Y)
        due.append(loss)
        W, b = W - p.lr * dW, b - p.lr * db
    check_losses(losses, due, dtype)
    check_parameters(lab, model, (W, b), dtype=dtype, when="after the fit")


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


def whole_run_case(student, lab, p):
    """The run by hand, also where it rests or grows: with the student's train_step, or with a right step instead."""
    epochs = len(p.losses)

    def with_right_step():
        losses, model = follow_fit(lab, p, RightStep(), epochs)
        check_losses(losses, p.losses, F64)
        check_parameters(lab, model, p.path[-1], when="after the fit")

    on_a_right_model(student, lab, p, lambda model: check_run(student, lab, p, model, epochs), with_right_step)


def gradients_case(student, lab, p, dtype=F64):
    """The dict holds the gradients of the summed squared error, found where autograd records nothing."""

    def body(model):
        got = lab.manual_gradients(model, send(p.X, dtype), send(p.Y, dtype))
        made, what = lazily(wrong_gradients, p), "the gradient of {}"
        check_pair(got, p.grads, name="the dict of gradients", sizes=p.shape, dtype=dtype, what=what, made=made)

    on_a_right_model(student, lab, p, body, dtype=dtype)
