"""Makes the record of one submission, the same for everyone who grades; without tasks it has no marks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from autograder.course.model import Assignment
from autograder.results.records import SCHEMA_VERSION, Record, Status, TaskResult
from autograder.submissions.reading import Submission

_IDENTITY = ("name", "email", "ids", "late", "timestamp", "partners", "source")


def make_record(
    submission: Submission,
    assignment: Assignment,
    status: Status,
    *,
    seed: int,
    level: int,
    tasks: list[TaskResult] | None = None,
    message: str = "",
    flags: Sequence[str] = (),
) -> Record:
    """The record of a submission; `tasks` None: no case was run on it, and no task has a mark."""
    tasks = empty_tasks(assignment) if tasks is None else tasks
    return Record(
        schema_version=SCHEMA_VERSION,
        student=submission.student,
        assignment=assignment.name,
        status=status,
        score=round(sum(task.score for task in tasks), 2),
        max_score=assignment.max_score,
        sha256=submission.sha256(assignment.module_file),
        content_sha256=submission.content_sha256(),
        seed=seed,
        isolation=level,
        flags=[*submission.notes, *submission.flags, *flags],
        tasks=tasks,
        message=message,
        **identity(submission),
        file=submission.file,
        notes=list(submission.notes),
        found=list(submission.found),
    )


def identity(submission: Submission) -> dict[str, Any]:
    """Who handed in and when: the fields that record and submission have alike."""
    return {name: getattr(submission, name) for name in _IDENTITY}


def empty_tasks(assignment: Assignment, mistake: str | None = None, message: str = "") -> list[TaskResult]:
    """No marks for any task, for a submission that no case was run on."""
    return [TaskResult(task.name, 0.0, task.points, mistake, message, []) for task in assignment.tasks]
