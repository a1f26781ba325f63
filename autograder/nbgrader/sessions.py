"""Grades one submission for nbgrader in a session that stays open for the next one; knows no notebook."""

from __future__ import annotations

import atexit
import functools
from pathlib import Path

from autograder.course.model import Course
from autograder.grading.environment import new_seed, required_level
from autograder.grading.session import GradingSession
from autograder.results.records import Record
from autograder.sandbox.config import allowed_mechanisms
from autograder.sandbox.forkserver import hide_memory
from autograder.submissions.discover import read_folder


def grade_folder(root: Path, assignment: str, student: str, folder: Path, *, seed: int | None, require: int) -> Record:
    """The record of what a student handed in. Raises CourseError or IsolationError when nothing can be graded here.

    Without a seed, all students of this process have the same hidden inputs, until a student comes again: then others
    are drawn.
    """
    return _desk(root, assignment, require).grade(student, folder, seed)


class Desk:
    """Grades the submissions of one assignment, in one session as long as the seed is the same."""

    def __init__(self, root: Path, assignment: str, require: int) -> None:
        course = Course(root)
        hide_memory()
        loaded = course.load(assignment)
        level = required_level(course, loaded, require, allowed_mechanisms())
        self._module_file = loaded.module_file
        self._tasks = [task.name for task in loaded.tasks]
        self._new = functools.partial(GradingSession, course, assignment, isolation=level.isolation, level=level.level)
        self._opened: tuple[int, GradingSession] | None = None
        self._drawn = new_seed()
        self._had: set[str] = set()
        """The students who had the drawn seed."""
        atexit.register(self.close)

    def grade(self, student: str, folder: Path, seed: int | None) -> Record:
        if seed is None:
            if student in self._had:
                self._drawn, self._had = new_seed(), set()
            self._had.add(student)
            seed = self._drawn
        return self._session(seed).grade(read_folder(student, folder, self._module_file, self._tasks))

    def close(self) -> None:
        """End the session, if there is one."""
        opened, self._opened = self._opened, None
        if opened is not None:
            opened[1].__exit__()

    def _session(self, seed: int) -> GradingSession:
        """The open one, if it has this seed: collecting the cases and importing torch cost more than a submission."""
        if self._opened is None or self._opened[0] != seed:
            self.close()
            self._opened = seed, self._new(seed=seed).__enter__()
        return self._opened[1]


@functools.cache
def _desk(root: Path, assignment: str, require: int) -> Desk:
    """This process's desk: formgrader asks for one student at a time."""
    return Desk(root, assignment, require)
