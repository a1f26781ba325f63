"""The marks of a run in the forms that other gradebooks read; knows records, no gradebook's network.

An ungradable submission has no mark in any of them: its cell is empty.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from autograder.course.model import Assignment
from autograder.results.records import Record, Status
from autograder.results.text import number, table_cell


def canvas_csv(records: Iterable[Record], assignment: Assignment) -> str:
    """Canvas' gradebook import: it finds students by `SIS Login ID` and makes the assignment if it has none."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["Student", "ID", "SIS User ID", "SIS Login ID", "Section", assignment.title])
    writer.writerow(["    Points Possible", "", "", "", "", number(assignment.max_score)])
    for record in records:
        name = table_cell(record.student)
        score = "" if record.status is Status.UNGRADABLE else number(record.score)
        writer.writerow([name, "", "", name, "", score])
    return table.getvalue()
