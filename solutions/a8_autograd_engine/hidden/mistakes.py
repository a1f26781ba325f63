"""What listed mistakes make of the numbers of an autograd engine: of unbroadcast, of each operator, of whole graphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.cases.tables import Table, Values

from . import graphs
from .graphs import SORTED, UNSORTED, Graph

Pull = Callable[[Any], Any]


def unbroadcasts(p: Any) -> Table:
    """Mistakes in summing G back to a shape."""
    G, shape = np.asarray(p.G, dtype=np.float64), p.shape
    front = G.ndim - len(shape)
    stretched = tuple(i for i, size in enumerate(shape) if size == 1)

    def back(take: Callable[..., Any]) -> Any:
        """With `take(array, axis)` in the place of the sum, one axis after the other."""
        out = G
        for _ in range(front):
            out = take(out, 0)
        for axis in stretched:
            out = np.expand_dims(take(out, axis), axis)
        return out

    out = G.sum(axis=tuple(range(front)))
    trailing = G
    for _ in range(front):
        trailing = trailing.sum(axis=-1)
    kept = tuple(i for i in stretched if i < trailing.ndim)
    made = {
        "unbroadcast-forgotten": G,
        "broadcast-averaged": back(np.mean),
        "first-row-only": back(lambda array, axis: np.take(array, 0, axis)),
        "last-row-only": back(lambda array, axis: np.take(array, -1, axis)),
        "stretched-axis-kept": out,
        "leading-axis-kept": G.sum(axis=tuple(front + i for i in stretched), keepdims=True),
        "keepdims-lost": out.sum(axis=stretched),
        "wrong-axis": trailing.sum(axis=kept, keepdims=True),
        "sign-flipped": -back(np.sum),
        "doubled": 2 * back(np.sum),
    }
    return {one: {"": value} for one, value in made.items()}


def results(graph: Graph) -> Table:
    """Mistakes in what one operator computes."""
    word, values, rest, out = _parts(graph)
    a, b, right = values[0], values[-1], np.asarray(out)
    made: dict[str, Any] = {"sign-flipped": -right, "doubled": 2 * right}
    if word == "sum":
        axis, keepdims = rest
        made["mean-for-sum"] = a.mean(axis=axis, keepdims=keepdims)
        made["keepdims-lost"] = a.sum(axis=axis)
        made["axis-ignored"] = a.sum()
        if a.ndim == 2:
            made["wrong-axis"] = a.sum() if axis is None else a.sum(axis=1 - axis % 2, keepdims=keepdims)
    elif word == "mean":
        made |= {"sum-for-mean": a.sum(), "not-reduced": a.mean(axis=0), "not-reduced#rows": a.mean(axis=1)}
    elif word == "@":
        made |= {"transposed": right.T, "not-reduced": a[:, :, None] * b[None]}
        if a.shape == b.shape == right.shape:
            made |= {"elementwise-product": a * b, "operands-swapped": b @ a}
    elif word == "T":
        made |= {"reshaped-not-transposed": a.reshape(right.shape)}
    elif word == "/":
        made |= {"operands-swapped": b / a, "upside-down": a * b}
    return {one: {"": value} for one, value in made.items()}


def shares(graph: Graph) -> Table:
    """Mistakes in what one operator passes back, by the names of its operands."""
    word, values, rest, out = _parts(graph)
    G = graph.starts[0][1]
    G = np.ones_like(out) if G is None else G
    right = graphs.pulls_of(word, values, rest, out)
    wrong: dict[str, Sequence[Pull | None]] = {
        "sign-flipped": [_after(-1.0, pull) for pull in right],
        "doubled": [_after(2.0, pull) for pull in right],
        "upstream-ignored": [_of_ones(pull) for pull in right],
    }
    wrong |= _wrong_binary(word, values, right) if len(right) == 2 else _wrong_unary(word, values[0], rest, out)
    if len(right) == 2:
        for place, one in enumerate("ab"):
            wrong[f"operand-left-out#{one}"] = [
                _after(0.0, pull) if k == place else pull for k, pull in enumerate(right)
            ]
            for id_ in ("sign-flipped", "doubled", "upstream-ignored"):
                alone = [wrong[id_][k] if k == place else right[k] for k in range(2)]
                wrong[f"{id_}#{one}"] = alone
    table = {one: _put(graph, pulls, G, sized=True) for one, pulls in wrong.items()}
    if any(value.shape != np.shape(out) for value in values):
        table["unbroadcast-forgotten"] = _put(graph, right, G, sized=False)
    if word in ("+", "-", "neg"):
        table.pop("slope-forgotten", None)
    return table


def _after(k: float, pull: Pull) -> Pull:
    return lambda G: k * pull(G)


def _of_ones(pull: Pull) -> Pull:
    return lambda G: pull(np.ones_like(G))


def _times(slope: Any) -> Pull:
    return lambda G: G * slope


def _put(graph: Graph, pulls: Sequence[Pull | None], G: Any, *, sized: bool) -> Values:
    """The gradients of the leaves; None where the mistake raises an error or its shape does not fit."""
    made: Values = {}
    for place, leaf in enumerate(graph.values[: len(graph.leaves)]):
        pull = pulls[place]
        if pull is None:
            continue
        try:
            share = np.asarray(pull(G))
            share = graphs.summed_back(share, leaf.shape) if sized else 0 * leaf + share
            made[f"n{place}"] = share if not sized or share.shape == leaf.shape else None
        except ValueError:
            made[f"n{place}"] = None
    return made


def _wrong_binary(word: str, values: Sequence[Any], right: Sequence[Pull]) -> dict[str, Sequence[Pull | None]]:
    a, b = values
    found: dict[str, Sequence[Pull | None]] = {}
    if word == "*":
        found["own-factor"] = [lambda G: G * a, lambda G: G * b]
        found["slope-forgotten"] = [lambda G: G + 0 * b, lambda G: G + 0 * a]
        found["value-for-slope"] = [lambda G: G * a * b, lambda G: G * a * b]
    elif word == "/":
        found |= {
            "square-forgotten": [right[0], lambda G: -G * a / b],
            "sign-flipped+square-forgotten": [right[0], lambda G: G * a / b],
            "inputs-forgotten": [right[0], lambda G: -G / b**2],
            "sign-flipped+inputs-forgotten": [right[0], lambda G: G / b**2],
            "upside-down": [lambda G: G * b, right[1]],
            "slope-forgotten": [lambda G: G + 0 * b, right[1]],
            "own-factor": [right[0], lambda G: G * a],
        }
    elif word == "@":
        found |= {
            "operand-not-transposed": [lambda G: G @ b, lambda G: a @ G],
            "operand-not-transposed#a": [lambda G: G @ b, right[1]],
            "operand-not-transposed#b": [right[0], lambda G: a @ G],
            "factors-swapped": [lambda G: b.T @ G, lambda G: G @ a.T],
            "factors-swapped#a": [lambda G: b.T @ G, right[1]],
            "factors-swapped#b": [right[0], lambda G: G @ a.T],
            "transposed": [lambda G: b @ G.T, lambda G: G.T @ a],
            "transposed#a": [lambda G: b @ G.T, right[1]],
            "transposed#b": [right[0], lambda G: G.T @ a],
            "elementwise-product": [lambda G: G * b, lambda G: G * a],
            "own-factor": [lambda G: G @ a.T, lambda G: b.T @ G],
        }
    return found


def _wrong_unary(word: str, a: Any, rest: Sequence[Any], out: Any) -> dict[str, Sequence[Pull | None]]:
    slopes: dict[str, Any] = {"slope-forgotten": np.ones_like(a), "value-for-slope": out}
    if word == "tanh":
        slopes |= {"derivative-at-input": 1 - a**2, "square-forgotten": 1 - out}
        slopes |= {"derivative-at-output": 1 - np.tanh(out) ** 2}
        return {one: [_times(slope)] for one, slope in slopes.items()} | {
            "slope-at-upstream": [lambda G: G * (1 - G**2)],
            "slope-at-upstream#tanh": [lambda G: G * (1 - np.tanh(G) ** 2)],
            "brackets-lost": [lambda G: G * 1 - out**2],
            "brackets-lost#one": [lambda G: 1 - out**2 * G],
            "brackets-lost#square": [lambda G: G * (1 - out) ** 2],
        }
    elif word == "exp":
        del slopes["value-for-slope"]
        slopes |= {"derivative-at-output": np.exp(out), "derivative-at-input": a}
        at_upstream: Sequence[Pull | None] = [lambda G: G * np.exp(G)]
        return {one: [_times(slope)] for one, slope in slopes.items()} | {"slope-at-upstream": at_upstream}
    elif word == "log":
        slopes |= {"derivative-at-output": 1 / out, "upside-down": a}
    elif word == "relu":
        found = {one: [_times(slope)] for one, slope in slopes.items()}
        return found | {
            "mask-of-upstream": [lambda G: G * (G > 0)],
            "mask-of-upstream#relu": [lambda G: np.maximum(G, 0)],
            "sign-for-step": [lambda G: G * np.sign(a)],
        }
    elif word == "**":
        p = rest[0]
        slopes |= {
            "exponent-forgotten": a ** (p - 1.0),
            "exponent-not-lowered": p * a**p,
        }
    elif word == "mean":
        ones = np.ones_like(a)
        return {
            "not-averaged": [lambda G: G * ones],
            "rows-for-elements": [lambda G: G * ones / len(a)],
            "rows-for-elements#columns": [lambda G: G * ones / a.shape[-1]],
            "averaged-twice": [lambda G: G * ones / a.size**2],
        }
    elif word == "sum":
        return _wrong_sums(a, rest)
    elif word == "T":
        return {
            "not-transposed-back": [lambda G: G],
            "reshaped-not-transposed": [lambda G: np.reshape(G, a.shape)],
        }
    else:
        slopes = {}
    return {one: [_times(slope)] for one, slope in slopes.items()}


def _wrong_sums(a: Any, rest: Sequence[Any]) -> dict[str, Sequence[Pull | None]]:
    axis, keepdims = rest
    count = a.size if axis is None else a.shape[axis]

    def spread(G: Any, axis: int | None = axis) -> Any:
        return np.broadcast_to(G if axis is None or keepdims else np.expand_dims(G, axis), a.shape)

    def first(G: Any) -> Any:
        only = np.zeros(a.shape)
        only[(slice(None),) * ((axis or 0) % a.ndim) + (0,)] = 1.0
        return spread(G) * only

    found: dict[str, Sequence[Pull | None]] = {
        "mean-for-sum": [lambda G: spread(G) / count],
        "first-row-only": [first],
        "value-for-slope": [lambda G: spread(G) * a],
    }
    if axis is not None and not keepdims:
        found["axis-not-restored"] = [lambda G: np.broadcast_to(G, a.shape)]
        if a.ndim == 2:
            found["wrong-axis"] = [lambda G: spread(G, 1 - axis % 2)]
    return found


def _parts(graph: Graph) -> tuple[str, list[Any], list[Any], Any]:
    step = graph.steps[-1]
    operands = [(x[0], int(x[1:])) for x in step[1:] if type(x) is str]
    values = [np.asarray((graph.values if kind == "n" else graph.consts)[place]) for kind, place in operands]
    return step[0], values, [x for x in step[1:] if type(x) is not str], graph.values[-1]


def whole_graphs(graph: Graph) -> Table:
    """Mistakes in the way through a graph, by the names of the watched nodes."""
    made: dict[str, dict[int, Any] | None] = {}

    def add(one: str, *, last_only: bool = False, **how: Any) -> None:
        try:
            made[one] = _over_starts(graph, last_only, how)
        except ValueError:
            made[one] = None

    right = SORTED["left"]
    for name, order in UNSORTED.items():
        add(f"wrong-topological-order#{name}", order=order)
    for name, order in SORTED.items():
        add(f"shared-array#{name}", order=order, in_place=True)
        add(f"overwritten-not-added#{name}", order=order, add=False)
        add(f"overwritten-not-added#{name}-once", order=order, add=False, last_only=True)
    add("upstream-ignored", order=right, upstream=False)
    made["upstream-ignored#start"] = _over_starts(graph, False, {"order": right}, ones=True)
    add("unbroadcast-forgotten", order=right, sized=False)
    add("backward-resets", order=right, last_only=True)
    for last in (True, False):
        add(f"slopes-by-parent#{last}", order=right, found=graphs.by_parent(graphs.links(graph), last=last))
    made["order-not-reversed"] = _parents_first(graph)
    made["shared-array#kept"] = _kept_arrays(graph)
    for left in (True, False):
        made[f"passed-on-twice#{left}"] = _passed_on_whole(graph, left)
    made["passed-on-twice#kept"] = _kept_between_starts(graph, set_start=False)
    made["passed-on-twice#kept-start"] = _kept_between_starts(graph, set_start=True)
    every = [int(name[1:]) for name in graph.watch]
    return {
        one: {f"n{n}": None if values is None else values.get(n, np.zeros_like(graph.values[n])) for n in every}
        for one, values in made.items()
    }


def _starts(graph: Graph) -> list[tuple[int, Any]]:
    ends = [(int(name[1:]), G) for name, G in graph.starts]
    return [(node, np.ones_like(graph.values[node]) if G is None else np.asarray(G)) for node, G in ends]


def _over_starts(graph: Graph, last_only: bool, how: dict[str, Any], *, ones: bool = False) -> dict[int, Any]:
    total: dict[int, Any] = {}
    for node, given in _starts(graph):
        G = np.ones_like(graph.values[node]) if ones else given
        for place, value in graphs.pulled_back(graph, node, G, **how).items():
            total[place] = value if last_only or place not in total else total[place] + value
    return total


def _parents_first(graph: Graph) -> dict[int, Any]:
    """The sorted list is read from its beginning: all but the start pass on what they have before anything arrives."""
    found = graphs.links(graph)
    total: dict[int, Any] = {}
    for start, G in _starts(graph):
        for parent, pull in found[start]:
            share = graphs.summed_back(pull(G), graph.values[parent].shape)
            total[parent] = total.get(parent, 0.0) + share
        total[start] = total.get(start, 0.0) + G
    return total


def _kept_arrays(graph: Graph) -> dict[int, Any] | None:
    """The first gradient that arrives is kept as the node's own array, and the next call adds into it."""
    total: dict[int, Any] = {}
    try:
        for start, G in _starts(graph):
            for node, value in graphs.pulled_back(graph, start, np.array(G), SORTED["left"]).items():
                if node in total:
                    total[node] += value
                else:
                    total[node] = value
    except ValueError:
        return None
    return total


def _passed_on_whole(graph: Graph, left: bool) -> dict[int, Any]:
    """Without an order: whatever receives a share passes on all that it has."""
    found = graphs.links(graph)
    grads: dict[int, Any] = {}

    def receive(node: int, share: Any) -> None:
        share = graphs.summed_back(share, graph.values[node].shape)
        grads[node] = grads.get(node, 0.0) + share
        for parent, pull in found[node] if left else reversed(found[node]):
            receive(parent, pull(grads[node]))

    for node, G in _starts(graph):
        receive(node, G)
    return grads


def _kept_between_starts(graph: Graph, *, set_start: bool) -> dict[int, Any]:
    """In a right order, but what `grad` holds from the call before is passed on again."""
    found = graphs.links(graph)
    grads: dict[int, Any] = {}
    for start, G in _starts(graph):
        grads[start] = G if set_start else grads.get(start, 0.0) + G
        for node in SORTED["left"](found, start):
            for parent, pull in found[node]:
                share = graphs.summed_back(pull(grads[node]), graph.values[parent].shape)
                grads[parent] = grads.get(parent, 0.0) + share
    return grads
