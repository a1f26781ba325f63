"""What a machine must be and have before anything is graded on it: an isolation level, and the very same course."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import autograder.hidden
from autograder.course.model import Assignment, Course
from autograder.grading.session import hidden_file, sandbox_config
from autograder.sandbox.config import Isolation
from autograder.sandbox.levels import Found, find_level
from autograder.submissions.reading import reason


class IsolationError(Exception):
    """The isolation that was asked for is not to be had here; its text is one sentence."""


def required_level(course: Course, assignment: Assignment, require: int, allowed: Isolation | None = None) -> Found:
    """The isolation level of this machine for an assignment. Raises IsolationError when it is below `require` or 0."""
    hidden = [hidden_file(assignment.name, course), course.reference(assignment.name)]
    try:
        found = find_level(sandbox_config(assignment, Isolation()), hidden, allowed)
    except OSError as error:
        raise IsolationError(
            f"The sandbox's self-test cannot use the temporary folder {tempfile.gettempdir()}: {reason(error)}; "
            "make room in it, or set TMPDIR to another one."
        ) from error
    if found.level < max(require, 1):
        why = f" ({found.notes[0]})" if found.notes else ""
        raise IsolationError(
            f"Isolation level {max(require, 1)} is required and this machine gives {found.level}{why}; "
            "see docs/security.md for what to install."
        )
    return found


def course_hash(course: Course, assignment: Assignment) -> str:
    """A digest of what marks depend on: hidden cases and what they share, reference, points, the grader's version."""
    digest = hashlib.sha256(autograder.__version__.encode())
    hidden = hidden_file(assignment.name, course)
    folders = {Path(autograder.hidden.__file__).parent, hidden.parent}
    shared = (path for folder in sorted(folders) for path in sorted(folder.glob("*.py")))
    for path in (
        hidden,
        course.reference(assignment.name),
        course.folder(assignment.name) / "assignment.toml",
        *(path for path in shared if not path.name.startswith("test_")),
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()
