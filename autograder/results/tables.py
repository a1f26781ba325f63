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
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    head = ["student", "assignment", "status", "score", "max_score", *tasks, "mistakes", "flags", "sha256"]
    head += ["reason", "name", "email", "time", "late", "file", "exceptions", "late_penalty", "mark"]
    writer.writerow(head)
    for record in sorted(records, key=lambda record: record.student):
        scores = {task.name: _points(task.score) for task in record.tasks}
        mistakes = dict.fromkeys(task.mistake for task in record.tasks if task.mistake)
        writer.writerow(
            [
                table_cell(record.student),
                table_cell(record.assignment),
                record.status.value,
                "" if record.status is Status.UNGRADABLE else _points(record.score),
                _points(record.max_score),
                *(scores.get(name, "") for name in tasks),
                table_cell(";".join(mistakes)),
                table_cell(";".join(record.flags)),
                record.sha256 or "",
                table_cell(statistics.reason(record)),
                table_cell(record.name),
                table_cell(record.email),
                table_cell(record.timestamp),
                {True: "yes", False: "no", None: ""}[record.late],
                table_cell(record.file),
                table_cell(" ".join(map(in_words, given(record)))),
                "" if record.status is Status.UNGRADABLE else _points(late_loss(record, assignment)),
                "" if record.status is Status.UNGRADABLE else _points(final_mark(record, assignment)),
            ]
        )
    return table.getvalue()


def _points(value: float) -> str:
    return number(value, 6)
