"""The marks of a run in the forms that other gradebooks read; knows records, no gradebook's network.

An ungradable submission has no mark in any of them: its cell is empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.course.model import Assignment
from autograder.results.records import Record, Status
from autograder.results.text import number, table_cell


def canvas_csv(records: Iterable[Record], assignment: Assignment) -> str:
    """Canvas' gradebook import: it finds students by `SIS Login ID` and makes the assignment if it has none."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerows(canvas_head([(assignment.title, assignment.max_score)]))
    for record in records:
        name = table_cell(record.student)
        score = "" if record.status is Status.UNGRADABLE else number(record.score)
        writer.writerow(canvas_row(name, name, [score]))
    return table.getvalue()


def canvas_head(columns: Sequence[tuple[str, float]]) -> list[list[str]]:
    """The first two rows of Canvas' table: the titles of the assignments, and the points that each can give."""
    titles, points = [title for title, _ in columns], [number(most) for _, most in columns]
    return [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles],
        ["    Points Possible", "", "", "", "", *points],
    ]


def canvas_row(name: str, login: str, marks: Iterable[str]) -> list[str]:
    """A student's row of Canvas' table."""
    return [name, "", "", login, "", *marks]
