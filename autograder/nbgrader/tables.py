"""The marks of a class as tables that are made from nothing: for people, and for the gradebook import of Canvas."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.course.model import Assignment
from autograder.nbgrader.marks import Marks
from autograder.results.tables import cells_of, csv_text
from autograder.results.text import number, table_cell


def marks_csv(marks: Marks, assignment: Assignment) -> bytes:
    """A line a student: who it is, the mark and what it is made of, and why there is none."""
    tasks = [task.name for task in assignment.tasks]
    before = ("student", "name", "email", "assignment", "status")
    after = ("time", "late", "partners", "reason", "mistakes", "flags", "file", "sha256", "exceptions")
    rows = [[*before, "score", "max_score", *tasks, "question", "late_penalty", *after]]
    for mark in sorted(marks.marks, key=lambda mark: mark.record.student):
        cells = cells_of(mark.record)
        points = [mark.score, marks.max_score, *map(mark.tasks.get, tasks), mark.question, mark.penalty]
        numbers = ["" if value is None else number(value, 6) for value in points]
        rows.append([*(cells[title] for title in before), *numbers, *(cells[title] for title in after)])
    return csv_text(rows).encode("utf-8", "replace")


def canvas_csv(marks: Marks, title: str, *, by_id: bool = False) -> bytes:
    """Canvas' gradebook import, made without its gradebook. Canvas finds students by the columns with their ids.

    A student without a mark is left out: Canvas takes an empty cell for the wish to remove the mark that it has.
    `title` is the column's, such as "Homework 3 (90210)". `by_id`: the students have the ids of Canvas itself.
    """
    rows = canvas_head([(title, marks.max_score)])
    for mark in marks.marks:
        if mark.score is None:
            continue
        record = mark.record
        own = by_id and record.student.isdigit()
        rows.append(
            [
                table_cell(record.name or record.student),
                record.student if own else table_cell(record.ids.get("lms", "")),
                table_cell(record.ids.get("number", "")),
                table_cell(record.ids.get("login", "") if own else record.ids.get("login", record.student)),
                "",
                number(mark.score),
            ]
        )
    return csv_text(rows).encode("utf-8", "replace")


def canvas_head(columns: Sequence[tuple[str, float]]) -> list[list[str]]:
    """The first two rows of Canvas' table: the titles of the assignments, and the points that each can give."""
    titles, points = [title for title, _ in columns], [number(most) for _, most in columns]
    return [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles],
        ["    Points Possible", "", "", "", "", *points],
    ]
