"""Turns what happened to a request into a StudentFault whose message is one of a finite set of sentences.

A submission chooses its exceptions, types and lines; none of its words may carry hidden inputs to a student's page.
"""

from __future__ import annotations

import builtins

from autograder.faults import StudentFault
from autograder.sandbox.answers import Outcome
from autograder.sandbox.inside import wire

_MOST_LINES = 5000
"""Lines of a file whose numbers are shown: a submission chooses the line, and could tell a hidden input by it."""


class DoesNotImportError(Exception):
    """The submission's file does not import. `text` is Python's own text, which may be shown: no input was near."""

    def __init__(self, kind: str, error: str, text: str, line: int) -> None:
        super().__init__(text)
        self.kind = kind
        self.error = error
        self.text = text
        self.line = line


def import_error(outcome: Outcome) -> DoesNotImportError:
    """The error behind an import that did not come to its end."""
    reply = outcome.reply
    if reply is None:
        return DoesNotImportError(outcome.status, "", outcome.why, 0)
    error = reply.error if is_builtin_error(reply.error) else ""
    return DoesNotImportError(reply.kind, error, reply.message, reply.line)


def blame(outcome: Outcome, name: str, seconds: float, lines: int = 0) -> StudentFault:
    """The fault behind a request that gave no value. `name` is what was called, as the hidden case calls it.

    `lines` is how many lines the submission has: a higher line number would be one that it made up.
    """
    if outcome.status == "timeout":
        return StudentFault("time-limit", f"{name} did not finish within {seconds:g} s.")
    if outcome.status == "flood":
        return StudentFault("crashed", f"{name} printed more than 4 MiB and was ended.")
    if outcome.status == "questions":
        return StudentFault("time-limit", f"{name} calls the function that it is given without end.")
    if outcome.status == "protocol":
        return StudentFault("crashed", f"{name} disturbed the channel to the grader and was ended.")
    if outcome.reply is None:
        return StudentFault("crashed", f"{name} ended its process, or crashed it.")
    line = outcome.reply.line if outcome.reply.line <= min(lines, _MOST_LINES) else 0
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
        return StudentFault("memory-limit", f"{name} needs more memory than it may use{where}.")
    if reply.kind == "too-large":
        return StudentFault("wrong-shape", f"{name} returns far more numbers than the answer has.")
    error = reply.error if is_builtin_error(reply.error) else "an error of its own"
    if error == "TypeError" and not reply.own:
        return StudentFault("raised", f"{name} cannot be called with the arguments of its contract.", error=error)
    return StudentFault("raised", f"{name} raises {error}{where}.", error=error, line=line)


def is_builtin_error(name: str) -> bool:
    """Whether a name is that of one of Python's own exceptions."""
    found = getattr(builtins, name, None)
    return isinstance(found, type) and issubclass(found, BaseException)
