"""What `nbgrader export` writes: the gradebook's marks, for a spreadsheet or as Canvas and Moodle import them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from autograder.course.model import Course, CourseError, LmsIds, read_settings
from autograder.nbgrader.gradebook import has_mark, score_of
from autograder.nbgrader.late import Penalty, penalties
from autograder.nbgrader.tables import canvas_head
from autograder.results.text import number, table_cell

_COLUMNS = (
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
)
"""nbgrader's own."""


class ExportMarks(ExportPlugin):  # type: ignore[misc]  # nbgrader ships no types
    """nbgrader's table, in which an ungradable submission has no score, and names are quoted where they must be.

    `--to=canvas` and `--to=moodle` write canvas.csv and moodle.csv, with a column for each assignment; any other
    `--to` is a file's name. A student who did not hand in has 0 in nbgrader's table, and an empty cell in the others.
    """

    def export(self, gradebook: Gradebook) -> None:
        forms = {"canvas": _canvas, "moodle": _moodle}
        rows = forms.get(self.to, _table)
        titles = {assignment.name: self._title(assignment.name) for assignment in gradebook.assignments}
        dest = Path(f"{self.to}.csv" if self.to in forms else self.to or "grades.csv")
        assignments = [
            assignment
            for assignment in gradebook.assignments
            if not self.assignment or assignment.name in _texts(self.assignment)
        ]
        students = [student for student in gradebook.students if not self.student or student.id in _texts(self.student)]
        self.log.info("Exporting grades to %s", dest)
        try:
            with dest.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(
                    rows(gradebook, assignments, students, titles, penalties(self.config))
                )
        except OSError as error:
            self.log.error("%s cannot be written: %s.", dest, error.strerror)
            raise SystemExit(1) from error
        if self.to == "canvas" and len(assignments) > 1:
            self.log.warning(
                "Canvas takes an empty cell for the wish to remove a mark. If it has marks that are not in the "
                "gradebook, export one assignment at a time, with --assignment."
            )
        for assignment in assignments:
            for student in students:
                submission = _submission(gradebook, assignment, student)
                if submission is not None and not has_mark(submission):
                    self.log.warning("No mark: %s of %s could not be graded.", assignment.name, student.id)

    def _title(self, name: str) -> str:
        """What an assignment is called elsewhere: by its title, and by its id in Canvas where course.toml has it."""
        try:
            course = Course.at(Path(self.parent.coursedir.root))
            title = course.load(name).title
            canvas = read_settings(course).lms.get("canvas", LmsIds()).assignments
        except CourseError:  # an assignment that the course no longer has
            return name
        return f"{title} ({canvas[name]})" if self.to == "canvas" and name in canvas else title


def _texts(values: Iterable[Any]) -> set[str]:
    return {str(value) for value in values}


def _table(
    gradebook: Gradebook, assignments: list[Any], students: list[Any], _: dict[str, str], penalty: Penalty
) -> Iterator[list[Any]]:
    yield list(_COLUMNS)
    for assignment in assignments:
        for student in students:
            submission = _submission(gradebook, assignment, student)
            when, raw, lost, score = "", 0.0, 0.0, 0.0
            if submission is not None:
                when, raw, lost = submission.timestamp, submission.score, penalty(submission)
                score = score_of(submission, penalty)
            marks = [raw, lost, score] if submission is None or has_mark(submission) else ["", "", ""]
            yield [assignment.name, assignment.duedate, when, *_person(student), *marks, assignment.max_score]


def _canvas(
    gradebook: Gradebook, assignments: list[Any], students: list[Any], titles: dict[str, str], penalty: Penalty
) -> Iterator[list[Any]]:
    yield from canvas_head([(titles[assignment.name], assignment.max_score) for assignment in assignments])
    for student in students:
        name = ", ".join(filter(None, (student.last_name, student.first_name))) or student.id
        marks = list(_marks(gradebook, assignments, student, penalty))
        if any(marks):  # an empty cell takes away a mark that Canvas has
            lms = student.lms_user_id or ""
            yield [table_cell(name), lms, "", "" if lms == student.id else student.id, "", *marks]


def _moodle(
    gradebook: Gradebook, assignments: list[Any], students: list[Any], titles: dict[str, str], penalty: Penalty
) -> Iterator[list[Any]]:
    yield ["username", "lastname", "firstname", "email", *(titles[assignment.name] for assignment in assignments)]
    for student in students:
        yield [*_person(student), *_marks(gradebook, assignments, student, penalty)]


def _person(student: Any) -> list[str]:
    names = (student.last_name, student.first_name, student.email)
    return [student.id, *(table_cell(name or "") for name in names)]


def _marks(gradebook: Gradebook, assignments: list[Any], student: Any, penalty: Penalty) -> Iterator[str]:
    for assignment in assignments:
        submission = _submission(gradebook, assignment, student)
        yield number(score_of(submission, penalty)) if submission is not None and has_mark(submission) else ""


def _submission(gradebook: Gradebook, assignment: Any, student: Any) -> Any:
    try:
        return gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        return None
