"""Compares a result with the expected value, and says what is wrong. Knows no assignment and no grader.

Every assignment folder has a copy of this module, and the grader uses it too. It needs NumPy only.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from pathlib import Path
from typing import Any, NamedTuple

if sys.version_info < (3, 10):  # noqa: UP036  # told before the lines below fail
    raise SystemExit("This course needs Python 3.10 or newer. README.md says how to install it.")

import numpy as np

RTOL = 1e-7
"""Relative tolerance for float64 results, anchored on the expected value."""
ATOL = 1e-10
"""Absolute tolerance, in units of the largest expected magnitude."""
_ROUNDING = 1e-14
"""How far from 0 a result may be where nothing but zeros is expected: rounding of numbers about 1 cancels to that."""

RESIDUAL = 1e-6
"""How near, relatively, numbers must be to those of a mistake for it to be named."""
_PATIENT, _MOST_SECONDS = 15, 120
"""Seconds after which a check says that it is still running, and after which it ends."""
_MOST = 10_000
"""Results with more numbers than this are not kept to be named."""
NUMBERS = frozenset({"wrong-values", "wrong-shape", "transposed", "not-finite"})
"""Outcomes behind which there may be a mistake of which the numbers tell."""

_DTYPES = frozenset({"f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"})
_TYPES = (
    "bool int float complex str bytes list tuple dict set NoneType function generator ndarray matrix MaskedArray "
    "Tensor Parameter float16 float32 float64 longdouble complex64 complex128 int32 int64 object"
)
_KNOWN_TYPES = frozenset(_TYPES.split())
_CALLED = {"builtin_function_or_method": "function", "method": "function"}
_HELPS = {
    ("list", "a NumPy array"): " `np.array(...)` makes one of it.",
    **dict.fromkeys(
        (("tuple", "a NumPy array"), ("tuple", "a number"), ("tuple", "True or False"), ("tuple", "a string")),
        " A comma at the end of a line makes a tuple.",
    ),
    ("function", ""): " Perhaps `( )` is missing behind its name.",
}
"""What often helps, by the kind of a result and what is expected in its place."""
_SURPLUS = {
    -2: "two entries too few",
    -1: "one entry too few",
    1: "one entry too many",
    2: "two entries too many",
}
"""What a list has, by how many entries it has more than it should have."""

Mistakes = Callable[[], Mapping[str, Any]]
"""Gives, for each mistake id, the numbers that the mistake makes; None where it makes no numbers at all.

