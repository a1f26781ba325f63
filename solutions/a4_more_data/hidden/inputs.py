"""Inputs of reductions, copies, step sizes and scalings for a4_more_data, each with what two oracles say is due."""

from dataclasses import dataclass

import numpy as np

from autograder.cases import cross_check, fractions
from autograder.cases.by_torch import torch

from ...shared.crops import CROPS_X, CROPS_Y
from ...shared.linear_model import share

CROPS = np.array(CROPS_X, dtype=float)
YIELDS = np.array(CROPS_Y, dtype=float)
REDUCTIONS = ["sum", "mean", "row_mean"]


@dataclass(frozen=True)
class Copies:
    """Five rows, three copies of each, and predictions of a true function of the row."""

    X: np.ndarray
    Y_hat: np.ndarray


def copies(rng):
    X = np.tile(rng.normal(10, 3, (5, 3)), (3, 1))
    Y_hat = X @ rng.normal(size=(2, 3)).T + rng.normal(size=2)
    return Copies(X, np.tile(Y_hat[:5], (3, 1)))


def shuffled_copies(rng):
    """No two equal rows stand a multiple of five apart, as in `copies` all do; the last row's copies not evenly."""
    p = copies(rng)
    while True:
        order = rng.permutation(15)
        places = np.argsort(order % 5, kind="stable").reshape(5, 3)  # of the copies of each row, in order
        first, second, last = places[order[14] % 5]
        if all(len(set(of_one % 5)) == 3 for of_one in places) and second - first != last - second:
            return Copies(p.X[order], p.Y_hat[order])


def drawn_copies(rng):
    """Rows and outputs of which nobody knows how many there are; each row twice, in another order."""
    rows, columns, outputs = int(rng.integers(8, 11)), *map(int, rng.integers(2, 21, 2))
    X, Y_hat, order = rng.normal(size=(rows, columns)), rng.normal(size=(rows, outputs)), rng.permutation(2 * rows)
    return Copies(np.vstack([X, X])[order], np.vstack([Y_hat, Y_hat])[order])


def spread_copies(rng, at):
    """Three copies of a row whose predictions lie `at` these places; two more rows stand between them."""
    X = rng.normal(size=(3, 4))
    X = X[[0, 1, 0, 2, 0]]
    Y_hat = rng.normal(size=(5, 2))
    Y_hat[[0, 2, 4]] = 1.0
    Y_hat[[0, 2, 4], 1] = at
    return Copies(X, Y_hat)


def notebook_output(rng):
    """What the notebook printed for the copies of its first row (apples); the rest is made in its image."""
    noise = rng.uniform(0.1, 1.0, (15, 2)) + np.repeat([[0.0], [1.0], [2.0]], 5, axis=0)
    Y_hat = np.tile(YIELDS, (3, 1)) + noise
    Y_hat[[0, 5, 10], 0] = 57.39, 56.76, 57.36
    return Copies(np.tile(CROPS, (3, 1)), Y_hat)


def distinct_rows(rng):
    """No two rows are equal, though some share features, the sum of the features, or the numbers in another order."""
    while True:
        X = np.round(rng.normal(10, 3, (5, 3)) * 64) / 64  # exact sums
        X[1] = X[0] + [0, 1, -1]
        X[2] = X[0, [1, 2, 0]]
        X[3] = X[0] + [1, 0, 0]
        if len(np.unique(X, axis=0)) == 5:
            return Copies(X, rng.normal(size=(5, 2)))


def nearly_equal_rows(rng):
    X = rng.normal(10, 3, (4, 3))
    X[3] = X[0] + [0, 0, 1e-7]
    return Copies(X, rng.normal(size=(4, 2)))


def moved(p, row, output, by):
    """The predictions with one number changed."""
    Y_hat = p.Y_hat.copy()
    Y_hat[row, output] += by
    return Y_hat


@dataclass(frozen=True)
class Problem:
    """A model, a batch, and what the functions should make of them under one reduction."""

    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    Y_hat: np.ndarray
    loss: float
    d_weights: np.ndarray
    d_bias: np.ndarray


