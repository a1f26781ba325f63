"""Computation graphs as data for the hidden cases of an autograd engine: evaluated, and differentiated two ways.

A graph is a list of steps over leaves and constants. torch and complex steps say what its gradients are; a small engine
of its own, which can be told to make a mistake, says what the mistake makes of them. Knows no submission.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.cases import cross_check
from autograder.cases.by_torch import torch

Step = list[Any]
"""A word, its operands ("n3" is node 3, leaves first; "c0" is constant 0), then what else the operation takes."""

_H = 1e-20
"""Of a complex step: so small that f(x + ih) has f'(x)*h as its imaginary part, to the last digit."""


@dataclass
class Graph:
    """`starts` says from which nodes backward is called, and with what; `watch` whose gradients are looked at."""

    leaves: list[np.ndarray]
    steps: list[Step]
    consts: list[Any] = field(default_factory=list)
    starts: list[list[Any]] = field(default_factory=list)
    watch: list[str] = field(default_factory=list)
    values: list[np.ndarray] = field(default_factory=list)
    """Of every node, once solved."""
    grads: list[np.ndarray] = field(default_factory=list)
    """Of the watched nodes, once solved."""

    def sent(self) -> dict[str, Any]:
        """What the helper in the worker needs."""
        return {name: getattr(self, name) for name in ("leaves", "steps", "consts", "starts", "watch")}

    @property
    def last(self) -> str:
        return f"n{len(self.leaves) + len(self.steps) - 1}"


def solved(graph: Graph) -> Graph:
    """Fill in the values and the expected gradients, in which torch and the complex steps must agree."""
    graph.watch = graph.watch or [f"n{number}" for number in range(len(graph.leaves))]
    graph.values = evaluate(graph, graph.leaves)
    graph.starts = [list(start) for start in graph.starts or [[graph.last, None]]]
    by_torch, values = _by_torch(graph)
    for value, node in zip(graph.values, values, strict=True):
        cross_check(value, node)
    leaves = [f"n{number}" for number in range(len(graph.leaves))]
    for name, grad in zip(graph.watch, by_torch, strict=True):
        if name in leaves:
            cross_check(grad, _by_complex_steps(graph, int(name[1:])), what="a gradient")
    graph.grads = by_torch
    return graph


def evaluate(graph: Graph, leaves: Sequence[Any]) -> list[Any]:
    """The values of all nodes in NumPy, also for complex leaves."""
    nodes = [np.asarray(leaf) * 1.0 for leaf in leaves]
    for step in graph.steps:
        nodes.append(value_of(step, nodes, graph.consts))
    return nodes


def value_of(step: Step, nodes: Sequence[Any], consts: Sequence[Any]) -> Any:
    """The value in NumPy of one step over nodes that are known."""
    rest = [x for x in step[1:] if type(x) is not str]
    return np.asarray(_NUMPY[step[0]](*_operands(step, nodes, consts), *rest))


def _operands(step: Step, nodes: Sequence[Any], consts: Sequence[Any]) -> list[Any]:
    return [(nodes if x[0] == "n" else consts)[int(x[1:])] for x in step[1:] if type(x) is str]


_NUMPY: dict[str, Callable[..., Any]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "@": lambda a, b: a @ b,
    "**": lambda a, p: a**p,
    "neg": lambda a: -a,
    "sum": lambda a, axis, keepdims: a.sum(axis=axis, keepdims=keepdims),
    "mean": lambda a: a.mean(),
    "T": lambda a: a.T,
    "relu": lambda a: np.where(a.real > 0, a, 0),
    "tanh": np.tanh,
    "exp": np.exp,
    "log": np.log,
}


def _torch_sum(a: Any, axis: int | None, keepdims: bool) -> Any:
    return a.sum() if axis is None and not keepdims else a.sum(dim=axis, keepdim=keepdims)


_TORCH = _NUMPY | {
    "sum": _torch_sum,
    "relu": lambda a: a.relu(),
    "tanh": lambda a: a.tanh(),
    "exp": lambda a: a.exp(),
    "log": lambda a: a.log(),
}


