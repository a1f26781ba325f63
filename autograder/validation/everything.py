"""Runs all checks of one assignment, in their order; one that cannot run is a fault like any other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from autograder.course.model import Course, CourseError
from autograder.faults import GraderFault
from autograder.sandbox.levels import Found
from autograder.validation import Finding
from autograder.validation.grades import check_grades
from autograder.validation.runs import check_runs
from autograder.validation.texts import check_texts

CHECKS = (
    "points",
    "said once",
    "stub",
    "docstrings",
    "no leak",
    "words",
    "reference",
    "oracles",
    "stub earns",
    "right variants",
    "wrong variants",
    "names",
    "cases",
    "public tests",
    "notebook",
)
"""What is looked at, in this order."""


def validate(root: Path, name: str, found: Found) -> list[Finding]:
    """What is wrong with an assignment of the course at `root`; `found` is the isolation level to grade at."""
    course = Course(root)
    findings: list[Finding] = []
    steps: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("points", lambda: check_texts(course, name)),
        ("reference", lambda: check_grades(course, name, found)),
        ("public tests", lambda: check_runs(course, name)),
    )
    for first, step in steps:
        try:
            findings += step()
        except (CourseError, GraderFault) as error:
            findings.append(Finding(first, "", (str(error),)))
    return findings
