"""One worker's way through the plan: its answers, taken as they are wanted, each within the time of its call."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from autograder.faults import StudentFault
from autograder.sandbox.answers import MOST_HELD, Outcome
from autograder.sandbox.budget import Budget
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.plan import Plan
from autograder.sandbox.replay import Step


class Taken(NamedTuple):
    """The outcome of a planned call, and the seconds that it had."""

    outcome: Outcome
    seconds: float


class Ahead:
    """The planned calls of one worker. Where it ends early, the calls behind are simply not answered."""

    def __init__(self, plan: Plan, worker: WorkerProcess, budget: Budget, note: Callable[[Outcome], None]) -> None:
        self._plan = plan
        self._worker = worker
        self._budget = budget
        self._note = note
        self._taken: list[Taken] = []
        self._held = 0

    def take(self, place: int) -> Taken | None:
        """What became of the planned call at a place; None when the worker did not come to it."""
        while len(self._taken) <= place and self._next():
            pass
        return self._taken[place] if place < len(self._taken) else None

    def answers(self, case: str) -> Iterator[Outcome]:
        """The outcomes of a case's calls in order, as far as they are answers."""
        for place in self._plan.of_case.get(case, ()):
            taken = self.take(place)
            if taken is None or taken.outcome.reply is None:
                return
            yield taken.outcome

    def steps(self, case: str, count: int) -> Iterator[Step]:
        """The first so many calls of a case, as steps that were taken; all of them have answers."""
        for place in self._plan.of_case[case][:count]:
            taken = self.take(place)
            assert taken is not None
            yield self._step(place, taken.outcome)

    def find(self, case: str, order: int, request: wire.Call) -> tuple[Step, float] | None:
        """The step that a case's call of that order was planned as, with the seconds that it had; None where it was
        planned otherwise, or not come to."""
        place = self._plan.place_of(case, order, request)
        taken = self.take(place) if place is not None else None
        return (self._step(place, taken.outcome), taken.seconds) if place is not None and taken is not None else None

    def _step(self, place: int, outcome: Outcome) -> Step:
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
        try:
            seconds = self._budget.for_call(task)
        except StudentFault:  # it is said to whoever asks for a call of that task
            self._worker.close()
            return False
        started = time.monotonic()
        outcome = self._worker.next(seconds)
        self._budget.charge(task, time.monotonic() - started - outcome.waited)
        self._note(outcome)
        self._taken.append(Taken(outcome, seconds))
        self._held += outcome.weight
        if self._held > MOST_HELD:  # what comes behind is asked call by call
            self._worker.close()
        return True
