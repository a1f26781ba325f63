"""The marks of a class as tables that are made from nothing: for people, and for the gradebook import of Canvas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from autograder.course.model import Assignment
from autograder.nbgrader.marks import Marks
from autograder.results.given import given, in_words
from autograder.results.statistics import reason
from autograder.results.text import number, table_cell


def marks_csv(marks: Marks, assignment: Assignment) -> bytes:
    """A line a student: who it is, the mark and what it is made of, and why there is none."""
    tasks = [task.name for task in assignment.tasks]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    head = ["student", "name", "email", "assignment", "status", "score", "max_score", *tasks]
    writer.writerow(
        [
            *head,
            *("question", "late_penalty", "time", "late", "partners", "reason", "mistakes", "flags", "file", "sha256"),
            "exceptions",
        ]
    )
    for mark in sorted(marks.marks, key=lambda mark: mark.record.student):
        record = mark.record
        writer.writerow(
            [
                table_cell(record.student),
                table_cell(record.name),
                table_cell(record.email),
                table_cell(record.assignment),
                record.status.value,
                "" if mark.score is None else number(mark.score, 6),
                number(marks.max_score, 6),
                *("" if name not in mark.tasks else number(mark.tasks[name], 6) for name in tasks),
                "" if mark.question is None else number(mark.question, 6),
                number(mark.penalty, 6),
                table_cell(record.timestamp),
                {True: "yes", False: "no", None: ""}[record.late],
                table_cell(" ".join(record.partners)),
                table_cell(reason(record)),
                table_cell(";".join(dict.fromkeys(task.mistake for task in record.tasks if task.mistake))),
                table_cell(";".join(record.flags)),
                table_cell(record.file),
                record.sha256 or "",
                table_cell(" ".join(map(in_words, given(record)))),
            ]
        )
    return table.getvalue().encode("utf-8", "replace")


def canvas_csv(marks: Marks, title: str, *, by_id: bool = False) -> bytes:
    """Canvas' gradebook import, made without its gradebook. Canvas finds students by the columns with their ids.

    A student without a mark is left out: Canvas takes an empty cell for the wish to remove the mark that it has.
    `title` is the column's, such as "Homework 3 (90210)". `by_id`: the students have the ids of Canvas itself.
    """
    rows = canvas_head([(title, marks.max_score)])
    given = [mark for mark in marks.marks if mark.score is not None]
    for mark in given:
        record = mark.record
        own = by_id and record.student.isdigit()
        rows.append(
            [
                table_cell(record.name or record.student),
                record.student if own else table_cell(record.ids.get("lms", "")),
                table_cell(record.ids.get("number", "")),
                table_cell(record.ids.get("login", "") if own else record.ids.get("login", record.student)),
                "",
                number(mark.score or 0.0),
            ]
        )
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    return table.getvalue().encode("utf-8", "replace")


def canvas_head(columns: Sequence[tuple[str, float]]) -> list[list[str]]:
    """The first two rows of Canvas' table: the titles of the assignments, and the points that each can give."""
    titles, points = [title for title, _ in columns], [number(most) for _, most in columns]
    return [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles],
        ["    Points Possible", "", "", "", "", *points],
    ]


def canvas_row(name: str, lms: str, login: str, marks: Iterable[str]) -> list[str]:
    """A student's row of Canvas' table; `lms` is the id that Canvas itself gives, and may be empty."""
    return [name, lms, "", login, "", *marks]
