"""Hidden cases of a1_one_weight: one weight, its gradients by the chain rule, and gradient descent."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from autograder.cases import check_changing, check_known, cross_check, with_follow_through
from autograder.cases.by_torch import SGD, torch
from autograder.cases.tables import Table, lazily, values_of
from autograder.handout.gradcheck import check_keys, check_numbers

from ...shared import linear_model
from ...shared.find_bug import check_example, check_mistake
from ...shared.precision import check_short_number as check_number
from .. import suspect
from . import mistakes
from .bug import PLANTED, right_version

Given = Callable[..., Any]

KEYS = ["dL_dyhat", "dyhat_dw", "dL_dw", "dL_dx", "dL_dy"]
CORE = ["positive", "negative", "fraction"]
PARTS = ["forward", "loss", "gradients", "update"]

# Signs of x, w and the residual y - y_hat. In the core each of them, and each product of two, has both signs: no abs()
# goes unseen.
SIGNS = {"positive": (1, 1, 1), "negative": (-1, 1, -1), "fraction": (1, -1, -1), "zero": (0, 1, -1)}
SIZES = {"positive": (2.4, 3.8), "negative": (1.2, 1.9), "fraction": (0.2, 0.8), "zero": (0.0, 0.0)}


@dataclass(frozen=True)
class Sample:
    """One weight and one sample, with everything that is to be computed from them."""

    x: float
    w: float
    y: float
    y_hat: float
    loss: float
    gradients: dict[str, float]


@dataclass(frozen=True)
class Step:
    """One step of gradient descent."""

    w: float
    grad: float
    lr: float
    after: float


@dataclass(frozen=True)
class Path:
    """The weights that gradient descent passes through."""

    x: float
    y: float
    w: float
    lr: float
    weights: list[float]

    @property
    def steps(self) -> int:
        return len(self.weights) - 1


SPECIAL = {
    "zeros": ["zero", "zero_weight", "zero_target", "zero_error"],
    "sizes": ["large", "tiny"],
    "integers": ["integers"],
}
"""Edges, and the samples that they are asked of."""


def apart(*numbers: float) -> bool:
    """No two magnitudes are close, nor near 1/2, 1 or 2: a formula that mixes two of them up shows."""
    sizes = sorted([0.5, 1.0, 2.0, *map(abs, numbers)])
    return all(big > 1.04 * small for small, big in pairwise(sizes))


def tensor(value: float) -> Any:
    return torch.tensor(float(value), dtype=torch.float64, requires_grad=True)


def draw(rng: np.random.Generator, kind: str) -> tuple[float, float, float]:
    """x, w and y whose magnitudes, and those of the prediction and the residual, are all different."""
    x: float
    y: float
    if kind.startswith(("zero_", "large", "tiny")):
        x, w, y = draw(rng, "positive")
        if kind == "zero_error":  # whole numbers, which are not rounded
            return 3.0, 2.0, 6.0
        size = {"large": 1e6, "tiny": 1e-6}.get(kind, 1.0)
        return size * x, size * w * (kind != "zero_weight"), size * y * (kind != "zero_target")
    while True:
        if kind == "integers":  # every result but dyhat_dw is a fraction, which no integer array holds
            x, w, y = int(rng.choice([3, 5, 7])), float(rng.choice([0.25, 0.75, 1.25])), int(rng.integers(9, 20))
        else:
            signs = SIGNS[kind]
            x = float(signs[0] * rng.uniform(*SIZES[kind]))
            w = float(signs[1] * rng.uniform(0.3, 1.8))
            y = float(x * w + signs[2] * rng.uniform(1.1, 4.0))
        if apart(w, y) if kind == "zero" else apart(x, w, y, x * w, y - x * w):
            return x, w, y


def sample(rng: np.random.Generator, kind: str) -> Sample:
    x, w, y = draw(rng, kind)
    residual = y - x * w
    by_formula = {
        "dL_dyhat": -2 * residual,
        "dyhat_dw": float(x),
        "dL_dw": -2 * residual * x,
        "dL_dx": -2 * residual * w,
        "dL_dy": 2 * residual,
    }
    x_, w_, y_ = tensor(x), tensor(w), tensor(y)
    y_hat = x_ * w_
    error = torch.nn.functional.mse_loss(y_hat, y_, reduction="sum")
    (dyhat_dw,) = torch.autograd.grad(y_hat, w_, retain_graph=True)
    dL_dyhat, dL_dw, dL_dx, dL_dy = torch.autograd.grad(error, (y_hat, w_, x_, y_))
    by_torch = [float(g) for g in (dL_dyhat, dyhat_dw, dL_dw, dL_dx, dL_dy)]
    cross_check(np.array(by_torch), np.array([by_formula[key] for key in KEYS]))
    cross_check(np.array([y_hat.item(), error.item()]), np.array([x * w, residual**2]))
    return Sample(x, w, y, x * w, residual**2, by_formula)


def step(rng: np.random.Generator, kind: str) -> Step:
    """A step up (the gradient is negative) or down."""
    w: float
    grad: float
    while True:
        if kind == "integers":
            w, grad = int(rng.integers(3, 9)), int(rng.integers(11, 20))
        else:
            w = float(rng.choice([-1.0, 1.0]) * rng.uniform(1.1, 4.0))
            grad = float((-1.0 if kind == "up" else 1.0) * rng.uniform(1.1, 9.0))
        lr = float(rng.uniform(0.03, 0.3))
        if apart(w, grad, lr, lr * grad):
            break
    if kind == "zero_rate":
        lr = 0.0
    size = {"large": 1e9, "tiny": 1e-9}.get(kind, 1)
    w, grad = size * w * (kind != "zero_weight"), size * grad * (kind != "zero_gradient")
    weight = tensor(w)
    weight.grad = torch.tensor(float(grad), dtype=torch.float64)
    SGD([weight], lr=lr).step()
    cross_check(np.array(weight.item()), np.array(w - lr * grad))
    return Step(w, grad, lr, w - lr * grad)


def path(rng: np.random.Generator, kind: str, steps: int) -> Path:
    """lr is a share of 1/x^2: below 1/2 the weight creeps up to y/x, below 1 it oscillates, above 1 it runs away."""
    steps = steps if steps >= 0 else int(rng.integers(33, 45))
    where = {
        "resting": "positive",
        "many": "negative",
        "converging": "positive",
        "oscillating": "negative",
        "diverging": "fraction",
        "no_steps": "positive",
        "through_zero": "positive",
    }
    x, w, y = draw(rng, where.get(kind, kind))
    low, high = {"oscillating": (0.7, 0.85), "many": (0.94, 0.98), "diverging": (1.05, 1.15)}.get(kind, (0.08, 0.2))
    lr = float(rng.uniform(low, high) / (x**2 if x else 1.0))
    if kind == "resting":
        x, w, y = 3.0, 2.0, 6.0  # whole numbers: no step moves the weight
        lr = 0.01
    if kind == "through_zero":
        x, w, lr = 2.0, y, 0.25  # the first step ends at 0 exactly
    if kind == "integers":
        w = int(rng.choice([start for start in (-4, -3, -2) if start * x != -y]))
    best = y / x if x else w  # where x is 0, the loss does not depend on the weight, which stays
    by_formula = [best + (1 - 2 * lr * x**2) ** t * (w - best) for t in range(steps + 1)]
    weight = tensor(w)
    by_torch = [weight.item()]
    for _ in range(steps):
        (slope,) = torch.autograd.grad((y - x * weight) ** 2, weight)
        weight = (weight - lr * slope).detach().requires_grad_()
        by_torch.append(weight.item())
    cross_check(np.array(by_torch), np.array(by_formula))
    return Path(x, y, w, lr, by_formula)


def stable(rng: np.random.Generator, kind: str) -> tuple[float, float]:
    """x, and the rate 2/L'' at which a step multiplies the distance from the optimum by -1."""
    x, _, y = (float(rng.uniform(1e-4, 9e-4)), 0.0, 1.0) if kind == "tiny" else draw(rng, kind)
    weight = tensor(0.3)
    (slope,) = torch.autograd.grad((y - x * weight) ** 2, weight, create_graph=True)
    (curvature,) = torch.autograd.grad(slope, weight)
    cross_check(np.array(2 / float(curvature)), np.array(1 / x**2))
    return x, 1 / x**2


def wrong_values(p: Sample) -> Table:
    """Mistakes in everything that is computed from one sample."""
    return mistakes.one_weight(p.x, p.w, p.y)


def wrong_updates(p: Step) -> Table:
    return linear_model.update(p.w, p.grad, p.lr)


def wrong_paths(p: Path) -> Table:
    return mistakes.paths(p.x, p.y, p.w, p.lr, p.steps)


def cut_paths(p: Path) -> Table:
    """The weights stay integers after every step."""
    weights = [float(p.w)]
    for _ in range(p.steps):
        weights.append(float(np.trunc(weights[-1] - p.lr * 2 * (p.x * weights[-1] - p.y) * p.x)))
    return {"integer-truncation": {"": np.array(weights)}}


def wrong_rates(p: tuple[float, float]) -> Table:
    """The limit is 2 over the curvature, which the 2 of the square is a factor of."""
    want = p[1]
    made = {"limit-dropped-two": 2 * want, "doubled": want / 2, "sign-flipped": -want, "inputs-forgotten": 1.0}
    return {one: {"": value} for one, value in made.items()}


@pytest.mark.task("forward", core=True)
@pytest.mark.parametrize("kind", CORE)
def test_forward_values(student: Any, given: Given, kind: str) -> None:
    """The prediction is the product of input and weight."""
    p = given(sample, kind)

    check_number(student.forward(p.x, p.w), p.y_hat, name="y_hat", mistakes=lazily(wrong_values, p)("y_hat"))


@pytest.mark.task("forward", core=False)
@pytest.mark.parametrize("kind", SPECIAL)
def test_forward_edges(student: Any, given: Given, kind: str) -> None:
    """Zeros, integers, large numbers and tiny ones are no special case."""
    for p in [given(sample, one) for one in SPECIAL[kind]]:
        check_number(student.forward(p.x, p.w), p.y_hat, name="y_hat")


@pytest.mark.task("loss", core=True)
@pytest.mark.parametrize("kind", CORE)
def test_loss_values(student: Any, given: Given, kind: str) -> None:
    """The loss is the square of the difference, on either side of the target."""
    p = given(sample, kind)

    check_number(student.loss(p.y_hat, p.y), p.loss, name="the loss", mistakes=lazily(wrong_values, p)("loss"))


@pytest.mark.task("loss", core=False)
def test_loss_no_error(student: Any, given: Given) -> None:
    """A prediction that hits the target costs exactly 0."""
    p = given(sample, "positive")

    check_number(student.loss(p.y, p.y), 0.0, name="the loss of a perfect prediction")


@pytest.mark.task("loss", core=False)
def test_loss_sizes(student: Any, given: Given) -> None:
    """Large and tiny numbers, and a target of 0, are no special case."""
    for p in [given(sample, kind) for kind in (*SPECIAL["sizes"], "zero_target")]:
        check_number(student.loss(p.y_hat, p.y), p.loss, name="the loss")


@pytest.mark.task("loss", core=False)
def test_loss_integers(student: Any, given: Given) -> None:
    """An integer target counts as its float value."""
    p = given(sample, "integers")

    check_number(student.loss(p.y_hat, p.y), p.loss, name="the loss")


def each_key(*, core: bool) -> pytest.MarkDecorator:
    """Every key is a part of the task `gradients`, with a core of its own."""
    marks = {key: pytest.mark.task("gradients", core=core, part=key) for key in KEYS}
    return pytest.mark.parametrize("key", [pytest.param(key, marks=marks[key], id=key) for key in KEYS])


@each_key(core=True)
@pytest.mark.parametrize("kind", CORE)
def test_gradients_values(student: Any, given: Given, kind: str, key: str) -> None:
    """Each entry is the derivative its name says, as autograd finds it."""
    p = given(sample, kind)
    grads = student.gradients(p.x, p.w, p.y)

    check_keys(grads, [key], name="the dict of gradients")
    check_number(grads[key], p.gradients[key], name=key, mistakes=lazily(wrong_values, p)(key))


@each_key(core=False)
@pytest.mark.parametrize("kind", SPECIAL)
def test_gradients_edges(student: Any, given: Given, kind: str, key: str) -> None:
    """Zeros, integers and tiny numbers need no exception."""
    for p in [given(sample, one) for one in SPECIAL[kind] if one != "large"]:
        grads = student.gradients(p.x, p.w, p.y)
        check_keys(grads, [key], name="the dict of gradients")
        check_number(grads[key], p.gradients[key], name=key)


@pytest.mark.task("update", core=True)
@pytest.mark.parametrize("kind", ["up", "down"])
def test_update_values(student: Any, given: Given, kind: str) -> None:
    """The weight moves against the gradient, by the learning rate times the gradient."""
    p = given(step, kind)

    check_number(
        student.update(p.w, p.grad, p.lr), p.after, name="the new weight", mistakes=lazily(wrong_updates, p)("")
    )


@pytest.mark.task("update", core=False)
@pytest.mark.parametrize("kind", ["numbers", "integers"])
def test_update_edges(student: Any, given: Given, kind: str) -> None:
    """Zeros, large numbers and tiny ones are no special case; an integer weight moves by fractions."""
    kinds = ("zero_rate", "zero_weight", "zero_gradient", "large", "tiny") if kind == "numbers" else (kind,)
    for p in [given(step, one) for one in kinds]:
        check_number(student.update(p.w, p.grad, p.lr), p.after, name="the new weight")


def composed(student: Any, reference: Any, p: Path) -> list[float]:
    """The path made of the student's own gradients and update, which are right, or wrong as listed mistakes are."""
    w: Any = p.w
    weights, slopes = [float(w)], []
    for _ in range(p.steps):
        grads = student.gradients(p.x, w, p.y)
        check_keys(grads, ["dL_dw"], name="the dict of gradients")
        slope = grads["dL_dw"]
        slopes.append(check_known(slope, "gradients", known_slopes, reference, p, weights[-1]))
        after = student.update(w, slope, p.lr)
        weights.append(float(check_known(after, "update", known_steps, reference, p, weights[-1], slopes[-1])))
        w = after
    check_changing(slopes[:1], slopes[-1:])
    return weights


