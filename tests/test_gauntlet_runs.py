"""Runs that are killed, interrupted, or meet a full disk leave nothing behind, and the next run goes on."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import namespaces
import pytest
import watch
from gauntlet_cases import ASSIGNMENT, MODULE, ROOT, Ground

from autograder.course.model import Course
from autograder.grading.session import GradingSession
from autograder.submissions.discover import read_folder

pytestmark = pytest.mark.security

STUDENTS = 28
SLIPS = (("", ""), ("2.0 *", "1.0 *"), ("2 *", "1 *"), ("lr *", "-lr *"), ("return", "print()\n    return"))


def command(submitted: Path, out: Path, workers: int) -> list[str]:
    arguments = ["grade", str(submitted), "-a", ASSIGNMENT, "-o", str(out), "-j", str(workers), "--seed", "11"]
    return [sys.executable, "-m", "autograder", *arguments]


@pytest.fixture(scope="module")
def submitted(tmp_path_factory) -> Path:
    """A class of right and wrong submissions, no two of them the same file."""
    folder = tmp_path_factory.mktemp("class") / "submitted"
    reference = Course(ROOT).reference(ASSIGNMENT).read_text()
    for number in range(STUDENTS):
        old, new = SLIPS[number % len(SLIPS)]
        student = folder / f"student{number:03}"
        student.mkdir(parents=True)
        (student / MODULE).write_text(f"{reference.replace(old, new) if old else reference}\n# by student {number}\n")
    return folder


class Beside:
    """Two runs that go on beside the first tests: one undisturbed, one whose disk is full at first."""

    def __init__(self, submitted: Path, folder: Path) -> None:
        self.folder = folder
        (folder / "disk").mkdir()
        self.undisturbed = self._start("undisturbed", command(submitted, folder / "out", 1))
        self.full_disk = self._start("full disk", self._on_full_disk(command(submitted, folder / "disk", 1)))

    def _start(self, name: str, arguments: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.txt").open("wb") as said:
            return subprocess.Popen(arguments, cwd=ROOT, stdout=said, stderr=said)

    def finish(self, name: str, status: int) -> None:
        """Wait for a run, which should end with this status."""
        found = (self.undisturbed if name == "undisturbed" else self.full_disk).wait(timeout=600)
        assert found == status, (self.folder / f"{name}.txt").read_text()

    def _on_full_disk(self, arguments: list[str]) -> list[str]:
        place, grade = shlex.quote(str(self.folder / "disk")), shlex.join(arguments)
        try:
            namespaces.prefix("root")
            shell = ["unshare", "--mount", "--propagation", "private", "bash", "-ec"]
            little, more = f"mount -t tmpfs -o size=64k none {place}", f"mount -o remount,size=64m {place}"
        except OSError:  # no disk of its own, then: files that may not grow are nearly the same
            shell, little, more = ["bash", "-ec"], "ulimit -S -f 8", "ulimit -S -f unlimited"
        script = f"""
            cd {ROOT}; {little}
            status=0; {grade} >{self.folder}/first 2>&1 || status=$?
            {more}
            {grade} >{self.folder}/second 2>&1
            cp -r {place} {self.folder}/kept
            exit $status
        """
        return [*shell, script]

    def records(self) -> bytes:
        """results.jsonl of the undisturbed run."""
        self.finish("undisturbed", 0)
        found = (self.folder / "out" / "results.jsonl").read_bytes()
        assert found.count(b"\n") == STUDENTS
        return found

    def processes(self) -> list[int]:
        return [self.undisturbed.pid, self.full_disk.pid]

    def stop(self) -> None:
        for process in (self.undisturbed, self.full_disk):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def beside(submitted, tmp_path_factory) -> Iterator[Beside]:
    runs = Beside(submitted, tmp_path_factory.mktemp("beside"))
    yield runs
    runs.stop()


def lines(out: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return (out / "results.jsonl").read_bytes().count(b"\n")
    return 0


def pages(out: Path) -> dict[str, bytes]:
    """All pages of students, by name."""
    found = {path.name: path.read_bytes() for path in (out / "feedback").iterdir()}
    assert len(found) == 2 * STUDENTS
    return found


def heed_interrupts() -> None:
    """As in a terminal: tests that are started in the background ignore SIGINT, and so would what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def interrupt(arguments: list[str], out: Path, number: int, others: list[int]) -> tuple[int, str]:
    """Start a run, send it a signal once it has some more records, and see to it that nothing of it stays.

    Returns its exit status and what it said. `others` are processes that may be there.
    """
    goal = lines(out) + 3
    with watch.adopting_orphans():
        before = watch.below(leaving_out=others).keys()
        process = subprocess.Popen(
            arguments,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=heed_interrupts,
        )
        assert watch.eventually(lambda: lines(out) >= goal or process.poll() is not None, 180)
        if number == signal.SIGINT:
            os.killpg(process.pid, number)  # as a terminal does
        else:
            process.send_signal(number)
        said, _ = process.communicate(timeout=60)

        def left() -> set[tuple[watch.Process, str]]:
            return {(p, name) for p, name in watch.below(leaving_out=others).items() if p not in before}

        assert watch.eventually(lambda: not left(), 10), left()
    assert goal <= lines(out) < STUDENTS, f"the signal came too late, or too early: {said}"
    return process.returncode, said


