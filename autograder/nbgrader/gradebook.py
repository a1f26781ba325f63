"""nbgrader's gradebook: opens it, writes the marks of a run of `autograder grade`, or says what would change.

Who only reads opens it with `reading=True`, and asks `is_there` first where a course need not have one.
"""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Iterable, Iterator
from subprocess import CalledProcessError
from typing import Any

from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import URL, make_url
from sqlalchemy.exc import SAWarning, SQLAlchemyError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course.due_dates import when
from autograder.course.model import Assignment, Course, CourseError
from autograder.faults import UserError
from autograder.nbgrader.hooks import sqlite_file, unreadable, unusable
from autograder.nbgrader.late import Penalty, write_penalties
from autograder.nbgrader.settings import CONFIG, no_config
from autograder.results.records import Record, Status
from autograder.results.text import number, one_line


class GradebookError(UserError):
    """The gradebook cannot take the marks; its text is one sentence."""


def write_marks(
    course: Course,
    records: Iterable[Record],
    assignment: Assignment,
    db_url: str | None = None,
    *,
    canvas_ids: bool = False,
) -> int:
    """Give each student's check cells their points, as `nbgrader autograde` would; returns the number of students.

    The late penalty is nbgrader's, as configured. What a person graded stays. A submission that could not be graded
    is left without points, and marked for a person. A student of whom the gradebook has no name gets that of the
    record; with `canvas_ids`, the students are called by their ids in Canvas. Raises GradebookError; the marks written
    before it stay.
    """
    count = 0
    with opened(course, db_url) as gradebook:
        points = _points(gradebook, assignment)
        for record in records:
            _name(gradebook, record, canvas_ids)
            _write(gradebook, record, points)
            count += 1
        write_penalties(gradebook, assignment.name, settings_of(course))
    return count


class _ForReading(Gradebook):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's, which adds nothing: not even the course, where the gradebook has it under another id."""

    def check_course(self, course_id: str = "default_course", **kwargs: Any) -> None:
        """Look for nothing: no query of ours asks for a course."""


@contextlib.contextmanager
def opened(course: Course, db_url: str | None = None, *, reading: bool = False) -> Iterator[Any]:
    """nbgrader's gradebook of a course. Raises GradebookError for all that may be wrong with it.

    For `reading` a file is neither made nor changed, and need not be writable: SQLite itself refuses to write.
    """
    settings = settings_of(course)
    url = address(course, db_url)
    problem = unreadable(url) if reading else unusable(url)
    if problem:
        raise GradebookError(problem)
    warnings.filterwarnings("ignore", category=SAWarning)  # of nbgrader's own queries
    course_id = settings.CourseDirectory.get("course_id", "default_course")
    try:
        with _ForReading(_read_only(url), course_id) if reading else Gradebook(url, course_id) as gradebook:
            yield gradebook
    except (
        SQLAlchemyError,
        InvalidEntry,
        ImportError,
        CalledProcessError,
    ) as error:  # without the driver of another database, an ImportError
        raise GradebookError(f"The gradebook {shown(url)} cannot be used: {str(error).splitlines()[0]}.") from error


def is_there(course: Course, db_url: str | None = None) -> bool:
    """Whether there is a gradebook, without making one; of a database that is no file, opening it will tell.

    Raises CourseError, also without nbgrader_config.py where `db_url` names one.
    """
    if db_url is None and not (course.root / CONFIG).is_file():
        return False
    settings_of(course)
    return not unreadable(address(course, db_url))


def _read_only(url: str) -> str | URL:
    """The address with which SQLite opens a file for reading alone; any other address as it is."""
    file = sqlite_file(url)
    if file is None:
        return url
    return URL.create("sqlite", database=file.absolute().as_uri(), query={"mode": "ro", "uri": "true"})


def address(course: Course, db_url: str | None = None) -> str:
    """Where the gradebook is: as `db_url` says, else as the course's settings do. Raises CourseError."""
    return db_url or str(CourseDirectory(config=settings_of(course), root=str(course.root)).db_url)


def shown(url: str) -> str:
    """A gradebook as a person reads it: its file, or its address without the password."""
    file = sqlite_file(url)
    try:
        return str(file.absolute()) if file else make_url(url).render_as_string(hide_password=True)
    except SQLAlchemyError:
        return "(an address that cannot be read)"


def settings_of(course: Course) -> Config:
    """The settings of a course's nbgrader_config.py. Raises CourseError without the file, and for a broken course."""
    if not (course.root / CONFIG).is_file():
        raise CourseError(no_config(course.root))
    try:
        return PyFileConfigLoader(CONFIG, path=str(course.root)).load_config()
    except SystemExit as error:  # of configure()
        raise CourseError(str(error).removeprefix("autograder: ")) from error


