"""Runs the gauntlet's cases through the real grader and looks at what each left behind; see tests/gauntlet/README.md.

As a script it does so in a process of its own, for one user, and prints what it saw as JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import reading
import watch

import autograder.grading.grader
from autograder.cli.check import feedback_lines
from autograder.course.model import Assignment, Course, Limits
from autograder.grading.run import IsolationError, required_level
from autograder.grading.session import GradingSession
from autograder.results.feedback import feedback_html, feedback_markdown
from autograder.results.records import Record, Status
from autograder.sandbox.config import Isolation
from autograder.sandbox.levels import Found
from autograder.sandbox.runner import SubmissionRunner
from autograder.submissions.reading import read_folder

ASSIGNMENT = "a3_linear_regression"
MODULE = "linear_regression.py"
CASES = Path(__file__).with_name("gauntlet")
SHORT = Limits(import_seconds=2.0, call_seconds=1.0, task_seconds=1.5, submission_seconds=4.0)
"""For what loops or sleeps until its time is over; the run of the whole class uses the assignment's own limits."""
SLACK = 20.0
"""Seconds beyond its limits that a case may take: for replaced workers, the second look, and a busy machine."""


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


class Row(msgspec.Struct, frozen=True):
    """What came of one case. `faults` are broken promises; there should be none."""

    case: str
    level: int
    status: str
    score: float
    max_score: float
    flags: list[str]
    seconds: float
    faults: list[str]


class Report(msgspec.Struct, frozen=True):
    """What one process of this script saw. `missing` says, for a level that could not be tried, why."""

    uid: int
    rows: list[Row]
    missing: dict[int, str]


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

    def __init__(self, course: Course) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gauntlet-"))
        self.folder.chmod(0o755)  # a sandbox that lets too much through must not be saved by this folder's mode
        reference = course.reference(ASSIGNMENT)
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
        shutil.rmtree(self.folder, ignore_errors=True)


class ShortCourse(Course):
    """The course with shorter limits."""

    def load(self, name: str) -> Assignment:
        limits = msgspec.structs.replace(SHORT, memory_mib=super().load(name).limits.memory_mib)
        return msgspec.structs.replace(super().load(name), limits=limits)


def find(course: Course, level: int) -> Found:
    """The means of isolation for a level. Raises IsolationError where the machine does not have it.

    A machine on which bubblewrap works has level 3: there, its absence is a fault and raises AssertionError.
    """
    try:
        found = required_level(course, course.load(ASSIGNMENT), level, Isolation(bubblewrap=level == 3))
    except IsolationError as error:
        program = shutil.which("bwrap")
        if program is None:
            raise IsolationError("bubblewrap is not installed") from error
        tried = subprocess.run([program, "--unshare-all", "--ro-bind", "/", "/", "true"], capture_output=True, check=False)
        if tried.returncode != 0:
            raise IsolationError(f"bubblewrap does not work: {tried.stderr.decode(errors='replace').strip()}") from error
        assert level != 3, f"bubblewrap works, and yet: {error}"
        raise
    assert found.level == level, f"level {found.level} was found where {level} was meant"
    return found


class Gauntlet:
    """An open session of one level, and everything that must stay as it is around it."""

    def __init__(self, ground: Ground, session: GradingSession, assignment: Assignment, listeners: watch.Listeners) -> None:
        self._ground = ground
        self._session = session
        self._assignment = assignment
        self._listeners = listeners
        self._built = 0
        self._usual = statistics.median([self._honest()[1] for _ in range(7)][2:])  # the first one imports torch
        self._canary = watch.fingerprint(ground.canary)
        self._work = watch.fingerprint(ground.work)
        self._honest_files = watch.fingerprint(ground.honest)
        self._processes = watch.below()
        self._rights = self._all_rights()

    def run(self, case: Case, level: int) -> Row:
        """Grade a case, then an honest submission, and list every promise that was broken.

        What can only be seen for the whole machine may be another program's doing: it counts if it comes each time.
        """
        record, seconds, faults, perhaps = self._once(case)
        for _ in range(3):
            if not perhaps:
                break
            again = self._once(case)[3]
            perhaps = {what: seen for what, seen in perhaps.items() if what in again}
        faults += [f"{what}: {seen}" for what, seen in perhaps.items()]
        return Row(
            case.name, level, record.status.value, record.score, record.max_score, record.flags, round(seconds, 2), faults
        )

    def _once(self, case: Case) -> tuple[Record, float, list[str], dict[str, str]]:
        self._built += 1
        place = self._ground.folder / f"submission-{self._built}"
        case.build(place, self._ground.canary, self._ground.honest)
        entries, sockets, shared = watch.entries(), watch.open_sockets(), watch.shared_things()
        RecordingRunner.seen.clear()
        started = time.monotonic()
        record = self._session.grade(read_folder(case.name, place, MODULE))
        seconds = time.monotonic() - started
        perhaps = {
            "new files": str(sorted(watch.entries() - entries)),
            "new sockets": str(sorted(watch.open_sockets() - sockets)),
            "new shared memory": str(sorted(watch.shared_things() - shared)),
        }
        faults = [*judge(case, record), *looks(record, self._assignment), *self._after(seconds)]
        shutil.rmtree(place)
        return record, seconds, faults, {what: seen for what, seen in perhaps.items() if seen != "[]"}

    def _after(self, seconds: float) -> Iterator[str]:
        """Every promise that the surroundings show to be broken."""
        limits = self._assignment.limits
        if seconds > limits.import_seconds + limits.submission_seconds + SLACK:
            yield f"took {seconds:.1f} s"
        output = b"\n".join(RecordingRunner.seen).decode(errors="replace")
        if "CANARY" in output:
            yield f"printed what it must not know: {output[:300]!r}"
        yield from self._listeners.reached()
        if watch.fingerprint(self._ground.canary) != self._canary:
            yield "the canary changed"
        if watch.fingerprint(self._ground.work) != self._work:
            yield "the working folder changed"
        if watch.fingerprint(self._ground.honest) != self._honest_files:
            yield "the honest submission's files changed"
        if not watch.eventually(lambda: watch.below() == self._processes, 3):
            new = watch.below().items() - self._processes.items()
            gone = self._processes.items() - watch.below().items()
            yield f"other processes than before: new {sorted(new)}, gone {sorted(gone)}"
        if self._all_rights() != self._rights:
            yield "the limits, priority or processors of the grader or the fork server changed"
        record, took = self._honest()
        for _ in range(2):
            if took > 3 * self._usual + 1:
                took = min(took, self._honest()[1])
        if record.score != record.max_score:
            yield f"an honest submission then got {record.score:g} of {record.max_score:g}"
        if took > 3 * self._usual + 1:
            yield f"an honest submission then took {took:.2f} s instead of {self._usual:.2f} s"

    def _honest(self) -> tuple[Record, float]:
        started = time.monotonic()
        record = self._session.grade(read_folder("honest", self._ground.honest, MODULE))
        return record, time.monotonic() - started

    def _all_rights(self) -> dict[int, tuple[str, str, frozenset[int]]]:
        found = {}
        for pid in (os.getpid(), *(process.pid for process in watch.below())):
            with contextlib.suppress(OSError):
                found[pid] = watch.rights(pid)
        return found


