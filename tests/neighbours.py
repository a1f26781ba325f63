"""Honest submissions that are graded beside hostile ones: each has the record that it has when it is graded alone."""

from __future__ import annotations

from collections.abc import Callable

from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.session import GradingSession
from autograder.results.records import Record, encode
from autograder.submissions.reading import Submission

_TASKS = 3
"""Of so many tasks a wrong variant is taken: the first, the last and those between."""
_UNSTEADY = ("not-deterministic", "keeps-state", "time-limit", "memory-limit")


class Neighbours:
    """Right work, and wrong work of some tasks, whose grading takes all ways that there are: follow-through, functions
    given, examples; with their records when each is alone in a session."""

    def __init__(self, course: Course, assignment: str, session: Callable[[], GradingSession]) -> None:
        """`session` makes a fresh session of the assignment."""
        loaded = course.load(assignment)
        every = max(1, (len(loaded.tasks) - 1) // (_TASKS - 1))
        tasks = [*[task.name for task in loaded.tasks][::every][: _TASKS - 1], loaded.tasks[-1].name]
        wrong = [found for found in variants(course, assignment) if found.loses == "core"]
        sources = {"right": course.reference(assignment).read_text(encoding="utf-8")}
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
            with session() as fresh:
                self.alone[submission.student] = fresh.grade(submission)

    def differing(self, session: GradingSession) -> list[str]:
        """The names of those whose record in a session that has graded others before is not the same bytes."""
        return [
            submission.student
            for submission in self._submissions
            if encode(session.grade(submission)) != encode(self.alone[submission.student])
        ]
