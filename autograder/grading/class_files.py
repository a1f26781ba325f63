"""Finds again what a run graded: the files of one student, in the place that run.json names. Grades nothing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from autograder.course.definitions import anonymous, case_properties
from autograder.course.model import Assignment, Course, CourseError
from autograder.grading.edges import EDGE_SAYS
from autograder.grading.environment import hidden_file
from autograder.results.records import Record
from autograder.results.report import Insight
from autograder.results.store import RunInfo
from autograder.submissions.discover import SubmissionsError, find_class
from autograder.submissions.module import Wanted
from autograder.submissions.reading import Submission


class ClassFiles:
    """The submissions of a class, read one by one when they are asked for."""

    def __init__(self, course: Course, assignment: Assignment, path: Path) -> None:
        """Raises SubmissionsError where there is no class at that place."""
        self._assignment = assignment
        self._sources = {source.student: source for source in find_class(path, wanted(course, assignment)).sources}

    def read(self, student: str) -> Submission | None:
        """What the student handed in; None where nothing of this student is there."""
        source = self._sources.get(student)
        return None if source is None else source.read()

    def excerpt(self, record: Record, task: str) -> str:
        """The function without anything personal, if the files are still those that were graded; else ""."""
        submission = self.read(record.student)
        if submission is None or submission.content_sha256() != record.content_sha256:
            return ""
        name = task
        with suppress(CourseError):  # a task of an earlier version of the course
            name = self._assignment.task(task).definition
        return anonymous(submission.text(self._assignment.module_file), name)


def insight(course: Course, assignment: Assignment, run: RunInfo) -> Insight:
    """What the report of a run shows beyond its records: functions of students without names, what cases check.

    Where the submissions or the cases are not there any more, it shows less.
    """
    excerpt = None
    if run.place:
        with suppress(SubmissionsError, OSError):
            excerpt = ClassFiles(course, assignment, Path(run.place)).excerpt
    properties: dict[tuple[str, str], str] = {}
    with suppress(OSError, SyntaxError, ValueError, CourseError):  # `validate` tells of broken cases
        properties = case_properties(hidden_file(assignment.name, course).read_text(encoding="utf-8"))
    for task in assignment.tasks:
        properties |= {(task.name, kind.replace(" ", "_")): EDGE_SAYS[kind] for kind in task.edges}
    return Insight(excerpt, properties)


def wanted(course: Course, assignment: Assignment) -> Wanted:
    """What to look for among the files of a class. Work for the other assignments is not work for this one."""
    names = set(course.names()) - {assignment.name}
    modules = set()
    for name in names:
        with suppress(CourseError):  # found by `validate`; it must not stop this assignment
            modules.add(course.load(name).module_file)
    others = frozenset(names | modules - {assignment.module_file})
    return Wanted(assignment.name, assignment.module_file, tuple(task.name for task in assignment.tasks), others)
