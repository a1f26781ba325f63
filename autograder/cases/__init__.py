"""What hidden cases import: cross-checked oracles, follow-through marks, checks before one computes, watched functions.

Cases see a submission through the fixture `student`; they know no sandbox, no records and no marks. Nothing here knows
an assignment.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

import numpy as np

from autograder.faults import GraderFault, SandboxFault, StudentFault
from autograder.handout.explain import changes_argument
from autograder.handout.gradcheck import Comparison, Mismatch, Mistakes, seen

cross_checks: ContextVar[list[str] | None] = ContextVar("cross_checks", default=None)
"""Where one wants to know what two oracles agreed on: `cross_check` appends to the list."""


def cross_check(first: Any, second: Any, *, rtol: float = 1e-9, atol: float = 1e-12, what: str = "") -> None:
    """Raise GraderFault unless two oracles give the same numbers: their quarrel is never a student's fault."""
    first_array, second_array = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    scale = float(np.abs(first_array).max()) if first_array.size else 0.0
    if first_array.shape != second_array.shape or not np.allclose(
        first_array, second_array, rtol=rtol, atol=atol + atol * scale
    ):
        raise GraderFault(f"two oracles disagree{f' on {what}' if what else ''}")
    recorded = cross_checks.get()
    if recorded is not None:
        recorded.append(what)


def shape_id(shape: tuple[int, ...]) -> str:
    """A shape as it stands in the id of a case."""
    return "x".join(map(str, shape))


def integers(rng: np.random.Generator, shape: Any) -> Any:
    """Integers from -9 to 9 without -1, 0 and 1."""
    return rng.integers(2, 10, shape) * rng.choice([-1, 1], shape)


def fractions(values: Any) -> Any:
    """Where `values` are no integers, and not nearly: cutting them to integers changes them."""
    array = np.asarray(values, dtype=np.float64)
    return np.abs(array - np.rint(array)) > 1e-3


MOST_NUMBERS = 1024
"""Numbers in a value that a case computes with; an axis of size 0 counts as 1. Honest parts return some dozens."""
_MOST_AXES = 2
_RESIDUAL = 1e-6
"""How near, relatively, a value must be to the right one, or to that of a mistake, to be taken for it."""
_CHANGE = 1e-5
"""By how much, relatively, the gradients of the last step must differ from those of the first."""


def numbers_of(value: Any, caller: str, axes: int = _MOST_AXES) -> np.ndarray:
    """What a student's function returned to `caller`, as an array to compute with: the one way to such an array.

    Type, dtype and shape are looked at before anything is computed. Raises Mismatch for anything but a real number or
    an array of real numbers, and for an array of more than `axes` axes or 1024 numbers: two arrays with two axes each
    give a million numbers at most, however they broadcast.
    """
    if type(value) is not np.ndarray and not isinstance(value, np.generic | int | float):
        raise Mismatch("wrong-type", f"{caller} calls a function that returns no numbers.")
    array = np.asarray(value)
    if array.dtype.kind not in "fiu":
        raise Mismatch("wrong-type", f"{caller} calls a function that returns no numbers.")
    if array.ndim > axes or math.prod(max(size, 1) for size in array.shape) > MOST_NUMBERS:
        raise Mismatch(
            "wrong-shape", f"{caller} calls a function that returns far more numbers than the right answer has."
        )
    return array


def check_known(value: Any, name: str, known: Callable[..., Iterable[Any]], *args: Any) -> np.ndarray:
    """What the student's function `name` returned, as an array. Raises Mismatch unless it is one of `known(*args)`.

    These are the right one and those that listed mistakes make. For a composition of the student's own functions: what
    functions of any other kind compose could be written down without the work.
    """
    array = numbers_of(value, "the composition")
    try:
        with np.errstate(all="ignore"):
            candidates = (
                np.asarray(candidate, dtype=np.float64) for candidate in known(*args) if candidate is not None
            )
            known_value = any(
                candidate.shape == array.shape and _distance(array, candidate) <= _RESIDUAL for candidate in candidates
            )
    except (ValueError, ArithmeticError):  # the formulas do not take what the student's functions gave before
        known_value = False
    if not known_value:
        raise Mismatch("wrong-values", f"{name} returns neither the right numbers nor the numbers of a listed mistake.")
    return array


class Taken:
    """The values that a composition takes from a student's functions, and what it makes of them all.

    Each is right, or wrong as a listed mistake is. The gradients of one group of `may_differ` may be wrong in a way
    that nobody has listed, if all else is right: the other gradients still ask for the whole descent.
    """

    def __init__(self, *may_differ: Iterable[str]) -> None:
        self._groups = [frozenset(group) for group in may_differ]
        self._wrong: set[str] = set()
        self._unlisted: set[str] = set()

    def take(self, value: Any, name: str, right: Any, listed: Callable[[], Iterable[Any]]) -> np.ndarray:
        """The value of the function or gradient `name` as an array. Raises Mismatch for one that cannot be taken."""
        try:
            return check_known(value, name, lambda: [right])
        except Mismatch:
            self._wrong.add(name)
        try:
            return check_known(value, name, listed)
        except Mismatch:
            self._unlisted.add(name)
            array = numbers_of(value, "the composition")
            if array.shape != np.shape(right) or not any(self._wrong <= group for group in self._groups):
                raise
            return array

    def check(self) -> None:
        """Raise Mismatch where something else was wrong beside a gradient that is wrong in a way of its own."""
        if self._unlisted and not any(self._wrong <= group for group in self._groups):
            raise Mismatch("wrong-values", "Several functions are wrong, and not every mistake is a listed mistake.")


