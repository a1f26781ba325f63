"""What an author needs to write `solutions/<name>/examples.py`: the smallest cases on which a mistake shows.

Such a file has a dict `EXAMPLES`: for a task, a function that takes the reference module and gives `Example`s, the
smallest first. Their inputs are made for the learner's page and are public; what is right, the calculations and what
known mistakes make of it are shipped as numbers. Knows no assignment and no submission.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.handout import explain
from autograder.handout.explain import CALLS, plain, shown

Index = tuple[int, ...]
Work = Callable[[str, Index], str]
_DIGITS = (3, -2, 1, 4, 2, -1, 5, -3)
_PRECISION = 12
"""Digits to which shipped numbers are rounded: the last ones differ between machines."""


class Formula(str):
    """A text among what is given that stands for something else, such as `x[0]**2`; shown without quotes."""

    __slots__ = ()


@dataclass(frozen=True)
class Example:
    """One case: what is given, what is right, and how each entry of it comes about.

    `call` is the function that is called: a task, or `example_calls.NAME` for a function of the assignment's
    example_calls.py, which is shipped and calls the submission. It takes `arguments`, by default what is `given`, and
    returns what is compared: the value of the one name of `right`, or a tuple or list of the values in the order of
    `returns` (by default that of `right`), or a dict with `keys`. `work` gives the calculation of one entry in numbers,
    such as `2*(3-1)*2 + 2*(1-4)*1`, without the entry's name before it and its value behind it; for a truth value or a
    word, the reason.
    """

    call: str
    given: Mapping[str, Any]
    """Numbers, arrays, lists, words and `Formula`s by name."""
    right: Mapping[str, Any]
    """Numbers, truth values, words, lists and arrays by name, in the order in which they are compared."""
    work: Work
    arguments: tuple[Any, ...] | None = None
    returns: tuple[str, ...] = ()
    """The names of `right` in the order of the parts that the function returns, where it is another one."""
    keys: Mapping[str, str] | None = None
    """Where the result is a dict: the key of each part of `right`, by its name."""
    result: str = ""
    """What a sentence calls the whole result, where it has several parts: `the dict of gradients`."""
    separate: bool = False
    """Whether each part of `right` is a part of the task, with marks of its own."""
    called: Mapping[str, str] | None = None
    """What a sentence calls a part of `right`, where it is not its name: `the loss`."""
    words: tuple[str, ...] = ()
    """Where a word is expected: the possible words. Another answer is not repeated."""
    parts: tuple[str, ...] = ()
    """Tasks that the function calls. In the grader the reference's functions stand in for them."""
    needs: tuple[str, ...] = ()
    """Further tasks whose mistakes show here as well: a learner mends them first."""
    part: str = ""
    """The part of the task to which the case belongs, as the hidden cases call it; empty where it is a whole."""
    not_finite: tuple[str, ...] = ()
    """The mistake behind nan or inf on this example, and its sentence; empty where it may be any."""
    core: bool = True
    """Whether it shows the usual case. Others are looked at where all of these are right, and name no mistake.

    Where an array of integers is `given`, it is no usual case either. What always is integers, such as labels, is given
    as a list, and its array is in `arguments`.
    """

    def data(self) -> explain.Example:
        """The case as it is shipped: plain data, each calculation written down."""
        arguments = tuple(self.given.values()) if self.arguments is None else self.arguments
        return explain.Example(
            call=self.call,
            arguments=tuple(str(argument) if isinstance(argument, Formula) else argument for argument in arguments),
            given=_listed(self.given),
            right={name: rounded(value) for name, value in self.right.items()},
            work={name: [self.work(name, index) for index in _indices(value)] for name, value in self.right.items()},
            returns=self.returns,
            keys=dict(self.keys or {}),
            result=self.result,
            separate=self.separate,
            called=dict(self.called or {}),
            words=self.words,
            parts=self.parts,
            needs=self.needs,
            part=self.part,
            not_finite=self.not_finite,
            core=self.core and not _integers(self.given),
        )


def rounded(value: Any) -> Any:
    """A value of an example with its numbers rounded to twelve digits of the largest; a NumPy number as a float."""
    if isinstance(value, bool | str) or value is None:
        return value
    if isinstance(value, list | tuple):
        return rounded(np.array(value, dtype=np.float64)).tolist()
    array = np.asarray(value)
    if array.dtype.kind == "f":
        largest = float(np.abs(array[np.isfinite(array)]).max(initial=0.0))
        if largest:
            array = np.round(array, _PRECISION - 1 - int(np.floor(np.log10(largest))))
        array = array.astype(np.float64)
    return array if isinstance(value, np.ndarray) and value.ndim else array.item()


def _listed(given: Mapping[str, Any]) -> str:
    text = ", ".join(f"{key} = {value if isinstance(value, Formula) else shown(value)}" for key, value in given.items())
    integers = _integers(given)
    return f"{text} ({', '.join(integers)}: integers)" if integers else text


def _integers(given: Mapping[str, Any]) -> list[str]:
    """The names of what is given as an array of integers."""
    return [key for key, value in given.items() if getattr(value, "dtype", np.dtype(float)).kind == "i"]


def _indices(value: Any) -> Iterator[Index]:
    return iter([()]) if isinstance(value, bool | str) else np.ndindex(np.shape(value))


def example_calls(module: Any) -> Any:
    """example_calls.py of an assignment as it calls `module`, a version of the assignment's module with its file name.

    None where the assignment has no such file. The file imports the learner's module by its name; while it does,
    `module` stands there.
    """
    path = Path(module.__file__)
    file = path.with_name(f"{CALLS}.py")
    if not file.is_file():
        return None
    calls = types.ModuleType(CALLS)
    code = compile(file.read_text(encoding="utf-8"), file.name, "exec")
    before = sys.modules.get(path.stem)
    sys.modules[path.stem] = module
    try:
        exec(code, calls.__dict__)
    finally:
        if before is None:
            del sys.modules[path.stem]
        else:
            sys.modules[path.stem] = before
    return calls


def example(function: str, given: Mapping[str, Any], right: Mapping[str, Any], work: Work, **more: Any) -> Example:
    """The usual case: `function` of the submission is called with what is given, in this order."""
    return Example(function, given, right, work, **more)


def small(shape: tuple[int, ...] | int, start: int = 0) -> np.ndarray:
    """Small whole numbers, as floats, of the given shape; another `start`, other numbers. Never 0, never chance."""
    size = int(np.prod(shape))
    return np.array([_DIGITS[(start + i) % len(_DIGITS)] for i in range(size)], dtype=np.float64).reshape(shape)


def num(value: Any) -> str:
    """A number as it stands in a calculation: short, and in parentheses when it is negative."""
    text = plain(value)
    return f"({text})" if text.startswith("-") else text


def total(parts: Iterable[str]) -> str:
    """Terms added up."""
    return " + ".join(parts)