def solve(X, Y, W, b, reduction):
    """Loss and gradients by torch autograd, which must agree with the closed formula."""
    weights = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    bias = torch.tensor(b, dtype=torch.float64, requires_grad=True)
    residual = torch.tensor(X, dtype=torch.float64) @ weights.T + bias - torch.tensor(Y, dtype=torch.float64)
    squares = residual.square()
    loss = {"sum": squares.sum(), "mean": squares.mean(), "row_mean": squares.sum(dim=1).mean()}[reduction]
    loss.backward()
    dW, db = weights.grad.numpy(), bias.grad.numpy()

    c, R = share(reduction, *Y.shape), X @ W.T + b - Y
    cross_check(dW, 2 * c * R.T @ X)
    cross_check(db, 2 * c * R.sum(axis=0))
    cross_check(np.array(loss.item()), np.array(c * (R**2).sum()))
    return Problem(X, Y, W, b, X @ W.T + b, loss.item(), dW, db)


DRAWN = (0, 0, 0)
"""In the place of a shape: sizes that nobody knows before. No other case has as many rows."""


def sizes(rng, shape):
    """Drawn sizes are never square by chance: whether a product raises an error must not depend on the seed."""
    if shape != DRAWN:
        return shape
    return int(rng.integers(16, 21)), *map(int, rng.choice(np.arange(2, 8), 2, replace=False))


def numbers(rng, kind):
    """Numbers that are `"large"` or `"tiny"`, or in part `"zeros"`, with equal rows, and a row that is predicted."""
    X, Y, W, b = (rng.normal(size=size) for size in ((6, 4), (6, 3), (3, 4), 3))
    if kind == "zeros":
        X[0], X[:, 1], X[3], W[1], Y[1] = 0.0, 0.0, X[2], 0.0, 0.0
        return solve(X, Y, W, b, "mean")
    size = {"large": 1e7, "tiny": 1e-7}[kind]
    return solve(X * size, Y * size, W * size, b * size, "mean")


def problem(rng, shape, reduction):
    N, D, M = sizes(rng, shape)
    return solve(
        rng.normal(size=(N, D)), rng.normal(size=(N, M)), rng.normal(size=(M, D)), rng.normal(size=M), reduction
    )


def crops(rng, reduction):
    """The five rows of the notebook with weights from its uniform start."""
    return solve(CROPS, YIELDS, rng.random((2, 3)), rng.random(2), reduction)


def integers(rng, reduction):
    """Integer arrays: under either mean, neither the loss nor any entry of the gradients is an integer."""
    while True:
        X, Y, W, b = (rng.integers(2, 9, n) * rng.choice([-1, 1], n) for n in [(7, 4), (7, 3), (3, 4), (3,)])
        R = X @ W.T + b - Y
        sums = np.concatenate([[np.sum(R**2)], (R.T @ X).ravel(), R.sum(axis=0)])
        if (sums % 7).all():  # the means divide these, or twice these, by 7 or by 21
            return solve(X, Y, W, b, reduction)


@dataclass(frozen=True)
class Stability:
    """Inputs, the number of outputs, and the learning rate at which descent stops to converge."""

    X: np.ndarray
    M: int
    lr: float


def limit(X, M, reduction):
    """2 / lambda_max of the loss's whole Hessian by torch, which must agree with the blocks 2c A.T A."""
    N, D = X.shape
    inputs = torch.tensor(X, dtype=torch.float64)

    def loss(theta):
        squares = (inputs @ theta[: M * D].reshape(M, D).T + theta[M * D :]).square()
        return {"sum": squares.sum(), "mean": squares.mean(), "row_mean": squares.sum(dim=1).mean()}[reduction]

    hessian = torch.autograd.functional.hessian(loss, torch.zeros(M * (D + 1), dtype=torch.float64))
    lr = 2 / np.linalg.eigvalsh(hessian.numpy())[-1]
    A = np.column_stack([X, np.ones(N)])
    cross_check(np.array(lr), np.array(1 / (share(reduction, N, M) * np.linalg.norm(A, ord=2) ** 2)))
    return Stability(X, M, float(lr))


