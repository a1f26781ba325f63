"""The calls that hidden cases make: planned ahead, the same for every submission, or asked as they come.

A dry run on the reference records the planned calls. A worker gets them all at once and goes on from one to the next
without waiting for the grader. Whether a case uses an answer is the case's affair: what is not planned is asked on its
own. A transcript keeps what each case asked and what came of it, for the repeat check. Knows cases by name only.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
import numpy as np

from autograder.faults import SandboxFault, StudentFault
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.inside.worker import Worker
from autograder.sandbox.remote import RemoteObject
from autograder.sandbox.responses import MOST_HELD, CallResult
from autograder.sandbox.time_limits import Budget

FIRST = 2
"""The number of the first planned request; 1 is the import's. Every worker uses the same numbers for the same calls,
so that the same answers are the same bytes."""

Question = wire.Call | wire.Get | wire.Helper
"""What a case can ask."""


class Operation(NamedTuple):
    """One operation and what came of it."""

    request: Question
    outcome: CallResult
    callbacks: Mapping[str, Callable[..., Any]] | None = None
    """The functions among the arguments, which are asked again when the operation is repeated."""
    frame: bytes = b""
    """The request as it is sent, where it was planned: again just so, under the same number."""


class Transcript:
    """The operations of one case, in order."""

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.dropped = False
        """The steps take too much memory to be kept."""

    @property
    def answered(self) -> list[Operation]:
        """The operations that got an answer; a case can pass without some, or without any, by follow-through marks."""
        return [step for step in self.operations if step.outcome.reply is not None]

    @property
    def plain(self) -> bool:
        """Whether nothing in it needs the grader while it is carried out: no function was given to a call."""
        return not any(step.callbacks for step in self.operations)


class Transcripts(dict[str, Transcript]):
    """The transcripts of one submission, by case, and the one that is being written."""

    def __init__(self) -> None:
        super().__init__()
        self.current = Transcript()
        self._kept = 0

    def begin(self, case: str) -> None:
        """What is kept from here on belongs to a case."""
        self.current = self[case] = Transcript()

    def keep(self, step: Operation) -> bool:
        """Keep a step, unless the submission makes it too much to keep; then its case has none, and this is False."""
        if self.current.dropped:
            return True
        self._kept += step.outcome.weight
        self.current.operations.append(step)
        if self._kept <= MOST_HELD:
            return True
        self._kept -= sum(kept.outcome.weight for kept in self.current.operations)
        self.current.operations.clear()
        self.current.dropped = True
        return False


def handles_of(request: Question) -> set[int]:
    """The numbers of the objects that a request speaks of; 0 is the module."""
    if isinstance(request, wire.Helper):
        return set()
    handles = {request.target}
    values = [*request.args, *request.kwargs.values()] if isinstance(request, wire.Call) else []
    while values:
        value = values.pop()
        if isinstance(value, wire.Handle):
            handles.add(value.id)
        elif isinstance(value, wire.Seq):
            values += value.items
        elif isinstance(value, wire.Map):
            values += value.items.values()
    return handles


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
        for index, planned in enumerate(self.calls):
            self.of_case.setdefault(planned.case, []).append(index)
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


class _NotPlainError(SandboxFault):
    """The case gives functions to the submission, or wants right parts in their places: that cannot be planned."""


class DryRun:
    """A carrier that asks a worker in this process, whose submission is the reference, and records what was asked.

    The reference is the grader's own code, and needs no sandbox.
    """

    def __init__(self, reference: Any, first: int) -> None:
        """`first` is the number of the first request."""
        self.changed: tuple[int, ...] = ()
        self.called = (0, "")
        self.asked = False
        self.requests: list[Question] = []
        self._worker = Worker(-1, reference)
        self._first = first

    def call(
        self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = "the object"
    ) -> Any:
        packed: list[wire.Value | wire.Callback] = [wire.pack(arg, _handle_of) for arg in args]
        named: dict[str, wire.Value | wire.Callback] = {k: wire.pack(value, _handle_of) for k, value in kwargs.items()}
        return self._answer(wire.Call(self._next(), target, name, packed, named))

    def get(self, target: int, name: str) -> Any:
        return self._answer(wire.Get(self._next(), target, name))

    def helper(self, source: str) -> Any:
        return self._answer(wire.Helper(self._next(), source))

    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> DryRun:
        raise _NotPlainError

    def _next(self) -> int:
        return self._first + len(self.requests)

    def _answer(self, request: Question) -> Any:
        self.asked = True
        self.requests.append(request)
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reply = self._worker.answer(request)
        self.changed = tuple(reply.changed)
        if reply.status != "ok":
            raise StudentFault("raised", "", error=reply.error)
        return wire.unpack(reply.value, lambda handle: RemoteObject(self, handle.id, handle.type_name), tensors=True)


def _handle_of(value: Any) -> wire.Handle:
    if not isinstance(value, RemoteObject):
        raise _NotPlainError
    return wire.Handle(value.remote_number)


class PrefetchedCalls:
    """The planned calls of one worker. Where it ends early, the calls behind are simply not answered."""

    def __init__(
        self, plan: CallPlan, worker: WorkerProcess, budget: Budget, note: Callable[[CallResult], None]
    ) -> None:
        self._plan = plan
        self.worker = worker
        self._budget = budget
        self._note = note
        self._taken: list[CallResult] = []
        self._held = 0

    def find(self, case: str, order: int, request: Question) -> Operation | None:
        """The step that a case's request of that order was planned as; None where it was not planned so, or not
        done."""
        index = self._plan.place_of(case, order, request)
        if index is None:
            return None
        while len(self._taken) <= index and self._next():
            pass
        if index >= len(self._taken):
            return None
        planned = self._plan.calls[index]
        return Operation(planned.request, self._taken[index], frame=planned.frame)

    def settle(self) -> None:
        """Take all that is still to come, so that the worker can be asked something else."""
        while self._next():
            pass

    def _next(self) -> bool:
        """Take the next answer; False where none is to come any more."""
        if self.worker.closed or len(self._taken) == len(self._plan.calls):
            return False
        task = self._plan.calls[len(self._taken)].task
        seconds = self._budget.for_call(task)
        if not seconds:  # that is said when a call of the task is asked for
            self.worker.close()
            return False
        started = time.monotonic()
        outcome = self.worker.next(seconds)
        self._budget.charge(task, time.monotonic() - started - outcome.waited)
        self._note(outcome)
        self._taken.append(outcome)
        self._held += outcome.weight
        if self._held > MOST_HELD:  # what comes behind is asked call by call
            self.worker.close()
        return True
