"""What can go wrong, by whose fault: the submission's, the grader's, or that of the person who gives a command."""

from __future__ import annotations


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
