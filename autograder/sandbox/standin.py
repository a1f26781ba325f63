"""Computes, in the grader, what a stand-in in a worker asks for; takes only small plain arguments from it."""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.sandbox.inside import wire

_MOST_NUMBERS = 1024
"""Numbers in one argument, sizes of 0 counted as 1: of matrices and vectors all products then stay small."""
_MOST_ARGUMENTS = 8
_MOST_ENTRIES = 16
"""Arrays in a dict, such as the parameters of a network."""
_LARGEST_INT = 10**6
"""A loop over an argument stays short, and so does a text times an argument."""
_LONGEST_TEXT = 16


def answer(functions: Mapping[str, Callable[..., Any]], reply: wire.Reply) -> wire.Answer:
    """The result of the function that the worker asks for, or the name of the error that it raises."""
    function = functions.get(reply.message)
    if function is None or not isinstance(reply.value, wire.Seq) or len(reply.value.items) > _MOST_ARGUMENTS:
        return wire.Answer(reply.id, error="ValueError")
    try:
        args = [_argument(item) for item in reply.value.items]
        with np.errstate(all="ignore"):
            value = function(*args)
        return wire.Answer(reply.id, wire.pack(value, _refuse))
    except Exception as error:  # noqa: BLE001  # the arguments are the submission's: whatever they cause is its own error
        name = type(error).__name__
        return wire.Answer(reply.id, error=name if getattr(builtins, name, None) is type(error) else "ValueError")


def _argument(value: wire.Value) -> Any:
    """A plain value, or a dict of a few of them; never a dict in a dict."""
    if isinstance(value, wire.Map):
        if len(value.items) > _MOST_ENTRIES:
            raise ValueError("too many entries")
        return {key: _plain(item) for key, item in value.items.items()}
    return _plain(value)


def _plain(value: wire.Value) -> Any:
    if isinstance(value, wire.Array):
        if len(value.shape) > 2 or math.prod(max(size, 1) for size in value.shape) > _MOST_NUMBERS:
            raise ValueError("too many numbers")
        return wire.unpack(value, _refuse)
    if (isinstance(value, int) and abs(value) > _LARGEST_INT) or (
        isinstance(value, str) and len(value) > _LONGEST_TEXT
    ):
        raise ValueError("too large")
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError("not a plain value")


def _refuse(value: Any) -> Any:
    raise TypeError("not a plain value")
