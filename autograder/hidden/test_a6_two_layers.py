"""Hidden cases of a6_two_layers: each gradient of a network of two layers by itself, and training as a composition."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import torch

from autograder.gradcheck import Mismatch, check_array, check_each, check_keys, check_length, check_numbers
from autograder.hidden import agree, check_unchanged, either, mistakes_a6
from autograder.hidden.candidates import mistaken

SHAPES = [(11, 7, 5, 3), (4, 4, 4, 4), (3, 5, 2, 3)]
"""(N, D, H, M): all plausible factors differ, all sizes equal, as many rows as outputs."""
THIN = [(1, 4, 1, 3), (6, 1, 3, 1)]
"""One row and one hidden unit, one input and one output."""
PARAMS = ("W1", "b1", "W2", "b2")
GRADIENTS = ("W2", "b2", "W1", "b1", "X")
"""In the order of the backward pass, which is the order in which mistakes are told."""
PARTS = ("tanh_forward", "tanh_backward", "mlp_forward", "mlp_backward")
"""What train is put together from."""

MOBILITY = [
    (-3.067, 80.574), (-2.840, 89.076), (-2.633, 92.405), (-2.322, 101.060), (-1.501, 401.672), (-1.212, 635.316),
    (-0.915, 894.206), (-0.545, 1080.914), (-0.109, 1260.531), (0.119, 1327.543), (0.963, 1425.208), (2.200, 1457.628),
]  # fmt: skip
"""A third of the course's own data."""


def shape_id(shape: tuple[int, ...]) -> str:
    return "x".join(map(str, shape))


@dataclass(frozen=True)
class Activation:
    """Entries before and after a tanh, an upstream gradient, and what it is before the tanh."""

    Z: np.ndarray
    A: np.ndarray
    G: np.ndarray
    through: np.ndarray


@dataclass(frozen=True)
class Problem:
    """A network, a batch, an upstream gradient, and what each function should make of them."""

    X: np.ndarray
    params: dict[str, np.ndarray]
    G: np.ndarray
    Y_hat: np.ndarray
    cache: dict[str, np.ndarray]
    grads: dict[str, np.ndarray]


@dataclass(frozen=True)
class Run:
    """A start, and where gradient descent is after `epochs` steps."""

    X: np.ndarray
    Y: np.ndarray
    params: dict[str, np.ndarray]
    lr: float
    epochs: int
    end: dict[str, np.ndarray]
    losses: np.ndarray


def integers(rng, shape):
    """Integers from -9 to 9 without -1, 0 and 1."""
    return rng.integers(2, 10, shape) * rng.choice([-1, 1], shape)


def tensor(value, *, leaf=True):
    return torch.tensor(value, dtype=torch.float64, requires_grad=leaf)


def activation(rng, shape):
    return activated(rng.standard_normal(shape), rng.standard_normal(shape))


def integer_activation(rng):
    """Integers before the tanh; upstream gradients of integers, which the slope takes off the integers."""
    return activated(rng.choice([-2, -1, 1, 2], (3, 4)), integers(rng, (3, 4)))


def activated(Z, G):
    """The tanh and its backward pass by torch, and by the exponentials and a difference of complex numbers."""
    t_Z = tensor(Z)
    t_A = torch.tanh(t_Z)
    t_A.backward(tensor(G, leaf=False))
    agree(t_A.detach().numpy(), np.expm1(2.0 * Z) / (np.expm1(2.0 * Z) + 2))
    agree(t_Z.grad.numpy(), G * np.tanh(Z + 1e-30j).imag / 1e-30)
    return Activation(Z, t_A.detach().numpy(), G, t_Z.grad.numpy())


def network(rng, shape):
    """Parameters whose hidden sums are of the size of 1, so that the tanh is neither a line nor a step."""
    _, D, H, M = shape
    return {
        "W1": rng.standard_normal((H, D)) / np.sqrt(D),
        "b1": rng.standard_normal(H) / 2,
        "W2": rng.standard_normal((M, H)),
        "b2": rng.standard_normal(M),
    }


def problem(rng, shape):
    N, D, _, M = shape
    return solved(rng.standard_normal((N, D)), network(rng, shape), rng.standard_normal((N, M)))


