"""Honest submissions that are graded beside hostile ones: each has the record that it has when it is graded alone."""

from __future__ import annotations

from collections.abc import Callable

from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.session import GradingSession
from autograder.results.records import Record, encode
from autograder.submissions.reading import Submission

RIGHT = "right"
"""The student whose work is the reference."""
_TASKS = 3
"""Of so many tasks a wrong variant is taken: the first, the last and those between."""
_UNSTEADY = ("not-deterministic", "keeps-state", "time-limit", "memory-limit")
_TRIES = 3
"""How often honest work is graded if it met a time limit: a busy machine is no fault, and whatever hostile work left
behind in a session is there at the next try as well."""


class Neighbours:
    """Right work, and wrong work of some tasks, whose grading takes all ways that there are: follow-through, functions
    given, examples; with their records when each is alone in a session."""

    def __init__(self, course: Course, assignment: str, session: Callable[[], GradingSession]) -> None:
        """`session` makes a fresh session of the assignment."""
        loaded = course.load(assignment)
        every = max(1, (len(loaded.tasks) - 1) // (_TASKS - 1))
        tasks = [*[task.name for task in loaded.tasks][::every][: _TASKS - 1], loaded.tasks[-1].name]
        wrong = [found for found in variants(course, assignment) if found.loses == "core"]
        sources = {RIGHT: course.reference(assignment).read_text(encoding="utf-8")}
        for task in dict.fromkeys(tasks):
            name, source = next(
                (found.name, found.source)
                for found in wrong
                if task in dict(found.tasks) and found.mistake not in (*_UNSTEADY, None)
            )
            sources[name] = source
        self._submissions = [Submission(name, {loaded.module_file: text.encode()}) for name, text in sources.items()]
        self.alone: dict[str, Record] = {}
        for submission in self._submissions:
            for _ in range(_TRIES):
                with session() as fresh:
                    record = self.alone[submission.student] = fresh.grade(submission)
                if not _late(record):
                    break

    def differing(self, session: GradingSession, right: Record, wrong: int | None = None) -> list[str]:
        """Those whose record in a session that has graded others before is not the same bytes, and where it differs.

        `right` is the record that the right one has there: who asks has graded RIGHT first, and may have timed it. Of
        the wrong ones all are graded, or in turn the one of the number `wrong`.
        """
        chosen = self._submissions[1:]
        chosen = chosen if wrong is None else [chosen[wrong % len(chosen)]]
        found = {RIGHT: right} | {one.student: session.grade(one) for one in chosen}
        for submission in self._submissions:
            for _ in range(_TRIES - 1):
                if not _late(found.get(submission.student)):
                    break
                found[submission.student] = session.grade(submission)
        return [
            f"{student}: {_difference(record, self.alone[student])}"
            for student, record in found.items()
            if encode(record) != encode(self.alone[student])
        ]


def _late(record: Record | None) -> bool:
    return record is not None and b"time-limit" in encode(record)


def _difference(record: Record, alone: Record) -> str:
    """The tasks whose results differ, as they are and as they were alone; or the records' other words."""
    pairs = [(now, then) for now, then in zip(record.tasks, alone.tasks, strict=False) if now != then]
    told = pairs or [(record.status, alone.status), (record.flags, alone.flags), (record.message, alone.message)]
    return "; ".join(f"{now} instead of {then}" for now, then in told)[:2000]
