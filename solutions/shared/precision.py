"""The checks of gradcheck, which also tell numbers in single precision from right ones and from wrong ones.

The tolerance of 1e-7 lies within the rounding of float32: such numbers would be right or wrong by chance. Here they are
never right. A number of Python or of float64 counts as such if its digits end where those of float32 do.
"""

import functools
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.handout import gradcheck
from autograder.handout.gradcheck import Mismatch

_NEAR = 1e-4
"""How near to the right numbers, relatively, those of single precision are."""
_EXACT = 1e-9
"""How near numbers of float64 are."""


def refuse_single(got: Any, want: Any, name: str) -> None:
    """Raise Mismatch where numbers are in single precision: by their dtype, or since none has a digit beyond it."""
    values = np.asarray(got) if type(got) in (float, list, tuple, np.ndarray) or isinstance(got, np.generic) else None
    if values is None or values.dtype.kind != "f":
        return
    single = values.dtype.itemsize < 8
    right = np.asarray(want, dtype=np.float64)
    if not single and values.shape == right.shape and values.size:
        with np.errstate(all="ignore"):
            cut, off = values.astype(np.float32).astype(np.float64), np.abs(values - right)
            near = bool((off <= _NEAR * np.abs(right).max()).all())
            single = np.array_equal(cut, values) and near and bool((off > _EXACT * np.abs(right)).any())
    if single:
        it = name[0].upper() + name[1:] if name.startswith("the ") else name
        raise Mismatch("single-precision", f"{it} is in single precision (float32), which keeps only seven digits.")


def _in_full(check: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(check)
    def checked(got: Any, want: Any, *, name: str = "the result", **rest: Any) -> None:
        refuse_single(got, want, name)
        check(got, want, name=name, **rest)

    return checked


check_array = _in_full(gradcheck.check_array)
check_number = _in_full(gradcheck.check_number)
check_numbers = _in_full(gradcheck.check_numbers)
