"""New attacks on this very implementation, each through the real grader at isolation levels 3 and 2.

tests/attacks/README.md says what an attack is. One that shows a weakness which is not repaired yet has a line KNOWN in
its header and is expected to fail, strictly: whoever repairs it removes the line.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attack_harness
import msgspec
import pytest
from attack_harness import ASSIGNMENT, MODULE, Row, Seen, read_attacks
from factories import a_record, find_submissions

from autograder.course.model import Course
from autograder.grading import run
from autograder.grading.grader import Grader
from autograder.grading.session import GradingSession
from autograder.results.records import Status
from autograder.submissions.discover import SubmissionSource
from autograder.submissions.reading import Submission

pytestmark = pytest.mark.security

LEVELS = (3, 2)


def cases() -> list:
    return [
        pytest.param(
            attack.name,
            level,
            id=f"{attack.name}-level{level}",
            marks=[pytest.mark.xfail(reason=attack.known, strict=True)] if attack.known else [],
        )
        for level in LEVELS
        for attack in read_attacks()
    ]


@pytest.fixture(scope="session")
def seen(request) -> dict[int, Seen]:
    """What came of all selected attacks: each level in a process of its own, both at once."""
    chosen: dict[int, list[str]] = {}
    for item in request.session.items:
        if getattr(item, "originalname", "") == "test_attack":
            chosen.setdefault(item.callspec.params["level"], []).append(item.callspec.params["attack"])
    command = [sys.executable, attack_harness.__file__]
    started = {
        level: subprocess.Popen([*command, str(level), *names], stdout=subprocess.PIPE)
        for level, names in chosen.items()
    }
    told = {level: process.communicate(timeout=1200)[0] for level, process in started.items()}
    assert all(process.returncode == 0 for process in started.values())
    return {level: msgspec.json.decode(data, type=Seen) for level, data in told.items()}


@pytest.mark.parametrize(("attack", "level"), cases())
def test_attack(seen, attack: str, level: int):
    """Every promise is kept: marks and flags as the header says; nothing leaked, reached, left behind or slowed."""
    if seen[level].missing:
        pytest.skip(seen[level].missing)
    row = next((row for row in seen[level].rows if row.attack == attack), Row(attack, "", 0, [], 0, 0, ["did not run"]))

    assert row.faults == []


def test_every_attack_has_a_number_of_its_own():
    """Attacks are told apart by their numbers, and there are many of them."""
    numbers = [attack.name.partition("_")[0] for attack in read_attacks()]

    assert len(set(numbers)) == len(numbers) >= 60


def test_the_bytes_that_are_hashed_are_the_bytes_that_are_graded(tmp_path):
    """A file that changes after it was read changes nothing: it is read once, and the record's digest is of that."""
    (tmp_path / "mallory").mkdir()
    file = tmp_path / "mallory" / MODULE
    file.write_bytes(b"x = 1\n")
    (submission,) = find_submissions(tmp_path, ASSIGNMENT, MODULE)
    file.write_bytes(b"x = 2\n")

    assert submission.files == {MODULE: b"x = 1\n"}
    assert submission.sha256(MODULE) == Submission("m", {MODULE: b"x = 1\n"}).sha256(MODULE)


def test_a_changed_helper_is_graded_again():
    """A run that goes on does not take an old mark for a submission of which any graded byte has changed."""
    first, second = (Submission("m", {MODULE: b"from helper import *\n", "helper.py": text}) for text in (b"a", b"b"))
    done = a_record("m", sha256=first.sha256(MODULE), content_sha256=first.content_sha256())

    assert run._kept(done, SubmissionSource("m", lambda: first)) == done
    assert run._kept(done, SubmissionSource("m", lambda: second)) is None


def test_an_unforeseen_error_spoils_one_submission_only(isolation, monkeypatch):
    """Whatever goes wrong in the grader while it grades a submission, that one is ungradable and the next is graded."""
    real = Grader._graded

    def graded(self: Grader, submission: Submission):
        if submission.student == "unlucky":
            raise ValueError("invalid literal for int() with base 10: '²'")
        return real(self, submission)

    monkeypatch.setattr(Grader, "_graded", graded)
    course, (means, level) = Course.find(Path(__file__)), isolation
    good = course.reference(ASSIGNMENT).read_bytes()
    with GradingSession(course, ASSIGNMENT, seed=1, isolation=means, level=level) as session:
        unlucky, next_one = (session.grade(Submission(student, {MODULE: good})) for student in ("unlucky", "next"))

    assert unlucky.status is Status.UNGRADABLE
    assert next_one.score == next_one.max_score
