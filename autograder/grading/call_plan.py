"""Records what every submission will be asked, by running the hidden cases once on the reference, in the grader.

The reference is the grader's own code. Knows no submission.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.faults import SandboxFault, StudentFault
from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.sandbox.calls import FIRST, CallPlan, Question
from autograder.sandbox.inside import wire
from autograder.sandbox.inside.worker import Worker
from autograder.sandbox.remote import RemoteObject


class _NotPlainError(SandboxFault):
    """The case gives functions to the submission, or wants right parts in their places: that cannot be planned."""


class _DryRun:
    """A carrier that asks a worker in this process, whose submission is the reference, and notes what was asked."""

    def __init__(self, reference: Any, torch: Any, first: int) -> None:
        """`first` is the number of the first request."""
        self.changed: tuple[int, ...] = ()
        self.asked = False
        self.requests: list[Question] = []
        self._worker = Worker(-1, reference)
        self._torch = torch
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

    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> _DryRun:
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
        carrier = _DryRun(plugin.reference_module(), torch, FIRST + len(requests))
        try:
            passed = plugin.run_case(number, carrier).passed
        except CaseError:  # it cannot be planned, or it is broken: then it is met again with the first submission
            continue
        if passed:
            requests += [(spec.task, spec.nodeid, request) for request in carrier.requests]
    return CallPlan(requests)
