"""Runs one submission: a worker that is replaced when it dies, time limits, and a replay that shows state and chance.

Knows cases by name only; what they check is not its business.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from autograder.faults import StudentFault
from autograder.sandbox.blame import blame, is_builtin_error
from autograder.sandbox.channel import Outcome, WorkerProcess
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire
from autograder.sandbox.remote import RemoteFunction, RemoteObject
from autograder.sandbox.replay import Step, Transcript, all_alike, observed, replayed_alike
from autograder.sandbox.standin import NestedCallError, answering

_MOST_KEPT = 64 << 20
"""Bytes of requests and replies that are kept for the second look; honest work needs less than one MiB."""


class DoesNotImportError(Exception):
    """The submission's file does not import. `text` is Python's own text, which may be shown: no input was near."""

    def __init__(self, kind: str, error: str, text: str, line: int) -> None:
        super().__init__(text)
        self.kind = kind
        self.error = error
        self.text = text
        self.line = line


class SubmissionRunner:
    """The carrier behind the `student` fixture for one submission. Close it, or use it as a context manager."""

    def __init__(
        self, server: ForkServer, files: Mapping[str, bytes], entry: str, *, seed: int, torch: Any = None
    ) -> None:
        self.changed: tuple[int, ...] = ()
        self.flags: list[str] = []
        self.output = bytearray()
        self.parts: list[str] = []
        self.imports: list[str] = []
        """The import statements of the files, as "name line", read before any of their code ran."""
        self._server = server
        self._limits = server.config.limits
        self._files = dict(files)
        self._entry = entry
        self._seed = seed
        self._torch = torch
        self._worker: WorkerProcess | None = None
        self._workers = 0
        self._number = 0
        self._used: dict[str, float] = {}
        self._used_beside: dict[str, float] = {}
        """The time of stand-in workers: what a function that never ends has used up does not count against them."""
        self._task = ""
        self._transcripts: dict[str, Transcript] = {}
        self._transcript = Transcript()
        self._kept = 0
        self._look_until = 0.0
        self._lines = 1 + max((max(data.count(b"\n"), data.count(b"\r")) for data in files.values()), default=0)
        self._handles = False
        self._beside: list[SubmissionRunner] = []
        self._functions: Mapping[str, Callable[..., Any]] = {}
        self._busy = False

    def __enter__(self) -> SubmissionRunner:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def close(self) -> None:
        """Kill the worker."""
        self._close_beside()
        self._drop_worker()
        if self._server.disposable:
            self._server.stop()

    # -- loading ------------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Import the submission in a fresh worker. Raises DoesNotImportError when it does not import."""
        self._drop_worker()
        self._worker = worker = self._server.spawn()
        self._workers += 1
        self.parts = worker.parts
        self._number = 1
        started = time.monotonic()
        if self._workers == 1 and not self._functions:
            self._inspect(worker)
        seed = self._seed + self._workers
        outcome = self._worker.ask(wire.Load(1, self._files, self._entry, seed), self._limits.import_seconds)
        self._charge("import", time.monotonic() - started - outcome.waited)
        if outcome.status == "ok":
            return
        self._note(outcome)
        reply = outcome.reply
        self._drop_worker()
        if reply is None:
            raise DoesNotImportError(outcome.status, "", outcome.why, 0)
        error = reply.error if is_builtin_error(reply.error) else ""
        raise DoesNotImportError(reply.kind, error, reply.message, reply.line)

    def _inspect(self, worker: WorkerProcess) -> None:
        outcome = worker.ask(wire.Inspect(1, self._files), self._limits.import_seconds)
        if outcome.reply is not None:
            self.imports = outcome.reply.notes
        if worker.closed:  # a source that the parser does not survive: let loading say so, in a worker of its own
            self._worker = self._server.spawn()

    def _drop_worker(self) -> None:
        if self._worker is not None:
            self._worker.close()
            self.output += self._worker.output
            self._worker = None

    def _note(self, outcome: Outcome) -> None:
        if outcome.status == "protocol":
            self._flag("disturbed the grader's channel")

    def _flag(self, what: str) -> None:
        if what not in self.flags:
            self.flags.append(what)

    @property
    def seconds_left(self) -> float:
        """What is left of the submission's time; below 0 when more was used."""
        return self._limits.submission_seconds - sum(self._used.values())

    def _charge(self, what: str, seconds: float) -> None:
        """Count seconds against the limits; those in which the machine was busy with others do not count."""
        self._used[what] = self._used.get(what, 0.0) + max(0.0, seconds)

    def leave(self, seconds: float) -> None:
        """Leave at most so many seconds for what is still to be asked."""
        self._used["before"] = max(0.0, self.seconds_left - seconds)

    # -- one case -----------------------------------------------------------------------------------------------

    def begin_case(self, task: str, case: str) -> None:
        """From here on, operations belong to a case of a task; objects of the case before are gone."""
        self._close_beside()
        self._task = task
        self.changed = ()
        self._transcript = self._transcripts[case] = Transcript()
        if self._handles and self._worker is not None:
            self._handles = False
            self._forget()

    def _forget(self) -> None:
        """Drop the worker's objects, in the time of the whole submission; without an answer the worker is ended."""
        started = time.monotonic()
        seconds = max(0.0, min(self._limits.call_seconds, self.seconds_left))
        outcome = self._perform(wire.Forget(self._next_number()), seconds)
        self._charge("forgetting", time.monotonic() - started - outcome.waited)

    def call(
        self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = "the object"
    ) -> Any:
        """Call a function of the module (target 0) or of an object in the worker. Raises StudentFault."""
        given: dict[str, Callable[..., Any]] = {}
        packed = [self._packed(arg, given) for arg in args]
        named = {key: self._packed(value, given) for key, value in kwargs.items()}
        return self._operate(wire.Call(0, target, name, packed, named), name or label, given)

    def get(self, target: int, name: str) -> Any:
        """Read an attribute of an object in the worker. Raises StudentFault."""
        return self._operate(wire.Get(0, target, name), f"the attribute {name}")

    def helper(self, source: str) -> Any:
        """Run a hidden case's helper source in the worker."""
        return self._operate(wire.Helper(0, source), "the helper")

    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> SubmissionRunner:
        """A runner of the same submission, until the next case, in whose worker these functions replace its own.

        They run here; the worker asks for their results. What is done with it is not repeated by `unsteady`.
        """
        beside = SubmissionRunner(self._server, self._files, self._entry, seed=self._seed, torch=self._torch)
        beside.flags = self.flags
        beside._used = self._used_beside
        beside._task = self._task
        beside._functions = functions
        self._beside.append(beside)
        seconds = beside._seconds_left()
        try:
            beside.load()
        except DoesNotImportError:
            raise StudentFault("crashed", "The file imported at first and does not import again.") from None
        beside._perform(wire.StandIn(beside._next_number(), list(functions)), seconds)
        return beside

    def _close_beside(self) -> None:
        for runner in self._beside:
            runner._drop_worker()
            self.output += runner.output
        self._beside.clear()

    def _packed(self, value: Any, given: dict[str, Callable[..., Any]]) -> wire.Value | wire.Callback:
        """An argument as it crosses. A function stays here and is noted in `given`; the worker asks for its results."""
        if not callable(value) or isinstance(value, RemoteObject | RemoteFunction):
            return wire.pack(value, self._handle_of)
        name = f"function {len(given)}"  # the space keeps it apart from the names of stand-ins
        given[name] = value
        return wire.Callback(name)

    def _handle_of(self, value: Any) -> wire.Handle:
        if not isinstance(value, RemoteObject):
            raise TypeError(f"a hidden case passed a {type(value).__name__}, which cannot be sent")
        return wire.Handle(value.remote_number)

    def _operate(
        self,
        request: wire.Call | wire.Get | wire.Helper,
        name: str,
        given: Mapping[str, Callable[..., Any]] | None = None,
    ) -> Any:
        if self._busy:
            raise NestedCallError("a function that was given to a submission calls the submission")
        seconds = self._seconds_left()
        if self._worker is None:
            try:
                self.load()
            except DoesNotImportError:
                raise StudentFault("crashed", "The file imported at first and does not import again.") from None
        request = msgspec.structs.replace(request, id=self._next_number())
        started = time.monotonic()
        waited = 0.0
        try:
            outcome = self._perform(request, seconds, given)
            waited = outcome.waited
            self._keep(Step(request, outcome, time.monotonic() - started, given))
            self.changed = tuple(outcome.reply.changed) if outcome.reply is not None else ()
            if outcome.status != "ok" or outcome.reply is None:
                raise blame(outcome, name, seconds, self._lines)
            return wire.unpack(outcome.reply.value, self._remote, self._torch)
        except wire.BadValue:
            self._note(Outcome("protocol"))
            self._drop_worker()
            raise blame(Outcome("protocol"), name, seconds) from None
        finally:  # what it takes here to read the answer is the submission's time too
            self._charge(self._task, time.monotonic() - started - waited)

    def _keep(self, step: Step) -> None:
        """Keep a step for the second look, unless the submission makes it too much to keep."""
        if self._transcript.dropped:
            return
        self._kept += step.outcome.weight
        self._transcript.steps.append(step)
        if self._kept > _MOST_KEPT:
            self._kept -= sum(kept.outcome.weight for kept in self._transcript.steps)
            self._transcript.drop()
            self._flag("answers with so much that its answers were not looked at twice")

    def _perform(
        self, request: wire.Request, seconds: float, given: Mapping[str, Callable[..., Any]] | None = None
    ) -> Outcome:
        assert self._worker is not None
        self._busy = True
        try:
            outcome = self._worker.ask(request, seconds, answering(self._functions, given))
        finally:
            self._busy = False
        self._note(outcome)
        if outcome.status not in ("ok", "error"):
            self._drop_worker()
        return outcome

    def _remote(self, handle: wire.Handle) -> RemoteObject:
        self._handles = True
        return RemoteObject(self, handle.id, handle.type_name)

    def _next_number(self) -> int:
        self._number += 1
        return self._number

    def _seconds_left(self) -> float:
        task = self._limits.task_seconds - self._used.get(self._task, 0.0)
        whole = self.seconds_left
        if whole <= 0:
            raise StudentFault(
                "time-limit", f"The {self._limits.submission_seconds:g} s for the whole file are used up."
            )
        if task <= 0:
            raise StudentFault("time-limit", f"The {self._limits.task_seconds:g} s for {self._task} are used up.")
        return min(self._limits.call_seconds, task, whole)

    # -- the second look ----------------------------------------------------------------------------------------

    def unsteady(self, cases: list[str]) -> dict[str, str]:
        """Repeat passed cases in a fresh worker and another order; the mistake id of each that came out otherwise.

        "keeps-state" when it comes out otherwise in the same way twice, "not-deterministic" when not even that.
        It takes no longer than the first run may; cases that it does not come to count as they are, and a flag says so.
        """
        self._look_until = time.monotonic() + self._limits.submission_seconds
        order = [case for case in cases if self._transcripts[case].answered]
        random.Random(self._seed).shuffle(order)
        if not order:
            return {}
        if order[0] == cases[0]:  # what is remembered from the first call shows only when another comes first
            order.reverse()
        self._drop_worker()
        rest = self._repeated_alike(order)
        differing = self._repeat(rest) if rest else {}
        if not differing:
            return {}
        self._drop_worker()
        again = self._repeat(rest)
        return {
            case: "keeps-state" if again.get(case) == differing[case] else "not-deterministic" for case in differing
        }

    def _repeated_alike(self, order: list[str]) -> list[str]:
        """Repeat the plain cases at one go; what is left to be repeated case by case: everything, if any differs."""
        plain = [case for case in order if self._transcripts[case].plain]
        if not plain:
            return order
        try:
            self.load()
        except DoesNotImportError:
            return order
        assert self._worker is not None
        transcripts = [self._transcripts[case] for case in plain]
        if not all_alike(transcripts, self._worker, self._next_number, self._limits.call_seconds):
            self._drop_worker()
            return order
        return [case for case in order if not self._transcripts[case].plain]

    def observe(self, cases: list[str]) -> dict[str, list[str]]:
        """What the functions of some passed cases call, as notes; looked at in a worker that is not needed any more."""
        found: dict[str, list[str]] = {}
        for case in cases:
            if self._worker is not None and self._transcripts[case].answered:
                number, seconds = self._next_number, self._limits.call_seconds
                found[case] = observed(self._transcripts[case], self._worker, number, seconds, self._look_until)
                if self._worker.closed:
                    self._drop_worker()
        return found

    def _repeat(self, order: list[str]) -> dict[str, str]:
        """The cases that differ from their first run, each with a fingerprint of what came instead."""
        if self._worker is None:
            try:
                self.load()
            except DoesNotImportError:
                return dict.fromkeys(order, "does not import")
        differing: dict[str, str] = {}
        for case in order:
            if time.monotonic() >= self._look_until:
                break
            if self._worker is None:
                try:
                    self.load()
                except DoesNotImportError:
                    differing[case] = "does not import"
                    continue
            worker = self._worker
            assert worker is not None
            number, seconds = self._next_number, self._limits.call_seconds
            fingerprint = replayed_alike(self._transcripts[case], worker, number, seconds, self._look_until)
            if fingerprint is not None and time.monotonic() < self._look_until:
                differing[case] = fingerprint
            if worker.closed:
                self._drop_worker()
        if time.monotonic() >= self._look_until:
            self._flag("takes so long when its calls are repeated that not all were")
        return differing
