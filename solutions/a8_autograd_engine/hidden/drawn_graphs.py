"""Random computation graphs for the hidden cases of an autograd engine, on which its usual mistakes show.

Knows no submission, and of the mistakes only in what order gradients are passed on.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from .graphs import SORTED, UNSORTED, Graph, pulled_back, solved, value_of

MOVES = ("product", "product", "quotient", "power", "exp", "log", "relu", "difference", "sum", "neg", "matrix")


def draw(
    rng: np.random.Generator, shape: tuple[int, int], *, broadcasting: bool, summed: bool, elementwise: bool = False
) -> Graph:
    """A random graph in which the usual wrong orders, and shares that overwrite each other, give wrong gradients.

    The leaves are of `shape`, or broadcast to it; with `elementwise` there is no `@`, `T`, `sum` or `mean`. One that is
    `summed` ends with a number and is given no gradient; any other ends with a matrix and is given one.
    """
    for _ in range(2000):
        graph = _drawn(rng, shape, broadcasting, elementwise, summed)
        if graph is not None and all(_shows(graph, flaw) for flaw in _FLAWS):
            found = solved(graph)
            if all(np.abs(grad).max() > 0.05 for grad in found.grads):
                return found
    raise AssertionError("no graph was found that shows all mistakes")


_FLAWS: list[dict[str, Any]] = [
    *({"order": order} for order in UNSORTED.values()),
    *({"order": order, "add": False} for order in SORTED.values()),
    *({"order": order, "in_place": True} for order in SORTED.values()),
    {"order": SORTED["left"], "upstream": False},
]


def _shows(graph: Graph, flaw: dict[str, Any]) -> bool:
    (name, G), last = graph.starts[0], int(graph.last[1:])
    assert name == graph.last
    G = np.ones_like(graph.values[last]) if G is None else G
    right = pulled_back(graph, last, G, SORTED["left"])
    try:
        wrong = pulled_back(graph, last, G, **flaw)
    except ValueError:  # an array that may not be added to
        return True
    # Who takes what has arrived for what is passed on hides the mistake at the node itself, not at its parents.
    return any(
        np.linalg.norm(right[leaf] - wrong.get(leaf, 0.0)) > 1e-2 * np.linalg.norm(right[leaf])
        for leaf in range(len(graph.leaves))
    )


def _drawn(
    rng: np.random.Generator, shape: tuple[int, int], broadcasting: bool, elementwise: bool, summed: bool
) -> Graph | None:
    """A graph, or None where one of its leaves is not used, or its numbers are large or near a kink."""
    n, m = shape
    shapes = [shape, (m,), (n, 1), ()] if broadcasting else [shape] * 3
    graph = Graph([rng.normal(size=one) for one in shapes], [], consts=[1.5, 0.3, rng.normal(size=shape)])
    square = n, n
    values = [np.asarray(leaf) for leaf in graph.leaves]

    def put(*step: Any) -> str:
        graph.steps.append(list(step))
        values.append(value_of(list(step), values, graph.consts))
        return graph.last

    def pick() -> str:
        fitting = [i for i, one in enumerate(values) if one.shape not in (square, (m, n)) and i not in kept_apart]
        return f"n{rng.choice(fitting[-4:] if rng.random() < 0.6 else fitting)}"

    def move() -> None:
        x, y = pick(), pick()
        word = str(
            rng.choice([*MOVES[: 10 if elementwise else 11], *["reduce"] * 4 * (broadcasting and not elementwise)])
        )
        if word == "difference" and x == y:
            return
        if word == "product":
            put("tanh", put("*", x, y))
        elif word == "quotient":
            put("/", x, put("+", put("*", y, y), "c0"))
        elif word == "power":
            put("**", put("tanh", x), 3)
        elif word == "log":
            put("log", put("+", "c0", put("*", x, x)))
        elif word == "exp":
            put("exp", put("tanh", x))
        elif word in ("relu", "neg"):
            put(word, x)
        elif word in ("difference", "sum"):
            put("-" if word == "difference" else "+", x, y)
        elif word == "reduce" and broadcasting and values[int(x[1:])].ndim == 2:
            put("sum", put("*", "c1", x), *((0, False), (1, True), (-1, True))[rng.integers(3)])
        elif word == "matrix" and values[int(x[1:])].shape == values[int(y[1:])].shape == shape:
            put("tanh", put("@", put("*", put("@", x, put("T", y)), "c1"), x))

    # sums that hand the array that arrives to both operands, and then more to one of these, which is used nowhere else
    product, scaled = put("*", "n0", "n1"), put("*", "n0", "c1")
    kept_apart = {int(product[1:]), int(scaled[1:])}
    put("+", put("+", product, scaled), product)
    for _ in range(6):
        move()
    unused = [f"n{i}" for i in range(len(values)) if not any(f"n{i}" in step for step in graph.steps)]  # the ends
    if any(int(name[1:]) < len(shapes) for name in unused) or len(graph.steps) < 8:
        return None
    total = unused[0]
    for name in unused[1:]:
        total = put("+", total, name)
    if summed:
        put(*(("mean", put("*", total, "c2")) if rng.random() < 0.5 else ("sum", put("*", total, "c2"), None, False)))
        graph.starts = [[graph.last, None]]
    else:
        graph.starts = [[graph.last, rng.normal(size=values[-1].shape)]]
    graph.values = values
    kinks = [values[int(step[1][1:])] for step in graph.steps if step[0] == "relu"]
    tame = all(np.abs(value).max() < 30 for value in values) and all(np.abs(value).min() > 1e-3 for value in kinks)
    reduces = not broadcasting or elementwise or any(step[0] == "sum" and step[2] is not None for step in graph.steps)
    reused = sum(sum(x == f"n{i}" for step in graph.steps for x in step[1:]) > 1 for i in range(len(values))) > 2
    return graph if tame and reused and reduces else None
