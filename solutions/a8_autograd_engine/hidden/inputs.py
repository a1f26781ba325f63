"""The problems of a8's hidden cases: inputs, and what is due, always from two oracles that agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.cases import cross_check
from autograder.cases.by_torch import SGD, torch

from . import drawn_graphs, graphs
from .graphs import Graph, solved

CROPS_X = [[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]
CROPS_Y = [[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]]
STEPS = 12

KINDS = {
    "the arithmetic": ["+", "-", "neg", "*", "/", "**"],
    "the functions": ["relu", "tanh", "exp", "log"],
    "the array operations": ["@", "sum", "mean", "T"],
}
_PLAIN = {"@": [(5, 3), (3, 2)]} | {word: [(4, 3), (4, 3)] for word in "+-*/"}
_BROADCAST = [[(3, 4), (4,)], [(2, 1), (3, 2, 4)], [(), (3, 2)], [(3, 1), (1, 4)]]
_OPTIONS: dict[str, list[Any]] = {
    "**": [[3], [0.5], [-2]],
    "sum": [[None, False], [0, False], [1, True], [-1, False]],
}


@dataclass(frozen=True)
class Back:
    """A gradient, the shape it is summed back to, and what comes out."""

    G: np.ndarray
    shape: tuple[int, ...]
    due: np.ndarray


@dataclass(frozen=True)
class Run:
    """The regression of assignment 3: a start, where gradient descent is after some steps, and the first loss."""

    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    lr: float
    W_end: np.ndarray
    b_end: np.ndarray
    losses: np.ndarray
    first: list[Graph]
    """The graph of the first step's loss."""


def back(rng, G_shape, shape, integers=False):
    """What autograd makes of expanding zeros of `shape`, and a sum by names of axes."""
    G = rng.integers(2, 10, G_shape) if integers else rng.normal(size=G_shape)
    small = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    small.expand(G_shape).backward(torch.tensor(G, dtype=torch.float64))
    axes = "ijk"[: len(G_shape)]
    kept = "".join(axis for axis, size in zip(axes[::-1], shape[::-1], strict=False) if size != 1)[::-1]
    due = small.grad.numpy()
    cross_check(due, np.einsum(f"{axes}->{kept}", G).reshape(shape))
    return Back(G, shape, due)


def operation(rng, word, which):
    """Graphs of one operation, with random upstream gradients: on plain shapes, square ones, or broadcast."""
    return [_operation(rng, word, shapes, rest) for shapes, rest in _shapes(word, which)]


def _operation(rng, word, shapes, rest):
    leaves = [rng.normal(size=shape) for shape in shapes]
    if word == "log" or (word == "**" and rest != [3]):
        leaves[0] = np.abs(leaves[0]) + 0.2
    if word == "/":
        leaves[1] = np.where(np.abs(leaves[1]) < 0.2, 0.7, leaves[1])
    graph = Graph(leaves, [[word, *(f"n{i}" for i in range(len(leaves))), *rest]])
    out = graphs.evaluate(graph, leaves)[-1]
    graph.starts = [[graph.last, rng.normal(size=out.shape)]]
    return _by_formula(solved(graph))


def _shapes(word, which):
    if which == "broadcast":
        return [(shapes, []) for shapes in _BROADCAST]
    if which == "square":
        options = [[1, False], [0, False]] if word == "sum" else [[]]
        return [([(4, 4)] * (2 if word == "@" else 1), rest) for rest in options]
    return [(_PLAIN.get(word, [(4, 3)]), rest) for rest in _OPTIONS.get(word, [[]])]


def _by_formula(graph):
    """The gradients of the leaves once more, by the formulas and the chain rule, in three right orders."""
    (name, G), *more = graph.starts
    assert not more
    G = np.ones_like(graph.values[int(name[1:])]) if G is None else G
    for order in graphs.SORTED.values():
        pulled = graphs.pulled_back(graph, int(name[1:]), G, order)
        for number, grad in enumerate(graph.grads):
            cross_check(grad, pulled[number])
    return graph


def with_constant(rng, word):
    """A number and an array on either side of one operation."""
    found = []
    array = np.abs(rng.normal(size=(3, 4))) + 0.3
    places = [("n0", "c0"), ("c0", "n0")]
    for const in (array,) if word == "@" else (2.5, array):
        for at in places:
            leaf = np.abs(rng.normal(size=(4, 3) if word == "@" else (3, 4))) + 0.3
            graph = Graph([leaf], [[word, *at]], [const])
            out = graphs.evaluate(graph, [leaf])[-1]
            graph.starts = [[graph.last, rng.normal(size=out.shape)]]
            found.append(_by_formula(solved(graph)))
    return found


def whole_numbers(rng, kind):
    """Integer leaves through operations whose results are floats, and some more.

    Neither the mean nor every quotient is an integer.
    """
    steps: dict[str, list[Any]] = {
        "the arithmetic": [["/", "n0", "n1"], ["**", "n1", -2], *([word, "n0", "n1"] for word in "+-*")],
        "the functions": [["log", "n0"], ["tanh", "n1"], ["relu", "n1"], ["exp", "n1"]],
        "the array operations": [["mean", "n0"], ["@", "n0", "n1"], ["sum", "n1", 0, False]],
    }
    signs = rng.permutation([-1, 1, -1, 1, -1, 1, -1, 1, -1]).reshape(3, 3)
    while True:
        leaves = [rng.integers(2, 9, (3, 3)), signs * rng.integers(2, 9, (3, 3))]
        if np.sum(leaves[0]) % 9 and (leaves[0] % leaves[1]).any():
            return solved(Graph(leaves, steps[kind]))


