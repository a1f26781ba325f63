"""What a machine must be and have before anything is graded on it: an isolation level, and the very same course."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import autograder.hidden
from autograder.course.model import Assignment, Course, CourseError
from autograder.sandbox.config import Isolation, Limits, SandboxConfig
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.levels import Found, find_level, find_server
from autograder.submissions.reading import reason

_WARM = {
    "": ("math", "random", "functools", "itertools", "collections", "dataclasses", "typing", "copy"),
    "numpy": ("numpy.linalg", "numpy.random"),
    "torch": (
        "torch.optim",
        "torch._dynamo",
        "torch.profiler._cupti_monitor",
    ),  # the first step of an optimizer needs these
}
"""What submissions import sooner or later, by library: imported before the fork, it costs them nothing."""


def new_seed() -> int:
    """A seed for the hidden inputs of a run, drawn at random.

    It has 53 bits: whoever saw inputs cannot find it by trying all, and every reader of JSON keeps it exactly.
    """
    return secrets.randbelow(2**53)


def hidden_file(name: str, course: Course | None = None) -> Path:
    """An assignment's hidden cases: the course's own file, else this package's. Raises CourseError without one."""
    path = Path(autograder.hidden.__file__).with_name(f"test_{name}.py")
    if course is not None and (own := course.root / "autograder" / "hidden" / path.name).is_file():
        return own
    if not path.is_file():
        raise CourseError(f"{name} has no hidden cases: autograder/hidden/{path.name} is missing.")
    return path


def sandbox_config(assignment: Assignment, isolation: Isolation) -> SandboxConfig:
    """The sandbox that an assignment asks for, with the means of isolation that were found to work."""
    limits = assignment.limits
    return SandboxConfig(
        distributions=tuple(assignment.libraries),
        preload=tuple(assignment.libraries),
        warm=tuple(module for name in ("", *assignment.libraries) for module in _WARM.get(name, ())),
        limits=Limits(
            limits.import_seconds,
            limits.call_seconds,
            limits.task_seconds,
            limits.submission_seconds,
            limits.memory_mib,
        ),
        isolation=isolation,
    )


class IsolationError(Exception):
    """The isolation that was asked for is not to be had here; its text is one sentence."""


def required_level(course: Course, assignment: Assignment, require: int, allowed: Isolation | None = None) -> Found:
    """The isolation level of this machine for an assignment. Raises IsolationError when it is below `require` or 0."""
    with _explained():
        found = find_level(sandbox_config(assignment, Isolation()), _secrets(course, assignment), allowed)
    _refuse_below(require, found)
    return found


def required_server(
    course: Course, assignment: Assignment, require: int, allowed: Isolation | None = None
) -> tuple[Found, ForkServer]:
    """The same, and the fork server in which it was found out, for a session of this assignment that is opened next."""
    with _explained():
        found, server = find_server(sandbox_config(assignment, Isolation()), _secrets(course, assignment), allowed)
    try:
        _refuse_below(require, found)
    except IsolationError:
        server.stop()
        raise
    return found, server


def _secrets(course: Course, assignment: Assignment) -> list[Path]:
    """Real paths that a worker must not read."""
    return [hidden_file(assignment.name, course), course.reference(assignment.name)]


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise IsolationError(
            f"The sandbox's self-test cannot use the temporary folder {tempfile.gettempdir()}: {reason(error)}; "
            "make room in it, or set TMPDIR to another one."
        ) from error


def _refuse_below(require: int, found: Found) -> None:
    if found.level < max(require, 1):
        why = f" ({found.notes[0]})" if found.notes else ""
        raise IsolationError(
            f"Isolation level {max(require, 1)} is required and this machine gives {found.level}{why}; "
            "see docs/security.md for what to install."
        )


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