def integer_problem(rng):
    """Integer inputs, output weights, biases and upstream gradients; hidden weights of fractions, so no tanh is 1."""
    params = {
        "W1": rng.uniform(0.05, 0.1, (3, 4)) * rng.choice([-1, 1], (3, 4)),
        "b1": rng.choice([-1, 1], 3),
        "W2": integers(rng, (2, 3)),
        "b2": integers(rng, 2),
    }
    return solved(integers(rng, (5, 4)), params, integers(rng, (5, 2)))


def solved(X, params, G):
    """The expected values by autograd, by formula, and along one direction by a step into the complex numbers."""
    leaves = {name: tensor(value) for name, value in {"X": X, **params}.items()}
    linear = torch.nn.functional.linear
    hidden = torch.tanh(linear(leaves["X"], leaves["W1"], leaves["b1"]))
    t_Y_hat = linear(hidden, leaves["W2"], leaves["b2"])
    t_Y_hat.backward(tensor(G, leaf=False))
    grads = {name: leaves[name].grad.numpy() for name in GRADIENTS}

    W1, W2 = params["W1"], params["W2"]
    A1 = np.tanh(np.einsum("nd,hd->nh", X, W1) + params["b1"])
    Y_hat = np.einsum("nh,mh->nm", A1, W2) + params["b2"]
    dZ1 = np.einsum("nm,mh,nh->nh", G, W2, 1 - A1**2)
    agree(t_Y_hat.detach().numpy(), Y_hat)
    agree(hidden.detach().numpy(), A1)
    agree(grads["W2"], np.einsum("nm,nh->mh", G, A1))
    agree(grads["b2"], np.einsum("nm->m", G))
    agree(grads["W1"], np.einsum("nh,nd->hd", dZ1, X))
    agree(grads["b1"], np.einsum("nh->h", dZ1))
    agree(grads["X"], np.einsum("nh,hd->nd", dZ1, W1))
    agree(*directional(X, params, G, grads))
    return Problem(X, params, G, Y_hat, {"X": X, "A1": A1, "W1": W1, "W2": W2}, grads)


def directional(X, params, G, grads):
    """The slope of sum(G * Y_hat) along one direction in all arguments at once: measured, and by the gradients."""
    step, along = 1e-30j, {name: np.cos(1.0 + np.arange(g.size)).reshape(g.shape) for name, g in grads.items()}
    v = {name: value + step * along[name] for name, value in {"X": X, **params}.items()}
    Y_hat = np.tanh(v["X"] @ v["W1"].T + v["b1"]) @ v["W2"].T + v["b2"]
    return np.sum(G * Y_hat).imag / step.imag, sum(np.sum(grads[name] * along[name]) for name in grads)


def run(rng, shape, epochs):
    N, D, _, M = shape
    X, Y = rng.standard_normal((N, D)), rng.standard_normal((N, M))
    return trained(X, Y, network(rng, shape), float(rng.uniform(0.004, 0.007)), epochs)


def mobility_run(rng, epochs):
    """Three hidden units on standardised measurements."""
    table = np.array(MOBILITY)
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    return trained(table[:, :1], table[:, 1:], network(rng, (12, 1, 3, 1)), float(rng.uniform(0.008, 0.012)), epochs)


def integer_run(rng):
    """Integer data and integer starting values."""
    params = {name: rng.choice([-1, 1], value.shape) for name, value in network(rng, (5, 2, 3, 2)).items()}
    return trained(rng.choice([-1, 1], (5, 2)), integers(rng, (5, 2)), params, 0.003, 4)


def trained(X, Y, params, lr, epochs):
    """The trajectory by torch.optim.SGD, and by the formulas."""
    leaves = {name: tensor(value) for name, value in params.items()}
    optimizer = torch.optim.SGD(leaves.values(), lr=lr)
    linear, t_X, t_Y = torch.nn.functional.linear, tensor(X, leaf=False), tensor(Y, leaf=False)
    by_torch = []
    for _ in range(epochs):
        optimizer.zero_grad()
        hidden = torch.tanh(linear(t_X, leaves["W1"], leaves["b1"]))
        loss = torch.nn.functional.mse_loss(linear(hidden, leaves["W2"], leaves["b2"]), t_Y, reduction="sum")
        loss.backward()
        by_torch.append(loss.item())
        optimizer.step()

    now, losses = dict(params), []
    for _ in range(epochs):
        A1 = np.tanh(np.einsum("nd,hd->nh", X, now["W1"]) + now["b1"])
        R = np.einsum("nh,mh->nm", A1, now["W2"]) + now["b2"] - Y
        dZ1 = 2 * np.einsum("nm,mh->nh", R, now["W2"]) * (1 - A1**2)
        slopes = {"W1": dZ1.T @ X, "b1": dZ1.sum(axis=0), "W2": 2 * R.T @ A1, "b2": 2 * R.sum(axis=0)}
        losses.append(float(np.einsum("nm,nm->", R, R)))
        now = {name: now[name] - lr * slopes[name] for name in PARAMS}
    for name in PARAMS:
        agree(leaves[name].detach().numpy(), now[name])
    agree(np.array(by_torch), np.array(losses))
    return Run(X, Y, params, lr, epochs, {name: np.asarray(now[name], float) for name in PARAMS}, np.array(losses))


