"""A submission that brings down the process that grades it costs itself its mark, and nobody else anything.

The hidden cases of a course of its own (crashing_course.py) play the crash.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest
import watch
from crashing_course import MODULE, NAME, REFERENCE, hidden_folder, source, write_class, write_course

from autograder.course.model import Course, CourseError
from autograder.grading.environment import required_level
from autograder.grading.pool import AHEAD, GradingProcess, SessionConfig, grade_all
from autograder.grading.run import ProgressListener, RunRequest, grade_class
from autograder.results.records import Record, Status
from autograder.results.store import read_results
from autograder.submissions.reading import Submission


@pytest.fixture
def course(tmp_path) -> Course:
    return write_course(tmp_path / "course")


def lines(out: Path) -> dict[str, bytes]:
    """The lines of results.jsonl by student, and each student once."""
    found = (out / "results.jsonl").read_bytes().splitlines()
    students = [record.student for record in read_results(out)[1]]
    assert len(found) == len(students)
    return dict(zip(students, found, strict=True))


FIRST = ["a-kill", "b", "c", "d", "e"]
AMONG = ["a", "b-abort", "c", "d", "e-exit", "f"]
IN_A_ROW = ["a", "b-kill", "c-segv", "d-exit", "e"]


@pytest.mark.parametrize(
    ("students", "workers"),
    [
        (FIRST, 1),
        (AMONG, 2),
        pytest.param(["a", "b", "c-segv"], 2, marks=pytest.mark.slow),
        pytest.param(["a-kill"], 2, marks=pytest.mark.slow),
        pytest.param(IN_A_ROW, 1, marks=pytest.mark.slow),
        pytest.param(IN_A_ROW, 4, marks=pytest.mark.slow),
    ],
)
def test_only_the_one_that_kills_is_ungradable(course, tmp_path, students, workers):
    """Wherever it stands, and however many do it: the others have the records that they have without it.

    The same command again grades it again, and nobody else, and the records stay as they are.
    """
    killers = [student for student in students if "-" in student]
    honest = [student for student in students if "-" not in student]
    order = RunRequest(write_class(tmp_path / "class", students), NAME, tmp_path / "out", workers, seed=3)
    summary = grade_class(course, order)
    first = lines(order.out)
    again = grade_class(course, order)

    assert [record.student for record in summary.records if record.status is Status.UNGRADABLE] == killers
    assert [record.score for record in summary.records if record.status is Status.GRADED] == [10.0] * len(honest)
    assert (again.graded_now, lines(order.out)) == (len(killers), first)
    if honest:
        grade_class(course, RunRequest(write_class(tmp_path / "without", honest), NAME, tmp_path / "alone", seed=3))
        assert {student: first[student] for student in honest} == lines(tmp_path / "alone")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_process_that_was_ended_for_another_reason_costs_nothing(course, tmp_path, workers):
    """The system ends a process when memory runs out, be it another one's: the submission is graded by a second one."""
    students = ["a", "b-once", "c"]
    summary = grade_class(
        course, RunRequest(write_class(tmp_path / "class", students), NAME, tmp_path / "out", workers, seed=3)
    )

    assert (hidden_folder(course.root) / "lost").exists()
    assert [record.status for record in summary.records] == [Status.GRADED] * 3


class Killer(ProgressListener):
    """Kills every grading process, as soon as there is a first record."""

    def __init__(self) -> None:
        self.killed = 0

    def graded(self, record: Record) -> None:
        if self.killed == 0:
            for process in multiprocessing.active_children():
                process.kill()
                self.killed += 1


def test_processes_that_are_all_ended_cost_nothing(course, tmp_path):
    """Whoever ends all processes of a run, once: others take their place, and each submission has its record."""
    students = [f"s{number:02}" for number in range(20)]
    killer = Killer()
    order = RunRequest(write_class(tmp_path / "class", students), NAME, tmp_path / "out", 2, seed=3)
    summary = grade_class(course, order, killer)

    assert killer.killed == 2
    assert [record.score for record in summary.records] == [10.0] * 20


@pytest.fixture
def config(course) -> SessionConfig:
    found = required_level(course, course.load(NAME), 1)
    return SessionConfig(course.root, NAME, 3, found.isolation, found.level)


@pytest.mark.parametrize("workers", [1, 3])
def test_submissions_are_read_when_their_turn_comes(config, workers):
    """Whatever is lost, a run holds a few submissions for each process, and yields each of them once."""
    held = most = 0
    students = [f"{number:02}{'-kill' if number == 4 else ''}" for number in range(12)]

    def submissions() -> Iterator[Submission]:
        nonlocal held, most
        for student in students:
            held += 1
            most = max(most, held)
            yield Submission(student, {MODULE: source(student).encode()})

    found = []
    for graded in grade_all(config, submissions(), workers):
        held -= 1
        found.append(graded.submission.student)

    assert sorted(found) == students
    assert most <= workers * AHEAD


def test_a_process_that_is_killed_lets_go_of_who_waits(config):
    """Once a run is to end, no submission is given to a second process."""
    process = GradingProcess(config)
    process.grade(Submission("first", {MODULE: REFERENCE.encode()}))
    process.kill()

    with pytest.raises(EOFError):
        process.grade(Submission("second", {MODULE: REFERENCE.encode()}))
    process.close()


class Full(Exception):
    """There is no room on the disk."""


class FullDisk(ProgressListener):
    """What an error does that comes while a record is written."""

    def graded(self, record: Record) -> None:
        raise Full


@pytest.mark.parametrize("workers", [1, 3])
def test_an_error_of_the_run_ends_its_processes(course, tmp_path, workers):
    """A run that fails does not grade on, nor does it leave anything running."""
    students = [f"s{number:02}" for number in range(12)]
    with watch.adopting_orphans():
        before = watch.below().keys()
        order = RunRequest(write_class(tmp_path / "class", students), NAME, tmp_path / "out", workers, seed=3)
        with pytest.raises(Full):
            grade_class(course, order, FullDisk())

        def left() -> set[tuple[watch.Process, str]]:
            return {(p, name) for p, name in watch.below().items() if p not in before and not is_tracker(p.pid)}

        assert watch.eventually(lambda: not left(), 10), left()
    assert len(lines(order.out)) == 1


def is_tracker(pid: int) -> bool:
    """Is it the process with which multiprocessing itself keeps account, and which stays?"""
    try:
        return b"resource_tracker" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


@pytest.mark.parametrize("workers", [1, 2])
def test_cases_that_cannot_be_collected_end_the_run(course, tmp_path, workers):
    """A fault of the course is no loss of a process: one sentence, and no submission is called ungradable."""
    (hidden_folder(course.root) / "test_hidden.py").write_text("raise RuntimeError('a slip of the author')\n")
    order = RunRequest(write_class(tmp_path / "class", ["a", "b"]), NAME, tmp_path / "out", workers, seed=3)

    with pytest.raises(CourseError, match=r"cannot be collected: .*a slip of the author"):
        grade_class(course, order)
