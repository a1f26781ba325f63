"""Writes grades.csv, one line a student; knows nothing of pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from autograder.course.model import Assignment
from autograder.results import statistics
from autograder.results.files import write_whole
from autograder.results.given import given, in_words
from autograder.results.late import final_mark, late_loss
from autograder.results.records import Record, Status
from autograder.results.text import number, table_cell

GRADES_FILE = "grades.csv"


def write_grades(folder: Path, records: Iterable[Record], assignment: Assignment) -> None:
    """Write `folder`/grades.csv, sorted by student. Raises ResultsError."""
    write_whole(folder / GRADES_FILE, grades_csv(records, assignment).encode("utf-8", "replace"))


def grades_csv(records: Iterable[Record], assignment: Assignment) -> str:
    """The table: student, assignment, status, score, max_score, one column a task, mistakes, flags, sha256, then why
    there are no marks, and who the student is: reason, name, email, time, late, file; last the points that a person
    gave, what late work loses, and the mark without it. `score` is the mark before that.

    A score that nobody has given yet (an ungradable submission) is empty, not 0; so are tasks that were not graded.
    """
    tasks = [task.name for task in assignment.tasks]
    before = ("student", "assignment", "status")
    after = ("mistakes", "flags", "sha256", "reason", "name", "email", "time", "late", "file", "exceptions")
    rows = [[*before, "score", "max_score", *tasks, *after, "late_penalty", "mark"]]
    for record in sorted(records, key=lambda record: record.student):
        cells = cells_of(record)
        scores = {task.name: _points(task.score) for task in record.tasks}
        marks = [record.score, late_loss(record, assignment), final_mark(record, assignment)]
        score, *late = ["" if record.status is Status.UNGRADABLE else _points(mark) for mark in marks]
        points = [score, _points(record.max_score), *(scores.get(name, "") for name in tasks)]
        rows.append([*(cells[title] for title in before), *points, *(cells[title] for title in after), *late])
    return csv_text(rows)


def cells_of(record: Record) -> dict[str, str]:
    """What tables say of a record beside points, by the title of the column."""
    return {
        "student": table_cell(record.student),
        "name": table_cell(record.name),
        "email": table_cell(record.email),
        "assignment": table_cell(record.assignment),
        "status": record.status.value,
        "time": table_cell(record.timestamp),
        "late": {True: "yes", False: "no", None: ""}[record.late],
        "partners": table_cell(" ".join(record.partners)),
        "reason": table_cell(statistics.reason(record)),
        "mistakes": table_cell(";".join(dict.fromkeys(task.mistake for task in record.tasks if task.mistake))),
        "flags": table_cell(";".join(record.flags)),
        "file": table_cell(record.file),
        "sha256": record.sha256 or "",
        "exceptions": table_cell(" ".join(map(in_words, given(record)))),
    }


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """Rows as comma-separated values."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows(rows)
    return table.getvalue()


def _points(value: float) -> str:
    return number(value, 6)
