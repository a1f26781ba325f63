"""Writes the course's list of students into nbgrader's gradebook, and reads it there: names, addresses, the absent."""

from __future__ import annotations

from typing import NamedTuple

from nbgrader.api import MissingEntry

from autograder.course.model import Course
from autograder.nbgrader.gradebook import GradebookError, opened
from autograder.submissions.roster import Listed, lines_of


class Known(NamedTuple):
    """A student as the gradebook has one. Empty where it has no name or address."""

    student: str
    name: str
    email: str


class Written(NamedTuple):
    """What became of a list of students."""

    named: list[str]
    """Students of the gradebook who have the name and the address of the list now."""
    added: list[str]
    without_id: list[str]
    """Lines of the list without an id of the kind that was asked for; nobody was added for them."""
    unlisted: list[str]
    """Students of the gradebook for whom no line fits."""


def write_students(course: Course, listed: list[Listed], role: str, db_url: str | None = None) -> Written:
    """Give the gradebook's students the names and addresses of a list, and add who is not there yet.

    `role` is the kind of id that nbgrader knows new students by: login, number, lms, github or email. Raises
    GradebookError and CourseError.
    """
    with opened(course, db_url) as gradebook:
        there = [str(student.id) for student in gradebook.students]
        lines = lines_of(there, listed)
        for student, line in lines.items():
            gradebook.update_or_create_student(student, **_person(line))
        taken = {id(line) for line in lines.values()}
        added, without_id = [], []
        for line in listed:
            if id(line) in taken:
                continue
            student = line.email if role == "email" else line.ids.get(role, "")
            if not student:
                without_id.append(line.shown)
            elif student not in there:
                gradebook.update_or_create_student(student, **_person(line))
                added.append(student)
    return Written(sorted(lines), sorted(added), without_id, sorted(set(there) - lines.keys()))


def known_students(course: Course, name: str) -> tuple[dict[str, Known], list[str]]:
    """The gradebook's students, and who of them has not handed in an assignment; nothing without a gradebook."""
    try:
        with opened(course, reading=True) as gradebook:
            students = {
                str(student.id): Known(
                    str(student.id),
                    " ".join(filter(None, (student.first_name, student.last_name))),
                    student.email or "",
                )
                for student in gradebook.students
            }
            try:
                handed_in = {str(submission.student.id) for submission in gradebook.assignment_submissions(name)}
            except MissingEntry:
                handed_in = set()
    except GradebookError:
        return {}, []
    return students, sorted(students.keys() - handed_in)


def _person(line: Listed) -> dict[str, str]:
    fields = {"first_name": line.first, "last_name": line.last, "email": line.email}
    return {name: value for name, value in fields.items() if value}
