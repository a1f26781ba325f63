"""Compares a result with the right one, strictly, and says what is off; knows no assignment, no grader and no file.

This very module is shipped in every assignment folder and used by the grader. It needs NumPy only.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

RTOL = 1e-7
"""Relative tolerance for float64 results, anchored on the expected value."""
ATOL = 1e-10
"""Absolute tolerance, in units of the largest expected magnitude."""

_DTYPES = frozenset({"f2", "f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"})
_KNOWN_TYPES = frozenset(
    [
        "bool",
        "int",
        "float",
        "complex",
        "str",
        "bytes",
        "list",
        "tuple",
        "dict",
        "set",
        "NoneType",
        "function",
        "generator",
        "ndarray",
        "matrix",
        "MaskedArray",
        "Tensor",
        "Parameter",
        "float16",
        "float32",
        "float64",
        "longdouble",
        "complex64",
        "complex128",
        "int32",
        "int64",
        "object",
    ]
)


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
    got: Any, want: Any, *, name: str = "the result", rtol: float = RTOL, atol: float = ATOL, sizes: Sequence[int] = ()
) -> None:
    """Raise `Mismatch` unless `got` is a plain real ndarray of exactly the shape and values of `want`.

    An integer array is right where it equals the expected values. `sizes` lists further dimensions (N, D, M ...) that a
    message may repeat when the shape is wrong. A NaN is never right.
    """
    want = np.asarray(want)
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    _refuse_unknown_numbers(got, name)
    scalar = want.ndim == 0 and isinstance(got, np.generic)
    if type(got) is not np.ndarray and not scalar:
        raise Mismatch("wrong-type", f"{name} is {_article(type_name(got))}; a NumPy array is due.")
    if got.shape != want.shape:
        _refuse_shape(got, want, name=name, rtol=rtol, atol=atol, sizes=sizes)
    _check_values(np.asarray(got, dtype=np.float64), np.asarray(want, dtype=np.float64), name, rtol, atol)


def check_number(got: Any, want: float, *, name: str = "the result", rtol: float = RTOL, atol: float = ATOL) -> None:
    """Raise `Mismatch` unless `got` is a real number equal to `want`: a float, int, NumPy scalar or 0-d array."""
    value = _as_number(got, name)
    _check_values(np.asarray(value, dtype=np.float64), np.asarray(want, dtype=np.float64), name, rtol, atol)


def check_numbers(
    got: Any, want: Sequence[float] | np.ndarray, *, name: str = "the result", rtol: float = RTOL, atol: float = ATOL
) -> None:
    """Raise `Mismatch` unless `got` is a list, tuple or 1-d array of numbers equal to `want`, of the same length."""
    expected = np.asarray(want, dtype=np.float64)
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if type(got) is np.ndarray and got.ndim == 1:
        values: Sequence[Any] = list(got)
    elif type(got) in (list, tuple):
        values = got
    else:
        raise Mismatch("wrong-type", f"{name} is {_article(type_name(got))}; a list of numbers is due.")
    if len(values) != expected.size:
        off = len(values) - expected.size
        many = f"{abs(off)} too {'many' if off > 0 else 'few'}" if abs(off) <= 2 else "the wrong number"
        raise Mismatch("wrong-shape", f"{name} should have length {expected.size}, and has {many} of entries.")
    array = np.array([_as_number(v, f"an entry of {name}") for v in values], dtype=np.float64)
    _check_values(array, expected, name, rtol, atol)


def check_truth(got: Any, want: bool, *, name: str = "the result") -> None:
    """Raise `Mismatch` unless `got` is the truth value `want`: a bool, a NumPy bool, or a 0-d array of one."""
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    is_bool = type(got) is bool or (isinstance(got, np.generic | np.ndarray) and got.shape == () and got.dtype == bool)
    if not is_bool:
        raise Mismatch("wrong-type", f"{name} is {_article(type_name(got))}; True or False is due.")
    if bool(got) is not want:
        raise Mismatch("wrong-values", f"{name} should be {want} here.")


def check_keys(got: Any, keys: Sequence[str], *, name: str = "the result") -> None:
    """Raise `Mismatch` unless `got` is a dict with at least the given keys."""
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if type(got) is not dict:
        raise Mismatch("wrong-type", f"{name} is {_article(type_name(got))}; a dict is due.")
    missing = [key for key in keys if key not in got]
    if missing:
        raise Mismatch("wrong-type", f"{name} lacks the key{'s' if len(missing) > 1 else ''} {', '.join(missing)}.")


def check_length(got: Any, length: int, *, name: str = "the result") -> None:
    """Raise `Mismatch` unless `got` is a tuple or list of `length` parts, such as `(dW, db)`."""
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    if type(got) not in (tuple, list):
        raise Mismatch("wrong-type", f"{name} is {_article(type_name(got))}; {length} values are due.")
    if len(got) != length:
        raise Mismatch("wrong-type", f"{name} does not have the {length} parts that are due.")


def scale_and_residual(g: np.ndarray, ref: np.ndarray) -> tuple[float, float]:
    """The factor k that brings `ref` closest to `g`, and the relative distance r that remains.

    k = <g,ref>/<ref,ref> and r = ||g - k*ref|| / ||ref||: the projection of one vector on another (least squares in
    one unknown). Both arrays have the same shape; `ref` is not all zero, else k and r are NaN.
    """
    g, ref = np.asarray(g, dtype=np.float64).ravel(), np.asarray(ref, dtype=np.float64).ravel()
    square = float(ref @ ref)
    if square == 0.0:
        return float("nan"), float("nan")
    k = float(g @ ref) / square
    return k, float(np.linalg.norm(g - k * ref) / np.sqrt(square))


def type_name(value: Any) -> str:
    """The name of a value's type; a type that is not a well-known one is called "object", whatever it calls itself."""
    name = getattr(value, "remote_type", None) or type(value).__name__
    return name if name in _KNOWN_TYPES else "object"


