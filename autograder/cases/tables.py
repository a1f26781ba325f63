"""Tables of mistakes: what each listed mistake makes of right numbers, from its id to the wrong values.

A table is {id: {what: value}}; what a mistake leaves right is not in it, and None stands where it makes no numbers.
Tables are made only when a submission has lost a task.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from contextvars import ContextVar
from typing import Any

import numpy as np

Values = dict[str, Any]
Table = dict[str, Values]


remember: ContextVar[Callable[..., Table] | None] = ContextVar("remember", default=None)
"""In a session: what makes the table of a problem, or has it already."""


def once(make: Callable[..., Table], problem: Any, *key: Any) -> Table:
    """`make(problem, *key)`, made once for the whole class where `make` has a name and `given` made the problem.

    Nothing of a submission may be in the key, and nothing in the table may be altered.
    """
    remembered = remember.get()
    with np.errstate(all="ignore"):
        return make(problem, *key) if remembered is None else remembered(make, problem, *key)


def lazily(make: Callable[..., Table], problem: Any, *key: Any) -> Callable[[str], Callable[[], Values]]:
    """`lazily(make, p)("dW")` is what a check takes as `mistakes`: each id's dW, made by `make(p)` when asked for.

    Without a key the table is made `once`.
    """

    @functools.cache
    def table() -> Table:
        if not key:
            return once(make, problem)
        with np.errstate(all="ignore"):
            return make(problem, *key)

    return lambda what: lambda: {mistake_id: values[what] for mistake_id, values in table().items() if what in values}


def with_factors(right: Values, factors: Mapping[str, float], others: Table, anywhere: Collection[str] = ()) -> Table:
    """The table of single factors on everything, of other mistakes, and of two mistakes at once.

    Of two at once one is a factor that is listed in `anywhere`: such factors may come with any second mistake.
    """
    table: Table = {mistake_id: _times(k, right) for mistake_id, k in factors.items()} | others
    for index, (mistake_id, k) in enumerate(factors.items()):
        if mistake_id not in anywhere:
            continue
        for other_id, other in list(factors.items())[index + 1 :]:
            if "#" not in other_id and k * other != 1:
                table[f"{mistake_id}+{other_id}"] = _times(k * other, right)
        for other_id, values in others.items():
            if all(value is not None for value in values.values()):
                table[f"{mistake_id}+{other_id}"] = _times(k, right | values)
    return table


def _times(k: float, values: Values) -> Values:
    return {what: k * np.asarray(value) for what, value in values.items()}


def values_of(table: Table, what: str) -> list[Any]:
    """All values of one thing in a table; None among them, where a mistake makes no numbers."""
    return [values[what] for values in table.values() if what in values]