def _by_torch(graph: Graph) -> tuple[list[np.ndarray], list[np.ndarray]]:
    nodes = [torch.tensor(leaf, dtype=torch.float64, requires_grad=True) for leaf in graph.leaves]
    consts = [torch.tensor(const, dtype=torch.float64) for const in graph.consts]
    for step in graph.steps:
        rest = [x for x in step[1:] if type(x) is not str]
        nodes.append(_TORCH[step[0]](*_operands(step, nodes, consts), *rest))
        nodes[-1].retain_grad()
    for name, G in graph.starts:
        node = nodes[int(name[1:])]
        gradient = torch.ones_like(node) if G is None else torch.tensor(G, dtype=torch.float64)
        node.backward(gradient.reshape(node.shape), retain_graph=True)
    watched = [nodes[int(name[1:])] for name in graph.watch]
    grads = [np.zeros(node.shape) if node.grad is None else node.grad.numpy() for node in watched]
    return grads, [node.detach().numpy() for node in nodes]


def _by_complex_steps(graph: Graph, leaf: int) -> np.ndarray:
    """The gradient of the sum of G*node over all starts, entry by entry."""
    leaves = [np.asarray(value, dtype=complex) for value in graph.leaves]
    grad = np.zeros(leaves[leaf].shape)
    for index in np.ndindex(grad.shape):
        moved = [value.copy() for value in leaves]
        moved[leaf][index] += 1j * _H
        nodes = evaluate(graph, moved)
        grad[index] = sum(
            np.sum((1.0 if G is None else np.asarray(G)) * nodes[int(name[1:])]).imag / _H for name, G in graph.starts
        )
    return grad


# A small engine that can be told to make a mistake.

Links = list[list[tuple[int, Callable[[Any], Any]]]]
RunRequest = Callable[[Links, int], Iterable[int]]


def links(graph: Graph) -> Links:
    """For each node the nodes that it was made of, each with the function that gives its share of an upstream G."""
    found: Links = [[] for _ in graph.leaves]
    for number, step in enumerate(graph.steps, len(graph.leaves)):
        values = [np.asarray(value, dtype=np.float64) for value in _operands(step, graph.values, graph.consts)]
        rest = [x for x in step[1:] if type(x) is not str]
        pulls = pulls_of(step[0], values, rest, graph.values[number])
        names = [x for x in step[1:] if type(x) is str]
        found.append([(int(name[1:]), pull) for name, pull in zip(names, pulls, strict=True) if name[0] == "n"])
    return found


def pulls_of(word: str, values: Sequence[Any], rest: Sequence[Any], out: Any) -> list[Callable[[Any], Any]]:
    """The right pulls of one operation, one for each operand, before broadcasting is undone."""
    a, b, (p, *_) = values[0], values[-1], (*rest, None)

    def spread(G: Any) -> Any:
        axis, keepdims = rest
        return np.broadcast_to(G if axis is None or keepdims else np.expand_dims(G, axis), a.shape)

    return {
        "+": [lambda G: G, lambda G: G],
        "-": [lambda G: G, lambda G: -G],
        "*": [lambda G: G * b, lambda G: G * a],
        "/": [lambda G: G / b, lambda G: -G * a / b**2],
        "@": [lambda G: G @ b.T, lambda G: a.T @ G],
        "**": [lambda G: G * p * a ** (p - 1)],
        "neg": [lambda G: -G],
        "sum": [spread],
        "mean": [lambda G: np.full(a.shape, G / a.size)],
        "T": [lambda G: G.T],
        "relu": [lambda G: np.where(a > 0, G, 0)],
        "tanh": [lambda G: G * (1 - out**2)],
        "exp": [lambda G: G * out],
        "log": [lambda G: G / a],
    }[word]


def by_links(graph: Graph, *, raw: bool = False) -> dict[str, Any]:
    """The graph for one who has a backward and no operators: data and, for each parent, the slopes as a matrix.

    An upstream G of the result, made a vector, times the matrix is the parent's share: in the parent's shape, or, if
    `raw`, before broadcasting is undone. `sums` has the matrices that undo it. Without a matrix G itself is the share.
    """
    joints: list[list[Any]] = []
    sums: dict[tuple[Any, ...], np.ndarray] = {}
    for number, parents in enumerate(links(graph)):
        units = _units(graph.values[number].shape)
        for parent, pull in parents:
            pulled, shape = [np.asarray(pull(unit)) for unit in units], graph.values[parent].shape
            if raw and pulled[0].shape != shape:
                back = [summed_back(unit, shape).ravel() for unit in _units(pulled[0].shape)]
                sums[pulled[0].shape, shape] = np.array(back)
            else:
                pulled = [summed_back(share, shape) for share in pulled]
            matrix = np.array([share.ravel() for share in pulled])
            same = pulled[0].shape == units.shape[1:] and np.array_equal(matrix, np.eye(len(units)))
            joints.append([number, parent, pulled[0].shape, None if same else matrix])
    kept = [[*shapes, matrix] for shapes, matrix in sums.items()]
    return {"nodes": graph.values, "joints": joints, "sums": kept, "starts": graph.starts, "watch": graph.watch}