def known_slopes(reference: Any, p: Path, w: float) -> Iterator[Any]:
    yield reference.gradients(p.x, w, p.y)["dL_dw"]
    yield from values_of(mistakes.one_weight(p.x, w, p.y), "dL_dw")


def known_steps(reference: Any, p: Path, w: float, slope: Any) -> Iterator[Any]:
    yield reference.update(w, float(slope), p.lr)
    yield from values_of(linear_model.update(w, slope, p.lr), "")


def check_path(student: Any, reference: Any, p: Path, wrong: Any = wrong_paths) -> None:
    """Right outright, or the right composition of what the student wrote, or right once its parts are."""

    def path_of(module: Any) -> Any:
        return module.train(p.x, p.y, p.w, p.lr, p.steps)

    def with_right_parts() -> None:
        twin = student.given(reference, *PARTS)
        for _ in range(2):  # in a fresh worker only a second call shows a list that is kept from the first
            check_numbers(path_of(twin), p.weights, name="the list of weights", mistakes=made)

    made = lazily(wrong, p)("")
    with_follow_through(
        lambda: check_numbers(path_of(student), p.weights, name="the list of weights", mistakes=made),
        lambda: check_numbers(path_of(student), composed(student, reference, p), name="the list of weights"),
        with_right_parts,
    )


