"""Runs hidden cases on the reference: to see which calls every submission will be asked, and whether a case is sound.

The first is done in the grader, once: the reference is the grader's own code. The second is done in a worker, where an
exception ended a case for a submission: so a case that is broken for everybody is told from one that met an odd value.
Knows no submission.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.faults import SandboxFault, StudentFault
from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.inside import wire
from autograder.sandbox.planned_calls import CallPlan, refuse
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner


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