ELEMENTWISE = frozenset({"+", "-", "*", "/", "**", "neg", "relu", "tanh", "exp", "log"})


def with_right_operators(graph: Graph, right: Collection[str]) -> Graph | None:
    """The graph for an engine that has only the operators in `right`: the others are replaced by straight lines.

    Instead of `f(x)` stands `x * slope + rest`, with constants that give the same value and the same slope, so all
    gradients are the same. That needs one of `*` and `/`, and of `+` and `-`; log(exp(x) * exp(y)) is a sum as well.
    Without them other operators stand there, with other gradients. None where nothing can be written: for `@`, `sum`,
    `mean` and `T`.
    """
    words = {step[0] for step in graph.steps} - set(right)
    by, plus = [next((word for word in pair if word in right), "") for pair in ("*/", "+-")]
    if not plus and {"*", "exp", "log"} <= set(right):
        plus = "log"
    if not words <= ELEMENTWISE:
        return None
    if words and not (by and plus):
        return _with_other_operators(graph, right)
    new, names = Graph(graph.leaves, [], [*graph.consts]), [f"n{number}" for number in range(len(graph.leaves))]

    def put(*step: Any) -> str:
        new.steps.append(list(step))
        return new.last

    def const(value: Any) -> str:
        new.consts.append(value)
        return f"c{len(new.consts) - 1}"

    def scaled(name: str, slope: Any) -> str:
        return put(by, name, const(slope if by == "*" else 1 / slope))

    def added(total: str, term: Any) -> str:
        constant = type(term) is not str
        if plus != "log":
            return put(plus, total, const(term) if constant else term)
        return put("log", put("*", put("exp", total), const(np.exp(term)) if constant else put("exp", term)))

    for number, step in enumerate(graph.steps, len(graph.leaves)):
        word, operands = step[0], [x for x in step[1:] if type(x) is str]
        rest, at = [x for x in step[1:] if type(x) is not str], [int(x[1:]) for x in operands]
        here = [names[i] if x[0] == "n" else x for x, i in zip(operands, at, strict=True)]
        if word in right:
            names.append(put(word, *here, *rest))
            continue
        values = [np.asarray(value, dtype=np.float64) for value in _operands(step, graph.values, graph.consts)]
        out, total, offset = graph.values[number], "", np.array(graph.values[number])
        for name, value, pull in zip(here, values, pulls_of(word, values, rest, out), strict=True):
            if name[0] == "n":
                slope = np.broadcast_to(pull(np.ones_like(out)), out.shape)
                offset = offset - slope * value
                term = scaled(name, -slope if plus == "-" and total else slope)
                total = added(total, term) if total else term
        names.append(added(total, -offset if plus == "-" else offset))
    new.starts = [[names[int(name[1:])], G] for name, G in graph.starts]
    new.watch = [names[int(name[1:])] for name in graph.watch]
    new.values, new.grads = evaluate(new, new.leaves), graph.grads
    near = zip(names, graph.values, strict=True)
    same = all(np.allclose(new.values[int(name[1:])], value, 1e-9, 1e-12) for name, value in near)
    return new if same else _with_other_operators(graph, right)


def _with_other_operators(graph: Graph, right: Collection[str]) -> Graph | None:
    """The graph with other operators instead of the wrong ones, where straight lines cannot be written.

    A tanh before each operand, if the engine has it, keeps the numbers small.
    """
    by = next((word for word in "+-*/" if word in right), "")
    new, names = Graph(graph.leaves, [], [*graph.consts, 0.75]), [f"n{number}" for number in range(len(graph.leaves))]
    for word, *args in graph.steps:
        here = [names[int(x[1:])] if type(x) is str and x[0] == "n" else x for x in args]
        word = "tanh" if word == "log" else word  # it takes negative numbers as well
        if word in right:
            new.steps.append([word, *here])
        else:
            operands = [x for x in here if type(x) is str]
            for place, operand in enumerate(operands):
                if operand[0] == "n" and "tanh" in right:
                    new.steps.append(["tanh", operand])
                    operands[place] = new.last
            new.steps.append([by, *operands, *[f"c{len(graph.consts)}"] * (2 - len(operands))])
        names.append(new.last)
    new.starts = [[names[int(name[1:])], G] for name, G in graph.starts]
    new.watch = [names[int(name[1:])] for name in graph.watch]
    finite = by and all(np.isfinite(value).all() for value in evaluate(new, new.leaves))
    return solved(new) if finite else None


