"""Turns case results into marks: core first, edges after it, parts alone where a task has parts; pure arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from autograder.course.model import Assignment, CourseError, Task
from autograder.results.records import CaseResult, TaskResult


class CaseSpec(msgspec.Struct, frozen=True):
    """A hidden case as collected. `part` is empty where the task is graded as a whole."""

    nodeid: str
    task: str
    id: str
    core: bool
    part: str = ""


class Verdict(msgspec.Struct, frozen=True):
    """What one case said of one submission. `outcome` is "" when it passed."""

    outcome: str = ""
    message: str = ""

    @property
    def passed(self) -> bool:
        return not self.outcome


PASSED = Verdict()
_NAMELESS = frozenset({"wrong-values", "failed"})
"""Outcomes that are no mistake ids of the curriculum."""


def validate(specs: Sequence[CaseSpec], assignment: Assignment) -> None:
    """Raise CourseError unless every task, and every part of one, has a core case, and every case a known task."""
    known = {task.name for task in assignment.tasks}
    for spec in specs:
        if spec.task not in known:
            raise CourseError(f"The hidden case {spec.nodeid} is of a task {spec.task!r} that {assignment.name} lacks.")
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


def mark_task(task: Task, cases: Sequence[CaseSpec], verdicts: Sequence[Verdict]) -> TaskResult:
    """The marks of one task from its cases' verdicts, in the same order.

    A part earns nothing unless all its core cases pass; then it earns the core's share and an even share of the rest
    for each edge that passes. A case without a part belongs to all parts.
    """
    parts = parts_of(cases)
    score = sum(_mark_part(task, part, cases, verdicts) for part in parts) * task.points / len(parts)
    wrong = [(not spec.core, verdict) for spec, verdict in zip(cases, verdicts, strict=True) if not verdict.passed]
    worst = min(wrong, key=lambda pair: pair[0])[1] if wrong else PASSED
    return TaskResult(
        name=task.name,
        score=round(score, 2),
        max_score=task.points,
        mistake=None if worst.outcome in _NAMELESS or worst.passed else worst.outcome,
        message=worst.message,
        cases=[CaseResult(spec.id, verdict.passed, spec.core) for spec, verdict in zip(cases, verdicts, strict=True)],
    )


def _mark_part(task: Task, part: str, cases: Sequence[CaseSpec], verdicts: Sequence[Verdict]) -> float:
    mine = [(spec, verdict) for spec, verdict in zip(cases, verdicts, strict=True) if spec.part in ("", part)]
    edges = [verdict.passed for spec, verdict in mine if not spec.core]
    if not all(verdict.passed for spec, verdict in mine if spec.core):
        return 0.0
    if not edges:
        return 1.0
    return task.core_share + (1 - task.core_share) * sum(edges) / len(edges)


def empty_tasks(assignment: Assignment, mistake: str | None = None, message: str = "") -> list[TaskResult]:
    """No marks for any task, for a submission that no case was run on."""
    return [TaskResult(task.name, 0.0, task.points, mistake, message, []) for task in assignment.tasks]
