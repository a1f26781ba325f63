"""What an author needs to write `solutions/<name>/ladders.py`: the numbers that a learner works out before the code.

Such a file has a dict `LADDERS`: for a task, a function that takes the reference module and yields the task's steps, in
the order of the notebook's cells `check_step("task", 1, ...)`. Knows no assignment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Numbers = float | tuple[float, ...]


@dataclass(frozen=True)
class Step:
    """One number, or a tuple of numbers, that a learner works out with a pencil.

    `right` is written down by the author. `oracles` compute it: by the reference, and for a gradient by `slope` too.
    `given` is what the learner computes with; the notebook must show it as `name = value`. `slips` has, for each
    sentence, the number that a usual slip makes. `otherwise` is the sentence for any other number; where it is empty,
    the learner is told to look at factors and signs.
    """

    right: Numbers
    oracles: Sequence[Any]
    given: Mapping[str, Any]
    slips: Mapping[str, Numbers]
    otherwise: str = ""


def step(
    right: Numbers,
    *,
    oracles: Sequence[Any],
    given: Mapping[str, Any],
    slips: Mapping[str, Numbers],
    otherwise: str = "",
) -> Step:
    """A step of a ladder; `Step` says what its parts are."""
    return Step(right, tuple(oracles), dict(given), dict(slips), otherwise)


def slope(f: Callable[[Any], float], x: Any, at: tuple[int, ...] = (), h: float = 1e-4) -> float:
    """The central difference of f at x in the entry `at`; x is a number or an array, and stays as it is."""
    values = []
    for move in (h, -h):
        moved = np.array(x, dtype=float)
        moved[at] += move
        values.append(float(f(moved if moved.ndim else float(moved))))
    return (values[0] - values[1]) / (2 * h)
