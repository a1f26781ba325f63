"""The modules of an assignment's hidden cases, for tests of what stands in them."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from autograder.course.model import Course
from autograder.course.modules import CourseModules


def hidden_module(assignment: str, file: str = "test_hidden") -> ModuleType:
    """A module of an assignment of this repository's course, imported anew."""
    course = Course.find(Path(__file__))
    return CourseModules(course.solutions).load(course.folder(assignment) / "hidden" / f"{file}.py")
