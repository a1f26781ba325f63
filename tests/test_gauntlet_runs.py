"""Runs that are killed, interrupted, or meet a full disk leave nothing, and the next run ends as if nothing had been."""

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
from autograder.submissions.reading import read_folder

pytestmark = pytest.mark.security

STUDENTS = 48
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


@pytest.fixture(scope="module")
def undisturbed(submitted, tmp_path_factory) -> bytes:
    """results.jsonl of a run that nothing happened to."""
    out = tmp_path_factory.mktemp("undisturbed")
    subprocess.run(command(submitted, out, os.cpu_count() or 1), cwd=ROOT, check=True, capture_output=True)
    found = (out / "results.jsonl").read_bytes()
    assert found.count(b"\n") == STUDENTS
    return found


def lines(out: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return (out / "results.jsonl").read_bytes().count(b"\n")
    return 0


@contextlib.contextmanager
def interrupted(arguments: list[str], out: Path, number: int) -> Iterator[subprocess.CompletedProcess[str]]:
    """Start a run, send it a signal once it has some more records, and see to it that nothing of it stays."""
    goal = lines(out) + 6
    with watch.adopting_orphans():
        before = watch.below().keys()
        process = subprocess.Popen(
            arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        assert watch.eventually(lambda: lines(out) >= goal or process.poll() is not None, 120)
        if number == signal.SIGINT:
            os.killpg(process.pid, number)  # as a terminal does
        else:
            process.send_signal(number)
        said, complained = process.communicate(timeout=60)
        assert watch.eventually(lambda: watch.below().keys() <= before, 10), f"left behind: {watch.below()}"
    assert goal <= lines(out) < STUDENTS, "the signal came too late to interrupt anything"
    yield subprocess.CompletedProcess(arguments, process.returncode, said, complained)


@pytest.mark.parametrize("workers", [1, 2])
def test_interrupted_runs_leave_nothing_and_go_on(workers: int, submitted, undisturbed, tmp_path) -> None:
    """Ctrl-C and SIGKILL leave no process and no half record; the run then ends like one that nothing happened to."""
    out = tmp_path / "out"
    arguments = command(submitted, out, workers)

    with interrupted(arguments, out, signal.SIGINT) as done:
        assert done.returncode not in (0, 2)
        assert "Traceback" not in done.stderr
    with interrupted(arguments, out, signal.SIGKILL) as done:
        assert done.returncode == -signal.SIGKILL
    written = lines(out)
    with (out / "results.jsonl").open("ab") as file:
        file.write(b'{"schema_version": 1, "student": "stud')  # what a crash in the middle of a write leaves
    last = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)

    assert last.returncode == 0, last.stderr
    assert f"{STUDENTS - written} graded now" in last.stdout
    assert undisturbed == (out / "results.jsonl").read_bytes()
    assert (out / "grades.csv").exists()
    assert sorted(path.name for path in out.iterdir()) == sorted(
        ["feedback", "grades.csv", "report.html", "results.jsonl", "run.json"]
    )


def assert_one_sentence(status: int, said: str) -> None:
    assert "Traceback" not in said
    assert status == 2, said
    assert len([line for line in said.splitlines() if line.startswith("autograder: ")]) == 1, said


@pytest.mark.parametrize("size", [1, 6000])
def test_file_that_may_not_grow_is_one_sentence(size: int, submitted, undisturbed, tmp_path) -> None:
    """A quota stops the run with one sentence and status 2; with more room it goes on and ends like any other."""
    out = tmp_path / "out"
    arguments = command(submitted, out, 1)

    first = subprocess.run(
        arguments,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )
    assert_one_sentence(first.returncode, first.stdout)
    if out.exists():  # the smaller quota stops it before there are results
        again = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=False)
        assert again.returncode == 0, again.stderr
        assert undisturbed == (out / "results.jsonl").read_bytes()


def test_full_disk_is_one_sentence(submitted, undisturbed, tmp_path) -> None:
    """A disk without room stops the run in the same way; once there is room, it goes on."""
    try:
        namespaces.prefix("root")
    except OSError as error:
        pytest.skip(f"no small disk can be made: {error}")
    out, kept = tmp_path / "out", tmp_path / "kept"
    out.mkdir()
    grade = shlex.join(command(submitted, out, 1))
    script = f"""
        mount -t tmpfs -o size=64k none {shlex.quote(str(out))} || exit 99
        {grade} >{tmp_path}/first 2>&1; echo $? >{tmp_path}/status
        mount -o remount,size=64m {shlex.quote(str(out))} || exit 98
        {grade} >{tmp_path}/second 2>&1; echo $? >>{tmp_path}/status
        cp -r {shlex.quote(str(out))} {shlex.quote(str(kept))}
    """
    subprocess.run(["unshare", "--mount", "--propagation", "private", "sh", "-c", script], cwd=ROOT, check=True)
    first, second = map(int, (tmp_path / "status").read_text().split())

    assert_one_sentence(first, (tmp_path / "first").read_text())
    assert second == 0, (tmp_path / "second").read_text()
    assert undisturbed == (kept / "results.jsonl").read_bytes()
    assert json.loads((kept / "run.json").read_text())["finished"]


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

    assert scores == {25.0}
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
