"""The mark of a record as it is shown: its points, less what late work loses. The record has the points alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from autograder.course.due_dates import LateRule
from autograder.course.model import Assignment
from autograder.results.records import Record
from autograder.results.statistics import NOT_COUNTED, judged
from autograder.results.text import number


def late_loss(record: Record, assignment: Assignment) -> float:
    """What is taken off for being late, in points."""
    return _rule(record, assignment).loss(record.score, record.timestamp)


def is_late(record: Record, assignment: Assignment) -> bool:
    """Whether the LMS says so, or the time that it came."""
    return bool(record.late) or _rule(record, assignment).seconds(record.timestamp) > 0


def final_mark(record: Record, assignment: Assignment) -> float:
    """The points less what is taken off."""
    return record.score - late_loss(record, assignment)


def mean_of(records: Sequence[Record], assignment: Assignment) -> str:
    """The mean mark and whom it counts, as a part of a sentence; "no mark yet" without any."""
    marks = [final_mark(record, assignment) for record in judged(records)]
    if not marks:
        return "no mark yet"
    mean = f"mean {number(sum(marks) / len(marks))} of {number(assignment.max_score)}"
    base = f"{len(marks)} of {len(records)} student{'' if len(records) == 1 else 's'}"
    return f"{mean}, over {base}{f': {NOT_COUNTED}' if len(marks) < len(records) else ''}"


def late_note(record: Record, assignment: Assignment) -> str:
    """What is said of late work that loses points, in one sentence; "" for other work."""
    lost = late_loss(record, assignment)
    if not lost:
        return ""
    return (
        f"Your work came {_duration(_rule(record, assignment).seconds(record.timestamp))} after the due date, so "
        f"{number(lost)} of its {number(record.score)} points {'is' if lost == 1 else 'are'} taken off."
    )


def _rule(record: Record, assignment: Assignment) -> LateRule:
    """The policy with the due date that holds for this student."""
    if not record.due:
        return assignment.late
    due = None if record.due == "none" else datetime.fromisoformat(record.due)
    return msgspec.structs.replace(assignment.late, due=due)


def _duration(seconds: float) -> str:
    for size, unit in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"
