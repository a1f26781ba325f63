"""Fixtures that several test files share."""

from __future__ import annotations

import pytest

from autograder.course.model import Course
from autograder.grading.run import required_level
from autograder.sandbox.config import Isolation
from autograder.sandbox.levels import Found


@pytest.fixture(scope="session")
def found_level() -> Found:
    """The isolation level of this machine, found once."""
    course = Course.find()
    return required_level(course, course.load("a3_linear_regression"), 1)


@pytest.fixture(scope="session")
def isolation(found_level) -> tuple[Isolation, int]:
    """The best means of isolation here, and their level."""
    return found_level.isolation, found_level.level
