"""Draws the graph that your tensors make, and the order in which your `backward` goes through it.

    import drawing
    drawing.draw(y, a=a, b=b)

It follows whatever your tensors keep: the pairs (parent, pull) in `links`, or tensors in lists, tuples, sets and dicts
of another attribute. It knows no right gradient. It shows what your engine does.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from watch import Box, Link, Picture, Step, graph, number

MOST_DRAWN = 40
MOST_COUNTED = 20_000
MOST_PUSHES = 5_000
MOST_STEPS = 150
MOST_NOTES = 4


class Push(NamedTuple):
    """One call of a function that a tensor keeps: whose, for which of its parents, what went in and what came out.

    The parent is None where the function belongs to the tensor as a whole.
    """

    node: int
    place: int | None
    upstream: Any = None
    share: Any = None


class TooManyPushes(RuntimeError):
    """Ends a `backward` that goes on and on."""


def draw(result: Any, gradient: Any = None, **names: Any) -> Picture:
    """The graph of `result`, with the data and the gradient of each tensor, to step through push by push.

    `names` say what tensors are called; others are t1, t2 and so on. It calls `result.backward` once, on gradients of
    zero, with ones where `result` has several entries and no `gradient` is given. Afterwards each `grad` is as it was.
    Whatever your tensors raise is told below the title.
    """
    try:
        return _drawn(result, gradient, names)
    except (Exception, SystemExit) as error:  # noqa: BLE001  # the learner's own code answers nearly each line below
        said = f"Your tensors cannot be drawn, because they raise {_words_of(error)}."
        return graph("Your graph", [], [], [], [said])


def _drawn(result: Any, gradient: Any, names: dict[str, Any]) -> Picture:
    if all(one is not result for one in names.values()):
        names["result"] = result
    called = next(name for name, one in names.items() if one is result)
    title = f"Your graph of {called}"
    missing = [name for name in ("data", "backward") if not hasattr(result, name)]
    if missing:
        kind = "None" if result is None else f"of type {type(result).__name__}"
        lacks = " and ".join(f"no {name}" for name in missing)
        return graph(title, [], [], [], [f"{called} is {kind} and has {lacks}. Only a tensor can be drawn."])
    nodes, whole, circle = _found(result)
    notes = []
    if whole > len(nodes):
        many = f"more than {MOST_COUNTED:,}" if whole > MOST_COUNTED else f"{whole:,}"
        notes.append(f"This graph has {many} tensors. The picture shows the {len(nodes)} that are nearest to {called}.")
    pushes: list[Push] = []
    grads: dict[int, Any] = {}
    if circle:
        notes.append("The links lead in a circle: a tensor is made of itself. So backward was not called.")
    else:
        pushes, grads, stopped = _walked(result, nodes, gradient)
        notes += [stopped] if stopped else []
    return _picture(title, nodes, names, pushes, grads, notes)


def _found(result: Any) -> tuple[list[Any], int, bool]:
    """The tensors to draw, each after its parents; how many there are; whether some links lead in a circle."""
    near, seen, waiting = [result], {id(result)}, deque([result])
    while waiting and len(near) <= MOST_COUNTED:
        for parent in _parents(waiting.popleft()):
            if id(parent) not in seen:
                seen.add(id(parent))
                near.append(parent)
                waiting.append(parent)
    shown = near[:MOST_DRAWN]
    rows = {id(node): 0 for node in shown}
    for _ in range(len(shown) + 1):  # a row further down, until every tensor is below what it was made of
        lower = [
            (id(node), rows[id(parent)] + 1)
            for node in shown
            for parent in _parents(node)
            if rows.get(id(parent), -1) >= rows[id(node)]
        ]
        if not lower:
            break
        rows |= dict(sorted(lower, key=lambda one: one[1]))
    return sorted(shown, key=lambda node: rows[id(node)]), len(near), bool(lower)


def _attributes(node: Any) -> dict[str, Any]:
    """What a tensor keeps beside its numbers."""
    kept = dict(getattr(node, "__dict__", {}))
    for kind in type(node).__mro__:
        slots = getattr(kind, "__slots__", ())
        for name in [slots] if isinstance(slots, str) else slots:
            if not name.startswith("__") and hasattr(node, name):
                kept[name] = getattr(node, name)
    return {name: value for name, value in kept.items() if name not in ("data", "grad")}


def _parents(node: Any) -> list[Any]:
    """The tensors in the first attribute that has any, as often as they stand there."""
    for value in _attributes(node).values():
        tensors = list(_tensors(value, type(node), 3))
        if tensors:
            return tensors
    return []


def _tensors(value: Any, kind: type, depth: int) -> Iterator[Any]:
    if isinstance(value, kind):
        yield value
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for part in value:
            yield from _tensors(part, kind, depth - 1)
    elif depth and isinstance(value, dict):
        yield from _tensors([*value.keys(), *value.values()], kind, depth)


def _walked(result: Any, nodes: list[Any], gradient: Any) -> tuple[list[Push], dict[int, Any], str]:
    """Call `backward` and note every push; returns the gradients by place, and why it stopped early, if it did."""
    pushes: list[Push] = []
    kept = []
    grads: dict[int, Any] = {}
    stopped = ""
    try:
        for place, node in enumerate(nodes):
            before, node.grad = getattr(node, "grad", None), np.zeros_like(node.data)
            kept.append((node, "grad", before))
            for name, value in _attributes(node).items():
                watched = _watched(value, place, pushes)
                if watched is not value:
                    setattr(node, name, watched)
                    kept.append((node, name, value))
        if gradient is None and np.size(result.data) != 1:
            gradient = np.ones_like(result.data)
        result.backward() if gradient is None else result.backward(gradient)
    except TooManyPushes:
        stopped = f"Your backward was stopped after {MOST_PUSHES:,} pushes: some node pushes again and again."
    except (Exception, SystemExit) as error:  # noqa: BLE001  # whatever the learner's own code raises is told
        stopped = f"Your backward stopped with {_words_of(error)}."
    finally:
        grads = {place: getattr(node, "grad", None) for place, node in enumerate(nodes)}
        for node, name, value in reversed(kept):
            setattr(node, name, value)
    return pushes, grads, stopped


def _words_of(error: BaseException) -> str:
    words = " ".join(str(error).split())[:100].rstrip(".")
    return f"{type(error).__name__}{f': {words}' if words else ''}"


def _watched(value: Any, node: int, pushes: list[Push]) -> Any:
    """What a tensor keeps, with functions that note each of their calls; the same object where it holds none."""
    if callable(value) and not isinstance(value, type) and not hasattr(value, "data"):
        return _noting(value, node, None, pushes)
    if isinstance(value, (list, tuple)) and any(_is_link(one) for one in value):
        places = iter(range(len(value)))
        linked = [
            (one[0], _noting(one[1], node, next(places), pushes), *one[2:]) if _is_link(one) else one for one in value
        ]
        return linked if isinstance(value, list) else tuple(linked)
    return value


def _is_link(one: Any) -> bool:
    return isinstance(one, (list, tuple)) and len(one) >= 2 and hasattr(one[0], "data") and callable(one[1])


def _noting(function: Callable[..., Any], node: int, place: int | None, pushes: list[Push]) -> Callable[..., Any]:
    def noted(*given: Any, **more: Any) -> Any:
        if len(pushes) >= MOST_PUSHES:
            raise TooManyPushes
        at = len(pushes)
        upstream = np.array(given[0]) if len(given) == 1 and np.ndim(given[0]) <= 2 else None
        pushes.append(Push(node, place, upstream))
        share = function(*given, **more)
        if place is not None:
            pushes[at] = Push(node, place, upstream, np.array(share))
        return share

    return noted


def _picture(
    title: str, nodes: list[Any], names: dict[str, Any], pushes: list[Push], grads: dict[int, Any], notes: list[str]
) -> Picture:
    given = {id(one): name for name, one in names.items()}
    called = [given.get(id(node), f"t{place + 1}") for place, node in enumerate(nodes)]
    places = {id(node): place for place, node in enumerate(nodes)}
    links, at = [], {}
    for place, node in enumerate(nodes):
        for nth, parent in enumerate(_parents(node)):
            if id(parent) in places:
                at[place, nth] = len(links)
                links.append(Link(places[id(parent)], place))
    whole = not notes  # of a part of the pushes nothing can be said
    steps, bad_nodes, bad_links, wrong = _steps(called, nodes, links, at, pushes, grads, whole=whole)
    notes = [*notes, *wrong[:MOST_NOTES]]
    if len(wrong) > MOST_NOTES:
        more = len(wrong) - MOST_NOTES
        notes.append(f"There {'is one more note' if more == 1 else f'are {more} more notes'} like these.")
    shares = {at[push.node, push.place]: _short(push.share) for push in pushes if (push.node, push.place) in at}
    boxes = [
        Box(
            called[place],
            _short(getattr(node, "data", None)),
            _short(grads.get(place)) if place in grads else "",
            look="odd" if place in bad_nodes else "",
        )
        for place, node in enumerate(nodes)
    ]
    cut_off = {name: one for name, one in names.items() if id(one) not in places and hasattr(one, "data")}
    boxes += [Box(name, _short(one.data), "", look="alone") for name, one in cut_off.items()]
    if cut_off:
        notes.insert(
            0, f"No link leads to {', '.join(cut_off)}: an operator on the way from {called[-1]} keeps no link."
        )
    links = [
        link._replace(share=shares.get(place, ""), odd=place in bad_links or link.parent >= link.child)
        for place, link in enumerate(links)
    ]
    if any(link.parent >= link.child for link in links):  # a circle has no order from above to below
        links, steps = [link for link in links if link.parent < link.child], []
    return graph(title, boxes, links, steps, notes)


def _steps(
    called: list[str],
    nodes: list[Any],
    links: list[Link],
    at: dict[tuple[int, int], int],
    pushes: list[Push],
    grads: dict[int, Any],
    *,
    whole: bool,
) -> tuple[list[Step], set[int], set[int], list[str]]:
    """The pushes in their order, which nodes and links are odd, and a sentence for each kind of oddity."""
    last = len(nodes) - 1
    steps = [Step(last, f"Your backward begins at {called[last]}.", grad=_short(grads.get(last)))] if grads else []
    bad_nodes: set[int] = set()
    bad_links: set[int] = set()
    notes: dict[str, None] = {}
    arrived: dict[int, list[Any]] = {}
    sums: dict[int, float | None] = {}  # of shares that are single numbers
    pushed: set[int] = set()
    times: Counter[int] = Counter()
    for count, push in enumerate((one for one in pushes if (one.node, one.place) in at), 1):
        index = at[push.node, push.place]
        node, parent = push.node, links[index].parent
        pushed.add(node)
        times[index] += 1
        warnings = []
        if times[index] > 1:
            warnings.append(f"{called[node]} has pushed this share before.")
            bad_links.add(index)
            notes[f"{called[node]} pushes to {called[parent]} more than once in one backward."] = None
        if parent in pushed:
            warnings.append(f"{called[parent]} had pushed before this share arrived.")
            bad_nodes.add(parent)
            notes[f"{called[parent]} pushes before all of its shares are there."] = None
        arrived.setdefault(parent, []).append(push.share)
        had, addition = sums.get(parent, 0.0), ""
        share = float(np.sum(push.share)) if _is_scalar(push.share) else None
        total = None if had is None or share is None else had + share
        if parent in sums and had is not None and share is not None:
            addition = f"{number(had)} + {_bracketed(share)} = {number(had + share)}"
        sums[parent] = total
        if len(steps) < MOST_STEPS:
            steps.append(
                Step(
                    parent,
                    f"Push {count}, from {called[node]} to {called[parent]}:",
                    f"pull({_short(push.upstream)}) = {_short(push.share)}",
                    "the share that your pull makes of what had arrived",
                    addition,
                    link=index,
                    share=_short(push.share),
                    grad=_short(grads.get(parent)) if total is None else number(total),
                    warning=" ".join(warnings),
                )
            )
    together = [push for push in pushes if push.place is None]
    for place, count in Counter(push.node for push in together).items():
        if count > 1 and links:
            bad_nodes.add(place)
            notes[f"{called[place]} pushes {count} times in one backward."] = None
    for count, push in enumerate(together[:MOST_STEPS], 1):
        steps.append(
            Step(
                push.node, f"Push {count}, from {called[push.node]} to its parents.", grad=_short(grads.get(push.node))
            )
        )
    if whole and links and not pushes:
        notes["The order is not shown, because no function that your tensors keep was called."] = None
    elif whole and pushes and not together:
        _left_out(called, links, times, notes, bad_links)
        _not_added(called, nodes, arrived, grads, notes, bad_nodes)
    return steps, bad_nodes, bad_links, list(notes)


def _left_out(
    called: list[str], links: list[Link], times: Counter[int], notes: dict[str, None], bad_links: set[int]
) -> None:
    for index, link in enumerate(links):
        if not times[index]:
            bad_links.add(index)
            notes[f"{called[link.child]} never pushes to {called[link.parent]}."] = None


def _not_added(
    called: list[str],
    nodes: list[Any],
    arrived: dict[int, list[Any]],
    grads: dict[int, Any],
    notes: dict[str, None],
    bad_nodes: set[int],
) -> None:
    """Where all shares have the shape of the data, their sum should be the gradient."""
    for place, shares in arrived.items():
        shape = np.shape(getattr(nodes[place], "data", None))
        numbers = [*shares, grads[place]]
        same = all(_is_numbers(one) and np.shape(one) == shape for one in numbers)
        if same and not np.allclose(sum(shares), grads[place], equal_nan=True):
            bad_nodes.add(place)
            notes[
                f"The shares that arrive at {called[place]} add up to {_short(sum(shares))}, "
                f"and its grad is {_short(grads[place])}."
            ] = None


def _is_scalar(value: Any) -> bool:
    return _is_numbers(value) and np.size(value) == 1


def _is_numbers(value: Any) -> bool:
    return np.asarray(value).dtype.kind in "fiub"


def _bracketed(value: float) -> str:
    text = number(value)
    return f"({text})" if text.startswith("−") else text


def _short(value: Any) -> str:
    """Numbers as they fit into a box: one or a few of them, else the shape."""
    try:
        array = np.asarray(value)
        if not _is_numbers(array):
            return "None" if value is None else "no numbers"
    except (TypeError, ValueError, RuntimeError):  # rows of different lengths, tensors of another library
        return "no numbers"
    if array.size == 1:
        return number(float(array.reshape(-1)[0]))
    flat = ", ".join(number(one) for one in array.reshape(-1)[:4])
    return f"[{flat}]" if array.ndim == 1 and array.size <= 4 and len(flat) < 15 else f"{array.shape}"
