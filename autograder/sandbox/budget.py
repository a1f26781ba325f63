"""The time of one submission: what was used, by task and in all, and what is left for the next call."""

from __future__ import annotations

from autograder.faults import StudentFault
from autograder.sandbox.config import Limits


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

    def leave(self, seconds: float) -> None:
        """Leave at most so many seconds for what is still to be asked."""
        self._used["before"] = max(0.0, self.left - seconds)

    def for_call(self, task: str) -> float:
        """The seconds that the next call of a task may take. Raises StudentFault when there are none."""
        of_task = self._limits.task_seconds - self._used.get(task, 0.0)
        whole = self.left
        if whole <= 0:
            raise StudentFault(
                "time-limit", f"The {self._limits.submission_seconds:g} s for the whole file are used up."
            )
        if of_task <= 0:
            raise StudentFault("time-limit", f"The {self._limits.task_seconds:g} s for {task} are used up.")
        return min(self._limits.call_seconds, of_task, whole)
