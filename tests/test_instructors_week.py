"""What an instructor meets in a week of marking: changed cases, misplaced answers, late work, what nbgrader skips."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from factories import write_course_file

from autograder.course.model import Course
from autograder.grading.environment import course_hash
from autograder.nbgrader.preprocessors import Desk

COURSE = Course.find(Path(__file__))
NAME = "a1_one_weight"
UNFAIR = """

@pytest.mark.task("forward", core=True)
def test_forward_unfair(student):
    student.forward(2.0, 3.0)
    assert False, "nobody passes this"
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of one assignment of the course."""
    write_course_file(tmp_path)
    shutil.copytree(
        COURSE.solutions / NAME, tmp_path / "solutions" / NAME, ignore=shutil.ignore_patterns("variants", "__pycache__")
    )
    for shared in ("mistakes.md", "shared"):
        source = COURSE.solutions / shared
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / "solutions" / shared)
    return Course(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Right work of a student."""
    made = tmp_path / "submitted" / "ada" / NAME
    made.mkdir(parents=True)
    shutil.copy(COURSE.reference(NAME), made)
    return made


# -- a hidden case that changes while formgrader is open ---------------------------------------------------------------


def test_a_changed_case_counts_at_the_next_press_of_the_button(course, folder):
    """The server keeps its session open, but not over a change of the course; the record says which cases it was."""
    desk = Desk(course.root, NAME, 1)
    try:
        before = desk.grade("ada", folder, 7)
        again = desk.grade("ada", folder, 7)
        with (course.folder(NAME) / "hidden" / "test_hidden.py").open("a") as cases:
            cases.write(UNFAIR)
        after = desk.grade("ada", folder, 7)
    finally:
        desk.close()

    assert before == again
    assert (before.score, after.score) == (before.max_score, before.max_score - course.load(NAME).tasks[0].points)
    assert (before.course_hash, after.course_hash) == (before.course_hash, course_hash(course, course.load(NAME)))
    assert before.course_hash != after.course_hash
