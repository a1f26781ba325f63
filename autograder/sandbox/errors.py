"""Turns what happened to a request into a StudentFault whose message is one of a finite set of sentences.

A submission chooses its exceptions, types and lines; none of its words may carry hidden inputs to a student's page.
"""

from __future__ import annotations

import builtins
from collections.abc import Mapping, Sequence

from autograder.faults import StudentFault
from autograder.handout.handing_in import FILES
from autograder.sandbox.inside import wire
from autograder.sandbox.responses import CallResult

_MOST_LINES = 400
"""Lines of what was called, up to which the line of an error is shown: a submission chooses it, and could tell a hidden
input by it."""

Places = Mapping[str, tuple[int, int]]
"""The first and last line of each function and class of a module, as the compiler saw them before any of it ran."""


class DoesNotImportError(Exception):
    """The submission's file does not import. `text` is empty, or what Python's compiler or importer says of `file`."""

    def __init__(self, kind: str, error: str, text: str, line: int, file: str = "") -> None:
        super().__init__(text)
        self.kind = kind
        self.error = error
        self.text = text
        self.line = line
        self.file = file


def import_error(outcome: CallResult, lines: int) -> DoesNotImportError:
    """The error behind an import that did not come to its end, without its text. The file has so many `lines`."""
    reply = outcome.reply
    if reply is None:
        return DoesNotImportError(outcome.status, "", outcome.why, 0)
    error = reply.error if is_builtin_error(reply.error) else ""
    line = next((line for line in reply.lines if line <= lines), 0)
    return DoesNotImportError("raised" if reply.kind == "syntax" else reply.kind, error, "", line)


def line_within(lines: Sequence[int], name: str, places: Places) -> int:
    """The innermost of an error's lines that lies in the function that was called, or 0.

    What is no function of the module by its name is a method, or a helper of the hidden case: then any function or
    class of the module will do.
    """
    spans = [places[name]] if name in places else list(places.values())
    if sum(last - first for first, last in spans) >= _MOST_LINES:
        return 0
    return next((line for line in lines if any(first <= line <= last for first, last in spans)), 0)


def blame(outcome: CallResult, name: str, line: int = 0) -> StudentFault:
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
        return StudentFault("not-implemented", f"{name} is not written yet.")
    if reply.kind == "exited":
        return StudentFault("exited", f"{name} ends the program{where}; it should return a value.")
    if reply.kind == "memory":
        return StudentFault("memory-limit", f"{name} uses more memory than allowed{where}.")
    if reply.kind == "too-large":
        return StudentFault("wrong-shape", f"{name} returns far more numbers than the right answer has.")
    error = reply.error if is_builtin_error(reply.error) else "an error of its own"
    if error == "TypeError" and not reply.own:
        return StudentFault("raised", f"{name} cannot be called with the expected arguments.", error=error)
    why = f" {FILES}" if is_system_error(error) else ""
    return StudentFault("raised", f"{name} raises {error}{where}.{why}", error=error, line=line)


def is_builtin_error(name: str) -> bool:
    """Whether a name is that of one of Python's own exceptions."""
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)


def is_system_error(name: str) -> bool:
    """Whether a name is that of an error which the system raises, as for a file that cannot be opened."""
    return is_builtin_error(name) and issubclass(getattr(builtins, name), OSError)
