"""The last lines of `nbgrader autograde`: who was graded, who was not and why, and what a person must look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from autograder.results.records import Record, Status
from autograder.results.statistics import NOT_COUNTED, causes, judged
from autograder.results.text import names_of, number, one_line


@dataclass
class Autograded:
    """What one command did. Lists have the students' ids."""

    assignment: str
    graded: list[Record] = field(default_factory=list)
    skipped: list[Record] = field(default_factory=list)
    """Graded by an earlier command."""
    failed: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    """Whose written answer, or mark, waits for a person in formgrader."""
    late: list[str] = field(default_factory=list)
    """Whose points are fewer for being late."""
    digest: str = ""
    """Of the hidden cases that the course has now."""


def summary(done: Autograded) -> tuple[list[str], list[str]]:
    """What the command came to, and what a person must do, in sentences."""
    command = f"`nbgrader autograde {done.assignment}"
    facts, todo = [], []
    scores = [record.score for record in judged(done.graded)]
    mean = ""
    if scores:
        mean = f"; mean {number(sum(scores) / len(scores))} of {number(done.graded[0].max_score)}"
        mean += f"{' before what late work loses' if done.late else ''}, over {len(scores)} of {len(done.graded)}"
        mean += f": {NOT_COUNTED}" if len(scores) < len(done.graded) else ""
    counts = Counter(record.status for record in done.graded)
    states = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
    facts.append(f"{done.assignment}: {_many(len(done.graded))} graded now{f' ({states})' if states else ''}{mean}.")
    if done.skipped:
        facts.append(
            f"{_many(len(done.skipped))} skipped, because they were graded before and nothing newer was collected: "
            f"{_names(done.skipped)}. {command} --force` grades them again."
        )
    for cause in causes(done.graded):
        if cause.status is not Status.UNCHANGED:
            facts.append(
                f"{cause.status.value}: {names_of(cause.students)}: {one_line(cause.reason, 400)}".rstrip(": ")
            )
    if done.late:
        facts.append(f"Late, with points taken off: {names_of(done.late)}.")
    if done.failed:
        todo.append(
            f"Not graded, and without a mark: {names_of(done.failed)}. The lines above say why. After that, give the "
            "same command again."
        )
    old = [record for record in done.skipped if record.course_hash and record.course_hash != done.digest]
    if old:
        todo.append(
            f"Graded with hidden cases that changed since then: {_names(old)}. {command} --force` grades them again."
        )
    flagged = [record for record in done.graded if record.flags]
    if flagged:
        todo.append(f"Flagged for a person to look at: {_names(flagged)}.")
    if done.waiting:
        todo.append(f"Waiting in formgrader, Manual grading: {names_of(done.waiting)}.")
    return facts, todo


def stopped(done: Autograded) -> str:
    """What Ctrl-C leaves, and how to go on."""
    return (
        f"Stopped by Ctrl-C. {_many(len(done.graded))} graded by this command, and the marks are kept. The submission "
        "that was being graded has none. To go on, give the same command again."
    )


def _names(records: Sequence[Record]) -> str:
    """The students of some records in a sentence."""
    return names_of([record.student for record in records])


def _many(count: int) -> str:
    return f"{count} submission{'' if count == 1 else 's'}"
