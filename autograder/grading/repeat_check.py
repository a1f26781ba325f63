"""The repeat check: what was asked is asked again, in a fresh worker and another order, so that state and chance show.

Knows cases by name only, and of answers only frames.
"""

from __future__ import annotations

import hashlib
import math
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any

import msgspec
import numpy as np

from autograder.sandbox.calls import Operation, Question, Transcript
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.remote import answering
from autograder.sandbox.responses import CallResult
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner

_RTOL = 1e-9
"""Sums may round differently where memory is aligned differently."""

_PATIENCE = 3.0
"""A repeated call may take so many times as long: it may meet a busier machine."""
_LATE = "no time is left"
"""Instead of a fingerprint."""


class RepeatCheck:
    """Repeats the cases of one submission with the runner that asked them first."""

    def __init__(self, runner: SubmissionRunner, seed: int) -> None:
        """The order of the repeated cases is drawn from `seed`."""
        self._runner = runner
        self._transcripts: Mapping[str, Transcript] = runner.transcripts
        self._limits = runner.limits
        self._seed = seed
        self.notes: dict[str, list[str]] = {}
        """By case, what was noted of those that were watched."""

    def nondeterministic(self, cases: list[str], watched: Sequence[str] = ()) -> dict[str, str]:
        """Repeat passed cases in a fresh worker and another order; the mistake id of each that came out otherwise.

        The calls of those that are `watched` are looked at before anything is repeated: no worker has seen them twice.

        "keeps-state" when it comes out otherwise in the same way twice, "order-of-a-set" when only a walk over a set
        the other way changes it, "not-deterministic" when not even that. "time-limit" where the submission's time ends
        before the case is repeated: only what is asked for twice counts.
        """
        self._runner.drop_stand_ins()
        order = self._second_order([case for case in cases if self._transcripts[case].answered])
        if not order:
            return {}
        self._runner.mirror(True)
        self._watch(watched)
        rest = self._repeated_alike(order)
        differing = self._repeat(rest) if rest else {}
        late = {case: "time-limit" for case, fingerprint in differing.items() if fingerprint == _LATE}
        if len(late) == len(differing):
            return late
        self._runner.mirror(False)
        again = self._repeat(rest)
        mistakes = {case: "not-deterministic" for case in differing if case not in late}
        mistakes |= {case: "keeps-state" for case in mistakes if again.get(case) == differing[case]}
        for case in self._of_a_set([case for case in mistakes if case not in again], differing):
            mistakes[case] = "order-of-a-set"
            self.notes.pop(case, None)
        return late | mistakes

    def _of_a_set(self, cases: list[str], differing: dict[str, str]) -> list[str]:
        """The cases that a mirrored walk over a set changes, and in the same way once more; chance does not do that."""
        if not cases or not self._runner.has_classes:
            return []
        self._runner.mirror(True)
        once_more = self._repeat(cases)
        return [case for case in cases if once_more.get(case) == differing[case]]

    def _second_order(self, cases: list[str]) -> list[str]:
        """The cases shuffled, the plain ones first; none that was a function's first is its first again, nor the whole.

        What is remembered from a first call shows only when another comes first. A case that is alone stays where it
        is. A case counts to the function that it asks first.
        """
        order = list(cases)
        random.Random(self._seed).shuffle(order)
        order.sort(key=lambda case: not self._transcripts[case].plain)
        firsts: dict[str, str] = {}
        for case in cases:
            firsts.setdefault(self._function(case), case)
        for function, first in firsts.items():
            group = [case for case in order if self._function(case) == function]
            if group[0] == first and len(group) > 1:
                order.remove(first)
                order.insert(order.index(group[1]) + 1, first)
        if order and order[0] == cases[0]:
            order.append(order.pop(0))
        return order

    def _function(self, case: str) -> str:
        steps = self._transcripts[case].operations
        return getattr(steps[0].request, "name", "") if steps else ""

    def _repeated_alike(self, order: list[str]) -> list[str]:
        """Repeat the plain cases that lead at one go; what is left to be repeated: everything, if any differs.

        They are sent under the same numbers, so that the same answer is the same bytes.
        """
        plain = list(takewhile(lambda case: self._transcripts[case].plain, order))
        if not plain:
            return order
        steps = [step for case in plain for step in self._transcripts[case].answered]
        try:
            worker = self._runner.worker()
        except DoesNotImportError:
            return order
        frames = b"".join(step.frame or wire.frame(step.request) for step in steps)
        worker.post(frames, [step.request.id for step in steps])
        for step in steps:
            outcome = self._timed(worker.next, self._limits.call_seconds)
            same_bytes = bool(outcome.body) and outcome.body == step.outcome.body
            if not same_bytes and _difference(step.outcome, outcome, {}) is not None:
                self._runner.drop_worker()  # which tells nothing of the single cases
                return order
        return order[len(plain) :]

    def _repeat(self, order: list[str]) -> dict[str, str]:
        """The cases that differ from their first run, each with a fingerprint of what came instead."""
        differing: dict[str, str] = {}
        for index, case in enumerate(order):
            if self._runner.budget.left <= 0:
                differing[case] = _LATE
                continue
            try:
                worker = self._runner.worker()
            except DoesNotImportError:
                if not index:
                    return dict.fromkeys(order, "does not import")
                differing[case] = "does not import"
                continue
            answers = (difference for _, _, difference in self._asked_again(case, worker))
            fingerprint = next((difference for difference in answers if difference is not None), None)
            if fingerprint is not None:
                differing[case] = fingerprint if self._runner.budget.left > 0 else _LATE
        return differing

    def _asked_again(
        self, case: str, worker: WorkerProcess, *, observe: bool = False
    ) -> Iterator[tuple[Question, CallResult, str | None]]:
        """Each request of a case as it is put to the worker once more, its answer, and how this differs from before."""
        handles: dict[int, int] = {}
        for step in self._transcripts[case].answered:
            request = _renumbered(step.request, self._runner.next_number(), handles)
            outcome = self._ask(worker, _observing(request) if observe else request, step)
            yield request, outcome, _difference(step.outcome, outcome, handles)

    def _ask(self, worker: WorkerProcess, request: Question, step: Operation) -> CallResult:
        """Put a request to the worker, or take its answer, where it was posted."""
        seconds = self._limits.call_seconds * _PATIENCE
        if worker.pending:
            return self._timed(worker.next, seconds)
        return self._timed(lambda seconds: worker.ask(request, seconds, answering({}, step.callbacks)), seconds)

    def _timed(self, ask: Callable[[float], CallResult], seconds: float) -> CallResult:
        """Ask in the submission's time."""
        budget = self._runner.budget
        started = time.monotonic()
        outcome = ask(max(0.0, min(seconds, budget.left)))
        budget.charge("repeat", time.monotonic() - started - outcome.waited)
        return outcome

    def _watch(self, cases: Sequence[str]) -> None:
        """Note what the functions of some cases call and compute with, each in a worker that has not seen the case."""
        watched = sorted(
            (case for case in cases if self._transcripts[case].answered),
            key=lambda case: not self._transcripts[case].plain,
        )
        plain = [step for case in watched if self._transcripts[case].plain for step in self._transcripts[case].answered]
        for index, case in enumerate(watched):
            if self._runner.budget.left <= 0:
                self._runner.drop_worker()
                return
            try:
                worker = self._runner.worker()
            except DoesNotImportError:
                return
            if not index:
                requests = [_observing(step.request) for step in plain]
                worker.post(b"".join(map(wire.frame, requests)), [request.id for request in requests])
            self.notes[case] = self._observed(case, worker)

    def _observed(self, case: str, worker: WorkerProcess) -> list[str]:
        """How the calls of a case compute; which functions are called, of the module's own only.

        "hidden" is noted where an answer is another one than before, and "late" where none comes in time.
        """
        notes: list[str] = []
        for request, outcome, difference in self._asked_again(case, worker, observe=True):
            if outcome.status == "timeout":
                return [*notes, "late"]
            if difference is not None:
                notes.append("hidden")
            if outcome.reply is None:
                return notes
            # A name may be of any script, but a count is ASCII: other digits are no number to int().
            valid = [note for note in outcome.reply.notes if note.rpartition(" ")[2].isascii()]
            directly = isinstance(request, wire.Call) and request.target == 0
            notes += [note for note in valid if directly or not note.startswith("calls ")]
        return notes