def _as_number(got: Any, name: str) -> float:
    if got is None:
        raise Mismatch("returned-none", f"{name} is None: a `return` is missing.")
    _refuse_unknown_numbers(got, name)
    if isinstance(got, np.generic) or type(got) is np.ndarray:
        if got.shape != ():
            raise Mismatch("wrong-shape", f"{name} is an array; a single number is due.")
        return float(got)
    if type(got) not in (int, float):
        raise Mismatch("wrong-type", f"{name} is {_article(type_name(got))}; a number is due.")
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
    known = dtype if dtype in _KNOWN_TYPES or dtype in ("longdouble", "float128", "bool") else "other"
    raise Mismatch("wrong-type", f"{name} holds {known} values; real numbers (float64) are due.")


def _refuse_shape(
    got: np.ndarray, want: np.ndarray, *, name: str, rtol: float, atol: float, sizes: Sequence[int]
) -> None:
    echo = {0, 1, *want.shape, *sizes}
    shown = f" {got.shape}" if got.ndim <= 3 and set(got.shape) <= echo else ""
    due = f"shape {want.shape} is due" if want.ndim else "a single number is due"
    sentence = f"{name} has the wrong shape{shown}; {due}."
    if got.ndim == 2 and got.T.shape == want.shape and _equal(got.T, want, rtol, atol):
        raise Mismatch("transposed", f"{sentence} Its transpose would be right.")
    if got.size == want.size and _equal(got.reshape(want.shape), want, rtol, atol):
        raise Mismatch("wrong-shape", f"{sentence} The numbers are right.")
    raise Mismatch("wrong-shape", sentence)


def _check_values(got: np.ndarray, want: np.ndarray, name: str, rtol: float, atol: float) -> None:
    if _equal(got, want, rtol, atol):
        return
    if not np.isfinite(got).all():
        raise Mismatch("not-finite", f"{name} holds nan or inf.", _numbers(got, want))
    many = (
        "" if want.size == 1 else " in every entry" if not _close(got, want, rtol, atol).any() else " in some entries"
    )
    raise Mismatch("wrong-values", f"{name} has the right form but wrong numbers{many}.", _numbers(got, want))


def _close(got: np.ndarray, want: np.ndarray, rtol: float, atol: float) -> np.ndarray:
    bound = rtol * np.abs(want) + atol * (float(np.abs(want).max()) if want.size else 0.0)
    with np.errstate(invalid="ignore", over="ignore"):
        return np.asarray(np.abs(got - want) <= bound)


def _equal(got: np.ndarray, want: np.ndarray, rtol: float, atol: float) -> bool:
    return bool(_close(got, want, rtol, atol).all())


def _numbers(got: np.ndarray, want: np.ndarray, most: int = 4) -> str:
    with np.errstate(invalid="ignore", over="ignore"):
        off = np.nan_to_num(np.abs(got - want), nan=np.inf)
    rows = [f"{'index':>10} {'obtained':>14} {'expected':>14}"]
    for flat in np.argsort(-off, axis=None, kind="stable")[:most]:
        index = tuple(int(i) for i in np.unravel_index(int(flat), want.shape))
        place = ",".join(map(str, index)) if index else "-"
        rows.append(f"{place:>10} {got[index]:>14.7g} {want[index]:>14.7g}")
    return "\n".join(rows)


def _article(noun: str) -> str:
    if noun == "object":
        return "an object of another class"
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def check(task: str) -> None:
    """Run the public tests of one task in a fresh interpreter, for the notebook's check cells.

    Prints what passed. Raises AssertionError with what did not: a task that is not started says so.
    """
    arguments = ["-c", os.devnull, "--rootdir", ".", "-p", "no:cacheprovider", "-k", f"test_{task}_", "test_public.py"]
    answer = subprocess.run(
        [sys.executable, "-B", "-m", "pytest", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
    )
    said = answer.stdout.strip() or answer.stderr.strip()[-2000:]
    if answer.returncode != 0:
        raise AssertionError(said)
    sys.stdout.write(said + "\n")
