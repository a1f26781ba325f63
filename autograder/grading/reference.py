"""Runs hidden cases on the reference: to see what every submission will be asked, and whether a case is sound.

The first is done in the grader, once: the reference is the grader's own code. The second is done in a worker, where an
exception ended a case for a submission: so a case that is broken for everybody is told from one that met an odd value.
Knows no submission.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.faults import SandboxFault, StudentFault
from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire
from autograder.sandbox.inside.worker import Worker
from autograder.sandbox.planned_calls import FIRST, CallPlan
from autograder.sandbox.remote import RemoteObject
from autograder.sandbox.replay import Question
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner


class _NotPlainError(SandboxFault):
    """The case gives functions to the submission, or wants right parts in their places: that cannot be planned."""


class _Rehearsal:
    """A carrier that asks a worker in this process, whose submission is the reference, and notes what was asked."""

    def __init__(self, reference: Any, torch: Any, first: int) -> None:
        """`first` is the number of the first request."""
        self.changed: tuple[int, ...] = ()
        self.asked = False
        self.requests: list[Question] = []
        self._worker = Worker(-1, reference)
        self._torch = torch
        self._first = first

    def call(self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = "") -> Any:
        packed: list[wire.Value | wire.Callback] = [wire.pack(arg, _handle_of) for arg in args]
        named: dict[str, wire.Value | wire.Callback] = {k: wire.pack(value, _handle_of) for k, value in kwargs.items()}
        return self._answer(wire.Call(self._next(), target, name, packed, named))

    def get(self, target: int, name: str) -> Any:
        return self._answer(wire.Get(self._next(), target, name))

    def helper(self, source: str) -> Any:
        return self._answer(wire.Helper(self._next(), source))

    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> _Rehearsal:
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
        return wire.unpack(reply.value, lambda handle: RemoteObject(self, handle.id, handle.type_name), self._torch)


def _handle_of(value: Any) -> wire.Handle:
    if not isinstance(value, RemoteObject):
        raise _NotPlainError
    return wire.Handle(value.remote_number)


def record_calls(plugin: GradingPlugin, torch: Any = None) -> CallPlan:
    """The plan of the cases that the reference passes without functions given; the others are asked as they come."""
    requests: list[tuple[str, str, Question]] = []
    for number, spec in enumerate(plugin.specs):
        carrier = _Rehearsal(plugin.reference_module(), torch, FIRST + len(requests))
        try:
            passed = plugin.run_case(number, carrier).passed
        except CaseError:  # it cannot be planned, or it is broken: then it is met again with the first submission
            continue
        if passed:
            requests += [(spec.task, spec.nodeid, request) for request in carrier.requests]
    return CallPlan(requests)


class ReferenceCheck:
    """The cases of one session, run on the reference when one asks for them; no other runner may be open then."""

    def __init__(self, plugin: GradingPlugin, server: ForkServer, source: bytes, entry: str) -> None:
        self._plugin = plugin
        self._server = server
        self._files = {entry: source}
        self._entry = entry
        self._sound: set[int] = set()

    def problem(self, number: int, torch: Any = None) -> str:
        """What is wrong with the case of that number, in words; "" where the reference passes it."""
        if number in self._sound:
            return ""
        spec = self._plugin.specs[number]
        with SubmissionRunner(self._server, self._files, self._entry, torch=torch) as runner:
            try:
                runner.load()
                runner.begin_case(spec.task, spec.nodeid)
                verdict = self._plugin.run_case(number, runner)
            except (CaseError, DoesNotImportError) as error:
                return str(error)
        if not verdict.passed:
            return f"{spec.nodeid}: {verdict.fault or verdict.message}"
        self._sound.add(number)
        return ""
