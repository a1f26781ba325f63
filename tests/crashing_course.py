"""A course whose hidden cases end the grading process when an answer tells them to, and classes that do so."""

from __future__ import annotations

from pathlib import Path

from autograder.course.model import Course

NAME, MODULE = "tiny", "tiny.py"
TOML = """
title = "Tiny"
module = "tiny"
summary = "A tiny assignment."
order = 1
minutes = 1
[question]
text = "Why?"
points = 1
[[tasks]]
name = "double"
points = 10
summary = "Twice."
hints = ["a", "b", "c"]
"""
REFERENCE = '''"""Twice."""


def double(x):
    """Twice x."""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
'''
HIDDEN = '''"""The hidden cases of tiny, and the crashes that an answer below 0 asks for."""

import os
import signal
from pathlib import Path

import pytest

from autograder.handout.gradcheck import check_number

MARK = Path(__file__).with_name("lost")


@pytest.mark.task("double", core=True)
def test_double(student):
    answer = student.double(4.0)
    if answer in (-6, -9, -11):
        os.kill(os.getpid(), int(-answer))
    if answer == -1:
        os._exit(0)
    if answer == -2 and not MARK.exists():
        MARK.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    check_number(answer, 8.0)
'''
ANSWERS = {"kill": -9, "abort": -6, "segv": -11, "exit": -1, "once": -2}
"""By what a student is called: how the process ends that grades the answer."""


def source(student: str) -> str:
    """What a student hands in; one whose name says nothing of a crash is right, and different from all others."""
    answer = ANSWERS.get(student.partition("-")[2])
    return f"{REFERENCE}\n# by {student}\n" if answer is None else f"def double(x):\n    return {answer}\n"


def write_course(root: Path) -> Course:
    """Write the course; it works like any other one."""
    hidden_folder(root).mkdir(parents=True)
    (root / "solutions" / NAME / "assignment.toml").write_text(TOML)
    (root / "solutions" / NAME / MODULE).write_text(REFERENCE)
    (hidden_folder(root) / "test_hidden.py").write_text(HIDDEN)
    return Course(root)


def hidden_folder(root: Path) -> Path:
    """Where the hidden cases of the course are."""
    return root / "solutions" / NAME / "hidden"


def write_class(folder: Path, students: list[str]) -> Path:
    """Write what each student hands in."""
    for student in students:
        (folder / student).mkdir(parents=True)
        (folder / student / MODULE).write_text(source(student))
    return folder
