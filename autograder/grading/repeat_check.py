"""The repeat check: what was asked is asked again, in a fresh worker and another order, so that state and chance show.

Knows cases by name only.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import takewhile

from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.inside import wire
from autograder.sandbox.replay import Ask, Transcript, all_alike, frames_of, observed, observing, replayed_alike
from autograder.sandbox.responses import CallResult, DoesNotImportError
from autograder.sandbox.runner import SubmissionRunner

_PATIENCE = 3.0
"""A repeated call may take so many times as long: it may meet a busier machine."""
_LATE = "no time is left"
"""In the place of a fingerprint."""


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
        self._runner.drop_beside()
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
        found = {case: "not-deterministic" for case in differing if case not in late}
        found |= {case: "keeps-state" for case in found if again.get(case) == differing[case]}
        for case in self._of_a_set([case for case in found if case not in again], differing):
            found[case] = "order-of-a-set"
            self.notes.pop(case, None)
        return late | found

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
        steps = self._transcripts[case].steps
        return getattr(steps[0].request, "name", "") if steps else ""

    def _repeated_alike(self, order: list[str]) -> list[str]:
        """Repeat the plain cases that lead at one go; what is left to be repeated: everything, if any differs."""
        plain = list(takewhile(lambda case: self._transcripts[case].plain, order))
        if not plain:
            return order
        steps = [step for case in plain for step in self._transcripts[case].answered]
        try:
            worker = self._runner.worker()
        except DoesNotImportError:
            return order
        worker.post(*frames_of(steps))
        if not all_alike(steps, lambda: self._timed(worker.next, self._limits.call_seconds)):
            self._runner.drop_worker()
            return order
        return order[len(plain) :]

    def _repeat(self, order: list[str]) -> dict[str, str]:
        """The cases that differ from their first run, each with a fingerprint of what came instead."""
        differing: dict[str, str] = {}
        for place, case in enumerate(order):
            if self._runner.budget.left <= 0:
                differing[case] = _LATE
                continue
            try:
                worker = self._runner.worker()
            except DoesNotImportError:
                if not place:
                    return dict.fromkeys(order, "does not import")
                differing[case] = "does not import"
                continue
            fingerprint = replayed_alike(self._transcripts[case], self._asking(worker), self._runner.next_number)
            if fingerprint is not None:
                differing[case] = fingerprint if self._runner.budget.left > 0 else _LATE
        return differing

    def _taking(self, worker: WorkerProcess) -> Ask:
        """How a request that was posted is answered, in the submission's time."""
        seconds = self._limits.call_seconds * _PATIENCE
        return lambda request, answer: self._timed(worker.next, seconds)

    def _asking(self, worker: WorkerProcess) -> Ask:
        """How a request is put to the worker once more, in the submission's time."""

        def ask(request: wire.Request, answer: Callable[[CallResult], bytes] | None) -> CallResult:
            seconds = self._limits.call_seconds * _PATIENCE
            return self._timed(lambda seconds: worker.ask(request, seconds, answer), seconds)

        return ask

    def _timed(self, ask: Callable[[float], CallResult], seconds: float) -> CallResult:
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
        for place, case in enumerate(watched):
            if self._runner.budget.left <= 0:
                self._runner.drop_worker()
                return
            try:
                worker = self._runner.worker()
            except DoesNotImportError:
                return
            if not place:
                requests = [observing(step.request) for step in plain]
                worker.post(b"".join(map(wire.frame, requests)), [request.id for request in requests])
            ask = self._taking(worker) if worker.pending else self._asking(worker)
            self.notes[case] = observed(self._transcripts[case], ask, self._runner.next_number)
