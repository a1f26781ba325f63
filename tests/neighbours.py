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
"""How often honest work is graded alone, if it met a time limit: what others are compared with must not depend on a
busy machine. Behind hostile work it has one try."""


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
                if b"time-limit" not in encode(record):
                    break

    def differing(self, session: GradingSession, right: Record, wrong: int | None = None) -> list[str]:
        """The names of those whose record in a session that has graded others before is not the same bytes.

        `right` is the record that the right one has there: who asks has graded RIGHT first, and may have timed it. Of
        the wrong ones all are graded, or in turn the one of the number `wrong`.
        """
        others = [one for one in self._submissions if one.student != RIGHT]
        others = others if wrong is None else [others[wrong % len(others)]]
        found = {RIGHT: right} | {one.student: session.grade(one) for one in others}
        return [student for student, record in found.items() if encode(record) != encode(self.alone[student])]
