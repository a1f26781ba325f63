"""Computes, in the grader, what a worker asks for in the midst of a call; takes only small plain arguments from it.

It asks for the results of stand-ins (right parts in the place of the submission's own) and of callbacks (functions that
a hidden case gave to the call).
"""

from __future__ import annotations

import builtins
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.faults import GraderFault
from autograder.sandbox.inside import wire
from autograder.sandbox.responses import CallResult

_MOST_NUMBERS = 1024
"""Numbers in one argument, sizes of 0 counted as 1: of matrices and vectors all products then stay small."""
_MOST_AXES = 2
_MOST_AXES_ALONE = 4
"""The only argument of a callback may have more axes: there is no other array that it could broadcast with."""
_MOST_ARGUMENTS = 8
_MOST_ENTRIES = 16
"""Arrays in a dict, such as the parameters of a network."""
_LARGEST_INT = 10**6
"""A loop over an argument stays short, and so does a text times an argument."""
_LONGEST_TEXT = 16

Functions = Mapping[str, Callable[..., Any]]


class NestedCallError(GraderFault):
    """A callback called the submission, which waits for it: the hidden case is broken."""


def answering(stand_ins: Functions, given: Functions | None) -> Callable[[CallResult], bytes] | None:
    """What answers a call's questions with a frame; None when the call has nothing to ask for."""
    if not stand_ins and not given:
        return None

    def answer(question: CallResult) -> bytes:
        reply = question.reply
        assert reply is not None
        if given and reply.message in given:
            return wire.frame(_answer(given[reply.message], reply, _MOST_AXES_ALONE))
        return wire.frame(_answer(stand_ins.get(reply.message), reply, _MOST_AXES))

    return answer


def _answer(function: Callable[..., Any] | None, reply: wire.Reply, axes: int) -> wire.Answer:
    """The result of the function that the worker asks for, or the name of the error that it raises.

    `axes` are the most that a single argument may have.
    """
    if function is None or not isinstance(reply.value, wire.Seq) or len(reply.value.items) > _MOST_ARGUMENTS:
        return wire.Answer(reply.id, error="ValueError")
    axes = axes if len(reply.value.items) == 1 else _MOST_AXES
    try:
        args = [_argument(item, axes) for item in reply.value.items]
        with np.errstate(all="ignore"):
            value = function(*args)
        return wire.Answer(reply.id, wire.pack(value, _refuse))
    except NestedCallError:
        raise
    except Exception as error:  # noqa: BLE001  # the arguments are the submission's: whatever they cause is its own error
        name = type(error).__name__
        return wire.Answer(reply.id, error=name if getattr(builtins, name, None) is type(error) else "ValueError")


def _argument(value: wire.Value, axes: int) -> Any:
    """A plain value, or a dict of a few of them; never a dict in a dict."""
    if isinstance(value, wire.Map):
        if len(value.items) > _MOST_ENTRIES:
            raise ValueError("too many entries")
        return {key: _plain(item, _MOST_AXES) for key, item in value.items.items()}
    return _plain(value, axes)


def _plain(value: wire.Value, axes: int) -> Any:
    if isinstance(value, wire.Array):
        if len(value.shape) > axes or math.prod(max(size, 1) for size in value.shape) > _MOST_NUMBERS:
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