@pytest.mark.parametrize("workers", [1, 2])
def test_interrupted_runs_leave_nothing_and_go_on(workers: int, submitted, beside, tmp_path) -> None:
    """Ctrl-C and SIGKILL leave no process and no half record; the run then ends like one that nothing happened to."""
    out = tmp_path / "out"
    arguments = command(submitted, out, workers)

    status, said = interrupt(arguments, out, signal.SIGINT, beside.processes())
    assert status == 130
    assert "Traceback" not in said
    assert "submissions are graded, and their records are kept. To go on, give the same command again." in said
    status, said = interrupt(arguments, out, signal.SIGKILL, beside.processes())
    assert status == -signal.SIGKILL
    written = lines(out)
    with (out / "results.jsonl").open("ab") as file:
        file.write(b'{"schema_version": 1, "student": "stud')  # what a crash in the middle of a write leaves
    last = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)

    assert last.returncode == 0, last.stderr
    assert f"{STUDENTS - written} graded now" in last.stdout
    assert beside.records() == (out / "results.jsonl").read_bytes()
    files = ["feedback", "grades.csv", "lecture.html", "report.html", "results.jsonl", "run.json"]
    assert files == sorted(path.name for path in out.iterdir())


def test_full_disk_is_one_sentence(beside) -> None:
    """A disk without room stops the run with one sentence and status 2; once there is room, it goes on.

    Nothing is missing then, not even the page of the record that was written last.
    """
    beside.finish("full disk", 2)

    assert_one_sentence((beside.folder / "first").read_text())
    assert beside.records() == (beside.folder / "kept" / "results.jsonl").read_bytes()
    assert json.loads((beside.folder / "kept" / "run.json").read_text())["finished"]
    assert pages(beside.folder / "out") == pages(beside.folder / "kept")


def test_full_temporary_folder_is_one_sentence(submitted, tmp_path) -> None:
    """No room even for the self-test's own small files, which lie in the temporary folder, is one sentence too."""
    done = subprocess.run(
        command(submitted, tmp_path / "out", 1),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1)),
    )

    assert_one_sentence(done.stdout)
    assert done.returncode == 2


def assert_one_sentence(said: str) -> None:
    assert "Traceback" not in said
    assert len([line for line in said.splitlines() if line.startswith("autograder: ")]) == 1, said


@pytest.mark.slow
def test_five_hundred_in_a_row_leave_nothing(found_level, monkeypatch, capsys) -> None:
    """The 550th honest submission finds the descriptors, processes, files and memory of the 50th."""
    course = Course(ROOT)
    with (
        watch.adopting_orphans(),
        Ground() as ground,
        GradingSession(course, ASSIGNMENT, seed=7, isolation=found_level.isolation, level=found_level.level) as session,
    ):
        monkeypatch.setattr(tempfile, "tempdir", str(ground.folder))  # whatever is made with tempfile shows there
        submission = read_folder("honest", ground.honest, MODULE)
        scores = set()
        started = time.monotonic()
        for count in range(1, 551):
            scores.add(session.grade(submission).score)
            if count == 50:
                before = figures(ground.folder)
        after = figures(ground.folder)
        each = (time.monotonic() - started) / 550
    with capsys.disabled():
        print(f"\n500 honest submissions, {each:.3f} s each: {before} -> {after}")  # noqa: T201  # wanted in the log

    assert scores == {course.load(ASSIGNMENT).max_score}
    for what in ("descriptors", "processes", "files", "threads"):
        assert before[what] == after[what], what
    assert after["grader KiB"] - before["grader KiB"] < 24 << 10
    assert after["sandbox KiB"] - before["sandbox KiB"] < 12 << 10


def figures(folder: Path) -> dict[str, int]:
    """What this process and those below it hold, and how many files there are in a folder."""
    processes = [process.pid for process in watch.below()]
    return {
        "descriptors": len(os.listdir("/proc/self/fd")),
        "processes": len(processes),
        "threads": threading.active_count(),
        "files": sum(1 for _ in folder.rglob("*")),
        "grader KiB": resident(os.getpid()),
        "sandbox KiB": sum(map(resident, processes)),
    }


def resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
