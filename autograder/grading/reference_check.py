"""Runs a hidden case on the reference, in a worker, where an exception ended it for a submission.

So a case that is broken for everybody is told from one that met an odd value. Knows no submission, and remembers only
which cases the reference passes.
"""

from __future__ import annotations

from typing import Any

from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner


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
