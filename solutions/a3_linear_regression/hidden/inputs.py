"""Inputs of linear regression for the hidden cases, each with what two oracles say should come out."""

from dataclasses import dataclass

import numpy as np

from autograder.cases import cross_check, integers
from autograder.cases.by_torch import SGD, torch

from ...shared.crops import CROPS_X, CROPS_Y


@dataclass(frozen=True)
class Problem:
    """A model, a batch, and what each function should make of it."""

    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    Y_hat: np.ndarray
    loss: float
    d_weights: np.ndarray
    d_bias: np.ndarray


@dataclass(frozen=True)
class Step:
    """One parameter, one gradient and the parameter after the step."""

    param: np.ndarray
    grad: np.ndarray
    lr: float
    after: np.ndarray


@dataclass(frozen=True)
class Run:
    """A start, and where gradient descent is after `epochs` steps."""

    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    lr: float
    epochs: int
    states: list[dict[str, np.ndarray]]
    """W and b after 0, 1, ... steps."""
    losses: np.ndarray
    """The loss before each of these steps."""


DRAWN = (0, 0, 0)
"""In the place of a shape: sizes that nobody knows before. No other case has as many rows."""


def problem(rng, shape):
    """Normal inputs of the shape (N, D, M); the shape of the crop data gives the crop data."""
    return solved(*inputs(rng, shape))


def numbers(rng, kind):
    """Numbers that are `"large"` or `"tiny"`, or in part `"zeros"`, with equal rows, and a row that is predicted."""
    X, Y, W, b = inputs(rng, (6, 4, 3))
    if kind == "zeros":
        X[0], X[:, 1], X[3], W[1] = 0.0, 0.0, X[2], 0.0
        Y[2:4] = np.round(X[2] @ W.T + b, 1)
        Y[1] = 0.0
        return solved(X, Y, W, b)
    size = {"large": 1e7, "tiny": 1e-7}[kind]
    return solved(X * size, Y * size, W * size, b * size)


def integer_problem(rng):
    """Integer inputs, targets and bias with real weights, as when the crop data are written down as integers."""
    W = rng.standard_normal((3, 4))
    return solved(integers(rng, (5, 4)), integers(rng, (5, 3)), W, integers(rng, 3))


def step(rng, shape):
    """A parameter of the given shape and one update of it."""
    shape = tuple(rng.integers(12, 21, 2)) if shape == DRAWN[:2] else shape
    return stepped(rng.standard_normal(shape), rng.standard_normal(shape), float(rng.uniform(0.03, 0.3)))


def sized_step(rng, kind):
    """A step of `"large"` or `"tiny"` numbers, or of a gradient with `"zeros"`."""
    param, grad = rng.standard_normal((4, 3)), rng.standard_normal((4, 3))
    if kind == "zeros":
        return stepped(param, grad * (rng.permutation(12).reshape(4, 3) < 6), 0.1)
    size = {"large": 1e12, "tiny": 1e-12}[kind]
    return stepped(param * size, grad * size, 0.1)


def integer_step(rng):
    """A parameter of integers, which a step of gradient descent takes off the integers."""
    return stepped(integers(rng, (3, 4)), rng.standard_normal((3, 4)), 0.07)


def run(rng, shape, epochs, share):
    """A trajectory at the learning rate share * 2 / lambda_max, so share < 1 is stable and share > 1 is not."""
    X, Y, W, b = inputs(rng, shape)
    return trained(X, Y, W, b, share * stable_rate(X), epochs)


def long_run(rng):
    """The crop data, for a number of steps that nobody knows before."""
    X, Y, W, b = inputs(rng, (5, 3, 2))
    return trained(X, Y, W, b, 0.9 * stable_rate(X), int(rng.integers(33, 45)))


def resting_run(rng, loss, epochs):
    """A run that starts where the gradients are zero: the loss is `"zero"` there, or the `"lowest"` of noisy data.

    Every row is there twice, its targets as far above the prediction as below. All are whole numbers, which are not
    rounded: the loss stays exactly as it is.
    """
    X, W, b = (integers(rng, size).astype(float) for size in ((4, 3), (2, 3), 2))
    above = integers(rng, (4, 2)) * (loss == "lowest")
    Y_hat = X @ W.T + b
    X, Y = np.vstack([X, X]), np.vstack([Y_hat + above, Y_hat - above])
    return trained(X, Y, W, b, 0.4 * stable_rate(X), epochs)


