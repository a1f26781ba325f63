"""The numbers of a class, computed from records alone; knows no file and no page."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from autograder.results.records import Record, Status, TaskResult

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_CODE = re.compile(r"`[^`]*`")
_PARTICULAR = re.compile(r"`[^`]*`(?:(?:,| and) (?:`[^`]*`|\d+ more(?: files)?))*|(?<= line )\d+|(?<=any of )\d+")
_NOT_WRITTEN = "not-implemented"
"""The mistake of those who left a task as it was handed out."""
BINS = 10
NOT_COUNTED = "missing and ungradable work does not count"
"""What the mean leaves out, wherever it stands."""
FEWEST = 3
"""Below this many submissions a correlation says nothing: through two points there is always a line."""


@dataclass(frozen=True)
class MarkSummary:
    """The marks of those who handed in work that could be judged. `deviation` (n - 1) is None for fewer than two."""

    count: int
    mean: float
    median: float
    deviation: float | None
    lowest: float
    highest: float


@dataclass(frozen=True)
class Bin:
    """How many marks lie from `low` (included) to `high` (included in the last bin only)."""

    low: float
    high: float
    count: int


@dataclass(frozen=True)
class TaskNumbers:
    """One task over the graded submissions.

    `difficulty` is the mean share of the points that was lost: 0 for a task that all had right. `discrimination` is
    Pearson's correlation of the share that was reached with the points on all other tasks together (for a task that is
    right or wrong: the point-biserial correlation); None where it is not defined.
    """

    name: str
    max_score: float
    count: int
    full: int
    none: int
    mean: float | None
    difficulty: float | None
    discrimination: float | None


@dataclass(frozen=True)
class Wrong:
    """What some students got wrong in a task in one way.

    That is a mistake with a name, or one answer to the smallest example (`id` None). Where no example shows it, those
    who were told the same sentence stand together. `message` and `example` are those that most of them saw.
    """

    id: str | None
    students: tuple[str, ...]
    message: str
    example: str


@dataclass(frozen=True)
class TaskMistakes:
    """The students who lost points in a task, and in which ways; the most frequent first."""

    task: str
    students: tuple[str, ...]
    ways: tuple[Wrong, ...]


@dataclass(frozen=True)
class CaseNumbers:
    """A hidden case over the students who wrote its task: how many failed it, and how many failed no other of the task.

    A case that many fail who fail nothing else asks for something that the task does not say.
    """

    task: str
    id: str
    core: bool
    failed: int
    alone: int
    count: int


def judged(records: Sequence[Record]) -> list[Record]:
    """The submissions with a mark: all but the missing and the ungradable."""
    return [record for record in records if record.status not in (Status.MISSING, Status.UNGRADABLE)]


def for_a_person(records: Sequence[Record]) -> list[Record]:
    """What a person should look at: the ungradable first, then the flagged, each by student."""
    waiting = [record for record in records if record.status is Status.UNGRADABLE or record.flags]
    return sorted(waiting, key=lambda record: (record.status is not Status.UNGRADABLE, record.student))


@dataclass(frozen=True)
class Cause:
    """Why submissions have no marks task by task: their status, the reason, and whose it is."""

    status: Status
    reason: str
    students: tuple[str, ...]


def reason(record: Record) -> str:
    """Why a submission has no marks task by task; empty where it has.

    All that was said of files that are not there or cannot be used, with their names; else the first sentence.
    """
    if record.status is Status.GRADED:
        return ""
    if record.status in (Status.MISSING, Status.UNREADABLE):
        return record.message
    end = _SENTENCE.search(_CODE.sub(lambda code: "x" * len(code[0]), record.message))
    return record.message[: end.start()] if end else record.message


def causes(records: Sequence[Record]) -> list[Cause]:
    """The reasons why submissions have no marks task by task, the most frequent first.

    Names of files and numbers of lines do not count: what failed alike stands together.
    """
    groups: dict[tuple[Status, str], list[Record]] = {}
    for record in sorted(records, key=lambda record: record.student):
        if record.status is not Status.GRADED:
            alike = _PARTICULAR.sub("…", reason(record))
            groups.setdefault((record.status, alike), []).append(record)
    unsorted = [
        Cause(status, reason(group[0]) if len(set(map(reason, group))) == 1 else alike, tuple(r.student for r in group))
        for (status, alike), group in groups.items()
    ]
    return sorted(unsorted, key=lambda cause: (-len(cause.students), cause.status, cause.reason))


def nobody_scored(records: Sequence[Record]) -> bool:
    """Whether everybody has 0 or no mark: rather a wrong assignment, or files that cannot be read, than a class."""
    return bool(records) and not any(record.score for record in records)


def marks(scores: Sequence[float]) -> MarkSummary | None:
    """Summary of the scores, None when there are none."""
    if not scores:
        return None
    return MarkSummary(
        count=len(scores),
        mean=statistics.fmean(scores),
        median=statistics.median(scores),
        deviation=statistics.stdev(scores) if len(scores) > 1 else None,
        lowest=min(scores),
        highest=max(scores),
    )


def histogram(scores: Sequence[float], max_score: float) -> list[Bin]:
    """Counts of the scores in BINS equal steps from 0 to `max_score`; full marks fall in the last."""
    edges = [max_score * i / BINS for i in range(BINS + 1)]
    counts = [0] * BINS
    for score in scores:
        at = sum(score >= edge - 1e-9 for edge in edges[1:-1])  # sums of tenths may miss an edge by a rounding error
        counts[at] += 1
    return [Bin(low, high, count) for (low, high), count in zip(pairwise(edges), counts, strict=True)]


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Pearson's correlation, None for fewer than FEWEST pairs or where one side does not vary."""
    if len(xs) < FEWEST or _constant(xs) or _constant(ys):
        return None
    return statistics.correlation(xs, ys)


