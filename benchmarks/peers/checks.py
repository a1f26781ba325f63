"""The checks that every peer runs: the hidden cases of a3, one call each, the same shapes and the same two oracles.

What our grader does beyond them has no counterpart here: no second look in another order, no mistake is named, no
follow-through marks, no argument is watched by anybody but the one case that asks for it. That is in the peers' favour.

It needs NumPy and torch alone, for it is copied into the peers' folders. A submission is anything that has the six
functions as attributes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

SEED = 7
SHAPES = [(11, 7, 3), (5, 3, 2), (4, 4, 4), (3, 5, 3)]
CASES: list[tuple[str, str, Callable[[Any], None]]] = []
"""The task, the id and the function of each case, in the order of the hidden cases."""


def case(task: str, what: str, check: Callable[..., None], *arguments: Any) -> None:
    CASES.append((task, what, lambda student: check(student, *arguments)))


def close(got: Any, want: Any) -> None:
    got = np.asarray(got)
    assert got.shape == np.shape(want), f"shape {got.shape}, and {np.shape(want)} is due"
    np.testing.assert_allclose(got, want, rtol=1e-7, atol=1e-9)


def inputs(shape: tuple[int, int, int], whole: bool = False) -> tuple[np.ndarray, ...]:
    """X, Y, W and b; `whole` asks for integers where the hidden cases have integers."""
    N, D, M = shape
    rng = np.random.default_rng([SEED, N, D, M])
    if whole:
        X, Y, b = (rng.integers(2, 10, size) for size in ((N, D), (N, M), M))
        return X, Y, rng.standard_normal((M, D)), b
    return tuple(rng.standard_normal(size) for size in ((N, D), (N, M), (M, D), M))


def solved(shape: tuple[int, int, int], whole: bool = False) -> dict[str, Any]:
    """The inputs and the expected values, by autograd and by formula, which must agree."""
    X, Y, W, b = inputs(shape, whole)
    t_X, t_Y, t_W, t_b = (torch.tensor(value, dtype=torch.float64) for value in (X, Y, W, b))
    t_W.requires_grad_()
    t_b.requires_grad_()
    t_Y_hat = torch.nn.functional.linear(t_X, t_W, t_b)
    t_loss = torch.nn.functional.mse_loss(t_Y_hat, t_Y, reduction="sum")
    t_loss.backward()
    R = np.einsum("nd,md->nm", X, W) + b - Y
    close(t_W.grad.numpy(), 2 * np.einsum("nm,nd->md", R, X))
    close(t_b.grad.numpy(), 2 * R.sum(axis=0))
    close(t_loss.item(), np.sum(R * R))
    return {"X": X, "Y": Y, "W": W, "b": b, "Y_hat": R + Y, "loss": t_loss.item()} | {
        "grad_W": t_W.grad.numpy(),
        "grad_b": t_b.grad.numpy(),
        "forward": R + Y,
    }


ARGUMENTS = {
    "forward": ("X", "W", "b"),
    "loss": ("Y_hat", "Y"),
    "grad_W": ("X", "Y_hat", "Y"),
    "grad_b": ("Y_hat", "Y"),
}


def values(student: Any, task: str, shape: tuple[int, int, int], whole: bool = False) -> None:
    p = solved(shape, whole)
    close(getattr(student, task)(*(p[name] for name in ARGUMENTS[task])), p[task])


def unchanged(student: Any, task: str, *given: Any) -> None:
    """The arguments are afterwards as they were."""
    if not given:
        p = solved((11, 7, 3))
        given = tuple(p[name] for name in ARGUMENTS[task])
    before = [np.copy(value) for value in given]
    getattr(student, task)(*given)
    for old, new in zip(before, given, strict=True):
        np.testing.assert_array_equal(old, new)


def stepped(student: Any, shape: tuple[int, ...], whole: bool = False) -> None:
    rng = np.random.default_rng([SEED, *shape])
    param = rng.integers(2, 10, shape) if whole else rng.standard_normal(shape)
    grad, lr = rng.standard_normal(shape), 0.07
    parameter = torch.tensor(param, dtype=torch.float64, requires_grad=True)
    parameter.grad = torch.tensor(grad)
    torch.optim.SGD([parameter], lr=lr).step()
    close(parameter.detach().numpy(), param - lr * grad)
    close(student.update(param, grad, lr), param - lr * grad)


def start(shape: tuple[int, int, int], share: float, whole: bool = False) -> tuple[Any, ...]:
    X, Y, W, b = inputs(shape, whole)
    if whole:
        W = np.random.default_rng(SEED).integers(2, 10, W.shape)
    A = np.column_stack([X, np.ones(len(X))])
    return X, Y, W, b, share * float(2 / np.linalg.eigvalsh(2 * A.T @ A)[-1])


def trained(student: Any, shape: tuple[int, int, int], epochs: int, share: float, whole: bool = False) -> None:
    """The trajectory by torch.optim.SGD and by the formula."""
    X, Y, W, b, lr = start(shape, share, whole)
    t_X, t_Y = (torch.tensor(value, dtype=torch.float64) for value in (X, Y))
    t_W, t_b = (torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (W, b))
    optimizer, losses = torch.optim.SGD([t_W, t_b], lr=lr), []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss = ((t_X @ t_W.T + t_b - t_Y) ** 2).sum()
        loss.backward()
        losses.append(loss.item())
        optimizer.step()
    A, T = np.column_stack([X, np.ones(len(X))]), np.vstack([np.transpose(W), b])
    for _ in range(epochs):
        T = T - 2 * lr * A.T @ (A @ T - Y)
    close(t_W.detach().numpy(), T[:-1].T)
    close(t_b.detach().numpy(), T[-1])
    got_W, got_b, got_losses = student.fit(X, Y, W, b, lr, epochs)
    close(got_W, T[:-1].T)
    close(got_b, T[-1])
    close(got_losses, losses)


for name, kept in (
    ("forward", [(1, 3, 2), (6, 4, 1)]),
    ("loss", []),
    ("grad_W", [(1, 3, 2), (6, 4, 1), (6, 1, 3)]),
    ("grad_b", [(1, 3, 2), (6, 4, 1)]),
):
    for sizes in (*SHAPES, *kept):
        case(name, f"values{sizes}", values, name, sizes)
    case(name, "integers", values, name, (5, 4, 3), True)
    case(name, "arguments", unchanged, name)
for sizes in [(3, 7), (4, 4), (3,), (1, 3)]:
    case("update", f"values{sizes}", stepped, sizes)
case("update", "integers", stepped, (3, 4), True)
case("update", "arguments", unchanged, "update", np.ones((3, 7)), np.full((3, 7), 2.0), 0.1)
for sizes, steps, part in (((11, 7, 3), 5, 0.4), ((4, 4, 4), 5, 0.4), ((5, 3, 2), 60, 0.9), ((6, 4, 1), 5, 1.4)):
    case("fit", f"steps{sizes}", trained, sizes, steps, part)
case("fit", "integers", trained, (5, 4, 3), 4, 0.4, True)
case("fit", "arguments", unchanged, "fit", *start((11, 7, 3), 0.4), 5)

TASKS = tuple(dict.fromkeys(task for task, _, _ in CASES))


class Names:
    """A submission whose functions stand in a dict, such as a notebook's globals()."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.__dict__.update(names)


def run(task: str, names: dict[str, Any]) -> None:
    """Run all cases of a task; raises AssertionError at the first that fails."""
    student = Names({name: names[name] for name in TASKS if name in names})
    for one, _, check in CASES:
        if one == task:
            check(student)
