"""Runs the hidden cases on the reference once, in the grader, to see which calls every submission will be asked.

The reference is the grader's own code; nothing of a submission is near. What it answers is of no further use here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.faults import SandboxFault, StudentFault
from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.sandbox.inside import wire
from autograder.sandbox.planned_calls import CallPlan, refuse


class _NotPlainError(SandboxFault):
    """The case does more than call functions of the module with values, for which there is no sandbox here."""


class _Rehearsal:
    """A carrier that calls the reference and notes what was asked."""

    def __init__(self, reference: Any) -> None:
        self.changed: tuple[int, ...] = ()
        self.asked = False
        self.calls: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = []
        self._reference = reference

    def call(self, target: int, name: str, args: tuple[Any, ...], kwargs: dict[str, Any], *, label: str = "") -> Any:
        try:
            for value in (*args, *kwargs.values()):
                wire.pack(value, refuse)
        except wire.BadValue:
            raise _NotPlainError from None
        self.asked = True
        self.calls.append((name, args, kwargs))
        try:
            with np.errstate(all="ignore"):
                return getattr(self._reference, name)(*args, **kwargs)
        except Exception as error:
            raise StudentFault("raised", "", error=type(error).__name__) from error

    def get(self, target: int, name: str) -> Any:
        raise _NotPlainError

    def helper(self, source: str) -> Any:
        raise _NotPlainError

    def standing_in(self, functions: Mapping[str, Callable[..., Any]]) -> _Rehearsal:
        raise _NotPlainError


def record_calls(plugin: GradingPlugin) -> CallPlan:
    """The plan of the cases that the reference passes by plain calls; what else there is will be asked as it comes."""
    calls = []
    for number, spec in enumerate(plugin.specs):
        carrier = _Rehearsal(plugin.reference_module())
        try:
            passed = plugin.run_case(number, carrier).passed
        except CaseError:  # it is not plain, or broken: then it is met again with the first submission
            continue
        if passed:
            calls += [(spec.task, spec.nodeid, *call) for call in carrier.calls]
    return CallPlan(calls)
