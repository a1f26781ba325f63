"""Grades one submission for nbgrader in a session that stays open for the next one; knows no notebook."""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import secrets
from pathlib import Path

from autograder.cli.common import allowed_means
from autograder.course.model import Course
from autograder.grading.conditions import required_level
from autograder.grading.session import GradingSession
from autograder.results.records import Record
from autograder.sandbox.forkserver import hide_memory
from autograder.submissions.reading import read_folder

SEEDS = ".autograder"
"""The folder of the course in which the seeds of nbgrader's runs are kept."""


def grade_folder(root: Path, assignment: str, student: str, folder: Path, *, seed: int, require: int) -> Record:
    """The record of what a student handed in. Raises CourseError or IsolationError when nothing can be graded here."""
    session, module_file = _session(root, assignment, seed, require)
    return session.grade(read_folder(student, folder, module_file))


@functools.cache
def _session(root: Path, assignment: str, seed: int, require: int) -> tuple[GradingSession, str]:
    """This process's session of an assignment: collecting the cases and importing torch cost more than a submission."""
    course = Course(root)
    hide_memory()
    loaded = course.load(assignment)
    level = required_level(course, loaded, require, allowed_means())
    session = GradingSession(course, assignment, seed=seed, isolation=level.isolation, level=level.level)
    session.__enter__()
    atexit.register(session.__exit__)
    return session, loaded.module_file


def kept_seed(root: Path, assignment: str) -> int:
    """The seed of an assignment's hidden inputs: drawn once and kept, so that a regrade gives the same marks."""
    path = root / SEEDS / f"seed-{assignment}"
    with contextlib.suppress(FileNotFoundError):
        return int(path.read_text())
    path.parent.mkdir(mode=0o700, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(f"{secrets.randbelow(2**31)}\n")
    draft.chmod(0o600)
    with contextlib.suppress(FileExistsError):  # another process was first: its seed counts
        os.link(draft, path)
    draft.unlink()
    return int(path.read_text())
