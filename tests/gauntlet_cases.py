"""The gauntlet's cases, the ground they are tried on, and what must come of them; see tests/gauntlet/README.md."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import reading
import watch

from autograder.cli.feedback import feedback_lines
from autograder.course.model import Assignment, Course, Limits
from autograder.results.feedback import feedback_html, feedback_markdown
from autograder.results.records import Record, Status

ASSIGNMENT = "a3_linear_regression"
MODULE = "linear_regression.py"
LATER = "find_bug"
"""A task that is younger than these files: nobody wrote it, and what they get is judged without it."""
CASES = Path(__file__).with_name("gauntlet")
ROOT = Path(__file__).resolve().parents[1]
SHORT = Limits(import_seconds=1.5, call_seconds=1.0, task_seconds=1.5, submission_seconds=3.0)
"""For what loops or sleeps until its time is over; the run of the whole class uses the assignment's own limits."""
SLACK = 20.0
"""Seconds beyond its limits, twice those of the submission for the second look, that a case may take."""


class Case(msgspec.Struct, frozen=True):
    """One hostile submission, as its header describes it."""

    name: str
    expect: str
    kind: str
    answer: str
    source: str

    def build(self, folder: Path, canary: Path, honest: Path) -> None:
        """Write the submission into a new folder."""
        text = self.source.replace("@CANARY@", str(canary)).replace("@HONEST@", str(honest))
        folder.mkdir()
        if self.kind == "builder":
            scope: dict[str, Callable[[Path], None]] = {}
            exec(compile(text, self.name, "exec"), scope)  # a builder only writes files
            scope["build"](folder)
        else:
            (folder / MODULE).write_text(text, encoding="utf-8")


def read_cases(names: Sequence[str] = ()) -> list[Case]:
    """All cases, or those whose name begins with one of `names`."""
    found = []
    for path in sorted(CASES.glob("[0-9]*_*.py")):
        source = path.read_text(encoding="utf-8")
        field = dict(re.findall(r"^# ([A-Z]+): +(.*)$", source[:2000], re.MULTILINE))
        case = Case(path.stem, field["EXPECT"], field["KIND"], field["ANSWER"], source)
        if not names or case.name.startswith(tuple(names)):
            found.append(case)
    return found


class Ground:
    """Folders that everybody can reach: a canary that must stay as it is, the honest submission, a place to work."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gauntlet-"))
        self.folder.chmod(0o755)  # a sandbox that lets too much through must not be saved by this folder's mode
        reference = Course(ROOT).reference(ASSIGNMENT)
        self.canary = self.folder / "canary"
        self.canary.mkdir()
        (self.canary / "secret.txt").write_text(f"{watch.SECRET}\n")
        shutil.copyfile(reference, self.canary / "linear_regression_solution.py")
        (self.canary / "secret.txt").chmod(0o666)
        self.canary.chmod(0o777)
        self.honest = self.folder / "honest"
        self.honest.mkdir()
        shutil.copyfile(reference, self.honest / MODULE)
        self.work = self.folder / "work"
        self.work.mkdir()

    def __enter__(self) -> Ground:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.remove()

    def remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


class ShortCourse(Course):
    """The course with shorter limits."""

    def load(self, name: str) -> Assignment:
        assignment = super().load(name)
        limits = msgspec.structs.replace(SHORT, memory_mib=assignment.limits.memory_mib)
        return msgspec.structs.replace(assignment, limits=limits)


def judge(case: Case, record: Record) -> Iterator[str]:
    """What is wrong with a case's mark."""
    lost = [task.name for task in record.tasks if task.score < task.max_score and task.name != LATER]
    full = record.score > 0 and not lost
    if record.status is Status.UNGRADABLE:
        yield f"the grader failed: {record.message}"
    elif case.expect == "never_full" and full:
        yield "got full marks"
    elif case.answer.startswith("0 points") and any(
        task.score for task in record.tasks if task.name not in ("fit", LATER)
    ):
        yield f"got {record.score:g} points"  # fit is right in these files, and is graded by its own parts
    elif case.expect == "full_ok" and not full:
        yield f"got {record.score:g} of {record.max_score:g} points for right work"
    elif case.expect == "flagged" and not record.flags:
        yield "was not flagged"


def looks(record: Record, assignment: Assignment) -> Iterator[str]:
    """What a record would do to a terminal or to a page."""
    for text in ("\n".join(feedback_lines(record, assignment)), feedback_markdown(record, assignment)):
        if controls(text):
            yield f"control characters in the feedback: {controls(text)}"
    try:
        reading.harmless(feedback_html(record, assignment))
    except AssertionError as error:
        yield f"the feedback page does harm: {error}"


def controls(text: str) -> list[str]:
    """The characters that steer a terminal or hide text; line ends do not count."""
    return sorted({repr(char) for char in text if not char.isprintable() and char != "\n"})
