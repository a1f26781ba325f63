"""What a long run meets: a worker that does not die, no place to write to, a clock set back, a busy machine."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading import run as run_module
from autograder.grading.run import RunRequest, grade_class
from autograder.grading.session import GradingSession
from autograder.results.records import Status
from autograder.results.store import read_run
from autograder.sandbox import channel
from autograder.submissions.reading import Submission

NAME = "a1_one_weight"
COURSE = Course.find(Path(__file__))
ROOT = Path(__file__).resolve().parents[1]
REAL_POLL = select.poll
BURN = "import time; end = time.monotonic() + 300\nwhile time.monotonic() < end: pass"


def write_class(folder: Path, count: int) -> Path:
    """Right and wrong submissions, and one whose training never ends."""
    for number, variant in enumerate(variants(COURSE, NAME)[:count]):
        student = folder / f"s{number:02}"
        student.mkdir(parents=True)
        (student / "one_weight.py").write_text(variant.source)
    loops = COURSE.reference(NAME).read_text() + "\n\ndef train(x, y, w, lr, steps):\n    while True:\n        pass\n"
    (folder / "loops").mkdir()
    (folder / "loops" / "one_weight.py").write_text(loops)
    return folder


class Deaf:
    """The signal module for a worker that SIGKILL does not end, and a wait that does not take its five seconds."""

    SIGKILL = 9

    @staticmethod
    def pidfd_send_signal(descriptor: int, number: int) -> None:
        return


class Impatient:
    """select.poll, of which a wait for a worker's end gives up at once."""

    def __init__(self) -> None:
        self._poll = REAL_POLL()
        self.register, self.unregister, self.modify = self._poll.register, self._poll.unregister, self._poll.modify

    def poll(self, milliseconds: float) -> list[tuple[int, int]]:
        return [] if milliseconds == 5000 else self._poll.poll(milliseconds)


def test_a_worker_that_does_not_die_is_a_fault_of_the_machine(isolation, monkeypatch):
    """The submission is ungradable, and not marked down; the next one is graded by another worker."""
    source = COURSE.reference(NAME).read_bytes()
    with GradingSession(COURSE, NAME, seed=1, isolation=isolation[0], level=isolation[1]) as session:
        with monkeypatch.context() as patch:
            patch.setattr(channel, "signal", Deaf)
            patch.setattr(channel.select, "poll", Impatient)
            deaf = session.grade(Submission("deaf", {"one_weight.py": source}))
        after = session.grade(Submission("after", {"one_weight.py": source}))

    assert (deaf.status, after.status) == (Status.UNGRADABLE, Status.GRADED)
    assert "does not die" in deaf.message
    assert after.score == after.max_score


def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path):
    """Where no folder can be made, nothing is graded, and the reason is said: status 2."""
    submitted = write_class(tmp_path / "class", 1)
    command = [sys.executable, "-m", "autograder", "grade", str(submitted), "-a", NAME, "-o", "/proc/out", "-j", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.startswith("autograder: ")
    assert done.stderr.count("\n") == 1
    assert "/proc/out" in done.stderr


class Backwards(datetime):
    """A clock that is a day earlier each time one looks."""

    looked = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:
        cls.looked += 1
        return datetime(2026, 11, 23, tzinfo=UTC) - timedelta(days=cls.looked)


def test_a_clock_that_is_set_back_changes_no_record(tmp_path, monkeypatch):
    """Records hold no time of the clock; durations are of another clock and never negative."""
    submitted = write_class(tmp_path / "class", 3)
    grade_class(COURSE, RunRequest(submitted, NAME, tmp_path / "as usual", seed=5))
    monkeypatch.setattr(run_module, "datetime", Backwards)
    grade_class(COURSE, RunRequest(submitted, NAME, tmp_path / "backwards", seed=5))
    found = read_run(tmp_path / "backwards")

    assert (tmp_path / "backwards/results.jsonl").read_bytes() == (tmp_path / "as usual/results.jsonl").read_bytes()
    assert found is not None
    assert found.finished is not None
    assert found.finished < found.started
    assert found.seconds is not None
    assert min(found.seconds, *found.times.values()) >= 0


@pytest.mark.slow
def test_marks_do_not_depend_on_how_busy_the_machine_is(tmp_path):
    """One and four processes, and one beside others that take all the machine: the same bytes."""
    submitted = write_class(tmp_path / "class", 5)
    found = {}
    for workers, burners in ((1, 0), (4, 0), (1, os.cpu_count() or 1)):
        out = tmp_path / f"{workers}-{burners}"
        with ExitStack() as stack:
            for _ in range(burners):
                burner = stack.enter_context(subprocess.Popen([sys.executable, "-c", BURN]))
                stack.callback(burner.kill)
            grade_class(COURSE, RunRequest(submitted, NAME, out, workers, seed=5))
        found[workers, burners] = (out / "results.jsonl").read_bytes()

    assert len(set(found.values())) == 1
