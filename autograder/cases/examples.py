"""What an author needs to write `solutions/<name>/examples.py`: the smallest cases on which a mistake shows.

Such a file has a dict `EXAMPLES`: for a task, a function that takes the reference module and gives `Example`s, the
smallest first. Their inputs are made for the learner's page and are public. Knows no assignment and no submission.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

Index = tuple[int, ...]
Work = Callable[[str, Index], str]
_DIGITS = (3, -2, 1, 4, 2, -1, 5, -3)


@dataclass(frozen=True)
class Example:
    """One case: what is given, what is right, and how each entry of it comes about.

    `given` and `right` hold numbers, truth values, words, lists and arrays by name; `given` may hold a `Formula` too.
    `ask` calls a submission, which reads like a module, and returns what is compared: the value of the one name of
    `right`, or a tuple, list or dict of the values of all. `work` gives the calculation of one entry in numbers, such
    as `2*(3-1)*2 + 2*(1-4)*1`, without the entry's name before it and its value behind it; for a truth value or a word,
    the reason.
    """

    given: Mapping[str, Any]
    right: Mapping[str, Any]
    work: Work
    ask: Callable[[Any], Any]
    words: tuple[str, ...] = ()
    """Where a word is due: those of which it is one. An answer that is none of them is not repeated."""


class Formula:
    """A function among what is given, with the text that stands for it on the page, such as `x[0]**2`."""

    def __init__(self, text: str, function: Callable[[Any], Any]) -> None:
        self._text = text
        self._function = function

    def __call__(self, x: Any) -> Any:
        return self._function(x)

    def __str__(self) -> str:
        return self._text


def example(function: str, given: Mapping[str, Any], right: Mapping[str, Any], work: Work) -> Example:
    """The usual case: `function` of the submission is called with what is given, in this order."""
    return Example(given, right, work, lambda student: getattr(student, function)(*given.values()))


def composed(
    function: str, given: Mapping[str, Any], right: Mapping[str, Any], work: Work, reference: Any, parts: Iterable[str]
) -> Example:
    """A case of a function that calls other tasks: it is asked with the reference's `parts` in the place of its own."""
    names = tuple(parts)
    return Example(
        given, right, work, lambda student: getattr(student.given(reference, *names), function)(*given.values())
    )


def small(shape: tuple[int, ...] | int, start: int = 0) -> np.ndarray:
    """Small whole numbers, as floats, of the given shape; another `start`, other numbers. Never 0, never chance."""
    size = int(np.prod(shape))
    return np.array([_DIGITS[(start + i) % len(_DIGITS)] for i in range(size)], dtype=np.float64).reshape(shape)


def num(value: Any) -> str:
    """A number as it stands in a calculation: short, and in parentheses when it is negative."""
    text = plain(value)
    return f"({text})" if text.startswith("-") else text


def plain(value: Any, digits: int = 6) -> str:
    """A number as people write it, with at most so many digits."""
    text = f"{float(value):.{digits}g}"
    return "0" if text == "-0" else text


def total(parts: Iterable[str]) -> str:
    """Terms added up."""
    return " + ".join(parts)


def entries(value: Any) -> Iterator[tuple[Index, float]]:
    """The entries of a number or array with their indices."""
    array = np.asarray(value, dtype=np.float64)
    for flat in range(array.size):
        index = tuple(int(i) for i in np.unravel_index(flat, array.shape)) if array.ndim else ()
        yield index, float(array[index])
