"""The time of one submission: what was used, by task and in all, and what is left for the next call."""

from __future__ import annotations

from autograder.course.model import Limits
from autograder.faults import StudentFault


class Budget:
    """Seconds used up to now. Those in which the machine was busy with others are not to be counted."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._used: dict[str, float] = {}

    @property
    def left(self) -> float:
        """What is left of the submission's time; below 0 when more was used."""
        return self._limits.submission_seconds - sum(self._used.values())

    def charge(self, what: str, seconds: float) -> None:
        """Count seconds for a task, or for something of another name."""
        self._used[what] = self._used.get(what, 0.0) + max(0.0, seconds)

    def for_call(self, what: str) -> float:
        """The seconds that the next call of a task, or of what is counted like one, may take; 0 when there are none."""
        of_task = self._limits.task_seconds - self._used.get(what, 0.0)
        return max(0.0, min(self._limits.call_seconds, of_task, self.left))

    def for_import(self) -> float:
        """The seconds that the next import may take; 0 when there are none."""
        return max(0.0, min(self._limits.import_seconds, self.left))

    def used_up(self, task: str) -> StudentFault:
        """The fault of a task that takes too long. The sentence is the same whichever limit the task met first."""
        limits = self._limits
        return StudentFault(
            "time-limit",
            f"{task} takes too long. A call may take {limits.call_seconds:g} s, a task {limits.task_seconds:g} s, "
            f"and the whole file {limits.submission_seconds:g} s.",
        )