def wrong_activations(p):
    return mistakes_a6.activation(p.Z)


def wrong_slopes(p):
    return mistakes_a6.activation_backward(p.G, p.A)


def wrong_predictions(p):
    return mistakes_a6.prediction(p.X, p.params)


def wrong_gradients(p):
    return mistakes_a6.gradients(p.G, p.X, p.cache["A1"], p.params["W1"], p.params["W2"])


def wrong_runs(p):
    return mistakes_a6.descents(p.X, p.Y, p.params, p.lr, p.epochs)


def cut_runs(p):
    """The parameters stay integers after every step."""
    return mistakes_a6.cut_descents(p.X, p.Y, p.params, p.lr, p.epochs)


@pytest.mark.task("tanh_forward", core=True)
@pytest.mark.parametrize("shape", [(11, 5), (4, 4)], ids=shape_id)
def test_tanh_forward_values(student, given, shape):
    """Every entry is the tanh of its own entry."""
    p = given(activation, shape)
    check_array(student.tanh_forward(p.Z), p.A, name="A", sizes=shape, mistakes=mistaken(wrong_activations, p)(""))


@pytest.mark.task("tanh_forward", core=False)
def test_tanh_forward_large(student, given):
    """Large entries give 1 and -1, and nothing overflows."""
    Z = given(activation, (2, 3)).Z
    check_array(student.tanh_forward(Z * 2000), np.tanh(Z * 2000), name="A")


@pytest.mark.task("tanh_forward", core=False)
def test_tanh_forward_integers(student, given):
    """Integers count as their float values."""
    p = given(integer_activation)
    check_array(student.tanh_forward(p.Z), p.A, name="A")


@pytest.mark.task("tanh_forward", core=False)
def test_tanh_forward_arguments_unchanged(student, given):
    """Z is afterwards as it was."""
    student.tanh_forward(given(activation, (11, 5)).Z)
    check_unchanged(student)


@pytest.mark.task("tanh_backward", core=True)
@pytest.mark.parametrize("shape", [(11, 5), (4, 4)], ids=shape_id)
def test_tanh_backward_values(student, given, shape):
    """The upstream gradient times the slope of the tanh, entry by entry."""
    p = given(activation, shape)
    wrong = mistaken(wrong_slopes, p)("")
    check_array(student.tanh_backward(p.G, p.A), p.through, name="dZ", sizes=shape, mistakes=wrong)


@pytest.mark.task("tanh_backward", core=False)
def test_tanh_backward_shape_kept(student, given):
    """One row, one column, or a vector keep their shape."""
    for shape in ((1, 5), (6, 1), (3,)):
        p = given(activation, shape)
        check_array(student.tanh_backward(p.G, p.A), p.through, name="dZ", sizes=shape)


@pytest.mark.task("tanh_backward", core=False)
def test_tanh_backward_integers(student, given):
    """Upstream gradients of integers count as their float values."""
    p = given(integer_activation)
    check_array(student.tanh_backward(p.G, p.A), p.through, name="dZ")


@pytest.mark.task("tanh_backward", core=False)
def test_tanh_backward_arguments_unchanged(student, given):
    """G and A are afterwards as they were."""
    p = given(activation, (11, 5))
    student.tanh_backward(p.G, p.A)
    check_unchanged(student)


def check_forward(student, reference, p, shape):
    """Right outright, or with a right tanh_forward in the place of the student's."""

    def check(module):
        got = module.mlp_forward(p.X, p.params)
        check_length(got, 2, name="the result (Y_hat, cache)")
        check_array(got[0], p.Y_hat, name="Y_hat", sizes=shape, mistakes=mistaken(wrong_predictions, p)(""))

    either(lambda: check(student), lambda: check(student.given(reference, "tanh_forward")))


