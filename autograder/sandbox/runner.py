"""Runs one submission: calls in a worker that is replaced when it dies, time limits, what was asked and answered.

Knows cases by name only; what they check is not its business.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from autograder.faults import GraderFault, StudentFault
from autograder.sandbox.calls import CallPlan, Operation, PrefetchedCalls, Question, Transcripts, handles_of
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.importing import NUMBER, Importer
from autograder.sandbox.importing import DoesNotImportError as DoesNotImportError
from autograder.sandbox.inside import wire
from autograder.sandbox.remote import LeftPlanError, NestedCallError, RemoteFunction, RemoteObject, answering
from autograder.sandbox.responses import CallResult, line_within, student_fault
from autograder.sandbox.time_limits import Budget


class SubmissionRunner:
    """The carrier behind the `student` fixture for one submission. Close it, or use it as a context manager."""

    def __init__(
        self,
        server: ForkServer,
        files: Mapping[str, bytes],
        entry: str,
        *,
        plan: CallPlan | None = None,
        usual: Sequence[str] = (),
        budget: Budget | None = None,
        importer: Importer | None = None,
        functions: Mapping[str, Callable[..., Any]] | None = None,
    ) -> None:
        """Imports of `usual` modules are not reported. `functions` stand in for some of the submission's own; a runner
        with them shares the `importer` and the `budget` of the one without."""
        self.changed: tuple[int, ...] = ()
        self.called = (0, "")
        self.asked = False
        self.flags: list[str] = []
        self.output = bytearray()
        self.parts: list[str] = []
        self.budget = budget or Budget(server.config.limits)
        self._server = server
        self.limits = server.config.limits
        self._files = dict(files)
        self._entry = entry
        self._tensors = "torch" in server.config.distributions
        self._plan = plan or CallPlan()
        self._prefetched: PrefetchedCalls | None = None
        self._functions = dict(functions or {})
        self._importer = importer or Importer(server, files, entry, usual=usual)
        self._with_stand_ins: SubmissionRunner | None = None
        self._worker: WorkerProcess | None = None
        self._number = 0
        self._task = ""
        self._time = ""
        """What the time of the task's calls is counted as. With functions given it has as much again: a part that never
        ends has used up the task's time, and does not count against what uses it."""
        self._case = ""
        self.transcripts = Transcripts()
        self._objects = {0}
        """The numbers of the objects that the case got."""
        self._helpers: set[int] = set()
        """The numbers of helpers' modules: no call changes them."""
        self._planned = True
        self._busy = False

    def __enter__(self) -> SubmissionRunner:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """Kill the worker."""
        self.drop_stand_ins()
        self.drop_worker()
        if self._server.disposable and not self._functions:
            self._server.stop()

    def drop_stand_ins(self) -> None:
        """Kill the worker in which functions of the reference replace the submission's own, if there is one."""
        if self._with_stand_ins is not None:
            self._with_stand_ins.close()
            self.output += self._with_stand_ins.output
            self._with_stand_ins = None

    @property
    def imports(self) -> list[str]:
        """The import statements of the files, as "name line", read before any of their code ran; none if all usual."""
        return self._importer.imports

    # -- loading ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Import the submission in a fresh worker. Raises DoesNotImportError when it does not import.

        Once the import has ended, and not before, the first worker gets all planned calls. A worker with stand-ins uses
        them instead of the submission's own functions.
        """
        frames, numbers = b"", list[int]()
        planned = not self._functions and not self._importer.workers
        if planned:
            frames, numbers = self._plan.frames, self._plan.numbers
        elif self._functions:
            numbers = [self._plan.last + 1]
            frames = wire.frame(wire.StandIn(numbers[0], list(self._functions)))
        self.drop_worker()
        self._number = max(self._plan.last, *numbers, NUMBER)
        worker, outcome, seconds = self._importer.start(self.budget.for_import())
        self._worker, self.parts = worker, worker.parts
        self.budget.charge("import", seconds)
        if outcome.status != "ok":
            self._note(outcome)
            self.drop_worker()
            raise self._importer.error(outcome)
        if numbers:
            worker.post(frames, numbers)
        if planned:
            self._prefetched = PrefetchedCalls(self._plan, worker, self.budget, self._note)
        elif self._functions:
            worker.next(self.limits.call_seconds)

    def worker(self) -> WorkerProcess:
        """The worker, loaded again where it was lost. Raises DoesNotImportError."""
        if self._worker is None or self._worker.closed:
            self.load()
        assert self._worker is not None
        return self._worker

    @property
    def has_classes(self) -> bool:
        """Whether the submission may have classes of its own: without the word there is none."""
        return any(b"class" in source for source in self._files.values())

    def mirror(self, mirrored: bool) -> None:
        """From here on use fresh workers, which walk over sets of objects the other way if `mirrored`."""
        self.drop_worker()
        self._importer.mirrored = mirrored

    def worker_again(self) -> None:
        """See to it that there is a worker. Raises StudentFault where the file does not import again, or in no time."""
        if not self.budget.for_call(self._time):
            raise self.budget.used_up(self._task)
        try:
            self.worker()
        except DoesNotImportError as error:
            if error.kind == "timeout":
                raise self.budget.used_up(self._task) from None
            raise StudentFault("crashed", "Python imported the file at first, but cannot import it again.") from None

    def drop_worker(self) -> None:
        """Kill the worker, if there is one."""
        if self._worker is not None:
            self._worker.close()
            self.output += self._worker.output
            self._worker = None

    def _note(self, outcome: CallResult) -> None:
        if outcome.status == "protocol":
            self._flag("disturbed the grader's channel")

    def _flag(self, what: str) -> None:
        """Note something that a person should look at."""
        if what not in self.flags:
            self.flags.append(what)

    # -- one case -----------------------------------------------------------------------------------------------

    def begin_case(self, task: str, case: str, *, planned: bool = True) -> None:
        """From here on, operations belong to a case of a task; the case cannot speak of objects of the one before.

        Unless it is `planned`, all that the case asks is asked as it comes.
        """
        self._planned = planned
        self._objects = {0}
        self._task, self._case = task, case
        self._time = f"{task} with functions given" if self._functions else task
        self.changed, self.asked = (), False
        self.transcripts.begin(case)

    def call(
        self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = "the object"
    ) -> Any:
        """Call a function of the module (target 0) or of an object in the worker. Raises StudentFault."""
        callbacks: dict[str, Callable[..., Any]] = {}
        packed = [self._packed(arg, callbacks) for arg in args]
        named = {key: self._packed(value, callbacks) for key, value in kwargs.items()}
        self._check_object(target)
        called = name if target == 0 else label
        return self._operate(wire.Call(0, target, name, packed, named), called, callbacks)

    def get(self, target: int, name: str) -> Any:
        """Read an attribute of an object in the worker. Raises StudentFault."""
        self._check_object(target)
        return self._operate(wire.Get(0, target, name), f"the attribute {name}")

    def helper(self, source: str) -> Any:
        """Run a hidden case's helper source in the worker."""
        module = self._operate(wire.Helper(0, source), "the helper")
        self._helpers.add(module.remote_number)
        return module

    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> SubmissionRunner:
        """A runner of the same submission, until the next case, in whose worker these functions replace its own.

        They run here; the worker asks for their results. What is done with it is not repeated by the repeat check.
        """
        self.asked = True
        if self._with_stand_ins is None or self._with_stand_ins._functions.keys() != functions.keys():
            self.drop_stand_ins()  # a worker has half of a submission's memory: there are never more than two
            self._with_stand_ins = SubmissionRunner(
                self._server,
                self._files,
                self._entry,
                budget=self.budget,
                importer=self._importer,
                functions=functions,
            )
            self._with_stand_ins.flags = self.flags
        self._with_stand_ins.begin_case(self._task, self._case)
        self._with_stand_ins.worker_again()
        return self._with_stand_ins

    def _packed(self, value: Any, callbacks: dict[str, Callable[..., Any]]) -> wire.Value | wire.Callback:
        """An argument as it crosses. A function stays here, in `callbacks`; the worker asks for its results."""
        if not callable(value) or isinstance(value, RemoteObject | RemoteFunction):
            return wire.pack(value, self._handle_of)
        name = f"function {len(callbacks)}"  # the space keeps it apart from the names of stand-ins
        callbacks[name] = value
        return wire.Callback(name)

    def _handle_of(self, value: Any) -> wire.Handle:
        if not isinstance(value, RemoteObject):
            raise TypeError(f"a hidden case passed a {type(value).__name__}, which cannot be sent")
        self._check_object(value.remote_number)
        return wire.Handle(value.remote_number)

    def _check_object(self, number: int) -> None:
        if number not in self._objects:
            raise GraderFault("a hidden case uses an object of another case")

    def _operate(
        self,
        request: Question,
        name: str,
        callbacks: Mapping[str, Callable[..., Any]] | None = None,
    ) -> Any:
        self.asked = True
        if self._busy:
            raise NestedCallError("a function that was given to a submission calls the submission")
        step = None
        if self._prefetched is not None and self._planned:
            step = self._prefetched.find(self._case, len(self.transcripts.current.operations), request)
        if step is None:
            if self._prefetched is not None:  # nothing may be on its way when the worker is asked something else
                self._prefetched.settle()
            if self._planned and self._left_plan(request):
                raise LeftPlanError
            step = self._ask(request, callbacks)
        if not self._functions and not self.transcripts.keep(step):
            self._flag("answers with so much that its answers were not looked at twice")
        outcome = step.outcome
        self.changed = tuple(outcome.reply.changed) if outcome.reply is not None else ()
        if outcome.status != "ok" or outcome.reply is None:
            raise self._fault(outcome, name)
        started = time.monotonic()
        try:
            return wire.unpack(outcome.reply.value, self._remote, tensors=self._tensors)
        except wire.BadValue:
            self._note(CallResult("protocol"))
            self.drop_worker()
            raise self._fault(CallResult("protocol"), name) from None
        finally:  # what it takes here to read the answer is the submission's time too
            self.budget.charge(self._time, time.monotonic() - started)

    def _fault(self, outcome: CallResult, name: str) -> StudentFault:
        if outcome.status == "timeout":
            return self.budget.used_up(self._task)
        lines = outcome.reply.lines if outcome.reply is not None else ()
        return student_fault(outcome, name, line_within(lines, name, self._importer.places))

    def _left_plan(self, request: Question) -> bool:
        """Whether a request that was not planned speaks of an object that came with a planned answer.

        The worker may have changed it since, in what was planned behind, or be another one, which does not have it.
        """
        if self._prefetched is None:
            return False
        objects = {handle for handle in handles_of(request) if handle and wire.request_of(handle) <= self._plan.last}
        there = self._worker is self._prefetched.worker and not self._prefetched.worker.closed
        return bool(objects - self._helpers if there else objects)

    def _ask(self, request: Question, callbacks: Mapping[str, Callable[..., Any]] | None) -> Operation:
        """Ask the worker now."""
        self.worker_again()
        seconds = self.budget.for_call(self._time)
        if not seconds:
            raise self.budget.used_up(self._task)
        request = msgspec.structs.replace(request, id=self.next_number())
        started, waited = time.monotonic(), 0.0
        self._busy = True
        try:
            outcome = self.worker().ask(request, seconds, answering(self._functions, callbacks))
            waited = outcome.waited
        finally:
            self._busy = False
            self.budget.charge(self._time, time.monotonic() - started - waited)
        self._note(outcome)
        return Operation(request, outcome, callbacks)

    def _remote(self, handle: wire.Handle) -> RemoteObject:
        self._objects.add(handle.id)
        return RemoteObject(self, handle.id, handle.type_name)

    def next_number(self) -> int:
        """A number for a request that has none yet."""
        self._number += 1
        return self._number
