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
_ROUNDING = 1e-14
"""What may be left where numbers cancel, relative to the largest: such a rest, 2**-55 for example, has few digits."""


def refuse_single(got: Any, want: Any, name: str, *, digits: bool = True) -> None:
    """Raise Mismatch where numbers are in single precision: by their dtype, or since none has a digit beyond it.

    Without `digits` only the dtype counts: a single number may be short by chance, such as a difference quotient.
    """
    if type(got) in (list, tuple):
        got = np.array(got) if all(type(one) is float or isinstance(one, np.floating) for one in got) else None
    elif type(got) is float or isinstance(got, np.generic):
        got = np.asarray(got)
    if type(got) is not np.ndarray or got.dtype.kind != "f":
        return
    if got.dtype.itemsize < 8 or (digits and _is_cut(got, np.asarray(want, dtype=np.float64))):
        it = name[0].upper() + name[1:] if name.startswith("the ") else name
        half = got.dtype.itemsize < 4
        kept = (
            "half precision (float16), which keeps only three"
            if half
            else "single precision (float32), which keeps only seven"
        )
        raise Mismatch("single-precision", f"{it} is in {kept} digits.")


def _is_cut(values: np.ndarray, right: np.ndarray) -> bool:
    """Whether numbers of float64 are those of float32, near to the right numbers and not equal to them."""
    if values.shape != right.shape or not values.size:
        return False
    with np.errstate(all="ignore"):
        cut, off = values.astype(np.float32).astype(np.float64), np.abs(values - right)
        largest = np.abs(right).max()
        near = bool((off <= _NEAR * largest).all())
        return np.array_equal(cut, values) and near and bool((off > _EXACT * np.abs(right) + _ROUNDING * largest).any())


def _in_full(check: Callable[..., None], *, digits: bool = True) -> Callable[..., None]:
    @functools.wraps(check)
    def checked(got: Any, want: Any, *, name: str = "the result", **rest: Any) -> None:
        refuse_single(got, want, name, digits=digits)
        check(got, want, name=name, **rest)

    return checked


check_array = _in_full(gradcheck.check_array)
check_number = _in_full(gradcheck.check_number)
check_numbers = _in_full(gradcheck.check_numbers)
check_short_number = _in_full(gradcheck.check_number, digits=False)
"""For numbers that may be short by chance: only float32 itself is refused."""