@pytest.mark.task("mlp_forward", core=True)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_mlp_forward_values(student, given, reference, shape):
    """A linear layer, a tanh and a linear layer."""
    check_forward(student, reference, given(problem, shape), shape)


@pytest.mark.task("mlp_forward", core=False)
def test_mlp_forward_shape_kept(student, given, reference):
    """One row, output, input or hidden unit is no special case."""
    for shape in THIN:
        check_forward(student, reference, given(problem, shape), shape)


@pytest.mark.task("mlp_forward", core=False)
def test_mlp_forward_integers(student, given, reference):
    """Integer inputs and parameters count as their float values."""
    check_forward(student, reference, given(integer_problem), (5, 4, 3, 2))


@pytest.mark.task("mlp_forward", core=False)
def test_mlp_forward_cache(student, given, reference):
    """The cache holds the four arrays that the contract names."""
    p = given(problem, (11, 7, 5, 3))

    def check(module):
        got = module.mlp_forward(p.X, p.params)
        check_length(got, 2, name="the result (Y_hat, cache)")
        check_keys(got[1], tuple(p.cache), name="the cache")
        for name, want in p.cache.items():
            check_array(got[1][name], want, name=f"{name} of the cache", sizes=(11, 7, 5, 3))

    either(lambda: check(student), lambda: check(student.given(reference, "tanh_forward")))


@pytest.mark.task("mlp_forward", core=False)
def test_mlp_forward_arguments_unchanged(student, given, reference):
    """X and all of params are afterwards as they were."""
    p = given(problem, (11, 7, 5, 3))

    def check(module):
        module.mlp_forward(p.X, p.params)
        check_unchanged(module)

    either(lambda: check(student), lambda: check(student.given(reference, "tanh_forward")))


def each_gradient(*, core: bool) -> pytest.MarkDecorator:
    """Every gradient is a part of the task `mlp_backward`, with a core of its own."""
    marks = {name: pytest.mark.task("mlp_backward", core=core, part=f"d{name}") for name in GRADIENTS}
    return pytest.mark.parametrize("name", [pytest.param(name, marks=marks[name], id=name) for name in GRADIENTS])


def check_backward(student, reference, p, check):
    """By the cache as the contract has it, or by the student's own, or with right functions of the tanh."""

    def by_own_cache():
        got = student.mlp_forward(p.X, p.params)
        check_length(got, 2, name="the result (Y_hat, cache)")
        check(student, got[1])

    either(
        lambda: check(student, p.cache),
        by_own_cache,
        lambda: check(student.given(reference, "tanh_forward", "tanh_backward"), p.cache),
    )


def check_gradient(student, reference, p, name, shape):
    def check(module: Any, cache: Any) -> None:
        got = module.mlp_backward(p.G, cache)
        check_keys(got, (name,), name="the dict of gradients")
        made = mistaken(wrong_gradients, p)(f"d{name}")
        check_array(got[name], p.grads[name], name=f"d{name}", sizes=shape, mistakes=made)

    check_backward(student, reference, p, check)


@each_gradient(core=True)
@pytest.mark.parametrize("shape", SHAPES[:2], ids=shape_id)
def test_mlp_backward_values(student, given, reference, shape, name):
    """Each entry of the dict is the gradient of sum(G * Y_hat) with respect to its name."""
    check_gradient(student, reference, given(problem, shape), name, shape)


@each_gradient(core=False)
def test_mlp_backward_shape_kept(student, given, reference, name):
    """One row, output, input or hidden unit drops no axis."""
    for shape in THIN:
        check_gradient(student, reference, given(problem, shape), name, shape)


@each_gradient(core=False)
def test_mlp_backward_integers(student, given, reference, name):
    """Integer inputs, weights and upstream gradients count as their float values."""
    check_gradient(student, reference, given(integer_problem), name, (5, 4, 3, 2))


@pytest.mark.task("mlp_backward", core=False)
def test_mlp_backward_arguments_unchanged(student, given, reference):
    """G and all of the cache are afterwards as they were."""
    p = given(problem, (11, 7, 5, 3))

    def check(module: Any, cache: Any) -> None:
        module.mlp_backward(p.G, cache)
        check_unchanged(module)

    check_backward(student, reference, p, check)