def integer_run(rng):
    """A trajectory whose data and starting values are all integers."""
    X = integers(rng, (5, 4))
    return trained(X, integers(rng, (5, 3)), integers(rng, (3, 4)), integers(rng, 3), 0.4 * stable_rate(X), 4)


def inputs(rng, shape):
    N, D, M = shape if shape != DRAWN else (rng.integers(12, 21), *rng.integers(2, 8, 2))
    if shape == (5, 3, 2):
        return np.array(CROPS_X, float), np.array(CROPS_Y, float), rng.uniform(size=(M, D)), rng.uniform(size=M)
    return tuple(rng.standard_normal(size) for size in ((N, D), (N, M), (M, D), M))


def stable_rate(X):
    """The largest stable learning rate of the summed squared error, 2 / lambda_max of its Hessian 2*A.T @ A."""
    A = np.column_stack([X, np.ones(len(X))])
    return float(2 / np.linalg.eigvalsh(2 * A.T @ A)[-1])


def solved(X, Y, W, b):
    """The expected values, by autograd and by formula."""
    t_X, t_Y, t_W, t_b = (torch.tensor(value, dtype=torch.float64) for value in (X, Y, W, b))
    t_W.requires_grad_()
    t_b.requires_grad_()
    t_Y_hat = torch.nn.functional.linear(t_X, t_W, t_b)
    t_loss = torch.nn.functional.mse_loss(t_Y_hat, t_Y, reduction="sum")
    t_loss.backward()

    R = np.einsum("nd,md->nm", X, W) + b - Y
    dW, db = 2 * np.einsum("nm,nd->md", R, X), 2 * np.einsum("nm->m", R)
    cross_check(t_Y_hat.detach().numpy(), R + Y)
    cross_check(t_loss.item(), np.einsum("nm,nm->", R, R))
    cross_check(t_W.grad.numpy(), dW)
    cross_check(t_b.grad.numpy(), db)
    return Problem(X=X, Y=Y, W=W, b=b, Y_hat=R + Y, loss=t_loss.item(), d_weights=dW, d_bias=db)


def stepped(param, grad, lr):
    parameter = torch.tensor(param, dtype=torch.float64, requires_grad=True)
    parameter.grad = torch.tensor(grad, dtype=torch.float64)
    SGD([parameter], lr=lr).step()
    after = np.subtract(param, np.multiply(lr, grad))
    cross_check(parameter.detach().numpy(), after)
    return Step(param=param, grad=grad, lr=lr, after=after)


def trained(X, Y, W, b, lr, epochs):
    """The trajectory by torch.optim.SGD, and by the linear map that one step applies to the stacked parameters."""
    t_X, t_Y = torch.tensor(X, dtype=torch.float64), torch.tensor(Y, dtype=torch.float64)
    t_W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    t_b = torch.tensor(b, dtype=torch.float64, requires_grad=True)
    optimizer = SGD([t_W, t_b], lr=lr)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        t_loss = ((t_X @ t_W.T + t_b - t_Y) ** 2).sum()
        t_loss.backward()
        losses.append(t_loss.item())
        optimizer.step()

    A, T = np.column_stack([X, np.ones(len(X))]), np.vstack([np.transpose(W), b]).astype(float)
    states, by_formula = [{"W": T[:-1].T, "b": T[-1]}], []
    for _ in range(epochs):
        by_formula.append(float(np.sum((A @ T - Y) ** 2)))
        T = T - 2 * lr * A.T @ (A @ T - Y)
        states.append({"W": T[:-1].T, "b": T[-1]})
    cross_check(t_W.detach().numpy(), T[:-1].T)
    cross_check(t_b.detach().numpy(), T[-1])
    cross_check(np.array(losses), np.array(by_formula))
    return Run(X=X, Y=Y, W=W, b=b, lr=lr, epochs=epochs, states=states, losses=np.array(losses))
