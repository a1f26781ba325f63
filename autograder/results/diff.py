"""What changed between two runs of one assignment, and why, from their records alone; prints nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from autograder.course.model import Assignment
from autograder.results.files import ResultsError
from autograder.results.late import final_mark
from autograder.results.records import Record, Status
from autograder.results.store import RunInfo

Results = tuple[RunInfo, Sequence[Record]]
_LEAST = 0.005
"""Points that count as a move: less is a rounding."""


@dataclass(frozen=True)
class TaskMove:
    """A task whose points moved. `mistake` is the one that the new run names, where points are lost."""

    name: str
    by: float
    mistake: str | None


@dataclass(frozen=True)
class Move:
    """A submission whose mark or state moved. A mark is None where there is none; `was` and `now` are states."""

    student: str
    old: float | None
    new: float | None
    was: str
    now: str
    tasks: tuple[TaskMove, ...]
    why: tuple[str, ...]

    @property
    def by(self) -> float:
        return (self.new or 0.0) - (self.old or 0.0)


@dataclass(frozen=True)
class RunDiff:
    """Two runs compared: who moved, the largest loss first; how many did not; what else is different, in sentences."""

    assignment: str
    moves: tuple[Move, ...]
    same: int
    runs: tuple[str, ...]


def compare(old: Results, new: Results, assignment: Assignment | None = None) -> RunDiff:
    """Compare two runs. Raises ResultsError when they are of different assignments.

    With the assignment, marks are those that are shown, less what late work loses.
    """
    (old_run, old_records), (new_run, new_records) = old, new
    if old_run.assignment != new_run.assignment:
        raise ResultsError(
            f"The first run is of {old_run.assignment}, the second of {new_run.assignment}; "
            "compare runs of one assignment."
        )
    before = {record.student: record for record in old_records}
    after = {record.student: record for record in new_records}
    moves = [
        _move(student, before.get(student), after.get(student), (old_run, new_run), assignment)
        for student in sorted({*before, *after})
        if _moved(before.get(student), after.get(student))
    ]
    moves.sort(key=lambda move: (move.by, move.student))
    return RunDiff(
        old_run.assignment, tuple(moves), len({*before, *after}) - len(moves), tuple(_sentences(old_run, new_run))
    )


def _moved(old: Record | None, new: Record | None) -> bool:
    if old is None or new is None or old.status is not new.status or abs(new.score - old.score) >= _LEAST:
        return True
    return any(abs(move.by) >= _LEAST for move in _tasks(old, new))


def _move(
    student: str,
    old: Record | None,
    new: Record | None,
    runs: tuple[RunInfo, RunInfo],
    assignment: Assignment | None,
) -> Move:
    why = _why(old, new, runs)
    tasks = tuple(_tasks(old, new)) if old is not None and new is not None else ()
    return Move(student, _mark(old, assignment), _mark(new, assignment), _state(old), _state(new), tasks, tuple(why))


def _why(old: Record | None, new: Record | None, runs: tuple[RunInfo, RunInfo]) -> list[str]:
    if old is None:
        return ["only in the second run"]
    if new is None:
        return ["only in the first run"]
    reasons = [] if old.sha256 == new.sha256 else ["file changed"]
    reasons += _reasons(old, new, *runs)
    return reasons or ["same file, same cases, same seed: look at both records"]


def _reasons(old: Record, new: Record, old_run: RunInfo, new_run: RunInfo) -> list[str]:
    """What differs between the two gradings of a submission and can move the mark of an unchanged file."""
    versions = old_run.versions.get("autograder") != new_run.versions.get("autograder")
    reasons = []
    if versions:
        reasons.append("grader's version changed")
    elif (old.course_hash or old_run.course_hash) != (new.course_hash or new_run.course_hash):
        reasons.append("hidden cases changed")
    if [task.given for task in old.tasks] != [task.given for task in new.tasks]:
        reasons.append("a person gave points")
    if old.seed != new.seed:
        reasons.append("seed changed")
    if old.isolation != new.isolation:
        reasons.append("isolation changed")
    if _others(old_run.versions) != _others(new_run.versions):
        reasons.append("libraries changed")
    return reasons


def _sentences(old: RunInfo, new: RunInfo) -> list[str]:
    sentences = []
    if old.course_hash != new.course_hash:
        sentences.append("The hidden cases, the reference, the points or the grader's version changed.")
    for which, run in (("first", old), ("second", new)):
        if run.other_cases:
            sentences.append(
                f"In the {which} run, these students were graded with other hidden cases than the rest: "
                f"{', '.join(run.other_cases)}."
            )
    if old.seed != new.seed:
        sentences.append(f"The seed was {old.seed} and is {new.seed}, so the hidden inputs are different.")
    if old.isolation != new.isolation:
        sentences.append(f"The isolation level was {old.isolation} and is {new.isolation}.")
    for name in sorted({*old.versions, *new.versions}):
        was, now = old.versions.get(name, "absent"), new.versions.get(name, "absent")
        if was != now:
            sentences.append(f"{name} was {was} and is {now}.")
    return sentences or ["Hidden cases, seed and versions are the same."]


def _others(versions: Mapping[str, str]) -> dict[str, str]:
    return {name: version for name, version in versions.items() if name != "autograder"}


def _tasks(old: Record, new: Record) -> list[TaskMove]:
    before = {task.name: task.score for task in old.tasks}
    moves = [
        TaskMove(
            task.name, task.score - before.get(task.name, 0.0), task.mistake if task.score < task.max_score else None
        )
        for task in new.tasks
    ]
    now = {task.name for task in new.tasks}
    moves += [TaskMove(name, -score, None) for name, score in before.items() if name not in now]
    return [move for move in moves if abs(move.by) >= _LEAST]


def _mark(record: Record | None, assignment: Assignment | None) -> float | None:
    if record is None or record.status is Status.UNGRADABLE:
        return None
    return record.score if assignment is None else final_mark(record, assignment)


def _state(record: Record | None) -> str:
    return "absent" if record is None else record.status.value.replace("-", " ")
