"""Inputs of a linear model and its training for a5_model_regression, each with what torch and the formulas give."""

from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from autograder.cases import cross_check, integers
from autograder.cases.by_torch import SGD

DRAWN = (0, 0, 0)
"""In the place of a shape: sizes that nobody knows before. No other case has as many rows."""
LONG = 33
"""Steps of the longest run."""


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
    hills: np.ndarray
    """A square matrix as large as there are parameters; no worker ever sees it."""


@dataclass(frozen=True)
class Run:
    """A start, and what is right after each step of gradient descent from there; the names are those of Problem."""

    shape: tuple[int, int, int]
    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    lr: float
    path: list[tuple[np.ndarray, np.ndarray]]
    losses: np.ndarray


def run(rng, kind, epochs):
    """A run whose loss is `"zero"` and stays so, `"lowest"` from the start, or `"growing"` with each step.

    Where it rests, each row is there twice, its targets as far above the prediction as below. All are whole numbers,
    which are not rounded: the loss stays exactly as it is.
    """
    X, W, b = (integers(rng, size).astype(float) for size in ((4, 3), (2, 3), 2))
    above = integers(rng, (4, 2)) * (kind != "zero")
    X, Y = np.vstack([X, X]), np.vstack([X @ W.T + b + above, X @ W.T + b - above])
    if kind == "growing":
        W, b = W + rng.normal(size=W.shape), b + rng.normal(size=b.shape)
    design = np.column_stack([X, np.ones(len(X))])
    share = 1.3 if kind == "growing" else 0.3
    lr = float(share * 2 / np.linalg.eigvalsh(2 * design.T @ design).max())
    path, losses, _ = _descend(X, Y, W, b, lr, epochs)
    path_torch, losses_torch, _ = _descend_by_torch(X, Y, W, b, lr, epochs)
    cross_check(losses_torch, losses)
    for by_torch, by_formula in zip(path_torch, path, strict=True):
        cross_check(by_torch[0], by_formula[0])
        cross_check(by_torch[1], by_formula[1])
    return Run((8, 3, 2), X, Y, W, b, lr, path, losses)


def problem(rng, shape):
    if shape == DRAWN:
        shape = tuple(map(int, (rng.integers(12, 21), *rng.integers(2, 21, 2))))
    return solved(rng, *arrays(rng, shape))


def numbers(rng, kind):
    """Numbers that are `"large"` or `"tiny"`, or in part `"zeros"`, with equal rows."""
    X, Y, W, b, G = (array * {"large": 1e4, "tiny": 1e-4, "zeros": 1.0}[kind] for array in arrays(rng, (6, 4, 3)))
    if kind == "zeros":
        X[0], X[:, 1], X[3], W[1], Y[1], b[2] = 0.0, 0.0, X[2], 0.0, 0.0, 0.0
    return solved(rng, X, Y, W, b, G)


def arrays(rng, shape):
    n, d, m = shape
    return [rng.normal(size=size) for size in ((n, d), (n, m), (m, d), (m,), (n, m))]


def solved(rng, X, Y, W, b, G):
    """A problem whose every expected value comes from torch's autograd and from the formulas; the two must agree."""
    shape = n, _, _ = *X.shape, len(b)
    design = np.column_stack([X, np.ones(n)])
    lr = float(0.3 * 2 / np.linalg.eigvalsh(2 * design.T @ design).max())
    momentum = 0.5

    Y_hat, pulled = _pull_by_torch(X, W, b, G)
    cross_check(Y_hat, X @ W.T + b)
    cross_check(pulled[0], G.T @ X)
    cross_check(pulled[1], G.sum(axis=0))

    path, losses, grads = _descend(X, Y, W, b, lr, LONG)
    path_torch, losses_torch, grads_torch = _descend_by_torch(X, Y, W, b, lr, LONG)
    after_two = _descend(X, Y, W, b, lr, 2, momentum)[0][2]
    after_two_torch = _descend_by_torch(X, Y, W, b, lr, 2, momentum)[0][2]
    cross_check(losses_torch, losses)
    for by_torch, by_formula in [
        (grads_torch, grads),
        (after_two_torch, after_two),
        *zip(path_torch, path, strict=True),
    ]:
        cross_check(by_torch[0], by_formula[0])
        cross_check(by_torch[1], by_formula[1])
    size = W.size + b.size
    hills = rng.normal(size=(size, size)) / np.sqrt(size)
    return Problem(shape, X, Y, W, b, G, Y_hat, pulled, grads, lr, path, losses, momentum, after_two, hills)


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