A mistake that is not in the mapping leaves the right numbers. `id#variant` is another way to make the same mistake,
`id+id` is two at once.
"""


class Comparison(NamedTuple):
    """One result beside the right one, and what mistakes would have made of it."""

    name: str
    got: Any
    want: np.ndarray
    mistakes: Mistakes | None = None
    rtol: float = RTOL
    atol: float = ATOL

    @property
    def wrong(self) -> bool:
        """Is the result not the right one?"""
        got = as_array(self.got)
        return got is None or got.shape != self.want.shape or not _equal(got, self.want, self.rtol, self.atol)


seen: ContextVar[list[list[Comparison]] | None] = ContextVar("seen", default=None)
"""Where all comparisons are wanted, to name a mistake only when all of them are known: a list for each attempt."""


class Mismatch(AssertionError):
    """A result that is not the right one.

    `outcome` is a mistake id of the curriculum, or "wrong-values". `message` comes from a finite set of sentences and
    holds no number that the result could choose freely, so it may be shown where the inputs are secret. `detail` holds
    the numbers, for the learner's own machine.
    """

    def __init__(self, outcome: str, message: str, detail: str = "") -> None:
        super().__init__(f"{message}\n{detail}" if detail else message)
        self.outcome = outcome
        self.message = message
        self.detail = detail


def check_array(
    got: Any,
    want: Any,
    *,
    name: str = "the result",
    rtol: float = RTOL,
    atol: float = ATOL,
    sizes: Sequence[int] = (),
    mistakes: Mistakes | None = None,
) -> None:
    """Raise `Mismatch` unless `got` is a plain real ndarray of exactly the shape and values of `want`.

    An integer array is right where it equals the expected values. `sizes` lists further dimensions (N, D, M ...) that a
    message may repeat when the shape is wrong. A NaN is never right. `mistakes` lets the message name what went wrong.
    """
    expected = np.asarray(want)
    _record(Comparison(name, got, expected, mistakes, rtol, atol))
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    _refuse_unknown_numbers(got, name)
    scalar = expected.ndim == 0 and isinstance(got, np.generic)
    if type(got) is not np.ndarray and not scalar:
        if expected.ndim and (isinstance(got, np.generic) or type(got) in (int, float)):
            raise Mismatch("wrong-shape", f"{name} is a single number; expected an array of shape {expected.shape}.")
        raise _another_kind(got, "a NumPy array", name)
    if got.shape != expected.shape:
        _refuse_shape(got, expected, name=name, rtol=rtol, atol=atol, sizes=sizes)
    _check_values(np.asarray(got, dtype=np.float64), np.asarray(expected, dtype=np.float64), name, rtol, atol)


def check_number(
    got: Any,
    want: float,
    *,
    name: str = "the result",
    rtol: float = RTOL,
    atol: float = ATOL,
    mistakes: Mistakes | None = None,
) -> None:
    """Raise `Mismatch` unless `got` is a real number equal to `want`: a float, int, NumPy scalar or 0-d array."""
    expected = np.asarray(want, dtype=np.float64)
    _record(Comparison(name, got, expected, mistakes, rtol, atol))
    _check_values(np.asarray(_as_number(got, name), dtype=np.float64), expected, name, rtol, atol)


def check_numbers(
    got: Any,
    want: Sequence[float] | np.ndarray,
    *,
    name: str = "the result",
    rtol: float = RTOL,
    atol: float = ATOL,
    mistakes: Mistakes | None = None,
) -> None:
    """Raise `Mismatch` unless `got` is a list, tuple or 1-d array of numbers equal to `want`, of the same length."""
    expected = np.asarray(want, dtype=np.float64)
    _record(Comparison(name, got, expected, mistakes, rtol, atol))
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if type(got) is np.ndarray and got.ndim == 1:
        values: Sequence[Any] = list(got)
    elif type(got) in (list, tuple):
        values = got
    else:
        raise _another_kind(got, "a list of numbers", name)
    if len(values) != expected.size:
        many = _SURPLUS.get(len(values) - expected.size, "the wrong number of entries")
        raise Mismatch("wrong-shape", f"{name} has {many}; expected length {expected.size}.")
    array = np.array([_as_number(v, f"an entry of {name}") for v in values], dtype=np.float64)
    _check_values(array, expected, name, rtol, atol, form="length")


def check_each(*checks: Callable[[], object]) -> None:
    """Run all checks, also those after one that fails, and raise the first one's `Mismatch`."""
    first: Mismatch | None = None
    for check in checks:
        try:
            check()
        except Mismatch as mismatch:
            first = first or mismatch
    if first is not None:
        raise first


def check_truth(got: Any, want: bool, *, name: str = "the result") -> None:
    """Raise `Mismatch` unless `got` is the truth value `want`: a bool, a NumPy bool, or a 0-d array of one."""
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    is_bool = type(got) is bool or (isinstance(got, np.generic | np.ndarray) and got.shape == () and got.dtype == bool)
    if not is_bool:
        raise _another_kind(got, "True or False", name)
    if bool(got) is not want:
        raise Mismatch("wrong-values", f"{name} should be {want} here.")


