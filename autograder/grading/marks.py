"""Turns case results into marks (core first, edges after it, parts alone where a task has parts) and into a record.

Pure arithmetic, the same for everyone who grades.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.course.mistakes import Mistake
from autograder.course.model import Assignment, CourseError, Task
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.handout.explain import NAMELESS, Headline, UnwordedError, headline, things_of
from autograder.results.records import SCHEMA_VERSION, CaseResult, Record, Status, TaskResult
from autograder.submissions.reading import Submission

_IDENTITY = ("name", "email", "ids", "late", "timestamp", "partners", "same_person", "source")


def validate(specs: Sequence[CaseSpec], assignment: Assignment) -> None:
    """Raise CourseError unless every task, and every part of one, has a core case, and every case a known task."""
    known = {task.name for task in assignment.tasks}
    for spec in specs:
        if spec.task not in known:
            raise CourseError(
                f"The hidden case {spec.nodeid} names a task {spec.task!r}, but {assignment.name} has no such task."
            )
    seen = [(spec.task, spec.id) for spec in specs]
    if len(set(seen)) != len(seen):
        twice = next(pair for pair in seen if seen.count(pair) > 1)
        raise CourseError(f"Two hidden cases of {assignment.name} have the same id {twice[1]!r} in task {twice[0]}.")
    for task in assignment.tasks:
        cases = [spec for spec in specs if spec.task == task.name]
        for part in parts_of(cases):
            if not any(spec.core for spec in cases if spec.part in ("", part)):
                which = f"{task.name}, part {part}" if part else task.name
                raise CourseError(f"{assignment.name} has no core case for {which}.")


def parts_of(cases: Sequence[CaseSpec]) -> list[str]:
    """The parts of a task in the order of its cases; [""] when it is graded as a whole."""
    return list(dict.fromkeys(spec.part for spec in cases if spec.part)) or [""]


def mark_task(
    task: Task,
    cases: Sequence[CaseSpec],
    verdicts: Sequence[Verdict],
    mistakes: Mapping[str, Mistake],
    faults: list[str] | None = None,
    headlines: dict[str, Headline] | None = None,
) -> TaskResult:
    """The marks of one task from its cases' verdicts, in the same order.

    A part earns nothing unless all its core cases pass; then it earns the core's share and an even share of the rest
    for each edge that passes. A case without a part belongs to all parts. Where points are lost, the task's points are
    rounded to a quarter. Where the search for a mistake's name fails, the task has none, and `faults` tells of it.
    `mistakes` has what is said of each mistake, by its id. `headlines` gets what is said of a task that lost points.
    """
    parts = parts_of(cases)
    score = sum(_mark_part(task, part, cases, verdicts) for part in parts) * task.points / len(parts)
    runs = list(zip(cases, verdicts, strict=True))
    wrong = [run for run in runs if not run[1].passed]
    head = Headline(None, "")
    if wrong:
        worst = min(wrong, key=_how_bad)
        try:
            head = headline(runs, worst, parts, mistakes)
        except UnwordedError as unworded:
            head = _unnamed(worst)
            if faults is not None:
                faults.append(
                    f"{task.name}: no mistakes.md has a sentence for the mistake {unworded}; write a section for it"
                )
        except Exception as error:  # noqa: BLE001  # whatever a table of mistakes makes of a value costs the name, not the mark
            head = _unnamed(worst)
            if faults is not None:
                faults.append(f"{task.name}: the grader could not name the mistake ({type(error).__name__})")
        if headlines is not None:
            headlines[task.name] = head
    return TaskResult(
        name=task.name,
        score=_in_quarters(score, task.points),
        max_score=task.points,
        mistake=head.mistake,
        message=head.message,
        cases=[CaseResult(spec.id, verdict.passed, spec.core) for spec, verdict in runs],
    )


def _in_quarters(score: float, points: float) -> float:
    """The nearest quarter of a point, the upper one where two are as near. What costs anything costs a quarter."""
    if math.isclose(score, points):
        return points
    return max(0.0, min(math.floor(4 * score + 0.5 + 1e-9) / 4, points - 0.25))


def _how_bad(run: tuple[CaseSpec, Verdict]) -> int:
    """What explains all else first; the core before the edges; work in place before what it brings with integers."""
    spec, verdict = run
    if verdict.outcome == "order-of-a-set":
        return -1
    return 0 if spec.core else 1 if verdict.outcome == "changes-argument" else 2


def _unnamed(worst: tuple[CaseSpec, Verdict]) -> Headline:
    spec, verdict = worst
    mistake = NAMELESS.get(verdict.outcome, verdict.outcome)
    return Headline(mistake, verdict.message, things_of(verdict)[:1], spec.part, verdict.outcome, spec.core)


def worth(task: Task, cases: Sequence[CaseSpec], case: CaseSpec) -> float:
    """The points that go where this case alone fails, before they are rounded: all of its part for a core case."""
    parts = parts_of(cases)
    lost = 0.0
    for part in parts:
        if case.part in ("", part):
            edges = sum(not spec.core for spec in cases if spec.part in ("", part))
            lost += task.points / len(parts) * (1 if case.core else (1 - task.core_share) / edges)
    return lost


def _mark_part(task: Task, part: str, cases: Sequence[CaseSpec], verdicts: Sequence[Verdict]) -> float:
    mine = [(spec, verdict) for spec, verdict in zip(cases, verdicts, strict=True) if spec.part in ("", part)]
    edges = [verdict.passed for spec, verdict in mine if not spec.core]
    if not all(verdict.passed for spec, verdict in mine if spec.core):
        return 0.0
    if not edges:
        return 1.0
    return task.core_share + (1 - task.core_share) * sum(edges) / len(edges)


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
    course_hash: str = "",
    notes: Sequence[str] = (),
) -> Record:
    """The record of a submission; `tasks` None: no case was run on it, and no task has a mark.

    The student is told the `notes`; an instructor is told the `flags`.
    """
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
        notes=[*submission.notes, *notes],
        found=list(submission.found),
        course_hash=course_hash,
    )


def identity(submission: Submission) -> dict[str, Any]:
    """Who handed in and when: the fields that record and submission have alike."""
    return {name: getattr(submission, name) for name in _IDENTITY}


def empty_tasks(assignment: Assignment, mistake: str | None = None, message: str = "") -> list[TaskResult]:
    """No marks for any task, for a submission that no case was run on."""
    return [TaskResult(task.name, 0.0, task.points, mistake, message, []) for task in assignment.tasks]