def at_zero(rng):
    """Relu of an array with zeros in it."""
    graph = Graph([np.array([[-2.0, 0.0, 3.0], [0.0, 1.5, -0.25]])], [["relu", "n0"]])
    graph.starts = [["n1", rng.normal(size=(2, 3))]]
    return [_by_formula(solved(graph))]


def used_twice(rng, two_leaves):
    """A node that is used twice: in one operation, in two, and at the ends of a short way and a long one."""
    short_first = [["tanh", "n0"], ["*", "n2", "n1"], ["tanh", "n3"], ["exp", "n4"], ["+", "n2", "n5"]]
    by_two = [[["/", "n0", "n1"], ["*", "n2", "n0"]], short_first, [*short_first[:4], ["-", "n5", "n2"]]]
    by_one = [[["*", "n0", "n0"]], [["+", "n0", "n0"]], [["exp", "n0"], ["*", "n0", "n1"], ["+", "n2", "n1"]]]
    found = []
    for steps in by_two if two_leaves else by_one:
        graph = Graph([rng.normal(size=(2, 3)) for _ in range(1 + two_leaves)], steps)
        graph.starts = [[graph.last, rng.normal(size=(2, 3))]]
        found.append(_by_formula(solved(graph)))
    return found


def called_twice(rng):
    """Two graphs that share their leaves, backward called on each."""
    graph = Graph([rng.normal(size=(2, 3)), rng.normal(size=(2, 3))], [["+", "n0", "n1"], ["*", "n0", "n1"]])
    graph.starts = [["n2", rng.normal(size=(2, 3))], ["n3", rng.normal(size=(2, 3))]]
    return [solved(graph)]


def same_graph_twice(rng):
    """Backward called twice on one graph, from its end and from the middle; the inner nodes are watched too."""
    found = []
    for starts in (["n4", "n4"], ["n3", "n4"], ["n4", "n3"]):
        steps = [["*", "n0", "n1"], ["tanh", "n2"], ["*", "n3", "n0"]]
        graph = Graph([rng.normal(size=(2, 3)), rng.normal(size=(2, 3))], steps)
        graph.starts = [[name, rng.normal(size=(2, 3))] for name in starts]
        graph.watch = ["n0", "n1", "n2", "n3", "n4"]
        found.append(solved(graph))
    return found


def drawn(rng, broadcasting):
    """Three random graphs."""
    return [_by_formula(drawn_graphs.draw(rng, broadcasting=broadcasting)) for _ in range(3)]


def broadcast_leaf(rng):
    """A leaf that is broadcast once, straight into the end."""
    found = []
    for word, shape in (("+", (4,)), ("*", (3, 1))):
        graph = Graph([rng.normal(size=(3, 4)), rng.normal(size=shape)], [[word, "n0", "n1"]])
        graph.starts = [["n2", rng.normal(size=(3, 4))]]
        found.append(_by_formula(solved(graph)))
    return found


def one_entry(rng):
    """A tensor of one entry needs no gradient, whatever its shape; integers as gradients count as floats."""
    found = []
    for start in (None, np.array([[3]])):
        graph = Graph([rng.normal(size=(1, 1)), rng.normal(size=(1, 1))], [["*", "n0", "n1"]])
        graph.starts = [["n2", start]]
        found.append(solved(graph))
    return found


def leaf_and_gradient(rng):
    """Two matrices of one shape."""
    return [rng.normal(size=(2, 2)), rng.normal(size=(2, 2))]


def to_clear(rng):
    """Data and gradients of four tensors."""
    shapes = [(3, 4), (4,), (), (3, 4)]
    return [[rng.normal(size=shape) for shape in shapes] for _ in range(2)]


def trained(rng, crops):
    """A run by torch, and by the linear map that one step applies to the stacked parameters."""
    if crops:
        X, Y = np.array(CROPS_X), np.array(CROPS_Y)
        W, b = rng.uniform(size=(2, 3)), rng.uniform(size=2)
    else:
        X, Y, W, b = (rng.normal(size=size) for size in ((11, 7), (11, 3), (3, 7), (3,)))
    A, T = np.column_stack([X, np.ones(len(X))]), np.vstack([W.T, b])
    lr = float(0.4 * 2 / np.linalg.eigvalsh(2 * A.T @ A)[-1])
    weights, bias = (torch.tensor(value, requires_grad=True) for value in (W, b))
    optimizer, losses, by_formula = SGD([weights, bias], lr=lr), [], []
    t_X, t_Y = torch.tensor(X, dtype=torch.float64), torch.tensor(Y, dtype=torch.float64)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = ((t_X @ weights.T + bias - t_Y) ** 2).sum()
        loss.backward()
        losses.append(loss.item())
        optimizer.step()
        by_formula.append(float(np.sum((A @ T - Y) ** 2)))
        T = T - 2 * lr * A.T @ (A @ T - Y)
    cross_check(losses, by_formula)
    cross_check(weights.detach().numpy(), T[:-1].T)
    cross_check(bias.detach().numpy(), T[-1])
    steps: list[Any] = [["T", "n0"], ["@", "c0", "n2"], ["+", "n3", "n1"], ["-", "n4", "c1"], ["**", "n5", 2]]
    first = _by_formula(solved(Graph([W, b], [*steps, ["sum", "n6", None, False]], [X, Y])))
    return Run(X, Y, W, b, lr, T[:-1].T, T[-1], np.array(losses), [first])