def check_keys(got: Any, keys: Sequence[str], *, name: str = "the result", empty: bool = False) -> None:
    """Raise `Mismatch` unless `got` is a dict with at least the given keys, and None at none of them.

    If it may be `empty`, a value may be None.
    """
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if type(got) is not dict:
        raise _another_kind(got, "a dict", name)
    missing = [key for key in keys if key not in got]
    if missing:
        raise Mismatch("wrong-type", f"{name} has no key{'s' if len(missing) > 1 else ''} {', '.join(missing)}.")
    none = [key for key in keys if got[key] is None and not empty]
    if none:
        raise Mismatch("wrong-type", f"{name} has no value for {', '.join(none)}: there it holds None.")


def check_length(got: Any, length: int, *, name: str = "the result", empty: bool = False) -> None:
    """Raise `Mismatch` unless `got` is a tuple or list of `length` parts, such as `(dW, db)`, of which none is None.

    If it may be `empty`, a part may be None.
    """
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if type(got) not in (tuple, list):
        raise _another_kind(got, f"{length} values", name)
    if len(got) != length:
        many = _SURPLUS.get(len(got) - length, "another number of entries")
        raise Mismatch("wrong-type", f"{name} should have {length} parts, but it has {many}.")
    none = [str(number) for number, part in enumerate(got, 1) if part is None and not empty]
    if none:
        raise Mismatch("wrong-type", f"{name} should have {length} parts, but part {none[0]} is None.")


def check_word(got: Any, want: str, words: Sequence[str], *, name: str = "the result") -> None:
    """Raise `Mismatch` unless `got` is the text `want`; a wrong text is repeated only if it is one of `words`."""
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if type(got) is not str:
        raise _another_kind(got, "a string", name)
    if got != want:
        spelled = "the right word in another spelling" if _letters(got) == _letters(want) else "another string"
        quoted = repr(got) if got in words else spelled
        raise Mismatch("wrong-values", f"{name} is {quoted}; expected {want!r}.")


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word.lower()))


def type_name(value: Any) -> str:
    """The name of a value's type; a type that is not a well-known one is called "object", whatever it calls itself."""
    name = getattr(value, "remote_type", None) or type(value).__name__
    name = _CALLED.get(name, name) if isinstance(name, str) else "object"
    return name if name in _KNOWN_TYPES else "object"


def _as_number(got: Any, name: str) -> float:
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    _refuse_unknown_numbers(got, name)
    if isinstance(got, np.generic) or type(got) is np.ndarray:
        if got.shape != ():
            raise Mismatch("wrong-shape", f"{name} is an array; expected a single number.")
        return float(got)
    if type(got) not in (int, float):
        raise _another_kind(got, "a number", name)
    try:
        return float(got)
    except OverflowError:
        raise Mismatch("not-finite", f"{name} is too large for a float.") from None


def _refuse_unknown_numbers(got: Any, name: str) -> None:
    """Refuse an array or NumPy scalar of complex, object, long double or other numbers that are not plain real ones.

    A grader sees such an array as an object whose `remote_type` is "array of <dtype>".
    """
    remote = getattr(got, "remote_type", "")
    if isinstance(remote, str) and remote.startswith("array of "):
        dtype = remote.removeprefix("array of ")
    elif (type(got) is np.ndarray or isinstance(got, np.generic)) and got.dtype.str.lstrip("<>|=") not in _DTYPES:
        dtype = str(got.dtype.name)
    else:
        return
    known = dtype in _KNOWN_TYPES or dtype in ("longdouble", "float128", "bool")
    values = f"{dtype} values" if known else "values of another type"
    raise Mismatch("wrong-type", f"{name} holds {values}; expected real numbers (float64).")


