"""The problems of a8's hidden cases: inputs, and what is due, always from two oracles that agree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle, pairwise
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
_BROADCAST = [[(3, 4), (4,)], [(2, 1), (3, 2, 4)], [(), (3, 2)], [(3, 1), (1, 4)]]
_OPTIONS: dict[str, list[Any]] = {
    "**": [[3], [0.5], [-2], [0], [1], [-1]],
    "sum": [[None, False], [0, False], [1, True], [-1, False]],
}
_SUMS = [
    *([(4, 3), -2, keepdims] for keepdims in (False, True)),
    *([(5,), axis, keepdims] for axis in (0, -1) for keepdims in (False, True)),
    [(4, 3), None, True],
    [(2, 3, 4), 1, False],
    [(2, 3, 4), -3, True],
]
"""Shapes, axes and keepdims that `sum` is asked for as an edge."""
_LARGE, _TINY = 1e6, 1e-6
_CURVED = {"tanh": 4.0, "exp": 4.0, "**": 1e3}
"""How large an operand may be whose function would be flat, or beyond all numbers, at 1e6."""


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


def sizes(rng, count=2):
    """Sizes from 2 to 20, all different, of a matrix with 10 to 60 entries, and more of them."""
    while True:
        found = [int(size) for size in rng.permutation(np.arange(2, 21))[:count]]
        if all(10 <= n * m <= 60 for n, m in pairwise(found)):
            return found


def back_drawn(rng, kind, scale=1.0):
    """A gradient of a drawn shape, and the shape it is summed back to."""
    k, n, m = sizes(rng, 3)
    pairs = {
        "front": ((n, m), (m,)),
        "stretched": ((n, m), (n, 1)),
        "both": ((2, n, k), (n, 1)),
    }
    return back(rng, *pairs[kind], scale=scale)


def back(rng, G_shape, shape, integers=False, scale=1.0):
    """What autograd makes of expanding zeros of `shape`, and a sum by names of axes."""
    G = rng.integers(2, 10, G_shape) if integers else scale * rng.normal(size=G_shape)
    small = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    small.expand(G_shape).backward(torch.tensor(G, dtype=torch.float64))
    axes = "ijk"[: len(G_shape)]
    kept = "".join(axis for axis, size in zip(axes[::-1], shape[::-1], strict=False) if size != 1)[::-1]
    due = small.grad.numpy()
    cross_check(due, np.einsum(f"{axes}->{kept}", G).reshape(shape))
    return Back(G, shape, due)


def operation(rng, word, which):
    """Graphs of one operation, with random upstream gradients: plain, square or broadcast shapes, or those of _SUMS."""
    if which == "plain":
        return [*_plain(rng, word), *_extreme(rng, word)]
    if which == "broadcast":
        return [_operation(rng, word, shapes) for shapes in _BROADCAST]
    if which == "sums":
        return [_operation(rng, word, [shape], rest) for shape, *rest in _SUMS]
    options = [[1, False], [0, False]] if word == "sum" else [[]]
    return [_operation(rng, word, [(4, 4)] * (2 if word == "@" else 1), rest) for rest in options]


def _plain(rng, word):
    """A drawn shape for each way to call the operation."""
    for rest in _OPTIONS.get(word, [[]]):
        if word == "@":
            k, n, m = sizes(rng, 3)
            yield _operation(rng, word, [(k, n), (n, m)])
        else:
            yield _operation(rng, word, [tuple(sizes(rng))] * (1 + (word in "+-*/")), rest)


def _extreme(rng, word):
    """A single row of large numbers, and a few tiny ones."""
    rest = _OPTIONS.get(word, [[]])[0]
    row, few = [[(1, 3), (3, 2)], [(2, 3), (3, 1)]] if word == "@" else [[(1, 3)] * 2, [(3, 1)] * 2]
    count = 1 + (word in "+-*/@")
    yield _operation(rng, word, row[:count], rest, scale=_CURVED.get(word, _LARGE))
    yield _operation(rng, word, few[:count], rest, scale=1e-3 if word == "**" else _TINY)


def _operation(rng, word, shapes, rest=(), scale=1.0):
    leaves = [scale * rng.uniform(0.3, 1.0, shape) * rng.choice([-1, 1], shape) for shape in shapes]
    if scale == 1.0:
        leaves = [rng.normal(size=shape) for shape in shapes]
        leaves = [np.where(np.abs(leaf) < 0.05, 0.4, leaf) for leaf in leaves]
    if word == "log" or (word == "**" and rest == [0.5]):
        leaves[0] = np.abs(leaves[0]) + (0.2 if scale == 1.0 else 0.0)
    if word == "/" or (word == "**" and rest and rest[0] < 0):
        leaves[-1] = np.where(np.abs(leaves[-1]) < 0.2 * scale, 0.7 * scale, leaves[-1])
    graph = Graph(leaves, [[word, *(f"n{i}" for i in range(len(leaves))), *rest]])
    out = graphs.evaluate(graph, leaves)[-1]
    graph.starts = [[graph.last, rng.normal(size=out.shape)]]
    return _by_formula(solved(graph))


def probes(rng):
    """One graph of each operation, to see which operators an engine gets right."""
    words = [word for words in KINDS.values() for word in words]
    k, n, m = sizes(rng, 3)
    shapes = {"@": [(k, n), (n, m)]} | {word: [(k, n)] * 2 for word in "+-*/"}
    rest = {"**": [3], "sum": [1, True]}
    return {word: _operation(rng, word, shapes.get(word, [(k, n)]), rest.get(word, [])) for word in words}


def composed(graph):
    """The last operation of a graph put together from others, in the usual ways: for each the words and the graph."""
    word, *args = graph.steps[-1]
    first = len(graph.leaves) + len(graph.steps) - 1

    def other(steps, *consts):
        made = Graph(graph.leaves, [*graph.steps[:-1], *steps], [*graph.consts, *consts])
        made.starts = [[made.last, G] for _, G in graph.starts]
        made.watch = graph.watch
        made.values = graphs.evaluate(made, made.leaves)
        return {step[0] for step in steps}, made

    new, const = f"n{first}", f"c{len(graph.consts)}"
    if word == "-":
        yield other([["neg", args[1]], ["+", args[0], new]])
        yield other([["*", args[1], const], ["+", args[0], new]], -1.0)
    elif word == "/":
        yield other([["**", args[1], -1], ["*", args[0], new]])
    elif word == "neg":
        yield other([["*", args[0], const]], -1.0)
    elif word == "mean":
        size = graph.values[int(args[0][1:])].size
        yield other([["sum", args[0], None, False], ["*", new, const]], 1 / size)
        yield other([["sum", args[0], None, False], ["/", new, const]], float(size))


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


def at_zero(rng, word):
    """An operation on arrays with zeros in them."""
    leaf, other = np.array([[-2.0, 0.0, 3.0], [0.0, 1.5, -0.25]]), np.array([[0.0, 1.25, -3.0], [0.0, 0.75, 2.0]])
    steps = {"relu": [["relu", "n0"]], "*": [["*", "n0", "n1"]], "**": [["**", "n0", p] for p in (1, 2, 3)]}
    leaves = [leaf, other] if word == "*" else [leaf]
    found = [Graph(leaves, [step], starts=[[f"n{len(leaves)}", rng.normal(size=(2, 3))]]) for step in steps[word]]
    return [_by_formula(solved(graph)) for graph in found]


def used_twice(rng, two_leaves):
    """A node that is used twice: in one operation, in two, and at the ends of a short way and a long one.

    The last ones hand the same array to both operands of a sum, and then more to one of them.
    """
    short_first = [["tanh", "n0"], ["*", "n2", "n1"], ["tanh", "n3"], ["exp", "n4"], ["+", "n2", "n5"]]
    by_two = [[["/", "n0", "n1"], ["*", "n2", "n0"]], short_first, [*short_first[:4], ["-", "n5", "n2"]]]
    by_two += [[["+", *pair], ["+", "n2", again]] for pair in (("n0", "n1"), ("n1", "n0")) for again in ("n0", "n1")]
    by_two += [[["+", "n0", "n1"], ["+", "n0", "n2"]], [["-", "n0", "n1"], ["+", "n2", "n0"]]]
    by_one = [[["*", "n0", "n0"]], [["+", "n0", "n0"]], [["exp", "n0"], ["*", "n0", "n1"], ["+", "n2", "n1"]]]
    found = []
    for steps, scale in zip(by_two if two_leaves else by_one, cycle([1.0, _LARGE, _TINY]), strict=False):
        graph = Graph([_nonzero(rng) for _ in range(1 + two_leaves)], steps)
        graph.starts = [[graph.last, scale * rng.normal(size=(2, 3))]]
        found.append(_by_formula(solved(graph)))
    return found


def _nonzero(rng, shape=(2, 3)):
    """Numbers that one may divide by."""
    values = rng.normal(size=shape)
    return np.where(np.abs(values) < 0.2, 0.7, values)


def called_twice(rng):
    """Two graphs that share their leaves, backward called on each."""
    found = []
    for steps in ([["+", "n0", "n1"], ["*", "n0", "n1"]], [["+", "n0", "n1"], ["+", "n1", "n0"]]):
        graph = Graph([rng.normal(size=(2, 3)), rng.normal(size=(2, 3))], steps)
        graph.starts = [["n2", rng.normal(size=(2, 3))], ["n3", rng.normal(size=(2, 3))]]
        found.append(solved(graph))
    return found


def every_end(rng):
    """A graph that ends in each operation, and a sum from which backward is called twice."""
    ends = [Graph(graph.leaves, graph.steps, starts=graph.starts) for graph in probes(rng).values()]
    twice = Graph([_nonzero(rng), _nonzero(rng)], [["+", "n0", "n1"]])
    twice.starts = [["n2", rng.normal(size=(2, 3))] for _ in range(2)]
    return [solved(graph) for graph in (*ends, twice)]


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


def drawn(rng, broadcasting, elementwise=False):
    """Three random graphs of drawn shapes, of all operations or of those that go entry by entry.

    One at least is given a gradient, and of those of all operations one is not.
    """
    found = []
    for ending in ("given", "none", "any"):
        n, m = rng.choice([(2, 3), (3, 2), (3, 4), (4, 3), (2, 5), (5, 2), (3, 5), (2, 7), (6, 2), (9, 2)])
        shape = int(n), int(m)
        summed = not elementwise and (ending == "none" or (ending == "any" and rng.random() < 0.5))
        found.append(drawn_graphs.draw(rng, shape, broadcasting=broadcasting, summed=summed, elementwise=elementwise))
    return [_by_formula(graph) for graph in found]


def broadcast_leaves(rng):
    """Leaves that are broadcast once, straight into the end, by each operator that broadcasts."""
    return [_operation(rng, word, shapes) for word in "+-*/" for shapes in _BROADCAST]


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
    """Data and gradients of five tensors, of which two have drawn shapes, large numbers and tiny ones."""
    shapes, scales = [tuple(sizes(rng)), (4,), (), (3, 4), tuple(sizes(rng))], [1.0, _LARGE, 1.0, _TINY, 1.0]
    pairs = list(zip(shapes, scales, strict=True))
    return [[np.asarray(scale * rng.normal(size=shape)) for shape, scale in pairs] for _ in range(2)]


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
    return Run(X, Y, W, b, lr, T[:-1].T, T[-1], np.array(losses), [first_loss(X, Y, W, b)])


def first_loss(X, Y, W, b, without=()):
    """The graph of the first step's loss, as far as it can be written without some of `T`, `@` and `sum`."""
    matmul = "@" not in without
    leaf = W.T if "T" in without and matmul else W
    steps: list[Any] = []

    def put(*step):
        steps.append(list(step))
        return f"n{1 + len(steps)}"

    if matmul:
        predicted = put("@", "c0", "n0" if "T" in without else put("T", "n0"))
    else:
        predicted = put("sum", put("*", "n0", "c0"), -1, False)
    squares = put("**", put("-", put("+", predicted, "n1"), "c1"), 2)
    if "sum" not in without:
        put("sum", squares, None, False)
    graph = Graph([leaf, b], steps, [X if matmul else X[:, None, :], Y])
    if "sum" in without:
        graph.starts = [[graph.last, np.ones_like(Y, dtype=np.float64)]]
    return _by_formula(solved(graph))
