"""Puts the points that a person gave into records, instead of the grader's, and says them; reads no file.

Records on the disk stay as the grader made them. What pages, tables and exports show has gone through here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from autograder.course.exceptions import PointsException
from autograder.results.records import Given, Record, Status, TaskResult
from autograder.results.text import number


def with_exceptions(records: Iterable[Record], exceptions: Sequence[PointsException]) -> list[Record]:
    """The records with the exceptions' points. Applied twice they change nothing more.

    An ungradable submission has no mark, and gets none by points for some tasks: `not_applied` tells of it.
    """
    by_place = {(exception.student, exception.task): exception for exception in exceptions}
    return [_with(record, by_place) if by_place else record for record in records]


def not_applied(records: Sequence[Record], exceptions: Sequence[PointsException]) -> list[str]:
    """Sentences on exceptions that gave no points: their student has no record, or no mark."""
    known = {record.student: record for record in records}
    sentences = []
    for exception in exceptions:
        record = known.get(exception.student)
        if record is None:
            sentences.append(f"exceptions.toml gives points to {exception.student}, who has no record.")
        elif record.status is Status.UNGRADABLE:
            sentences.append(f"exceptions.toml gives points to {exception.student}, who has no mark yet.")
    return list(dict.fromkeys(sentences))


def given(record: Record) -> list[TaskResult]:
    """The tasks whose points a person gave."""
    return [task for task in record.tasks if task.given is not None]


def as_graded(record: Record) -> Record:
    """The record with the grader's own points."""
    tasks = [
        task if task.given is None else msgspec.structs.replace(task, score=task.given.before, given=None)
        for task in record.tasks
    ]
    return msgspec.structs.replace(record, tasks=tasks, score=round(sum(task.score for task in tasks), 2))


def in_words(task: TaskResult) -> str:
    """What a person gave for a task, in a sentence."""
    assert task.given is not None
    before, now = number(task.given.before), number(task.score)
    why = f" {task.given.reason}" if task.given.reason else ""
    return f"{task.name}: {before} → {now} points, given by {task.given.by}.{why}"


def with_points(record: Record, points: dict[str, tuple[float, str, str]]) -> Record:
    """A record with other points for some tasks: by task the points, the reason and who gave them."""
    tasks = [_task(task, *points[task.name]) if task.name in points else task for task in record.tasks]
    return msgspec.structs.replace(record, tasks=tasks, score=round(sum(task.score for task in tasks), 2))


def _with(record: Record, by_place: dict[tuple[str, str], PointsException]) -> Record:
    mine = {task.name: by_place.get((record.student, task.name)) for task in record.tasks}
    points = {
        name: (exception.points, exception.reason, exception.by)
        for name, exception in mine.items()
        if exception is not None
    }
    return with_points(record, points) if points and record.status is not Status.UNGRADABLE else record


def _task(task: TaskResult, points: float, reason: str, by: str) -> TaskResult:
    before = task.score if task.given is None else task.given.before
    return msgspec.structs.replace(task, score=float(points), given=Given(before, reason, by))
