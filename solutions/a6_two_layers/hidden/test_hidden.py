"""Hidden cases of a6_two_layers: each gradient of a network of two layers by itself, and training as a composition.

assignment.toml declares the edges where arguments stay unchanged.
"""

import functools
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from autograder.cases import Taken, check_changing, check_unchanged, shape_id, with_follow_through
from autograder.cases.tables import lazily, once, values_of
from autograder.handout import gradcheck
from autograder.handout.gradcheck import Mismatch, check_each, check_keys, check_length

from ...shared.find_bug import check_example, check_mistake
from ...shared.precision import check_array, check_numbers
from ...shared.runs import wrong_ends
from .. import suspect
from . import mistakes
from .bug import PLANTED, right_version
from .inputs import (
    DRAWN,
    GRADIENTS,
    PARAMS,
    activation,
    growing_run,
    integer_activation,
    integer_problem,
    integer_run,
    mobility_run,
    problem,
    resting_run,
    run,
    special_activation,
    special_problem,
)

SHAPES = [(11, 7, 5, 3), (4, 4, 4, 4), pytest.param(DRAWN, id="drawn"), (3, 5, 2, 3)]
"""(N, D, H, M): all plausible factors differ, all sizes equal, drawn, as many rows as outputs."""
ENTRIES = [(11, 5), (4, 4), pytest.param(DRAWN[:2], id="drawn")]
KINDS = ("large", "tiny", "zeros")
"""Of numbers that are no special case."""
THIN = [(1, 4, 1, 3), (6, 1, 3, 1)]
"""One row and one hidden unit, one input and one output."""
PARTS = ("tanh_forward", "tanh_backward", "mlp_forward", "mlp_backward")
"""What train is put together from."""


def wrong_activations(p):
    return mistakes.activation(p.Z)


def wrong_slopes(p):
    return mistakes.activation_backward(p.G, p.A)


def wrong_predictions(p):
    return mistakes.prediction(p.X, p.params)


def wrong_gradients(p):
    return mistakes.gradients(p.G, p.X, p.cache["A1"], p.params["W1"], p.params["W2"])


def wrong_runs(p):
    return mistakes.descents(p.X, p.Y, p.params, p.lr, p.epochs)


def cut_runs(p):
    """The parameters stay integers after every step."""
    return mistakes.cut_descents(p.X, p.Y, p.params, p.lr, p.epochs)


@pytest.mark.task("tanh_forward", core=True)
@pytest.mark.parametrize("shape", ENTRIES, ids=shape_id)
def test_tanh_forward_values(student, given, shape):
    """Every entry is the tanh of its own entry."""
    p = given(activation, shape)
    check_array(student.tanh_forward(p.Z), p.A, name="A", sizes=shape, mistakes=lazily(wrong_activations, p)(""))


@pytest.mark.task("tanh_forward", core=False)
def test_tanh_forward_large(student, given):
    """Large entries give 1 and -1, and nothing overflows."""
    Z = given(activation, (2, 3)).Z
    check_array(student.tanh_forward(Z * 2000), np.tanh(Z * 2000), name="A")


@pytest.mark.task("tanh_forward", core=False)
def test_tanh_forward_numbers(student, given):
    """Zeros and ties are no special case."""
    p = given(special_activation, "zeros")
    check_array(student.tanh_forward(p.Z), p.A, name="A")


@pytest.mark.task("tanh_forward", core=False)
def test_tanh_forward_integers(student, given):
    """Integers count as their float values."""
    p = given(integer_activation)
    check_array(student.tanh_forward(p.Z), p.A, name="A")


@pytest.mark.task("tanh_backward", core=True)
@pytest.mark.parametrize("shape", ENTRIES, ids=shape_id)
def test_tanh_backward_values(student, given, shape):
    """The upstream gradient times the slope of the tanh, entry by entry."""
    p = given(activation, shape)
    wrong = lazily(wrong_slopes, p)("")
    check_array(student.tanh_backward(p.G, p.A), p.through, name="dZ", sizes=shape, mistakes=wrong)


@pytest.mark.task("tanh_backward", core=False)
def test_tanh_backward_shape_kept(student, given):
    """One row, one column, or a vector keep their shape."""
    for shape in ((1, 5), (6, 1), (3,)):
        p = given(activation, shape)
        check_array(student.tanh_backward(p.G, p.A), p.through, name="dZ", sizes=shape)


@pytest.mark.task("tanh_backward", core=False)
def test_tanh_backward_numbers(student, given):
    """Large upstream gradients, tiny ones, zeros and ties are no special case."""
    for p in [given(special_activation, kind) for kind in KINDS]:
        check_array(student.tanh_backward(p.G, p.A), p.through, name="dZ")


