"""What can go wrong, by whose fault, and where in a course's own files it arose."""

from __future__ import annotations

import traceback
from pathlib import Path

STOPPED = 130
"""The exit status of a command that was stopped by Ctrl-C, as shells have it."""


class StudentFault(Exception):
    """A call of student code that gave no value.

    `outcome` is a mistake id of the curriculum ("raised", "time-limit", "crashed" ...); `message` is a sentence of a
    finite set, safe to show where inputs are secret; `error` is the built-in exception that was raised, if one was, and
    `line` the line of the student's file that it came from, else 0. `text` is what the exception says: the submission
    chose it, and it may be shown only where no hidden input was in reach.
    """

    def __init__(self, outcome: str, message: str, *, error: str = "", line: int = 0, text: str = "") -> None:
        super().__init__(message)
        self.outcome = outcome
        self.message = message
        self.error = error
        self.line = line
        self.text = text


class GraderFault(Exception):
    """The grader, not the submission, failed: two oracles disagree, a hidden case is broken, the sandbox is gone."""


class SandboxFault(GraderFault):
    """The sandbox is gone. Nothing that a submission answers causes this."""


class UserError(Exception):
    """What the person at the terminal, or an author, has to put right; its text is one sentence and what to do."""


class CourseError(UserError):
    """The course itself is at fault (a missing folder, a broken assignment.toml)."""


_MOST = 200


def described(error: BaseException, root: Path) -> str:
    """The exception with the file below `root` and the line, such as `solutions/a9/examples.py:12: KeyError: 'dW'`.

    The line is the innermost of the course's own. Without any, the exception stands alone.
    """
    location = place_of(error, root)
    kind = "" if isinstance(error, SyntaxError) and location else f"{type(error).__name__}: "
    message = error.msg if isinstance(error, SyntaxError) and location else str(error)
    return f"{location}{': ' if location else ''}{kind}{' '.join(str(message).split())[:_MOST]}".removesuffix(": ")


def place_of(error: BaseException, root: Path) -> str:
    """The file below `root`'s solutions and the line where an exception arose; "" where it arose elsewhere."""
    inside = root.resolve() / "solutions"
    places = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        places.append((Path(error.filename), error.lineno))
    own = [(path, line) for path, line in places if path.is_relative_to(inside)]
    if own:
        path, line = own[-1]
        return f"{path.relative_to(inside.parent)}:{line}"
    return place_of(error.__cause__, root) if error.__cause__ is not None else ""
