"""Hostile and faulty submissions against the real grader; see tests/gauntlet/README.md.

The cases run in processes of their own (gauntlet_harness.py), at each level, as root and as a plain user at once, and
meanwhile the command grades a class that is made of all of them; the tests look at what came of it.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import reading
import watch
from gauntlet_cases import ASSIGNMENT, MODULE, ROOT, SLACK, Case, Ground, controls, judge, read_cases
from gauntlet_harness import Report
from gauntlet_table import LEVELS, USERS, Trial

from autograder.course.model import Course
from autograder.results import records
from autograder.results.records import Record

pytestmark = pytest.mark.security

CASES = read_cases()
HOSTILE_STUDENTS = ("\x1b[31mred\x1b]0;title\x07", "<script>alert(1)<", '=HYPERLINK("http:x")', "moc\u202etxt.eman")


class ClassRun:
    """`autograder grade` over all cases, each followed by an honest student, with the assignment's own limits."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"
        self.ground = Ground()
        self.canary = watch.fingerprint(self.ground.canary)
        submitted = folder / "submitted"
        submitted.mkdir()
        honest = (self.ground.honest / MODULE).read_bytes()
        for case in CASES:
            case.build(submitted / case.name, self.ground.canary, self.ground.honest)
        for name in (*(f"{case.name}, honest" for case in CASES), *HOSTILE_STUDENTS):
            (submitted / name).mkdir()
            (submitted / name / MODULE).write_bytes(honest)
        command = [sys.executable, "-m", "autograder", "grade", str(submitted), "-a", ASSIGNMENT, "-o", str(self.out)]
        command += ["--course", str(ROOT)]
        self.said = folder / "said.txt"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                [*command, "-j", "2", "--seed", "7"],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=self.ground.work,
            )

    def records(self) -> dict[str, Record]:
        lines = (self.out / "results.jsonl").read_bytes().splitlines()
        return {record.student: record for record in map(records.decode, lines)}


class Background:
    """The long runs that the selected tests need, all started before the first of them waits for one."""

    def __init__(self, items: list[pytest.Item], folder: Path) -> None:
        self.before = watch.below()
        self.trials: dict[str, Trial] = {}
        self._reports: dict[str, Report | str] = {}
        mine = [item for item in items if isinstance(item, pytest.Function) and item.path == Path(__file__)]
        chosen = [item.callspec.params for item in mine if hasattr(item, "callspec")]
        for user in {params["user"] for params in chosen}:
            levels = sorted({params["level"] for params in chosen if params["user"] == user}, reverse=True)
            names = sorted({params["case"].name for params in chosen if params["user"] == user})
            try:
                self.trials[user] = Trial(user, levels, names)
            except OSError as error:
                self._reports[user] = str(error)
        wanted = any("whole_class" in item.fixturenames for item in mine)
        self.whole_class = ClassRun(folder) if wanted else None

    def report(self, user: str) -> Report:
        """What was seen as a user; skips the test when that could not be tried."""
        if user not in self._reports:
            self._reports[user] = self.trials[user].report()
        found = self._reports[user]
        if isinstance(found, str):
            pytest.skip(f"not tried as {user}: {found}")
        return found

    def stop(self) -> None:
        for trial in self.trials.values():
            trial.stop()
        if self.whole_class is not None:
            self.whole_class.process.kill()
            self.whole_class.process.wait()
            self.whole_class.ground.remove()


@pytest.fixture(scope="module")
def gauntlet(request, tmp_path_factory) -> Iterator[Background]:
    with watch.adopting_orphans():
        found = Background(request.session.items, tmp_path_factory.mktemp("gauntlet"))
        try:
            yield found
        finally:
            found.stop()


@pytest.fixture
def whole_class(gauntlet) -> ClassRun:
    """The run of the whole class, finished."""
    run: ClassRun = gauntlet.whole_class
    run.process.wait(timeout=900)
    return run


def test_all_cases_are_known() -> None:
    """No case drops out unseen: there are 80, each with a header that says what must come of it."""
    assert len(CASES) == 80
    assert {case.expect for case in CASES} == {"never_full", "full_ok", "flagged"}
    assert {case.kind for case in CASES} == {"module", "builder"}


@pytest.mark.parametrize("user", USERS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_held(case: Case, level: int, user: str, gauntlet: Background) -> None:
    """The mark is as it must be, nothing is left behind or reached, and the next honest submission fares as ever."""
    report = gauntlet.report(user)
    if level in report.missing:
        pytest.skip(f"no level {level} as {user}: {report.missing[level]}")
    row = report.row(case.name, level)

    assert row is not None
    assert row.faults == []


def test_class_is_graded_and_nobody_else_suffers(whole_class: ClassRun) -> None:
    """Every hostile submission of a class gets the mark it deserves, and every honest one full marks."""
    # Some files came in of which no mark came out: a person must look.
    assert whole_class.process.returncode == 1, whole_class.said.read_text(errors="replace")

    found = whole_class.records()
    wrong = {case.name: list(judge(case, found[case.name])) for case in CASES}
    honest = {name: record for name, record in found.items() if name not in wrong}

    assert {name: faults for name, faults in wrong.items() if faults} == {}
    assert {name: one.score for name, one in honest.items() if one.score != one.max_score} == {}
    assert len(CASES) + len(HOSTILE_STUDENTS) == len(honest)


def test_class_takes_bounded_time(whole_class: ClassRun) -> None:
    """No submission outlasts its limits by much, and the honest ones between them take what they always take."""
    limits = Course(ROOT).load(ASSIGNMENT).limits
    times = json.loads((whole_class.out / "run.json").read_text())["times"]
    honest = [seconds for name, seconds in times.items() if name.endswith(", honest")]
    late = [seconds for seconds in honest if seconds > 3 * statistics.median(honest) + 2]

    assert max(times.values()) < limits.import_seconds + 2 * limits.submission_seconds + SLACK
    assert len(late) <= 2, "only the first submission of each process may be late, which imports torch"


def test_class_leaves_nothing_behind(whole_class: ClassRun, gauntlet: Background) -> None:
    """After the run no process is left, and the canary and the working folder are as they were."""
    others = [process.pid for trial in gauntlet.trials.values() for process in trial.processes]

    def left() -> dict[watch.Process, str]:
        return {p: name for p, name in watch.below(leaving_out=others).items() if p not in gauntlet.before}

    assert watch.eventually(lambda: not left(), 5), left()
    assert whole_class.canary == watch.fingerprint(whole_class.ground.canary)
    assert list(whole_class.ground.work.iterdir()) == []


def test_class_pages_do_no_harm(whole_class: ClassRun) -> None:
    """No control character and no markup of a submission reaches the terminal, a page or a table."""
    pages = [*(whole_class.out / "feedback").glob("*.html"), whole_class.out / "report.html"]
    assert len(pages) == 2 * len(CASES) + len(HOSTILE_STUDENTS) + 1
    for page in pages:
        reading.harmless(page.read_text(encoding="utf-8"))
    texts = [*(whole_class.out / "feedback").glob("*.md"), whole_class.out / "grades.csv", whole_class.said]
    for text in texts:
        assert controls(text.read_text(encoding="utf-8").replace("\r\n", "\n")) == [], text