def _refuse_shape(
    got: np.ndarray, want: np.ndarray, *, name: str, rtol: float, atol: float, sizes: Sequence[int]
) -> None:
    echo = {0, 1, *want.shape, *sizes}
    shown = f" {got.shape}" if got.ndim <= 3 and set(got.shape) <= echo else ""
    expected = f"shape {want.shape}" if want.ndim else "a single number"
    sentence = f"{name} has the wrong shape{shown}; expected {expected}."
    if got.ndim == 2 and got.T.shape == want.shape and _equal(got.T, want, rtol, atol):
        raise Mismatch("transposed", f"{sentence} Its transpose would be right.")
    if got.size == want.size and _equal(got.reshape(want.shape), want, rtol, atol):
        raise Mismatch("wrong-shape", f"{sentence} The numbers are right.")
    raise Mismatch("wrong-shape", sentence)


def _check_values(
    got: np.ndarray, want: np.ndarray, name: str, rtol: float, atol: float, *, form: str = "shape"
) -> None:
    if _equal(got, want, rtol, atol):
        return
    if not np.isfinite(got).all():
        raise Mismatch("not-finite", f"{name} holds nan or inf.", _numbers(got, want))
    if want.ndim == 0:
        raise Mismatch("wrong-values", f"{name} is the wrong number.", _numbers(got, want))
    some = "some numbers are" if _close(got, want, rtol, atol).any() else "every number is"
    which = "the number is" if want.size == 1 else some
    raise Mismatch("wrong-values", f"{name} has the right {form}, but {which} wrong.", _numbers(got, want))


