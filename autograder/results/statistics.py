"""The numbers of a class, computed from records alone; knows no file and no page."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from autograder.results.records import Record, Status, TaskResult

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_PARTICULAR = re.compile(r"`[^`]*`|(?<= line )\d+")
BINS = 10
FEWEST = 3
"""Below this many submissions a correlation says nothing: through two points there is always a line."""


@dataclass(frozen=True)
class Marks:
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

    `difficulty` is the mean share of the points that was reached: 1 for a task that all had right. `discrimination` is
    Pearson's correlation of that share with the points on all other tasks together (for a task that is right or wrong:
    the point-biserial correlation); None where it is not defined.
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
class MistakeNumbers:
    """One mistake id (None: points were lost and no single mistake explains it) and the students who made it."""

    id: str | None
    students: tuple[str, ...]
    tasks: tuple[tuple[str, tuple[str, ...]], ...]
    """Task by task, the students behind it."""
    message: str
    """The sentence that most of these students were told."""


def judged(records: Sequence[Record]) -> list[Record]:
    """The submissions with a mark: all but the missing and the ungradable."""
    return [record for record in records if record.status not in (Status.MISSING, Status.UNGRADABLE)]


def for_a_person(records: Sequence[Record]) -> list[Record]:
    """What a person should look at: the ungradable first, then the flagged, each by student."""
    waiting = [record for record in records if record.status is Status.UNGRADABLE or record.flags]
    return sorted(waiting, key=lambda record: (record.status is not Status.UNGRADABLE, record.student))


@dataclass(frozen=True)
class Cause:
    """Why submissions have no marks task by task: their status, the first sentence that they were told, and whose."""

    status: Status
    reason: str
    students: tuple[str, ...]


def reason(record: Record) -> str:
    """Why a submission has no marks task by task, in one sentence; empty where it has."""
    return "" if record.status is Status.GRADED else _SENTENCE.split(record.message, maxsplit=1)[0]


def causes(records: Sequence[Record]) -> list[Cause]:
    """The reasons why submissions have no marks task by task, the most frequent first.

    Names of files and numbers of lines do not count: what failed alike stands together.
    """
    groups: dict[tuple[Status, str], list[Record]] = {}
    for record in sorted(records, key=lambda record: record.student):
        if record.status is not Status.GRADED:
            alike = _PARTICULAR.sub("…", reason(record))
            groups.setdefault((record.status, alike), []).append(record)
    found = [
        Cause(status, reason(group[0]) if len(set(map(reason, group))) == 1 else alike, tuple(r.student for r in group))
        for (status, alike), group in groups.items()
    ]
    return sorted(found, key=lambda cause: (-len(cause.students), cause.status, cause.reason))


def nobody_scored(records: Sequence[Record]) -> bool:
    """Whether everybody has 0 or no mark: rather a wrong assignment, or files that cannot be read, than a class."""
    return bool(records) and not any(record.score for record in records)


def marks(scores: Sequence[float]) -> Marks | None:
    """Summary of the scores, None when there are none."""
    if not scores:
        return None
    return Marks(
        count=len(scores),
        mean=statistics.fmean(scores),
        median=statistics.median(scores),
        deviation=statistics.stdev(scores) if len(scores) > 1 else None,
        lowest=min(scores),
        highest=max(scores),
    )


def histogram(scores: Sequence[float], max_score: float, bins: int = BINS) -> list[Bin]:
    """Counts of the scores in `bins` equal steps from 0 to `max_score`; full marks fall in the last."""
    edges = [max_score * i / bins for i in range(bins + 1)]
    counts = [0] * bins
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
        difficulty=mean,
        discrimination=correlation(shares, rests),
    )


def mistakes(records: Sequence[Record]) -> list[MistakeNumbers]:
    """The class's mistakes, the most frequent first; lost points without a named mistake come last."""
    groups: dict[str | None, list[tuple[str, TaskResult]]] = {}
    for record in sorted(records, key=lambda record: record.student):
        if record.status is Status.GRADED:
            for task in record.tasks:
                if task.mistake or lost_points(task):
                    groups.setdefault(task.mistake or None, []).append((record.student, task))
    found = [_mistake(name, made) for name, made in groups.items()]
    return sorted(found, key=lambda group: (group.id is None, -len(group.students), group.id or ""))


def lost_points(task: TaskResult) -> bool:
    """Whether a task has less than full marks."""
    return task.score < task.max_score - 1e-9


def _mistake(name: str | None, made: Sequence[tuple[str, TaskResult]]) -> MistakeNumbers:
    by_task: dict[str, list[str]] = {}
    for student, task in made:
        by_task.setdefault(task.name, []).append(student)
    ordered = sorted(by_task.items(), key=lambda item: (-len(item[1]), item[0]))
    return MistakeNumbers(
        id=name,
        students=tuple(dict.fromkeys(student for student, _ in made)),
        tasks=tuple((task, tuple(students)) for task, students in ordered),
        message=statistics.mode(task.message for _, task in made) if name else "",
    )


def _constant(values: Sequence[float]) -> bool:
    return max(values) - min(values) <= 1e-9 * max(1.0, abs(max(values)))