@pytest.mark.task("tanh_backward", core=False)
def test_tanh_backward_integers(student, given):
    """Upstream gradients of integers count as their float values."""
    p = given(integer_activation)
    check_array(student.tanh_backward(p.G, p.A), p.through, name="dZ")


def check_forward(student, reference, p, shape):
    """Right outright, or with a right tanh_forward in the place of the student's."""

    def check(module):
        got = module.mlp_forward(p.X, p.params)
        check_length(got, 2, name="the result (Y_hat, cache)")
        check_array(got[0], p.Y_hat, name="Y_hat", sizes=shape, mistakes=lazily(wrong_predictions, p)(""))

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, "tanh_forward")))


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
def test_mlp_forward_numbers(student, given, reference):
    """Large numbers, tiny ones, zeros and equal rows are no special case."""
    for kind in KINDS:
        check_forward(student, reference, given(special_problem, kind), (6, 4, 3, 2))


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

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, "tanh_forward")))


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

    with_follow_through(
        lambda: check(student, p.cache),
        by_own_cache,
        lambda: check(student.given(reference, "tanh_forward", "tanh_backward"), p.cache),
    )


def check_gradient(student, reference, p, name, shape):
    def check(module: Any, cache: Any) -> None:
        got = module.mlp_backward(p.G, cache)
        check_keys(got, (name,), name="the dict of gradients")
        made = lazily(wrong_gradients, p)(f"d{name}")
        check_array(got[name], p.grads[name], name=f"d{name}", sizes=shape, mistakes=made)

    check_backward(student, reference, p, check)


@each_gradient(core=True)
@pytest.mark.parametrize("shape", SHAPES[:3], ids=shape_id)
def test_mlp_backward_values(student, given, reference, shape, name):
    """Each entry of the dict is the gradient of sum(G * Y_hat) with respect to its name."""
    check_gradient(student, reference, given(problem, shape), name, shape)


@each_gradient(core=False)
def test_mlp_backward_shape_kept(student, given, reference, name):
    """One row, output, input or hidden unit drops no axis."""
    for shape in THIN:
        check_gradient(student, reference, given(problem, shape), name, shape)


@each_gradient(core=False)
def test_mlp_backward_numbers(student, given, reference, name):
    """Large numbers, tiny ones, zeros and equal rows are no special case."""
    for kind in KINDS:
        check_gradient(student, reference, given(special_problem, kind), name, (6, 4, 3, 2))


@each_gradient(core=False)
def test_mlp_backward_integers(student, given, reference, name):
    """Integer inputs, weights and upstream gradients count as their float values."""
    check_gradient(student, reference, given(integer_problem), name, (5, 4, 3, 2))


@pytest.mark.task("train", core=True)
@pytest.mark.parametrize("shape", SHAPES[:3], ids=shape_id)
def test_train_few_steps(student, given, reference, shape):
    """Parameters and losses after five steps, all exactly those of gradient descent."""
    check_train(student, reference, given(run, shape, 5))


@pytest.mark.task("train", core=True)
def test_train_many_steps(student, given, reference):
    """The same after many steps on measurements, where small faults have added up."""
    check_train(student, reference, given(mobility_run), follow=given(mobility_run, 4))


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
def test_train_one_step(student, given, reference):
    """A single step notes a single loss."""
    check_train(student, reference, given(run, (11, 7, 5, 3), 1), moving=False)


@pytest.mark.task("train", core=False)
@pytest.mark.parametrize("loss", ["zero", "noisy"])
def test_train_resting(student, given, reference, loss):
    """All steps are taken and all losses are noted, also where nothing changes any more."""
    check_train(student, reference, given(resting_run, loss, 12), follow=given(resting_run, loss, 4), moving=False)


@pytest.mark.task("train", core=False)
def test_train_growing(student, given, reference):
    """All steps are taken, also where the learning rate is too large: the end is that of the last step."""
    check_train(student, reference, given(growing_run, 8))


def check_train(student, reference, p, follow=None, wrong=wrong_runs, *, moving=True):
    """Right outright, or with right parts in the place of the student's, or as a composition of the student's parts.

    `follow` is a shorter run for the composition, whose numbers may grow without end; in one that is not `moving` the
    gradients may stay as they are.
    """
    with_follow_through(
        lambda: check_run(student, p, wrong),
        lambda: check_run(student.given(reference, *PARTS), p, wrong),
        lambda: check_composition(student, reference, follow or p, moving=moving),
        parts_correct=lambda: right_parts(student, reference, follow or p),
    )