def sums_of(graph: Graph) -> list[list[Any]]:
    """For each broadcasting in the graph, and of numbers: the shapes before and after, and the matrix that undoes it.

    Operators that are put together from others bring numbers of their own.
    """
    shapes = {np.shape(value) for value in graph.values} - {()}
    found: dict[tuple[Any, ...], np.ndarray] = {(shape, ()): np.ones((math.prod(shape), 1)) for shape in shapes}
    for number, step in enumerate(graph.steps, len(graph.leaves)):
        if step[0] in ELEMENTWISE:
            shape = graph.values[number].shape
            for value in _operands(step, graph.values, graph.consts):
                if np.shape(value) != shape:
                    back = [summed_back(unit, np.shape(value)).ravel() for unit in _units(shape)]
                    found[shape, np.shape(value)] = np.array(back)
    return [[*shapes, matrix] for shapes, matrix in found.items()]


def _units(shape: tuple[int, ...]) -> np.ndarray:
    """All arrays of a shape with a single 1 in them."""
    size = int(np.prod(shape))
    return np.eye(size).reshape(size, *shape)


def summed_back(G: Any, shape: tuple[int, ...]) -> Any:
    """Broadcasting undone."""
    G = np.asarray(G)
    G = G.sum(axis=tuple(range(G.ndim - len(shape))))
    return G.sum(axis=tuple(i for i, size in enumerate(shape) if size == 1), keepdims=True)


def pulled_back(
    graph: Graph,
    start: int,
    G: Any,
    order: RunRequest,
    *,
    add: bool = True,
    sized: bool = True,
    upstream: bool = True,
    in_place: bool = False,
    found: Links | None = None,
) -> dict[int, Any]:
    """What arrives at each node when one backward pass visits the nodes once, in this order.

    A share may be the very array that arrived at the child. With `in_place` the next share is added into that array.
    """
    found, arrived = found or links(graph), {start: np.array(G) if in_place else G}
    for node in order(found, start):
        if node not in arrived:
            continue
        for parent, pull in found[node]:
            share, shape = (
                pull(arrived[node] if upstream else np.ones_like(graph.values[node])),
                graph.values[parent].shape,
            )
            share = summed_back(share, shape) if sized and np.shape(share) != shape else share
            if in_place and parent in arrived and np.ndim(arrived[parent]):
                arrived[parent] += share
            else:
                arrived[parent] = arrived[parent] + share if add and parent in arrived else share
    return arrived


def by_parent(found: Links, *, last: bool) -> Links:
    """Links of which each parent has one only: the last, or the first."""
    return [list({pair[0]: pair for pair in (pairs if last else pairs[::-1])}.values()) for pairs in found]


def sorted_order(*, left: bool) -> RunRequest:
    """Reverse topological order by depth-first search, the left operands first or the right ones."""

    def order(found: Links, start: int) -> Iterable[int]:
        done: list[int] = []

        def visit(node: int) -> None:
            for parent, _ in found[node] if left else reversed(found[node]):
                if parent not in done:
                    visit(parent)
            if node not in done:
                done.append(node)

        visit(start)
        return reversed(done)

    return order


def creation_order(found: Links, start: int) -> Iterable[int]:
    """The latest node first: as good an order as any."""
    return range(start, -1, -1)


def breadth_first(found: Links, start: int) -> Iterable[int]:
    """Level by level: a node that is reached by a short way comes before its children on a long one."""
    queue = [start]
    for node in queue:
        queue += [parent for parent in dict.fromkeys(p for p, _ in found[node]) if parent not in queue]
    return queue


def depth_first(*, left: bool, marked_when_pushed: bool = False) -> RunRequest:
    """Each node when it is first met, going deep; from a stack that marks nodes when they are pushed, or popped."""

    def order(found: Links, start: int) -> Iterable[int]:
        stack, met, pushed = [start], [], {start}
        while stack:
            node = stack.pop()
            if node in met:
                continue
            met.append(node)
            for parent, _ in reversed(found[node]) if left else found[node]:
                if not marked_when_pushed or parent not in pushed:
                    pushed.add(parent)
                    stack.append(parent)
        return met

    return order


SORTED = {"left": sorted_order(left=True), "right": sorted_order(left=False), "creation": creation_order}
UNSORTED = {
    "breadth": breadth_first,
    "left": depth_first(left=True),
    "right": depth_first(left=False),
    "pushed": depth_first(left=True, marked_when_pushed=True),
    "pushed-right": depth_first(left=False, marked_when_pushed=True),
}
