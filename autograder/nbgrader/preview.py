"""Says what `autograder export --to nbgrader` would write, and where; writes nothing, and makes no gradebook."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from autograder.course.model import Assignment, Course
from autograder.nbgrader.gradebook import settings_of
from autograder.results.records import Record, Status
from autograder.results.text import number, one_line


def gradebook_of(course: Course, db_url: str | None = None) -> str:
    """The gradebook that a course's marks go to, as a person reads it: the file, or the address without its password.

    Raises CourseError.
    """
    url = _url(course, db_url)
    try:
        address = make_url(url)
    except SQLAlchemyError:
        return url
    if address.get_backend_name() == "sqlite" and address.database:
        return str(Path(address.database).absolute())
    return address.render_as_string(hide_password=True)


def preview(course: Course, records: Iterable[Record], assignment: Assignment, db_url: str | None = None) -> list[str]:
    """Whose points in the gradebook would change, a line for each. Raises CourseError."""
    before = _points(course, assignment, db_url)
    lines = []
    for record in records:
        name = one_line(record.student, 60)
        new = None if record.status is Status.UNGRADABLE else sum(task.score for task in record.tasks)
        if record.student not in before:
            lines.append(f"{name}: not in the gradebook yet, {_shown(new)}")
        elif not _same(before[record.student], new):
            lines.append(f"{name}: {_shown(before[record.student])} → {_shown(new)}")
    return lines


def _url(course: Course, db_url: str | None) -> str:
    return db_url or str(CourseDirectory(config=settings_of(course), root=str(course.root)).db_url)


def _points(course: Course, assignment: Assignment, db_url: str | None) -> dict[str, float | None]:
    """The grader's points of each student, by the gradebook; None where it has no mark."""
    url = _url(course, db_url)
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not Path(str(address.database)).is_file():
        return {}
    tasks = {task.name for task in assignment.tasks}
    found: dict[str, float | None] = {}
    with Gradebook(url) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(assignment.name)
        except MissingEntry:
            return {}
        for submission in submissions:
            grades = [grade for book in submission.notebooks for grade in book.grades if grade.name in tasks]
            scores = [grade.auto_score for grade in grades]
            found[str(submission.student.id)] = None if None in scores else float(sum(scores))
    return found


def _same(old: float | None, new: float | None) -> bool:
    return old is new or (old is not None and new is not None and abs(old - new) < 1e-6)


def _shown(points: float | None) -> str:
    return "no mark" if points is None else f"{number(points)} points"