def right_parts(student, reference, p):
    """Whether the parts that the student wrote compose the right run: then a wrong run is the fault of train."""

    def unchanging(name):
        def call(*args):
            value = getattr(student, name)(*args)
            check_unchanged(student)
            return value

        return call

    parts = SimpleNamespace(**{name: unchanging(name) for name in ("mlp_forward", "mlp_backward")})
    params, losses, _ = composed(parts, reference, p, Taken())
    return np.allclose(losses, p.losses, rtol=1e-9) and all(
        params[name].shape == want.shape and np.allclose(params[name], want, rtol=1e-9, atol=1e-12)
        for name, want in p.states[-1].items()
    )


def check_run(student, p, wrong=wrong_runs):
    got = student.train(p.X, p.Y, p.params, p.lr, p.epochs)
    check_length(got, 2, name="the result (params, losses)")
    check_keys(got[0], PARAMS, name="the dict of parameters")
    made, end = lazily(lambda p: once(wrong, p) | wrong_ends(p.states, p.losses, got[1]), p), p.states[-1]
    arrays = [
        lambda name=name: check_array(got[0][name], end[name], name=name, sizes=p.X.shape, mistakes=made(name))
        for name in PARAMS
    ]
    check_each(*arrays, lambda: check_numbers(got[1], p.losses, name="the list of losses", mistakes=made("losses")))


def check_composition(student, reference, p, *, moving):
    """train against the parts as this student wrote them, which also judges a train that repeats their code.

    Only parts that are right, or wrong as listed mistakes are, compose a descent; one in which no gradient changes is
    none either. Anything else could be written down without a step. train is asked before the parts are: afterwards it
    could return what they have left behind.
    """
    got = student.train(p.X, p.Y, p.params, p.lr, p.epochs)
    with np.errstate(all="ignore"):
        taken = Taken({"W1", "b1"}, {"W2"}, {"b2"})
        params, losses, steps = composed(student, reference, p, taken)
    taken.check()
    if moving:
        check_changing(steps[0], steps[-1])

    check_length(got, 2, name="the result (params, losses)")
    check_keys(got[0], PARAMS, name="the dict of parameters")
    for name in PARAMS:
        gradcheck.check_array(got[0][name], params[name], name=name)
    gradcheck.check_numbers(got[1], np.array(losses), name="the list of losses")


def composed(student, reference, p, taken):
    """Parameters, losses and the gradients of each step of gradient descent, made of the student's own parts."""
    params, losses, steps = p.params, [], []
    for _ in range(p.epochs):
        pair = student.mlp_forward(p.X, params)
        check_length(pair, 2, name="the result (Y_hat, cache)")
        right = reference.mlp_forward(p.X, params)[0]
        Y_hat = taken.take(pair[0], "mlp_forward", right, lambda p=p, params=params: known_predictions(p.X, params))
        if Y_hat.shape != p.Y.shape:
            raise Mismatch("wrong-shape", "train calls a function whose result does not have the shape of Y.")
        G = 2 * (Y_hat - p.Y)
        losses.append(float(np.sum((Y_hat - p.Y) ** 2)))
        got = student.mlp_backward(G, pair[1])
        check_keys(got, PARAMS, name="the dict of gradients")
        known = KnownGradients(reference, G, known_cache(reference, p.X, params, pair[1]))
        grads = {
            name: taken.take(got[name], name, known.right[name], functools.partial(known, name)) for name in PARAMS
        }
        steps.append(grads.values())
        params = {name: stepped(params[name], grads[name], p.lr) for name in PARAMS}
    return params, losses, steps


def known_predictions(X, params):
    yield from values_of(mistakes.prediction(X, params), "")


def known_cache(reference, X, params, own):
    """The cache as the contract has it, with the student's own A1 in it, if there is such an array."""
    cache = reference.mlp_forward(X, params)[1]
    A1 = own.get("A1") if type(own) is dict else None
    fits = type(A1) is np.ndarray and A1.dtype.kind == "f" and A1.shape == cache["A1"].shape
    return cache | {"A1": A1} if fits else cache


class KnownGradients:
    """What is right for a cache, and what mistakes make of it; for a bias also zeros, with which it stays as it is."""

    def __init__(self, reference, G, cache):
        self.right = reference.mlp_backward(G, cache)
        self._of = (G, *(cache[name] for name in ("X", "A1", "W1", "W2")))
        self._table = {}

    def __call__(self, name):
        if name.startswith("b"):
            yield np.zeros_like(self.right[name])
        self._table = self._table or mistakes.gradients(*self._of)
        yield from values_of(self._table, f"d{name}")


def stepped(param, grad, lr):
    """The parameter after a step, with which the gradient may broadcast."""
    try:
        return np.asarray(param - lr * grad)
    except ValueError:  # the shapes of a gradient and of its parameter do not fit
        raise Mismatch("wrong-shape", "train calls a function whose result does not fit the shape of W or b.") from None


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