@pytest.mark.task("train", core=True)
@pytest.mark.parametrize(("kind", "steps"), [("converging", 10), ("oscillating", 6), ("diverging", 5), ("many", -1)])
def test_train_path(student: Any, given: Given, reference: Any, kind: str, steps: int) -> None:
    """The weights are y/x + (1 - 2*lr*x^2)^t * (w - y/x), the start included, also where they run away."""
    check_path(student, reference, given(path, kind, steps))


@pytest.mark.task("train", core=False)
@pytest.mark.parametrize(("kind", "steps"), [("no_steps", 0), ("zeros", 4), ("resting", 12), ("integers", 5)])
def test_train_edges(student: Any, given: Given, reference: Any, kind: str, steps: int) -> None:
    """No steps give the start alone; the input 0 never moves the weight, a weight of 0 moves; so do integers."""
    kinds = ("zero", "through_zero", "zero_target") if kind == "zeros" else (kind,)
    for p in [given(path, one, steps) for one in kinds]:
        check_path(student, reference, p, cut_paths if kind == "integers" else wrong_paths)


@pytest.mark.task("largest_stable_lr", core=True)
@pytest.mark.parametrize("kind", CORE)
def test_largest_stable_lr_values(student: Any, given: Given, kind: str) -> None:
    """At this rate the factor of a step is exactly -1."""
    p = given(stable, kind)
    wrong = lazily(wrong_rates, p)("")

    check_number(student.largest_stable_lr(p[0]), p[1], name="the largest stable learning rate", mistakes=wrong)


@pytest.mark.task("largest_stable_lr", core=False)
@pytest.mark.parametrize("kind", ["tiny", "integers"])
def test_largest_stable_lr_edges(student: Any, given: Given, kind: str) -> None:
    """A small input allows a large rate; an integer input counts as its float value."""
    x, want = given(stable, kind)

    check_number(student.largest_stable_lr(x), want, name="the largest stable learning rate")


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