def _observing(request: Question) -> Question:
    """The same request, and what it does is to be noted."""
    return msgspec.structs.replace(request, observe=True) if isinstance(request, wire.Call) else request


def _renumbered(request: Question, number: int, handles: dict[int, int]) -> Question:
    """The same request with this worker's handles instead of the first one's."""
    changes: dict[str, Any] = {"id": number}
    if isinstance(request, wire.Call | wire.Get):
        changes["target"] = handles.get(request.target, request.target)
    if isinstance(request, wire.Call) and handles:
        changes["args"] = [_translated(arg, handles) for arg in request.args]
        changes["kwargs"] = {name: _translated(arg, handles) for name, arg in request.kwargs.items()}
    return msgspec.structs.replace(request, **changes)


def _translated(value: Any, handles: dict[int, int]) -> Any:
    if isinstance(value, wire.Handle):
        return msgspec.structs.replace(value, id=handles.get(value.id, value.id))
    if isinstance(value, wire.Seq):
        return wire.Seq(value.kind, [_translated(item, handles) for item in value.items])
    if isinstance(value, wire.Map):
        return wire.Map({key: _translated(item, handles) for key, item in value.items.items()})
    return value


def _difference(before: CallResult, after: CallResult, handles: dict[int, int]) -> str | None:
    """None when both say the same; otherwise a fingerprint of the second. Notes which handle stands for which."""
    first, second = before.reply, after.reply
    if after.status != before.status or first is None or second is None:
        return f"{after.status}: {after.why}"
    if first.status == "error":
        return None if (first.kind, first.error) == (second.kind, second.error) else f"{second.kind} {second.error}"
    if _alike(first.value, second.value, handles):
        return None
    return hashlib.sha256(msgspec.msgpack.encode(second.value)).hexdigest()


