"""What every submission will be asked, in order, packed once, and one worker's way through it.

A worker gets them all at once and goes on from one to the next without waiting for the grader. Whether a case uses an
answer is the case's affair: what is not planned is asked on its own. Knows cases by name only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.replay import Question, Step
from autograder.sandbox.responses import MOST_HELD, CallResult
from autograder.sandbox.time_limits import Budget

FIRST = 2
"""The number of the first planned request; 1 is the import's. Every worker uses the same numbers for the same calls,
so that the same answers are the same bytes."""


class PlannedCall(NamedTuple):
    """One request that asks the worker for nothing but an answer: it gives no function."""

    task: str
    case: str
    request: Question
    frame: bytes


class CallPlan:
    """Planned requests in the order in which they are asked."""

    def __init__(self, calls: Iterable[tuple[str, str, Question]] = ()) -> None:
        """From tuples of task, case, request; the requests are numbered from `FIRST` on."""
        self.calls = [PlannedCall(task, case, request, wire.frame(request)) for task, case, request in calls]
        self.of_case: dict[str, list[int]] = {}
        """By case, the places of its requests."""
        for place, planned in enumerate(self.calls):
            self.of_case.setdefault(planned.case, []).append(place)
        self.numbers = [planned.request.id for planned in self.calls]
        self.frames = b"".join(planned.frame for planned in self.calls)

    @property
    def last(self) -> int:
        """The highest number that is taken."""
        return FIRST + len(self.calls) - 1

    def place_of(self, case: str, order: int, request: Question) -> int | None:
        """The place of a case's request of that order, if it was planned just like this; its own number does not
        count."""
        places = self.of_case.get(case, ())
        if order >= len(places):
            return None
        planned = self.calls[places[order]].request
        return places[order] if msgspec.structs.replace(request, id=planned.id) == planned else None


class PrefetchedCalls:
    """The planned calls of one worker. Where it ends early, the calls behind are simply not answered."""

    def __init__(
        self, plan: CallPlan, worker: WorkerProcess, budget: Budget, note: Callable[[CallResult], None]
    ) -> None:
        self._plan = plan
        self._worker = worker
        self._budget = budget
        self._note = note
        self._taken: list[CallResult] = []
        self._held = 0

    def find(self, case: str, order: int, request: Question) -> Step | None:
        """The step that a case's request of that order was planned as; None where it was not planned so, or not
        done."""
        place = self._plan.place_of(case, order, request)
        if place is None:
            return None
        while len(self._taken) <= place and self._next():
            pass
        if place >= len(self._taken):
            return None
        planned = self._plan.calls[place]
        return Step(planned.request, self._taken[place], frame=planned.frame)

    @property
    def done(self) -> bool:
        """Whether no answer is to come any more."""
        return self._worker.closed or len(self._taken) == len(self._plan.calls)

    def brought(self, handle: int) -> bool:
        """Whether an object came with a planned answer. Later requests of the plan may have changed it since."""
        return wire.request_of(handle) <= self._plan.last

    def is_of(self, worker: WorkerProcess | None) -> bool:
        """Whether it was this worker, and it still lives."""
        return worker is self._worker and not worker.closed

    def settle(self) -> None:
        """Take all that is still to come, so that the worker can be asked something else."""
        while self._next():
            pass

    def _next(self) -> bool:
        if self.done:
            return False
        task = self._plan.calls[len(self._taken)].task
        seconds = self._budget.for_call(task)
        if not seconds:  # that is said when a call of the task is asked for
            self._worker.close()
            return False
        started = time.monotonic()
        outcome = self._worker.next(seconds)
        self._budget.charge(task, time.monotonic() - started - outcome.waited)
        self._note(outcome)
        self._taken.append(outcome)
        self._held += outcome.weight
        if self._held > MOST_HELD:  # what comes behind is asked call by call
            self._worker.close()
        return True
