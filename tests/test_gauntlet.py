"""Hostile and faulty submissions against the real grader; see tests/gauntlet/README.md.

The cases run in processes of their own (gauntlet_harness.py), as root and as a plain user at once, and a class that is
made of all of them is graded by the command meanwhile; the tests look at what came of it.
"""

from __future__ import annotations

import json
import os
import pty
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gauntlet_harness
import gauntlet_table
import pytest
import reading
import watch
from gauntlet_harness import ASSIGNMENT, MODULE, Case, Ground, Report, controls, judge

from autograder.course.model import Course
from autograder.grading.session import GradingSession
from autograder.results import records
from autograder.results.records import Record
from autograder.sandbox.config import Isolation
from autograder.submissions.archive import read_zip
from autograder.submissions.discover import SubmissionsError, find_submissions

pytestmark = pytest.mark.security

AUTOGRADER = [sys.executable, "-m", "autograder"]
CASES = gauntlet_harness.read_cases()
HOSTILE_STUDENTS = ("\x1b[31mred\x1b]0;title\x07", "<script>alert(1)<", '=HYPERLINK("http:x")', "moc\u202etxt.eman")


class ClassRun:
    """`autograder grade` over all cases, each followed by an honest student, with the assignment's own limits."""

    def __init__(self, folder: Path) -> None:
        self.out = folder / "out"
        self.course = Course.find(Path(__file__).parent)
        self.ground = Ground(self.course)
        self.canary = watch.fingerprint(self.ground.canary)
        submitted = folder / "submitted"
        submitted.mkdir()
        honest = (self.ground.honest / MODULE).read_bytes()
        for case in CASES:
            case.build(submitted / case.name, self.ground.canary, self.ground.honest)
        for name in (*(f"{case.name}, honest" for case in CASES), *HOSTILE_STUDENTS):
            (submitted / name).mkdir()
            (submitted / name / MODULE).write_bytes(honest)
        command = [*AUTOGRADER, "grade", str(submitted), "-a", ASSIGNMENT, "-o", str(self.out), "-j", "2", "--seed", "7"]
        self.said = folder / "said.txt"
        with self.said.open("wb") as said:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, cwd=self.ground.work
            )

    def records(self) -> dict[str, Record]:
        lines = (self.out / "results.jsonl").read_bytes().splitlines()
        return {record.student: record for record in map(records.decode, lines)}


class Background:
    """The long runs that the selected tests need, all started before the first of them waits for one."""

    def __init__(self, items: list[pytest.Item], folder: Path) -> None:
        self.before = watch.below()
        self._reports: dict[str, Report | str] = {}
        self._started: dict[str, subprocess.Popen[bytes]] = {}
        mine = [item for item in items if item.path == Path(__file__)]
        wanted: dict[str, list[dict[str, Any]]] = {}
        for item in mine:
            if "gauntlet" in item.fixturenames:  # type: ignore[attr-defined]
                params = item.callspec.params  # type: ignore[attr-defined]
                wanted.setdefault(params["user"], []).append(params)
        for user, selected in wanted.items():
            levels = sorted({params["level"] for params in selected}, reverse=True)
            try:
                names = sorted({params["case"].name for params in selected})
                self._started[user] = gauntlet_table.start_for(user, levels, names)
            except OSError as error:
                self._reports[user] = str(error)
        uses_class = any("whole_class" in item.fixturenames for item in mine)  # type: ignore[attr-defined]
        self.whole_class = ClassRun(folder) if uses_class else None

    def report(self, user: str) -> Report:
        """What was seen as a user; skips the test when that could not be tried."""
        if user in self._started:
            self._reports[user] = gauntlet_harness.finish(self._started.pop(user))
        found = self._reports[user]
        if isinstance(found, str):
            pytest.skip(f"not tried as {user}: {found}")
        return found

    def others(self) -> list[int]:
        return [process.pid for process in self._started.values()]

    def close(self) -> None:
        running = [*self._started.values()]
        if self.whole_class is not None:
            running.append(self.whole_class.process)
            self.whole_class.ground.__exit__()
        for process in running:
            process.kill()
            process.communicate()


