"""Time limits: of one call, which a busy machine does not shorten, and of a task and a whole submission.

What one waits for a processor is given back. Linux tells for each process how long it was ready to run and did not
(/proc/PID/schedstat, second number, nanoseconds). Where that cannot be read, the limit is the wall clock's alone.
"""

from __future__ import annotations

import os
import threading
import time

from autograder.course.model import Limits
from autograder.faults import StudentFault

_MOST = 4.0
"""The limit is never longer than itself and so many times itself, whatever a process says it has waited."""
_NOTICEABLE = 1e-3


class RunDelay:
    """How long a process, found by its pidfd, and this thread, which answers it, have waited for a processor.

    They take turns, so that their waits add up. Close it.
    """

    def __init__(self, pidfd: int) -> None:
        self._fds: list[int] = []
        try:
            with open(f"/proc/self/fdinfo/{pidfd}", encoding="ascii") as lines:
                pid = next(line.split()[1] for line in lines if line.startswith("Pid:"))
            for path in (f"/proc/{pid}/schedstat", f"/proc/self/task/{threading.get_native_id()}/schedstat"):
                self._fds.append(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
        except (OSError, StopIteration, IndexError):
            return

    def seconds(self) -> float:
        """The seconds so far; 0 for what is not known."""
        return sum(map(_waited, self._fds))

    def close(self) -> None:
        while self._fds:
            os.close(self._fds.pop())


def _waited(schedstat: int) -> float:
    try:
        return int(os.pread(schedstat, 100, 0).split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


class Deadline:
    """`seconds` from now, and what the process behind `delay` waits meanwhile, up to a bound."""

    def __init__(self, seconds: float, delay: RunDelay) -> None:
        self._seconds = seconds
        self._delay = delay
        self._began = delay.seconds()
        self._until = time.monotonic() + seconds
        self._granted = 0.0
        self._looked = False

    def left(self) -> float:
        """The seconds that are left; 0 or less when there are none."""
        left = self._until - time.monotonic()
        if left > 0:
            return left
        owed = min(self.waited(), _MOST * self._seconds) - self._granted
        if owed > _NOTICEABLE:
            self._granted += owed
            self._until += owed
        return self._until - time.monotonic()

    def over(self) -> bool:
        """Whether it is time to give up: none is left, and that was told once before.

        Between the two whoever waits looks once more: it may have been kept waiting itself, and not the other be late.
        """
        looked, self._looked = self._looked, self.left() <= 0
        return looked and self._looked

    def waited(self) -> float:
        """The seconds that the process has waited for a processor since this began."""
        return max(0.0, self._delay.seconds() - self._began)


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
