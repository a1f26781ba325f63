"""The calls that every submission will be asked, in order, packed once, and one worker's way through them.

A worker gets them all at once and goes on from one to the next without waiting for the grader. Whether a case uses an
answer is the case's affair: what is not planned is asked on its own. Knows cases by name only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import msgspec

from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.replay import Step
from autograder.sandbox.responses import MOST_HELD, CallResult
from autograder.sandbox.time_limits import Budget

FIRST = 2
"""The number of the first planned request; 1 is the import's. Every worker uses the same numbers for the same calls,
so that the same answers are the same bytes."""


class PlannedCall(NamedTuple):
    """One call of the submission's module with values only."""

    task: str
    case: str
    request: wire.Call
    frame: bytes


class CallPlan:
    """Planned calls in the order in which they are asked."""

    def __init__(self, calls: Iterable[tuple[str, str, str, tuple[Any, ...], dict[str, Any]]] = ()) -> None:
        """From tuples of task, case, function, arguments, named arguments. Raises BadValue for what cannot cross."""
        self.calls: list[PlannedCall] = []
        self.of_case: dict[str, list[int]] = {}
        """By case, the places of its calls."""
        for place, (task, case, name, args, kwargs) in enumerate(calls):
            packed: list[wire.Value | wire.Callback] = [wire.pack(arg, refuse) for arg in args]
            named: dict[str, wire.Value | wire.Callback] = {k: wire.pack(value, refuse) for k, value in kwargs.items()}
            request = wire.Call(FIRST + place, 0, name, packed, named)
            self.calls.append(PlannedCall(task, case, request, wire.frame(request)))
            self.of_case.setdefault(case, []).append(place)
        self.numbers = [planned.request.id for planned in self.calls]
        self.frames = b"".join(planned.frame for planned in self.calls)

    @property
    def last(self) -> int:
        """The highest number that is taken."""
        return FIRST + len(self.calls) - 1

    def place_of(self, case: str, order: int, request: wire.Call) -> int | None:
        """The place of a case's call of that order, if it was planned just like this; the numbers do not count."""
        places = self.of_case.get(case, ())
        if order >= len(places):
            return None
        planned = self.calls[places[order]].request
        return places[order] if msgspec.structs.replace(request, id=planned.id) == planned else None


def refuse(value: Any) -> wire.Handle:
    """For `wire.pack`: what has no form of its own cannot be planned. Raises BadValue."""
    raise wire.BadValue(f"a {type(value).__name__} cannot be planned")


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

    def find(self, case: str, order: int, request: wire.Call) -> Step | None:
        """The step that a case's call of that order was planned as; None where it was not planned so, or not done."""
        place = self._plan.place_of(case, order, request)
        if place is None:
            return None
        while len(self._taken) <= place and self._next():
            pass
        if place >= len(self._taken):
            return None
        planned = self._plan.calls[place]
        return Step(planned.request, self._taken[place], frame=planned.frame)

    def settle(self) -> None:
        """Take all that is still to come, so that the worker can be asked something else."""
        while self._next():
            pass

    def _next(self) -> bool:
        if self._worker.closed or len(self._taken) == len(self._plan.calls):
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