@pytest.mark.task("train", core=True)
@pytest.mark.parametrize("shape", [(11, 7, 5, 3), (4, 4, 4, 4)], ids=shape_id)
def test_train_few_steps(student, given, reference, shape):
    """Parameters and losses after five steps, all exactly those of gradient descent."""
    check_train(student, reference, given(run, shape, 5))


@pytest.mark.task("train", core=True)
def test_train_many_steps(student, given, reference):
    """The same after thirty steps on measurements, where small faults have added up."""
    check_train(student, reference, given(mobility_run, 30), follow=given(mobility_run, 4))


@pytest.mark.task("train", core=False)
def test_train_integers(student, given, reference):
    """Integer data and integer starting values count as their float values."""
    check_train(student, reference, given(integer_run), wrong=cut_runs)


@pytest.mark.task("train", core=False)
def test_train_no_steps(student, given, reference):
    """Without a step the parameters are those of the start, and there is no loss."""
    p = given(run, (11, 7, 5, 3), 0)
    check_run(student, p)


@pytest.mark.task("train", core=False)
def test_train_arguments_unchanged(student, given, reference):
    """X, Y and the dict of the start, with its arrays, are afterwards as they were."""
    p = given(run, (11, 7, 5, 3), 5)
    either(lambda: check_start_kept(student, p), lambda: check_start_kept(student.given(reference, *PARTS), p))


def check_start_kept(student, p):
    student.train(p.X, p.Y, p.params, p.lr, p.epochs)
    check_unchanged(student)


def check_train(student, reference, p, follow=None, wrong=wrong_runs):
    """Right outright, or with right parts in the place of the student's, or as a composition of the student's parts.

    `follow` is a shorter run for the two ways to the follow-through marks.
    """
    short = follow or p
    either(
        lambda: check_run(student, p, wrong),
        lambda: check_run(student.given(reference, *PARTS), short, wrong),
        lambda: check_composition(student, short),
    )


def check_run(student, p, wrong=wrong_runs):
    got = student.train(p.X, p.Y, p.params, p.lr, p.epochs)
    check_length(got, 2, name="the result (params, losses)")
    check_keys(got[0], PARAMS, name="the dict of parameters")
    made = mistaken(wrong, p)
    arrays = [
        lambda name=name: check_array(got[0][name], p.end[name], name=name, sizes=p.X.shape, mistakes=made(name))
        for name in PARAMS
    ]
    check_each(*arrays, lambda: check_numbers(got[1], p.losses, name="losses", mistakes=made("losses")))


def check_composition(student, p):
    """train against the parts as this student wrote them, which also judges a train that repeats their code."""
    params, losses = p.params, []
    for _ in range(p.epochs):
        pair = student.mlp_forward(p.X, params)
        check_length(pair, 2, name="the result (Y_hat, cache)")
        Y_hat = own(pair[0])
        if Y_hat.shape != p.Y.shape:
            raise Mismatch("wrong-shape", "train calls a function that returns another shape than that of Y.")
        with np.errstate(all="ignore"):
            losses.append(float(np.sum((Y_hat - p.Y) ** 2)))
            grads = student.mlp_backward(2 * (Y_hat - p.Y), pair[1])
            check_keys(grads, PARAMS, name="the dict of gradients")
            params = {name: stepped(params[name], own(grads[name]), p.lr) for name in PARAMS}
    if all(np.array_equal(params[name], p.params[name]) for name in PARAMS):
        raise Mismatch("wrong-values", "The parameters stay as they were: there is nothing to compose.")

    got = student.train(p.X, p.Y, p.params, p.lr, p.epochs)
    check_length(got, 2, name="the result (params, losses)")
    check_keys(got[0], PARAMS, name="the dict of parameters")
    for name in PARAMS:
        check_array(got[0][name], params[name], name=name)
    check_numbers(got[1], np.array(losses), name="losses")


def stepped(param, grad, lr):
    try:
        return np.asarray(param - lr * grad)
    except ValueError:  # the shapes of a gradient and of its parameter do not fit
        raise Mismatch(
            "wrong-shape", "train calls a function that returns another shape than that of W or b."
        ) from None


def own(value):
    """What a student's function returned, as something to compute with; Mismatch where there is no number."""
    if type(value) is np.ndarray or isinstance(value, np.generic | int | float):
        array = np.asarray(value)
        if array.dtype.kind in "fiu":
            return array
    raise Mismatch("wrong-type", "train calls a function that returns no numbers.")