def _points(gradebook: Gradebook, assignment: Assignment) -> dict[str, float]:
    """The points of each task in the gradebook; they are the same as here, else GradebookError."""
    again = f"run `nbgrader generate_assignment {assignment.name}` first"
    try:
        notebook = gradebook.find_notebook(assignment.name, assignment.name)
    except MissingEntry as error:
        raise GradebookError(f"The gradebook does not have {assignment.name}: {again}.") from error
    points = {cell.name: float(cell.max_score) for cell in notebook.grade_cells}
    for task in assignment.tasks:
        if points.get(task.name) != task.points:
            raise GradebookError(f"The gradebook does not have {task.points:g} points for {task.name}: {again}.")
    return points


def _name(gradebook: Gradebook, record: Record, canvas_ids: bool) -> None:
    """Make the student, and fill in what the gradebook does not know of them."""
    student = gradebook.update_or_create_student(record.student)
    last, comma, first = record.name.partition(",")
    if not comma:
        first, _, last = record.name.rpartition(" ")
    known = {"first_name": first.strip(), "last_name": last.strip(), "email": record.email}
    if student.first_name or student.last_name or not first:  # one word is a name as Canvas writes it in file names
        known = {"email": record.email}
    lms = record.student if canvas_ids else record.ids.get("lms", "")
    for key, value in {**known, "lms_user_id": lms}.items():
        if value and not getattr(student, key):
            setattr(student, key, value)


def _write(gradebook: Gradebook, record: Record, points: dict[str, float]) -> None:
    time = {"timestamp": record.timestamp} if when(record.timestamp)[0] else {}
    gradebook.update_or_create_submission(record.assignment, record.student, **time)
    submitted = gradebook.find_submission_notebook(record.assignment, record.assignment, record.student)
    submitted.late_submission_penalty = None
    scores = {task.name: task.score for task in record.tasks}
    for grade in submitted.grades:
        if grade.name not in scores:
            continue  # the written question
        graded = record.status is not Status.UNGRADABLE
        grade.auto_score = min(scores[grade.name], points[grade.name]) if graded else None
        grade.needs_manual_grade = not graded or grade.manual_score is not None
    if record.flags:
        submitted.flagged = True
    gradebook.db.commit()


def score_of(submission: Any, penalty: Penalty) -> float:
    """A submission's mark: the points that it has now, less what late work loses."""
    return max(0.0, float(submission.score) - penalty(submission))


def has_mark(submission: Any) -> bool:
    """Whether each cell that the autograder grades has points, by it or by a person."""
    return not any(
        grade.auto_score is None and grade.manual_score is None and grade.cell.cell_type == "code"
        for notebook in submission.notebooks
        for grade in notebook.grades
    )


def preview(course: Course, records: Iterable[Record], assignment: Assignment, db_url: str | None = None) -> list[str]:
    """Whose points in the gradebook would change, a line for each. Nothing is written.

    Raises CourseError and GradebookError.
    """
    before = _auto_points(course, assignment, db_url)
    lines = []
    for record in records:
        name = one_line(record.student, 60)
        new = None if record.status is Status.UNGRADABLE else sum(task.score for task in record.tasks)
        if record.student not in before:
            lines.append(f"{name}: not in the gradebook yet, {_in_points(new)}")
        elif not same_points(before[record.student], new):
            lines.append(f"{name}: {_in_points(before[record.student])} → {_in_points(new)}")
    return lines


def _auto_points(course: Course, assignment: Assignment, db_url: str | None) -> dict[str, float | None]:
    """The grader's points of each student, by the gradebook; None where it has no mark."""
    if not is_there(course, db_url):
        return {}
    tasks = {task.name for task in assignment.tasks}
    points: dict[str, float | None] = {}
    with opened(course, db_url, reading=True) as gradebook:
        try:
            submissions = gradebook.assignment_submissions(assignment.name)
        except MissingEntry:
            return {}
        for submission in submissions:
            grades = [grade for book in submission.notebooks for grade in book.grades if grade.name in tasks]
            scores = [grade.auto_score for grade in grades]
            points[str(submission.student.id)] = None if None in scores else float(sum(scores))
    return points


def same_points(old: float | None, new: float | None) -> bool:
    """Whether both are the same points, or both are none."""
    return old is new or (old is not None and new is not None and abs(float(old) - new) < 1e-6)


def _in_points(points: float | None) -> str:
    return "no mark" if points is None else f"{number(points)} points"
