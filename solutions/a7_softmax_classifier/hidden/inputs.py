"""Scores and classifiers for the hidden cases, each with what two oracles say should come out."""

from dataclasses import dataclass

import numpy as np

from autograder.cases import cross_check, fractions
from autograder.cases.by_torch import torch

IRISES = [
    (5.1, 3.5, 1.4, 0.2, 0), (4.9, 3.0, 1.4, 0.2, 0), (4.5, 2.3, 1.3, 0.3, 0), (5.7, 4.4, 1.5, 0.4, 0),
    (7.0, 3.2, 4.7, 1.4, 1), (5.9, 3.2, 4.8, 1.8, 1), (6.0, 2.7, 5.1, 1.6, 1), (5.1, 2.5, 3.0, 1.1, 1),
    (6.3, 3.3, 6.0, 2.5, 2), (4.9, 2.5, 4.5, 1.7, 2), (6.3, 2.8, 5.1, 1.5, 2), (7.9, 3.8, 6.4, 2.0, 2),
]  # fmt: skip
"""Twelve flowers of the course's own data."""


@dataclass(frozen=True)
class Scores:
    """Scores, labels, and what the first three functions should make of them."""

    Z: np.ndarray
    labels: np.ndarray
    P: np.ndarray
    loss: float
    slopes: np.ndarray


@dataclass(frozen=True)
class Problem:
    """A linear classifier, a batch, and the gradients of its parameters."""

    X: np.ndarray
    labels: np.ndarray
    W: np.ndarray
    b: np.ndarray
    d_weights: np.ndarray
    d_bias: np.ndarray


def classes(rng, N, K):
    """Labels in random order, each class as often as any other; not the same from the back and the front."""
    while True:
        labels = rng.permutation(np.arange(N) % K)
        if min(N, K) == 1 or (labels != labels[::-1]).any():
            return labels


def scores(rng, shape):
    N, K = shape
    return scored(rng.standard_normal((N, K)) * 1.5, classes(rng, N, K))


@dataclass(frozen=True)
class Pair:
    """Two batches of one shape, which no other case has: what is kept by its shape shows in the second."""

    first: object
    second: object


def drawn_scores(rng):
    shape = int(rng.integers(14, 21)), int(rng.integers(7, 14))
    return Pair(scores(rng, shape), scores(rng, shape))


def drawn_problems(rng):
    shape = int(rng.integers(14, 21)), int(rng.integers(2, 21)), int(rng.integers(14, 21))
    return Pair(problem(rng, shape), problem(rng, shape))


def lifted_scores(rng):
    """Moderate differences on top of large numbers, other ones in each row: the probabilities are moderate."""
    lift = np.array([[1e4], [-1e4], [800.0], [-2000.0], [0.0], [710.0]])
    return scored(lift + rng.standard_normal((6, 3)), classes(rng, 6, 3))


def spread_scores(rng):
    """Differences of thousands: probabilities that are 0 or 1 as floats, also those of labels."""
    while True:
        Z = rng.permuted(np.tile([1e4, -1e4, 3e3], (9, 1)), axis=1) * rng.uniform(0.5, 1.0, (9, 3))
        ranks = classes(rng, 9, 3)  # the label has the smallest score in three rows, and the largest in three
        labels = np.argsort(Z, axis=1)[np.arange(9), ranks]
        if labels.max() == 2:  # a batch without the last class is a case of its own
            return scored(Z, labels)


def tied_scores(rng):
    """Rows of zeros, of equal scores and of nearly equal ones, and a row in which two share the first place."""
    Z = np.vstack(
        [np.zeros(4), np.full(4, -3.5), 1e-9 * rng.standard_normal(4), [2.0, 2.0, -1.0, 0.5], [0.0, 0.0, 1.0, 1.0]]
    )
    return scored(Z, np.array([1, 2, 0, 3, 3]))


def one_class_scores(rng, label, kind="int64"):
    """A batch of one class; of each type of labels another number of classes."""
    classes = {"int64": 4, "int8": 5, "uint8": 6, "int32": 7}[kind]
    return scored(rng.standard_normal((8, classes)), np.full(8, label, dtype=kind))


def one_class_problem(rng):
    return solved(rng.standard_normal((9, 3)), np.zeros(9, dtype=int), rng.standard_normal((4, 3)), rng.normal(size=4))


def integer_scores(rng):
    while True:
        Z = rng.integers(2, 6, (7, 3)) * rng.choice([-1, 1], (7, 3))
        if np.ptp(Z, axis=1).all():  # equal scores have a case of their own
            return scored(Z, classes(rng, 7, 3))


def scored(Z, labels):
    """Probabilities, loss and gradient by torch, and by the exponentials of what is left of each row's largest."""
    t_Z = torch.tensor(Z, dtype=torch.float64, requires_grad=True)
    t_P = torch.softmax(t_Z, dim=1)
    t_loss = torch.nn.functional.cross_entropy(t_Z, torch.tensor(labels.astype(int)))
    t_loss.backward()

    rows = np.arange(len(Z))
    shifted = np.asarray(Z, float) - np.max(Z, axis=1, keepdims=True)
    logs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    one_hot = (labels[:, None] == np.arange(Z.shape[1])).astype(float)
    cross_check(t_P.detach().numpy(), np.exp(logs))
    cross_check(t_loss.item(), -np.mean(logs[rows, labels]))
    cross_check(t_Z.grad.numpy(), (np.exp(logs) - one_hot) / len(Z))
    cross_check(t_Z.grad.numpy().sum(axis=1), np.zeros(len(Z)))
    return Scores(Z, labels, t_P.detach().numpy(), t_loss.item(), t_Z.grad.numpy())


def problem(rng, shape):
    N, D, K = shape
    X, W, b = rng.standard_normal((N, D)), rng.standard_normal((K, D)) / np.sqrt(D), rng.standard_normal(K)
    return solved(X, classes(rng, N, K), W, b)


def iris_problem(rng):
    table = np.array(IRISES)[rng.permutation(12)]
    return solved(table[:, :4], table[:, 4].astype(int), rng.standard_normal((3, 4)) / 4, rng.standard_normal(3))


def integer_problem(rng):
    """A problem of integers; neither gradient is all integers, not even where every probability is nearly 0 or 1."""
    while True:
        X, W = rng.integers(2, 5, (5, 4)), rng.choice([-1, 1], (3, 4))
        p = solved(X, classes(rng, 5, 3), W, rng.integers(2, 5, 3))
        if fractions(p.d_weights).any() and fractions(p.d_bias).any():
            return p


def large_problem(rng):
    """Weights so large that the scores are in the thousands."""
    X, W = rng.standard_normal((8, 4)), rng.standard_normal((3, 4)) * 3000
    return solved(X, classes(rng, 8, 3), W, rng.standard_normal(3))


def solved(X, labels, W, b):
    """The gradients by autograd and by formula; the bias is a weight of an input that is 1, and so is its gradient."""
    t_W = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    t_b = torch.tensor(b, dtype=torch.float64, requires_grad=True)
    Z = torch.nn.functional.linear(torch.tensor(X, dtype=torch.float64), t_W, t_b)
    torch.nn.functional.cross_entropy(Z, torch.tensor(labels)).backward()
    slopes = scored(X @ W.T + b, labels).slopes
    both = np.einsum("nk,nd->kd", slopes, np.column_stack([X, np.ones(len(X))]))
    cross_check(t_W.grad.numpy(), both[:, :-1])
    cross_check(t_b.grad.numpy(), both[:, -1])
    return Problem(X, labels, W, b, t_W.grad.numpy(), t_b.grad.numpy())
