"""Runs the gauntlet's cases through the real grader and looks at what each left behind.

As a script it does so in a process of its own, for the user who runs it, and prints what it saw as JSON.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import functools
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import watch
from gauntlet_cases import ASSIGNMENT, MODULE, ROOT, SLACK, Case, Ground, ShortCourse, judge, looks, read_cases
from neighbours import RIGHT, Neighbours

import autograder.grading.grader
from autograder.course.model import Assignment, Course
from autograder.grading.environment import IsolationError, required_level
from autograder.grading.session import GradingSession
from autograder.results.records import Record
from autograder.sandbox.launch import Isolation
from autograder.sandbox.runner import SubmissionRunner
from autograder.sandbox.selftest import IsolationReport
from autograder.submissions.discover import read_folder


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
    """What was seen as one user. `missing` says, for a level that could not be tried, why."""

    rows: list[Row]
    missing: dict[int, str]

    def row(self, case: str, level: int) -> Row | None:
        return next((row for row in self.rows if (row.case, row.level) == (case, level)), None)


def find(course: Course, level: int) -> IsolationReport:
    """The means of isolation for a level. Raises IsolationError where the machine does not have it.

    Where bubblewrap, or Landlock and seccomp, work, level 3, or 2, must be found: else it is a fault, AssertionError.
    """
    try:
        found = required_level(course, course.load(ASSIGNMENT), level, Isolation(bubblewrap=level == 3))
    except IsolationError as error:
        lacking = lacks(level)
        if not lacking:
            raise AssertionError(f"the machine has what level {level} needs, and yet: {error}") from error
        raise IsolationError(lacking) from error
    assert found.level == level, f"level {found.level} was found where {level} was meant"
    return found


def lacks(level: int) -> str:
    """What a level needs and this machine does not have, found without the grader's help; empty when it has all."""
    if ctypes.CDLL(None).syscall(444, None, 0, 1) < 1:  # landlock_create_ruleset, asked for its version
        return "the kernel has no Landlock"
    if not Path("/proc/sys/kernel/seccomp/actions_avail").exists():
        return "the kernel has no seccomp filters"
    program = shutil.which("bwrap")
    if level == 2 or program is None:
        return "" if level == 2 else "bubblewrap is not installed"
    trial = [program, "--unshare-all", "--ro-bind", "/", "/", "true"]
    tried = subprocess.run(trial, capture_output=True, text=True, check=False)
    return f"bubblewrap does not work: {tried.stderr.strip()}" if tried.returncode != 0 else ""


class Gauntlet:
    """An open session of one level, and everything around it that must stay as it is."""

    def __init__(
        self,
        ground: Ground,
        session: GradingSession,
        assignment: Assignment,
        listeners: watch.Listeners,
        neighbours: Neighbours,
    ) -> None:
        self._neighbours = neighbours
        self._ground = ground
        self._session = session
        self._assignment = assignment
        self._listeners = listeners
        self._built = 0
        self._usual = statistics.median([self._honest()[1] for _ in range(7)][2:])  # the first one imports torch
        self._files = self._fingerprints()
        self._processes = watch.below()
        self._rights = self._all_rights()

    def run(self, case: Case, level: int) -> Row:
        """Grade a case, then an honest submission, and list every promise that was broken.

        What can only be seen for the whole machine may be another program's doing, where this process has no namespaces
        of its own: it counts if it comes each time.
        """
        record, seconds, faults, perhaps = self._once(case)
        for _ in range(3):
            if not perhaps:
                break
            again = self._once(case)[3]
            perhaps = {what: seen for what, seen in perhaps.items() if what in again}
        faults += [f"{what}: {seen}" for what, seen in perhaps.items()]
        status, seconds = record.status.value, round(seconds, 2)
        return Row(case.name, level, status, record.score, record.max_score, record.flags, seconds, faults)

    def _once(self, case: Case) -> tuple[Record, float, list[str], dict[str, str]]:
        self._built += 1
        place = self._ground.folder / f"submission-{self._built}"
        case.build(place, self._ground.canary, self._ground.honest)
        entries, sockets, shared = watch.entries(), watch.open_sockets(), watch.shared_things()
        RecordingRunner.seen.clear()
        started = time.monotonic()
        record = self._session.grade(read_folder(case.name, place, MODULE))
        seconds = time.monotonic() - started
        watch.eventually(lambda: watch.entries() <= entries, 1)  # other programs' files come and go
        perhaps = {
            "new files": sorted(watch.entries() - entries),
            "new sockets": sorted(watch.open_sockets() - sockets),
            "new shared memory": sorted(watch.shared_things() - shared),
        }
        faults = [*judge(case, record), *looks(record, self._assignment), *self._after(seconds)]
        shutil.rmtree(place)
        return record, seconds, faults, {what: str(seen) for what, seen in perhaps.items() if seen}

    def _after(self, seconds: float) -> Iterator[str]:
        """Every promise that the surroundings show to be broken."""
        limits = self._assignment.limits
        if seconds > limits.import_seconds + 2 * limits.submission_seconds + SLACK:
            yield f"took {seconds:.1f} s"
        output = b"\n".join(RecordingRunner.seen).decode(errors="replace")
        if "CANARY" in output:
            yield f"printed what it must not know: {output[:300]!r}"
        yield from (f"reached the grader's network: {what}" for what in self._listeners.reached())
        for name, files in self._fingerprints().items():
            if files != self._files[name]:
                yield f"the {name} folder changed"
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
        if differing := self._neighbours.differing(self._session, record, self._built):  # wrong work comes in turn
            yield f"honest submissions then have other records: {differing}"
        if took > 3 * self._usual + 1:
            yield f"an honest submission then took {took:.2f} s instead of {self._usual:.2f} s"

    def _honest(self) -> tuple[Record, float]:
        started = time.monotonic()
        record = self._session.grade(read_folder(RIGHT, self._ground.honest, MODULE))
        return record, time.monotonic() - started

    def _fingerprints(self) -> dict[str, dict[str, tuple[object, ...]]]:
        folders = (self._ground.canary, self._ground.work, self._ground.honest)
        return {folder.name: watch.fingerprint(folder) for folder in folders}

    def _all_rights(self) -> dict[int, tuple[str, str, frozenset[int]]]:
        found = {}
        for pid in (os.getpid(), *(process.pid for process in watch.below())):
            with contextlib.suppress(OSError):
                found[pid] = watch.rights(pid)
        return found


class RecordingRunner(SubmissionRunner):
    """Keeps what a submission printed, which the product throws away."""

    seen: list[bytes] = []  # noqa: RUF012  # one list for the one session of this process

    def close(self) -> None:
        super().close()
        self.seen.append(bytes(self.output))


def run(levels: Sequence[int], cases: Sequence[Case]) -> Report:
    """Run cases at some levels as the user of this process, whose working folder and environment this changes."""
    course = ShortCourse(ROOT)
    autograder.grading.grader.SubmissionRunner = RecordingRunner  # type: ignore[misc]  # the only seam that is needed
    rows: list[Row] = []
    missing: dict[int, str] = {}
    with watch.adopting_orphans(), Ground() as ground, watch.Listeners() as listeners:
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
                opened = functools.partial(
                    GradingSession, course, ASSIGNMENT, seed=7, isolation=found.isolation, level=level
                )
                neighbours = Neighbours(course, ASSIGNMENT, opened)
                with opened() as session:
                    gauntlet = Gauntlet(ground, session, course.load(ASSIGNMENT), listeners, neighbours)
                    rows += [gauntlet.run(case, level) for case in cases]
        os.chdir("/")
    return Report(rows, missing)


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
