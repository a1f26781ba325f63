"""One worker's way through the plan: its answers, taken as they are wanted, each within the time of its call."""

from __future__ import annotations

import time
from collections.abc import Callable

from autograder.sandbox.call_plan import CallPlan
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.replay import Step
from autograder.sandbox.responses import MOST_HELD, CallResult
from autograder.sandbox.time_limits import Budget


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

    def take(self, place: int) -> CallResult | None:
        """What became of the planned call at a place; None when the worker did not come to it."""
        while len(self._taken) <= place and self._next():
            pass
        return self._taken[place] if place < len(self._taken) else None

    def find(self, case: str, order: int, request: wire.Call) -> Step | None:
        """The step that a case's call of that order was planned as; None where it was not planned so, or not done."""
        place = self._plan.place_of(case, order, request)
        outcome = self.take(place) if place is not None else None
        if place is None or outcome is None:
            return None
        planned = self._plan.calls[place]
        return Step(planned.request, outcome, frame=planned.frame)

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
