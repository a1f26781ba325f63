"""A record in the forms that other programs read: Gradescope's results.json and classroom50's result.json.

Both go to students. They hold what a feedback page holds: no name, input or value of a hidden case, and no seed where a
student could read it. An ungradable record has neither form: these programs know no other mark than a number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.course.model import Assignment
from autograder.faults import GraderFault, UserError
from autograder.results.feedback import notice_markdown, task_markdown
from autograder.results.records import Record, Status
from autograder.results.statistics import lost_points
from autograder.results.text import number, one_line


def gradescope(record: Record, assignment: Assignment, notes: Sequence[str] = ()) -> dict[str, Any]:
    """A record as Gradescope's results.json has it: a test for each task, with the id of its mistake as a tag.

    Where no task could be tried, one text stands above all. What only instructors may read (the isolation level, the
    seed, flags, `notes`) is a test without points that Gradescope never shows to students. Raises GraderFault for an
    ungradable record.
    """
    _refuse_ungradable(record)
    graded = record.status is Status.GRADED
    about = [
        f"Isolation level {record.isolation} of 3. Seed of the hidden inputs: {record.seed}.",
        f"SHA-256 of {assignment.module_file}: {record.sha256 or 'no file'}.",
        *(f"For a person to look at: {one_line(flag)}" for flag in record.flags),
        *notes,
    ]
    tests: list[dict[str, Any]] = [
        {
            "name": task.name,
            "number": str(index),
            "score": task.score,
            "max_score": task.max_score,
            "status": "failed" if lost_points(task) else "passed",
            "output": task_markdown(record, task, assignment),
            "output_format": "md",
            "tags": [task.mistake] if task.mistake else [],
            "visibility": "visible",
        }
        for index, task in enumerate(record.tasks if graded else (), 1)
    ]
    hidden = {
        "name": "For instructors: how this was graded",
        "score": 0.0,
        "max_score": 0.0,
        "status": "passed",
        "output": "\n".join(about),
        "output_format": "text",
        "visibility": "hidden",
    }
    total = f"{number(record.score)} of {number(record.max_score)} points."
    return {
        "score": record.score,
        "output": total if graded else notice_markdown(record, assignment),
        "output_format": "md",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [*tests, hidden],
        "extra_data": {"status": record.status.value, "isolation": record.isolation, "sha256": record.sha256},
    }


_IDENTITY = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}
_MORE_IDENTITY = {"owner": "OWNER", "assignment_type": "ASSIGNMENT_TYPE"}


def classroom50(record: Record, assignment: Assignment, environment: Mapping[str, str], now: str) -> dict[str, Any]:
    """A record as classroom50's result.json has it, schema `classroom50/result/v1`.

    `environment` names classroom, assignment and submission, as classroom50's runner sets it; `now` is a time such as
    2027-03-01T10:00:00Z. Points are whole: the total is rounded, and its tasks add up to it. Raises UserError where the
    environment lacks a name or a task's points are not whole, and GraderFault for an ungradable record.
    """
    _refuse_ungradable(record)
    for task in record.tasks:
        if task.max_score != int(task.max_score):
            raise UserError(
                f"classroom50 takes whole points, but {task.name} has {number(task.max_score)}; "
                f"change its points in solutions/{assignment.name}/assignment.toml."
            )
    scores = whole_points([task.score for task in record.tasks])
    tests = [
        {
            "test-name": task.name,
            "passed": not lost_points(task),
            "score": score,
            "max-score": int(task.max_score),
            **({"mistake": task.mistake} if task.mistake else {}),
            **({"message": one_line(task.message)} if task.message else {}),
        }
        for task, score in zip(record.tasks, scores, strict=True)
    ]
    return {
        "schema": "classroom50/result/v1",
        **classroom50_identity(environment),
        "datetime": now,
        "graded_at": now,
        "score": sum(scores),
        "max-score": sum(int(task.max_score) for task in record.tasks),
        "tests": tests,
    }


def classroom50_identity(environment: Mapping[str, str]) -> dict[str, str]:
    """What a result.json says of itself, from the environment that classroom50's runner sets.

    Raises UserError where a name that must be there is missing.
    """
    missing = sorted(name for name in _IDENTITY.values() if not environment.get(name))
    if missing:
        raise UserError(f"{missing[0]} is not set; run this command in the autograder.py that classroom50 starts.")
    told = {key: environment[name] for key, name in _IDENTITY.items()}
    more = {key: environment[name] for key, name in _MORE_IDENTITY.items() if environment.get(name)}
    return {**told, **more, "review": environment.get("REVIEW_URL") or told["commit"]}


def whole_points(scores: Sequence[float]) -> list[int]:
    """Whole numbers whose sum is the rounded sum of `scores`; a half goes up.

    The largest fractions go up and the others down. A score that is whole stays, so none passes a whole maximum.
    """
    down = [math.floor(score + 1e-9) for score in scores]
    left = math.floor(sum(scores) + 0.5 + 1e-9) - sum(down)
    by_fraction = sorted(range(len(scores)), key=lambda index: (down[index] - scores[index], index))
    up = set(by_fraction[:left])
    return [points + (index in up) for index, points in enumerate(down)]


def _refuse_ungradable(record: Record) -> None:
    if record.status is Status.UNGRADABLE:
        raise GraderFault(record.message)