def _alike(first: wire.Value, second: wire.Value, handles: dict[int, int]) -> bool:
    if isinstance(first, wire.Array) and isinstance(second, wire.Array):
        return _same_array(first, second)
    if isinstance(first, wire.Handle) and isinstance(second, wire.Handle):
        handles[first.id] = second.id
        return first.type_name == second.type_name
    if isinstance(first, wire.Seq) and isinstance(second, wire.Seq):
        return len(first.items) == len(second.items) and all(
            _alike(a, b, handles) for a, b in zip(first.items, second.items, strict=True)
        )
    if isinstance(first, wire.Map) and isinstance(second, wire.Map):
        return first.items.keys() == second.items.keys() and all(
            _alike(item, second.items[key], handles) for key, item in first.items.items()
        )
    if type(first) is float and type(second) is float:
        return math.isclose(first, second, rel_tol=_RTOL) or (math.isnan(first) and math.isnan(second))
    return type(first) is type(second) and first == second


def _same_array(first: wire.Array, second: wire.Array) -> bool:
    if (first.kind, first.dtype, first.shape) != (second.kind, second.dtype, second.shape):
        return False
    if first.data == second.data:
        return True
    if len(first.data) != len(second.data) or first.dtype[1] != "f":
        return False
    rtol = _RTOL if first.dtype == "<f8" else 1e-5
    first_numbers, second_numbers = (np.frombuffer(data, first.dtype) for data in (first.data, second.data))
    return nearly_equal(first_numbers, second_numbers, rtol)


def nearly_equal(first: np.ndarray, second: np.ndarray, rtol: float = _RTOL) -> bool:
    """Whether two arrays of one shape hold the same numbers but for rounding, by the largest of the first."""
    scale = float(np.max(np.abs(first), initial=0.0, where=np.isfinite(first)))
    return bool(np.allclose(second, first, rtol=rtol, atol=rtol * scale, equal_nan=True))