def check_changing(first: Iterable[np.ndarray], last: Iterable[np.ndarray]) -> None:
    """Raise Mismatch unless some gradient of the last step differs from that of the first.

    Where all steps are alike, the end can be written down without taking them.
    """
    with np.errstate(all="ignore"):
        if not any(a.shape != b.shape or not _distance(b, a) <= _CHANGE for a, b in zip(first, last, strict=True)):
            raise Mismatch("wrong-values", "All steps are the same, so there is nothing to compose.")


def _distance(value: np.ndarray, from_: np.ndarray) -> float:
    """How far off a value is, relatively; 0 where both are all zero."""
    size = float(np.linalg.norm(from_))
    off = float(np.linalg.norm(np.asarray(value, dtype=np.float64) - from_))
    return off / size if size else off


def check_unchanged(student: Any) -> None:
    """Raise Mismatch when the last call altered one of its arguments."""
    if student.changed:
        raise Mismatch("changes-argument", changes_argument(student.changed[0], student.argument_names()))


def with_follow_through(
    outright: Callable[[], object], *follow: Callable[[], object], parts_correct: Callable[[], bool] | None = None
) -> None:
    """Pass when the result is right outright, or else by one of the ways to earn follow-through marks.

    Such a way compares with the composition of what the student wrote, or gives the student's function right parts to
    compose (`student.given(reference, "forward", ...)`). Each raises Mismatch or StudentFault when it is not satisfied;
    the outright one's is reported. What each of them compares is kept apart: a mistake may show in one of them only.

    `parts_correct` says whether the parts that the student wrote do the same as right ones: then a wrong result is the
    function's own, no such way could lead to another, and none is tried. This is for trust: calls with functions given
    are not repeated, and a submission with right parts could be right there alone (attacks 692 and 698).

    Any other exception, which an odd value of the submission brings, ends one way only; a note on what is raised tells.
    """
    try:
        outright()
    except SandboxFault:
        raise
    except Exception as first:
        if parts_correct is not None and getattr(first, "outcome", "") != "time-limit" and _holds(parts_correct, first):
            raise
        for attempt in follow:
            attempts = seen.get()
            if attempts is not None:
                attempts.append([])
            try:
                attempt()
            except (Mismatch, StudentFault) as again:
                if getattr(first, "outcome", "") == again.outcome == "time-limit":  # no way ends, not even right parts
                    break
                continue
            except SandboxFault:
                raise
            except Exception as fault:  # noqa: BLE001  # one way is lost, and the others may still lead to marks
                first.add_note(type(fault).__name__)
                continue
            return
        raise


def _holds(parts_correct: Callable[[], bool], first: Exception) -> bool:
    try:
        return parts_correct()
    except SandboxFault:
        raise
    except Exception as fault:  # noqa: BLE001  # parts that cannot even be compared are not alike
        first.add_note(type(fault).__name__)
        return False


def parts_correct(student: Any, reference: Any, names: Sequence[str], compose: Callable[[Any], object]) -> bool:
    """Whether every call that `compose(module)` makes of functions `names` gives the same with the student's as with
    the reference's. It stops at the first that does not: that alters an argument, fails, or returns something else.
    """

    def watched(name: str) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            value, due = getattr(student, name)(*args), getattr(reference, name)(*args)
            if student.changed or not _same_numbers(value, due):
                raise Mismatch("wrong-values", f"{name} differs.")
            return value

        return call

    try:
        compose(SimpleNamespace(**{name: watched(name) for name in names}))
    except (Mismatch, StudentFault):
        return False
    return True


def _same_numbers(value: Any, due: Any) -> bool:
    """Whether both are arrays, or both plain numbers, of one dtype and shape and equal but for rounding."""
    if (type(value) is np.ndarray and value.ndim > 0) != (type(due) is np.ndarray and due.ndim > 0):
        return False
    if not isinstance(value, np.ndarray | np.generic | int | float):
        return False
    left, right = np.asarray(value), np.asarray(due)
    if left.dtype != right.dtype or left.dtype.kind not in "fi" or left.shape != right.shape:
        return False
    return np.allclose(left, right, rtol=1e-9, atol=1e-12)


def record(name: str, got: Any, want: Any, mistakes: Mistakes | None) -> None:
    """Count a result among the comparisons of the case, where the case has its own words for what is wrong."""
    attempts = seen.get()
    if attempts is not None:
        attempts[-1].append(Comparison(name, got, np.asarray(want), mistakes))


def expect_error(call: Callable[[], object], error: str) -> None:
    """Raise Mismatch unless the call raises the built-in exception named `error`, or a subclass of it."""
    try:
        call()
    except StudentFault as fault:
        if fault.outcome == "raised" and fault.error == error:
            return
        if fault.outcome != "raised":
            raise
        raise Mismatch("wrong-values", f"The call should raise {error}, but it raised another error.") from None
    raise Mismatch("wrong-values", f"The call should raise {error}, but nothing was raised.")


class Watched:
    """A function to be given to a submission; it counts its calls and keeps copies of its first arguments."""

    def __init__(self, function: Callable[[Any], Any], most: int = 200) -> None:
        self._function = function
        self._most = most
        self.calls = 0
        self.arguments: list[np.ndarray] = []

    def __call__(self, x: Any) -> Any:
        self.calls += 1
        if len(self.arguments) < self._most:
            self.arguments.append(np.array(x, dtype=np.float64))
        return self._function(x)
