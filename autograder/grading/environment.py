"""What a machine must be and have before anything is graded on it: an isolation level, and the very same course."""

from __future__ import annotations

import hashlib
import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

import autograder
from autograder.course.make_stub import data_files
from autograder.course.model import FILLED_IN, Assignment, Course, CourseError
from autograder.course.modules import imported_files
from autograder.faults import UserError
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.launch import Isolation, SandboxConfig
from autograder.sandbox.selftest import IsolationReport, isolation_report, isolation_report_and_server
from autograder.sandbox.selftest.probes import SECRETS
from autograder.submissions.tree import reason

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


def hidden_file(name: str, course: Course) -> Path:
    """An assignment's hidden cases. Raises CourseError where it has none."""
    path = course.folder(name) / "hidden" / "test_hidden.py"
    if not path.is_file():
        raise CourseError(f"{name} has no hidden cases: {path.relative_to(course.root)} is missing.")
    return path


def sandbox_config(assignment: Assignment, isolation: Isolation, course: Course | None = None) -> SandboxConfig:
    """The sandbox that an assignment asks for, with the mechanisms of isolation that were found to work.

    With `course`, submissions can read the data files of the assignment. Raises CourseError where one is missing.
    """
    return SandboxConfig(
        distributions=tuple(assignment.libraries),
        preload=tuple(assignment.libraries),
        warm=tuple(module for name in ("", *assignment.libraries) for module in _WARM.get(name, ())),
        limits=assignment.limits,
        isolation=isolation,
        data=() if course is None else data_files(course, assignment),
    )


_JUDGING = (
    "handout/explain.py",
    "handout/gradcheck.py",
    "handout/python_errors.py",
    "cases/*.py",
    *(
        f"grading/{name}.py"
        for name in (
            "counterexample",
            "edges",
            "flags",
            "grader",
            "marks",
            "plugin",
            "repeat_check",
            "shared_state",
            "verdicts",
        )
    ),
    *(f"sandbox/{name}.py" for name in ("calls", "importing", "remote", "responses", "runner", "time_limits")),
    "sandbox/inside/inspection.py",
    "sandbox/inside/loading.py",
)
"""The files of this package that a record depends on: what compares, judges, repeats, names, marks and flags."""


class IsolationError(UserError):
    """The isolation that was asked for is not to be had here; its text is one sentence."""


def required_level(
    course: Course, assignment: Assignment, require: int, allowed: Isolation | None = None
) -> IsolationReport:
    """The isolation level of this machine for an assignment. Raises IsolationError when it is below `require` or 0."""
    with _explained():
        report = isolation_report(
            sandbox_config(assignment, Isolation(), course), _secrets(course, assignment), allowed
        )
    _refuse_below(require, report)
    return report


def required_server(course: Course, assignment: Assignment, require: int) -> tuple[IsolationReport, ForkServer]:
    """Like required_level(), and returns the fork server in which it was found out, for a session that comes next."""
    with _explained():
        report, server = isolation_report_and_server(
            sandbox_config(assignment, Isolation(), course), _secrets(course, assignment)
        )
    try:
        _refuse_below(require, report)
    except IsolationError:
        server.stop()
        raise
    return report, server


def refuse_open_secrets(report: IsolationReport) -> None:
    """Raises IsolationError where the self-test could read hidden cases and solutions from inside a worker.

    At level 1 they are closed only where student code runs as another user than their owner.
    """
    if any(finding.possible for finding in report.findings if finding.what == SECRETS):
        raise IsolationError(
            f"Isolation level {report.level} does not close the hidden cases to student code here; grade as root, or "
            "in a container with Landlock and seccomp."
        )


def _secrets(course: Course, assignment: Assignment) -> list[Path]:
    """Real paths that a worker must not read."""
    return [hidden_file(assignment.name, course), course.reference(assignment.name)]


@contextmanager
def _explained() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise IsolationError(no_self_test(error)) from error


def no_self_test(error: OSError) -> str:
    """Why the self-test's own small files cannot be written, as a sentence."""
    try:
        folder = tempfile.gettempdir()
    except OSError:
        return "There is no folder for temporary files that can be written to; set TMPDIR to such a folder."
    return (
        f"The sandbox's self-test cannot use the temporary folder {folder}: {reason(error)}; "
        "make room in it, or set TMPDIR to another folder."
    )


def _refuse_below(require: int, report: IsolationReport) -> None:
    if report.level < max(require, 1):
        why = f" ({report.notes[0]})" if report.notes else ""
        raise IsolationError(
            f"Isolation level {max(require, 1)} is required, but this machine gives {report.level}{why}; "
            "docs/security.md says what to install."
        )


def _description(assignment: Assignment) -> bytes:
    """What assignment.toml says, but for what no mark depends on: the model answer, helps for home, graphs of pages."""
    question = msgspec.structs.replace(assignment.question, answer="", rubric=[])
    tasks = [msgspec.structs.replace(task, minutes=None, difficulty=None) for task in assignment.tasks]
    graded = msgspec.structs.replace(assignment, question=question, tasks=tasks, shipped=[], starred=[], graphs=[])
    written = msgspec.structs.asdict(graded)
    return msgspec.json.encode({key: value for key, value in written.items() if key not in FILLED_IN}) + b"\n"


def course_hash(course: Course, assignment: Assignment) -> str:
    """A digest of what the marks and the texts of an assignment depend on, and of nothing else.

    That is the description, the reference, the data and the examples, the hidden cases with the files of the course
    that they import, what is said of the mistakes that these files name, and what compares, names and marks in this
    package.
    """
    folder = course.folder(assignment.name)
    own = [folder / file for file in ("examples.py", "example_calls.py")]
    own.append(course.reference(assignment.name))
    own += [course.data_file(assignment.name, file) for file in assignment.data]
    own += imported_files(course.solutions, hidden_file(assignment.name, course))
    package = Path(autograder.__file__).parent
    engine = [path for pattern in _JUDGING for path in sorted(package.glob(pattern))]
    digest = hashlib.sha256()
    read = _description(assignment)
    for root, paths in ((course.solutions.resolve(), own), (package, engine)):
        for path in paths:
            if path.is_file():
                read += f"{path.resolve().relative_to(root)} {path.stat().st_size}\n".encode() + path.read_bytes()
    digest.update(read)
    for mistake_id, mistake in sorted(assignment.mistakes.items()):
        if mistake_id.encode() in read:
            properties = f"{mistake.raises} {mistake.no_example}"
            digest.update(f"{mistake_id} {properties} {mistake.sentence}\n".encode())
    return digest.hexdigest()