def judge(case: Case, record: Record) -> Iterator[str]:
    """What is wrong with a case's mark."""
    full = record.score == record.max_score
    if record.status is Status.UNGRADABLE:
        yield f"the grader failed: {record.message}"
    elif case.expect == "never_full" and full:
        yield "got full marks"
    elif case.answer.startswith("0 points") and any(task.score for task in record.tasks if task.name != "fit"):
        yield f"got {record.score:g} points"  # fit is right in these files, and is graded by its own parts
    elif case.expect == "full_ok" and not full:
        yield f"got {record.score:g} of {record.max_score:g} points for right work"
    elif case.expect == "flagged" and not record.flags:
        yield "was not flagged"


def looks(record: Record, assignment: Assignment) -> Iterator[str]:
    """What a record would do to a terminal or to a page."""
    if controls("\n".join(feedback_lines(record, assignment))) or controls(feedback_markdown(record, assignment)):
        yield "a control character in the feedback"
    try:
        reading.harmless(feedback_html(record, assignment))
    except AssertionError as error:
        yield f"the feedback page does harm: {error}"


def controls(text: str) -> list[str]:
    """The characters that steer a terminal or hide text; line ends do not count."""
    return sorted({repr(char) for char in text if not char.isprintable() and char != "\n"})


class RecordingRunner(SubmissionRunner):
    """Keeps what a submission printed, which the product throws away."""

    seen: list[bytes] = []  # noqa: RUF012  # one list for the one session of this process

    def close(self) -> None:
        super().close()
        self.seen.append(bytes(self.output))


def run(levels: Sequence[int], cases: Sequence[Case]) -> Report:
    """Run cases at some levels as the user of this process, whose working folder and environment this changes."""
    course = ShortCourse(Course.find(Path(__file__).parent).root)
    autograder.grading.grader.SubmissionRunner = RecordingRunner
    rows: list[Row] = []
    missing: dict[int, str] = {}
    with watch.adopting_orphans(), Ground(course) as ground, watch.Listeners() as listeners:
        os.environ["GAUNTLET_SECRET"] = watch.SECRET
        os.chdir(ground.work)
        with (ground.canary / "secret.txt").open() as secret:
            os.set_inheritable(secret.fileno(), True)  # what a careless exec would pass on
            for level in levels:
                try:
                    found = find(course, level)
                except IsolationError as error:
                    missing[level] = str(error)
                    continue
                with GradingSession(course, ASSIGNMENT, seed=7, isolation=found.isolation, level=level) as session:
                    gauntlet = Gauntlet(ground, session, course.load(ASSIGNMENT), listeners)
                    rows += [gauntlet.run(case, level) for case in cases]
    return Report(os.getuid(), rows, missing)


def start(prefix: Sequence[str], levels: Sequence[int], names: Sequence[str]) -> subprocess.Popen[bytes]:
    """Run cases in a new process, as the user that `prefix` makes it; `finish` takes its report."""
    command = [*prefix, sys.executable, "-B", str(Path(__file__).resolve()), "--levels", *map(str, levels), "--", *names]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finish(process: subprocess.Popen[bytes], seconds: float = 900.0) -> Report:
    """The report of a started process. Raises RuntimeError, with what it said, when it failed."""
    try:
        out, said = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        out, said = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"the gauntlet ended with status {process.returncode}: {said.decode(errors='replace')[-3000:]}")
    return msgspec.json.decode(out, type=Report)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--levels", nargs="+", type=int, choices=(3, 2), default=[3, 2])
    parser.add_argument("names", nargs="*", help="beginnings of names of cases; all cases without")
    options = parser.parse_args()
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)  # nothing but the report goes to standard output
        out.write(msgspec.json.encode(run(options.levels, read_cases(options.names))))


if __name__ == "__main__":
    main()
