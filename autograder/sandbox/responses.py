"""What became of a request, and the StudentFault behind it, whose message is one of a finite set of sentences.

Nothing of an answer is believed beyond its schema. A submission chooses its exceptions, types and lines; none of its
words may carry hidden inputs to a student's page.
"""

from __future__ import annotations

import builtins
import math
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec

from autograder.faults import StudentFault
from autograder.handout.handing_in import FILES
from autograder.handout.python_errors import YOUR_CODE, headline_of, is_no_function, no_function, other_arguments
from autograder.sandbox.inside import wire

MOST_HELD = 64 << 20
"""Bytes of answers of one submission that are held; honest work needs less than one MiB."""
MOST_NUMBERS = 1 << 16
"""Numbers and other values of one answer; honest work needs a few hundred, and its worst mistakes some 20,000."""
_WEIGHT_OF_ERROR = 1 << 10
LONGEST = 1 << 14
"""Bytes of the longest answer whose bytes are kept, to be compared when the request is repeated."""


class CallResult(NamedTuple):
    """What became of a request: `status` is ok, error, ask, timeout, died, protocol, flood or questions."""

    status: str
    reply: wire.Reply | None = None
    why: str = ""
    weight: int = 0
    """About the bytes of memory that it takes to keep the request and the reply."""
    waited: float = 0.0
    """Seconds that the worker was ready to go on and the machine was busy with others."""
    body: bytes = b""
    """The bytes of a short answer: equal bytes are equal answers. Empty where the answer is long."""


def decoded(body: bytes) -> CallResult:
    """The outcome that an answer's bytes make. Raises BadValue when they are none.

    An answer of too many numbers is an error from here on: nobody computes with it, nor holds it.
    """
    reply = wire.decode_reply(body)
    size = size_of(reply.value) if reply.status == "ok" else 0
    if size > sys.maxsize:
        raise wire.BadValue("no array has this shape")
    if size > MOST_NUMBERS:
        reply = msgspec.structs.replace(reply, status="error", value=None, kind="too-large")
        return CallResult("error", reply, weight=_WEIGHT_OF_ERROR)
    status = "ok" if reply.status == "hello" else reply.status
    return CallResult(status, reply, weight=weight_of(body), body=body if len(body) <= LONGEST else b"")


def size_of(value: wire.Value) -> int:
    """How many numbers and other values an answer holds; an axis of size 0 as 1, for a sum along it is full."""
    if isinstance(value, wire.Array):
        return math.prod(max(size, 1) for size in value.shape)
    if isinstance(value, wire.Seq):
        return 1 + sum(map(size_of, value.items))
    if isinstance(value, wire.Map):
        return 1 + sum(map(size_of, value.items.values()))
    return 1


def weight_of(body: bytes) -> int:
    """The memory that a decoded message takes: its bytes, and some 100 for each value."""
    return len(body) + 100 * wire.count_values(body)


_MOST_LINES = 400
"""Lines of what was called, up to which the line of an error is shown: a submission chooses it, and could tell a hidden
input by it."""

Places = Mapping[str, tuple[int, int]]
"""The first and last line of each function and class of a module, as the compiler saw them before any of it ran."""


def line_within(lines: Sequence[int], name: str, places: Places) -> int:
    """The innermost of an error's lines that lies in the function that was called, or 0.

    What is no function of the module by its name is a method, or a helper of the hidden case: then any function or
    class of the module will do.
    """
    spans = [places[name]] if name in places else list(places.values())
    if sum(last - first for first, last in spans) >= _MOST_LINES:
        return 0
    return next((line for line in lines if any(first <= line <= last for first, last in spans)), 0)


def student_fault(outcome: CallResult, name: str, line: int = 0) -> StudentFault:
    """The fault behind a request that gave no value. `name` is what was called, as the hidden case calls it.

    A request that timed out is the budget's affair. `line` is that of an error, 0 where none may be shown.
    """
    if outcome.status == "flood":
        return StudentFault("crashed", f"{name} printed more than 4 MiB and was stopped.")
    if outcome.status == "questions":
        return StudentFault("time-limit", f"{name} calls the function that it is given far too often.")
    if outcome.status == "protocol":
        return StudentFault("crashed", f"{name} disturbed the connection to the grader and was stopped.")
    if outcome.reply is None:
        return StudentFault("crashed", f"{name} ended its process or crashed it.")
    return _from_reply(outcome.reply, name, line)


def _from_reply(reply: wire.Reply, name: str, line: int) -> StudentFault:
    where = f" in line {line}" if line else ""
    if reply.kind == "absent":
        return StudentFault("not-implemented", f"{name} is not defined in the file.")
    if reply.kind == "not-implemented":
        return StudentFault("not-implemented", _unwritten(name, where, deeper=line not in (0, *reply.lines[:1])))
    if reply.kind == "exited":
        return StudentFault("exited", f"{name} ends the program{where}; it should return a value.")
    if reply.kind == "memory":
        return StudentFault("memory-limit", f"{name} uses more memory than allowed{where}.")
    if reply.kind == "too-large":
        return StudentFault("wrong-shape", f"{name} returns far more numbers than the right answer has.")
    error = reply.error if is_builtin_error(reply.error) else "an error of its own"
    if error == "TypeError" and not reply.own and is_no_function(reply.message):
        return StudentFault("not-a-function", no_function(name), error=error, text=reply.message)
    if error == "TypeError" and not reply.own:
        message = other_arguments(name)
        return StudentFault("other-signature", message, error=error, text=reply.message)
    why = f" {FILES}" if is_system_error(error) else ""
    message = f"{headline_of(name, error, line)}{why}"
    return StudentFault("raised", message, error=error, line=line, text=reply.message)


def _unwritten(name: str, where: str, *, deeper: bool) -> str:
    """What is said of a call that met something unwritten, `deeper` than in what was called or in that itself."""
    if name == YOUR_CODE:
        return f"something that this task needs is not written yet{where}."
    return f"{name} calls something that is not written yet{where}." if deeper else f"{name} is not written yet."


def is_system_error(name: str) -> bool:
    """Whether a name is that of an error which the system raises, as for a file that cannot be opened."""
    return is_builtin_error(name) and issubclass(getattr(builtins, name), OSError)


def is_builtin_error(name: str) -> bool:
    """Whether a name is that of one of Python's own exceptions."""
    value = getattr(builtins, name, None)
    return isinstance(value, type) and issubclass(value, BaseException)