@pytest.fixture(scope="module")
def background(request, tmp_path_factory) -> Iterator[Background]:
    with watch.adopting_orphans():
        found = Background(request.session.items, tmp_path_factory.mktemp("gauntlet"))
        yield found
        found.close()


@pytest.fixture
def gauntlet(background) -> Background:
    return background


@pytest.fixture
def whole_class(background) -> ClassRun:
    """The run of the whole class, finished."""
    run = background.whole_class
    run.process.wait(timeout=900)
    return run


# -- case by case -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("user", gauntlet_table.USERS)
@pytest.mark.parametrize("level", gauntlet_table.LEVELS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_held(case: Case, level: int, user: str, gauntlet: Background) -> None:
    """The mark is as it must be, nothing is left behind or reached, and the next honest submission fares as ever."""
    report = gauntlet.report(user)
    if level in report.missing:
        pytest.skip(f"no level {level} as {user}: {report.missing[level]}")
    row = gauntlet_table.find_row(report, case.name, level)

    assert row is not None
    assert row.faults == []


def test_all_cases_are_known() -> None:
    """No case drops out unseen: there are 80, each with a header that says what must come of it."""
    assert len(CASES) == 80
    assert {case.expect for case in CASES} == {"never_full", "full_ok", "flagged"}
    assert {case.kind for case in CASES} == {"module", "builder"}


# -- the eyes of these tests ------------------------------------------------------------------------------------------

TRESPASSER = """
import os, socket, subprocess, time
print(open("@CANARY@/secret.txt").read())
open("@CANARY@/new", "x").close()
os.chmod("@CANARY@/secret.txt", 0o600) if os.getuid() == 0 else None
with socket.socket() as s:
    s.connect(("127.0.0.1", 47123))
socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", 47123))
subprocess.Popen(["/bin/sleep", "6"], start_new_session=True)
"""


def test_a_sandbox_without_walls_is_noticed() -> None:
    """The harness sees a trespasser (a harmless one) that every means of isolation would have stopped."""
    code = (
        "import gauntlet_harness as h, sys, msgspec, autograder.grading.session as s\n"
        "from autograder.sandbox.config import Isolation\n"
        "found = h.Found(2, Isolation(False, False, False), [], [], [])\n"
        "h.find = lambda course, level: found\n"
        "case = h.Case('trespasser', 'full_ok', 'module', '', sys.stdin.read())\n"
        "print(msgspec.json.encode(h.run([2], [case])).decode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], input=TRESPASSER, capture_output=True, text=True, cwd=Path(__file__).parent
    )

    assert done.returncode == 0, done.stderr
    faults = " ".join(json.loads(done.stdout)["rows"][0]["faults"])
    for sign in ("points for right work", "CANARY-7f3a", "TCP", "UDP", "canary changed", "other processes"):
        assert sign in faults, f"{sign!r} is not in {faults}"


# -- a class that is made of them -------------------------------------------------------------------------------------


def test_class_is_graded_and_nobody_else_suffers(whole_class: ClassRun) -> None:
    """Every hostile submission of a class gets the mark it deserves, and every honest one full marks."""
    said = whole_class.said.read_text(errors="replace")
    assert whole_class.process.returncode == 0, said

    found = whole_class.records()
    wrong = {case.name: list(judge(case, found[case.name])) for case in CASES}
    honest = {name: record.score for name, record in found.items() if name not in wrong}

    assert {name: faults for name, faults in wrong.items() if faults} == {}
    assert {name: score for name, score in honest.items() if score != 25} == {}
    assert len(CASES) + len(HOSTILE_STUDENTS) == len(honest)


def test_class_takes_bounded_time(whole_class: ClassRun) -> None:
    """No submission outlasts its limits by much, and the honest ones between them take what they always take."""
    limits = whole_class.course.load(ASSIGNMENT).limits
    times = json.loads((whole_class.out / "run.json").read_text())["times"]
    honest = [seconds for name, seconds in times.items() if name.endswith(", honest")]

    assert max(times.values()) < limits.import_seconds + limits.submission_seconds + gauntlet_harness.SLACK
    late = [seconds for seconds in honest if seconds > 3 * statistics.median(honest) + 2]
    assert len(late) <= 2, "only the first submission of each process may be late, which imports torch"


def test_class_leaves_nothing_behind(whole_class: ClassRun, background: Background) -> None:
    """After the run no process is left, and the canary and the working folder are as they were."""
    others = background.others()

    assert watch.eventually(lambda: watch.below(leaving_out=others).keys() <= background.before.keys(), 5), (
        watch.below(leaving_out=others)
    )
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


# -- the terminal, archives -------------------------------------------------------------------------------------------

ESCAPES = r'''"""\x1b[2J"""
class Evil\u0065(Exception):
    pass
raise ValueError("\x1b[2J\x1b]0;title\x07 \u202emoc.elpmaxe\u2066 \x9b31m \r overwritten \x00 \b")
'''


@pytest.mark.parametrize(
    ("name", "source", "says"),
    [
        ("escapes", ESCAPES, "does-not-import"),
        ("syntax", "x = '\x1b[2J\x07\u202e' + \x1b[31m\n", "does-not-import"),
        ("041_stdout_protocol_spoof", "", "points"),
        ("051_html_report_injection", "", "points"),
    ],
)
def test_check_writes_no_control_character_to_a_terminal(name, source, says, tmp_path) -> None:
    """`autograder check` on a terminal prints plain text, whatever the file says."""
    file = tmp_path / MODULE
    file.write_text(source or next(case.source for case in CASES if case.name == name), encoding="utf-8")
    terminal, inner = pty.openpty()
    with subprocess.Popen(
        [*AUTOGRADER, "check", str(file), "--seed", "7"], stdin=inner, stdout=inner, stderr=inner, close_fds=True
    ) as process:
        os.close(inner)
        said = b""
        while True:
            try:
                said += os.read(terminal, 4096)
            except OSError:  # how a terminal says that nobody will write to it any more
                break
    os.close(terminal)

    assert process.returncode == 0
    text = said.decode("utf-8").replace("\r\n", "\n")
    assert says in text
    assert controls(text) == []


def test_zip_bomb_is_refused_from_what_it_claims(tmp_path) -> None:
    """A member that unpacks to 60 MB is neither unpacked nor graded, alone or as a student's work."""
    bomb = next(case for case in CASES if case.name == "119_archive_zip_bomb")
    bomb.build(tmp_path / "bomb", tmp_path, tmp_path)
    archive = tmp_path / "bomb" / "submission.zip"

    assert [MODULE + " is larger than 1024 KiB."] == list(read_zip(archive).values())
    with pytest.raises(SubmissionsError):
        list(find_submissions(archive, ASSIGNMENT, MODULE))


# -- many in a row ----------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_five_hundred_in_a_row_leave_nothing(found_level, capsys) -> None:
    """The 500th honest submission finds the same descriptors, processes, files and memory as the 50th."""
    course = Course.find(Path(__file__).parent)
    isolation: Isolation = found_level.isolation
    with (
        watch.adopting_orphans(),
        Ground(course) as ground,
        GradingSession(course, ASSIGNMENT, seed=7, isolation=isolation, level=found_level.level) as session,
    ):
        submission = gauntlet_harness.read_folder("honest", ground.honest, MODULE)
        figures, scores = [], set()
        started = time.monotonic()
        for count in range(1, 551):
            scores.add(session.grade(submission).score)
            if count in (50, 550):
                figures.append(_figures())
    with capsys.disabled():
        print(f"\n500 in a row, {(time.monotonic() - started) / 550:.3f} s each: {figures[0]} -> {figures[1]}")  # noqa: T201

    before, after = figures
    assert scores == {25.0}
    assert before["descriptors"] == after["descriptors"]
    assert before["processes"] == after["processes"]
    assert before["canary files"] == after["canary files"]
    assert after["grader KiB"] - before["grader KiB"] < 32 << 10
    assert after["below KiB"] - before["below KiB"] < 16 << 10


def _figures() -> dict[str, int]:
    """What this process and those below it hold. Names in shared folders are those of this test's processes alone."""
    below = [process.pid for process in watch.below()]
    return {
        "descriptors": len(os.listdir("/proc/self/fd")),
        "processes": len(below),
        "canary files": len(list(Path("/dev/shm").glob(f"*{os.getpid()}*"))),
        "grader KiB": _resident(os.getpid()),
        "below KiB": sum(map(_resident, below)),
    }


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