def _close(got: np.ndarray, want: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    scale = float(np.abs(want).max()) if want.size else 0.0
    bound = rtol * np.abs(want) + (atol * scale or min(atol, _ROUNDING))
    with np.errstate(invalid="ignore", over="ignore"):
        # An infinite expected entry would make every bound infinite: nothing is close to it.
        return np.asarray(np.isfinite(want) & (np.abs(got - want) <= bound))


def _equal(got: np.ndarray, want: np.ndarray, rtol: float, atol: float) -> bool:
    return bool(_close(got, want, rtol, atol).all())


def _numbers(got: np.ndarray, want: np.ndarray, most: int = 4) -> str:
    with np.errstate(invalid="ignore", over="ignore"):
        off = np.nan_to_num(np.abs(got - want), nan=np.inf)
    rows = [f"{'index':>10} {'obtained':>14} {'expected':>14}"]
    for flat in np.argsort(-off, axis=None, kind="stable")[:most]:
        index = tuple(int(i) for i in np.unravel_index(int(flat), want.shape))
        label = ",".join(map(str, index)) if index else "-"
        rows.append(f"{label:>10} {got[index]:>14.7g} {want[index]:>14.7g}")
    return "\n".join(rows)


def _record(comparison: Comparison) -> None:
    """Keep what is compared, before it is checked, where somebody wants to name mistakes."""
    attempts = seen.get()
    if attempts is not None:
        attempts[-1].append(comparison._replace(got=_kept(comparison.got)))


def _kept(got: Any) -> Any:
    """What is kept of a result to be named: a number, an array, a flat list of numbers as an array; else, or if it has
    too many numbers, None. A list is made an array once, not for each mistake that it is compared with."""
    if type(got) in (list, tuple):
        return as_array(got) if len(got) <= _MOST and all(map(_is_number, got)) else None
    return got if _is_number(got) or (type(got) is np.ndarray and got.size <= _MOST) else None


def _is_number(got: Any) -> bool:
    return type(got) in (int, float) or isinstance(got, np.generic) or (type(got) is np.ndarray and got.shape == ())


def as_array(value: Any) -> np.ndarray | None:
    """A result as float64, whatever its shape; None when it is no number, array or list of real numbers."""
    if type(value) in (list, tuple):
        entries = [None if type(entry) in (list, tuple) else as_array(entry) for entry in value]
        numbers = [float(entry) for entry in entries if entry is not None and entry.shape == ()]
        return np.array(numbers) if len(numbers) == len(value) else None
    if type(value) is np.ndarray or isinstance(value, np.generic):
        return np.asarray(value, dtype=np.float64) if value.dtype.str.lstrip("<>|=") in _DTYPES else None
    return np.asarray(float(value)) if type(value) is float or (type(value) is int and abs(value) < 2**1000) else None


def _another_kind(got: Any, expected: str, name: str) -> Mismatch:
    """The fault of a result that is not of the expected kind, and what often helps."""
    kind = type_name(got)
    helps = _HELPS.get((kind, expected)) or _HELPS.get((kind, ""), "")
    return Mismatch("wrong-type", f"{name} is {_article(kind)}; expected {expected}.{helps}")


def _article(noun: str) -> str:
    if noun == "object":
        return "an object of another class"
    return f"{'an' if noun[0] in 'aeiou' or noun == 'ndarray' else 'a'} {noun}"


class ChecksFailed(AssertionError):
    """Some public tests of a task fail. The text says which; a notebook shows this text only."""

    def _render_traceback_(self) -> list[str]:
        """What IPython shows: the text without a traceback, which would only point into this file."""
        return [str(self)]


def check(task: str) -> None:
    """Run the public tests of one task in a fresh interpreter, for the notebook's check cells.

    Prints which tests passed. Raises ChecksFailed if a test fails or the task is not started.
    """
    folder = Path(__file__).resolve().parent
    arguments = ["-c", os.devnull, "--rootdir", ".", "-p", "no:cacheprovider", "-k", f"test_{task}_", "test_public.py"]
    letters = getattr(sys.stdout, "encoding", None) or "utf-8"
    # a person's settings for their own tests change nothing here, nor does an editor that reads pytest's output
    left_out = ("PYTEST_", "TEAMCITY_")
    around = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    try:
        tests = subprocess.Popen(
            [sys.executable, "-B", "-m", "pytest", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=around | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONIOENCODING": f"{letters}:replace"},
            encoding=letters,
            errors="replace",
        )
    except (OSError, NotImplementedError):  # no process can be started, as in a browser
        status, output = _checked_here(folder, arguments)
    else:
        status, output = _ended(tests, task)
    if status != 0:
        raise ChecksFailed(output)
    sys.stdout.write(output + "\n")


def _ended(tests: subprocess.Popen[str], task: str) -> tuple[int, str]:
    """Exit status and output of the tests, and meanwhile a line that they are still running."""
    with tests:
        try:
            try:
                outputs = tests.communicate(timeout=_PATIENT)
            except subprocess.TimeoutExpired:
                sys.stdout.write(f"{task} is still running. A test that does not end is stopped.\n")
                sys.stdout.flush()
                outputs = tests.communicate(timeout=_MOST_SECONDS)
        except subprocess.TimeoutExpired:
            tests.kill()
            return 1, f"{task} did not end within {_MOST_SECONDS} s: look for a loop that never ends."
        except BaseException:  # as where the cell is stopped: nothing may go on alone
            tests.kill()
            raise
        return tests.returncode, outputs[0].strip() or outputs[1].strip()[-2000:]


def _checked_here(folder: Path, arguments: list[str]) -> tuple[int, str]:
    """Exit status and output of the public tests in this process, with the files of the folder imported afresh."""
    import pytest

    def own() -> dict[str, Any]:
        """The modules of the folder, by name."""
        files = {name: getattr(module, "__file__", None) or "/" for name, module in list(sys.modules.items())}
        return {name: sys.modules[name] for name, file in files.items() if Path(file).resolve().parent == folder}

    before, here, writes, path = own(), Path.cwd(), sys.dont_write_bytecode, list(sys.path)
    output = io.StringIO()
    try:
        os.chdir(folder)
        sys.dont_write_bytecode = True
        for name in before:
            del sys.modules[name]
        importlib.invalidate_caches()
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            status = int(pytest.main(["--capture=sys", "--disable-plugin-autoload", *arguments]))
    finally:
        for name in own():
            del sys.modules[name]
        sys.modules.update(before)
        sys.path[:] = path
        sys.dont_write_bytecode = writes
        os.chdir(here)
    return status, output.getvalue().strip()
