"""The marks of a run in the forms that other gradebooks read; knows records, no gradebook's network.

An ungradable submission has no mark in any of them: its cell is empty, and Gradescope gets no file for it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.model import Assignment
from autograder.results.feedback import task_markdown
from autograder.results.files import write_whole
from autograder.results.records import Record, Status
from autograder.results.text import file_stem, number, table_cell


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


def write_gradescope(folder: Path, records: Iterable[Record], assignment: Assignment) -> int:
    """One `<student>.json` in the form of Gradescope's results.json; returns their number. Raises ResultsError."""
    count = 0
    for record in records:
        if record.status is not Status.UNGRADABLE:
            data = msgspec.json.format(msgspec.json.encode(gradescope(record, assignment)))
            write_whole(folder / f"{file_stem(record.student)}.json", data + b"\n")
            count += 1
    return count


def gradescope(record: Record, assignment: Assignment) -> dict[str, Any]:
    """A record as Gradescope's results.json has it: the score, and a test for each task with its feedback."""
    return {
        "score": record.score,
        "tests": [
            {
                "name": task.name,
                "score": task.score,
                "max_score": task.max_score,
                "status": "passed" if task.score == task.max_score else "failed",
                "output": task_markdown(record, task, assignment),
                "output_format": "md",
            }
            for task in record.tasks
        ],
    }