def stability(rng, shape, reduction):
    N, D, M = sizes(rng, shape)
    return limit(rng.normal(0.8, 1.0, (N, D)), M, reduction)


def crop_stability(rng, repeats, reduction):
    return limit(np.tile(CROPS, (repeats, 1)), 2, reduction)


def sized_stability(rng, kind):
    """Inputs that are `"large"` or `"tiny"`, or in part `"zeros"`, with equal rows."""
    X = rng.normal(0.8, 1.0, (6, 4)) * {"large": 1e5, "tiny": 1e-5, "zeros": 1.0}[kind]
    if kind == "zeros":
        X[0], X[:, 1], X[3] = 0.0, 0.0, X[2]
    return limit(X, 3, "mean")


def integer_stability(rng):
    return limit(rng.integers(2, 9, (6, 4)), 3, "mean")


@dataclass(frozen=True)
class Scaling:
    """Inputs, and what standardising makes of them."""

    X: np.ndarray
    Xs: np.ndarray
    mean: np.ndarray
    std: np.ndarray


@dataclass(frozen=True)
class Model:
    """A model of standardised inputs, and the same affine function of the raw ones."""

    Ws: np.ndarray
    bs: np.ndarray
    mean: np.ndarray
    std: np.ndarray
    W: np.ndarray
    b: np.ndarray


def scaled(X):
    """Mean and population std by torch, which must agree with NumPy's; a constant column has std 1."""
    columns = torch.tensor(X, dtype=torch.float64)
    mean, std = columns.mean(dim=0).numpy(), columns.std(dim=0, correction=0).numpy()
    cross_check(mean, np.mean(X, axis=0))
    cross_check(std, np.std(X, axis=0))
    std = np.where(std == 0, 1.0, std)
    return Scaling(X, (X - mean) / std, mean, std)


def scaling(rng, rows, columns):
    rows, columns = (rows, columns) if rows else (int(rng.integers(16, 21)), int(rng.integers(2, 21)))
    return scaled(rng.normal(size=(rows, columns)) * rng.uniform(2, 9, columns) + rng.normal(0, 20, columns))


def crop_scaling(rng):
    return scaled(CROPS)


def constant_column(rng):
    X = rng.normal(5, 3, (8, 4))
    X[:, 2] = 2.5  # exact in binary, so that its std is exactly 0
    return scaled(X)


def one_row(rng):
    return scaled(rng.integers(-40, 40, (1, 4)) / 4)


def integer_scaling(rng):
    return scaled(rng.integers(2, 30, (7, 3)))


def model_of(Ws, bs, mean, std):
    """W and b read off the affine function itself (its value and its Jacobian at 0), and by the formula."""

    def predict(x):
        return torch.tensor(Ws, dtype=torch.float64) @ ((x - torch.tensor(mean)) / torch.tensor(std)) + torch.tensor(bs)

    origin = torch.zeros(len(mean), dtype=torch.float64)
    W, b = torch.autograd.functional.jacobian(predict, origin).numpy(), predict(origin).numpy()
    cross_check(W, Ws / std)
    cross_check(b, bs - (Ws / std) @ mean)
    return Model(Ws, bs, mean, std, W, b)


def sized_scaling(rng, size):
    """Columns of large or of tiny numbers, with a column that has zeros and ties."""
    X = rng.normal(5, 3, (8, 3))
    X[:, 1] = np.where(rng.permutation(8) < 4, 0.0, 2.0)
    return scaled(X * size)


def model(rng, M, D):
    M, D = (M, D) if M else map(int, rng.integers(12, 21, 2))
    return model_of(rng.normal(size=(M, D)), rng.normal(size=M), rng.normal(0, 4, D), rng.uniform(2, 9, D))


def integer_model(rng):
    """A model of integers; no entry of the b that is due is an integer, and none of W's rows are all integers."""
    while True:
        Ws, bs, mean, std = (rng.integers(*ends, n) for *ends, n in [(2, 9, (3, 4)), (2, 9, 3), (2, 9, 4), (3, 7, 4)])
        W = Ws / std
        if fractions(bs - W @ mean).all() and fractions(W).any(axis=1).all():
            return model_of(Ws, bs, mean, std)