def task_numbers(records: Sequence[Record], name: str, max_score: float) -> TaskNumbers:
    """The numbers of one task over the graded submissions that have a result for it."""
    shares: list[float] = []
    rests: list[float] = []
    for record in records:
        if record.status is Status.GRADED:
            for task in record.tasks:
                if task.name == name:
                    shares.append(task.score / max_score)
                    rests.append(sum(other.score for other in record.tasks if other.name != name))
    mean = statistics.fmean(shares) if shares else None
    return TaskNumbers(
        name=name,
        max_score=max_score,
        count=len(shares),
        full=sum(share >= 1 - 1e-9 for share in shares),
        none=sum(share <= 1e-9 for share in shares),
        mean=None if mean is None else mean * max_score,
        difficulty=None if mean is None else 1 - mean,
        discrimination=correlation(shares, rests),
    )


def mistakes(records: Sequence[Record], tasks: Sequence[str]) -> list[TaskMistakes]:
    """Task by task what the class got wrong; of `tasks` those in which points were lost, in this order."""
    wrong_tasks = []
    for name in tasks:
        losses = [(record.student, task) for record, task in _results(records, name) if lost_points(task)]
        groups: dict[tuple[str, str], list[tuple[str, TaskResult]]] = {}
        for student, task in losses:
            groups.setdefault(_alike(task), []).append((student, task))
        ways = sorted(map(_wrong, groups.values()), key=lambda way: (-len(way.students), way.id or "~", way.example))
        if losses:
            wrong_tasks.append(TaskMistakes(name, tuple(student for student, _ in losses), tuple(ways)))
    return wrong_tasks


def _alike(task: TaskResult) -> tuple[str, str]:
    """What the results of a task have in common that stand together."""
    return (task.mistake, "") if task.mistake else ("", task.example or task.message)


def _wrong(losses: Sequence[tuple[str, TaskResult]]) -> Wrong:
    return Wrong(
        id=losses[0][1].mistake or None,
        students=tuple(student for student, _ in losses),
        message=statistics.mode(task.message for _, task in losses),
        example=statistics.mode(task.example for _, task in losses),
    )


def cases(records: Sequence[Record], tasks: Sequence[str]) -> list[CaseNumbers]:
    """The hidden cases that somebody failed: first those that failed alone. An unwritten task does not count."""
    numbers = []
    for name in tasks:
        written = [task for _, task in _results(records, name) if task.mistake != _NOT_WRITTEN]
        failed: dict[tuple[str, bool], list[int]] = {}
        for task in written:
            lost = [case for case in task.cases if not case.passed]
            for case in lost:
                failed.setdefault((case.id, case.core), []).append(len(lost))
        numbers += [
            CaseNumbers(name, case, core, len(together), together.count(1), len(written))
            for (case, core), together in failed.items()
        ]
    return sorted(numbers, key=lambda case: (-case.alone, -case.failed, tasks.index(case.task), case.id))


def identical(records: Sequence[Record]) -> list[tuple[str, ...]]:
    """Students who handed in the same files byte by byte: who changed nothing, and groups of partners, are left out."""
    groups: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: record.student):
        if record.content_sha256 and record.status is not Status.UNCHANGED:
            groups.setdefault(record.content_sha256, []).append(record)
    student_groups = []
    for group in groups.values():
        names = {record.student for record in group}
        if any(names - {record.student, *record.partners} for record in group):
            student_groups.append(tuple(sorted(names)))
    return sorted(student_groups, key=lambda names: (-len(names), names))


def _results(records: Sequence[Record], name: str) -> list[tuple[Record, TaskResult]]:
    """The results of one task over the graded submissions, by student."""
    return [
        (record, task)
        for record in sorted(records, key=lambda record: record.student)
        if record.status is Status.GRADED
        for task in record.tasks
        if task.name == name
    ]


def lost_points(task: TaskResult) -> bool:
    """Whether a task has less than full marks."""
    return task.score < task.max_score - 1e-9


def _constant(values: Sequence[float]) -> bool:
    return max(values) - min(values) <= 1e-9 * max(1.0, abs(max(values)))
