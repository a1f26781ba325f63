"""Keeps one pytest session open in a thread and grades submissions in it, one at a time, in the order they come."""

from __future__ import annotations

import contextlib
import functools
import io
import queue
import threading
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from autograder.course.model import Course, CourseError
from autograder.course.modules import CourseModules
from autograder.faults import GraderFault
from autograder.grading import oracles
from autograder.grading.conditions import hidden_file, sandbox_config
from autograder.grading.grader import Grader
from autograder.grading.marks import validate
from autograder.grading.plugin import GradingPlugin
from autograder.grading.verdicts import CaseSpec
from autograder.results.records import Record
from autograder.sandbox.config import Isolation
from autograder.sandbox.forkserver import ForkServer
from autograder.submissions.reading import Submission

_OFF = [
    "cacheprovider",
    "logging",
    "terminal",
    "faulthandler",
    "unraisableexception",
    "threadexception",
    "warnings",
    "junitxml",
    "pastebin",
    "setuponly",
    "setupplan",
    "stepwise",
    "skipping",
    "unittest",
    "doctest",
    "debugging",
    "subtests",
    "recwarn",
    "tmpdir",
    "monkeypatch",
]


class Terms(NamedTuple):
    """What a session grades by.

    `known` are the packed oracle values of an earlier session of this seed and course; whatever is missing is computed.
    `server` is a fork server of this assignment that is already there; the session stops it at its end.
    """

    seed: int
    isolation: Isolation
    level: int
    known: bytes = b""
    server: ForkServer | None = None


class GradingSession:
    """Hidden cases of one assignment, collected once, and a fork server. Use as a context manager."""

    def __init__(
        self,
        course: Course,
        name: str,
        *,
        seed: int,
        isolation: Isolation,
        level: int,
        known: bytes = b"",
        server: ForkServer | None = None,
    ) -> None:
        """The arguments are those of `Terms`."""
        self._prepare(course, name, lambda: Terms(seed, isolation, level, known, server))

    @classmethod
    def on_terms(cls, course: Course, name: str, terms: Callable[[], Terms]) -> GradingSession:
        """A session whose terms are asked for when the cases are collected: finding them may take as long as that.

        What `terms` raises, `__enter__` raises.
        """
        session = cls.__new__(cls)
        session._prepare(course, name, terms)
        return session

    def _prepare(self, course: Course, name: str, terms: Callable[[], Terms]) -> None:
        self._course = course
        self._assignment = course.load(name)
        self._terms = terms
        self._modules = CourseModules(course.solutions)
        self._plugin: GradingPlugin | None = None
        self._classes: oracles.Classes = {}
        self._recalled = 0
        self._jobs: queue.Queue[Submission | None] = queue.Queue()
        self._answers: queue.Queue[Record | BaseException | list[CaseSpec]] = queue.Queue()
        self._quiet = contextlib.ExitStack()
        self.agreements: dict[str, int] = {}
        """By case, how often two oracles agreed on what it expects."""
        self._thread = threading.Thread(target=self._run, name="pytest session", daemon=True)

    def __enter__(self) -> GradingSession:
        self._thread.start()
        self.specs: list[CaseSpec] = self._answer()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self._jobs.put(None)
        self._thread.join(30)

    def grade(self, submission: Submission) -> Record:
        """Grade one submission. A fault of the grader gives a record that says ungradable, not an exception."""
        self._jobs.put(submission)
        record: Record = self._answer()
        return record

    def new_oracles(self) -> bytes | None:
        """All oracle values that can be packed, once there are more than were known; call it between submissions."""
        if self._plugin is None or len(self._plugin.made) <= self._recalled:
            return None
        return oracles.pack(self._plugin.made, self._classes)

    def _answer(self) -> Any:
        while True:
            try:
                answer = self._answers.get(timeout=1.0)
                break
            except queue.Empty:
                if not self._thread.is_alive() and self._answers.empty():
                    raise GraderFault("the grading session has ended") from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def _run(self) -> None:
        try:
            path = hidden_file(self._assignment.name, self._course)
            reference = self._course.reference(self._assignment.name)
            plugin = GradingPlugin(
                reference, self._serve, import_cases=self._modules.load, tasks=self._assignment.tasks
            )
            self.agreements = plugin.agreements
            arguments = [str(path), "-c", "/dev/null", "--rootdir", str(path.parent), "--import-mode=importlib"]
            arguments += [
                "--noconftest",
                "--disable-plugin-autoload",
                "--capture=no",
                *(word for name in _OFF for word in ("-p", f"no:{name}")),
            ]
            with self._quiet:
                self._quiet.enter_context(contextlib.redirect_stderr(io.StringIO()))
                status = pytest.main(arguments, plugins=[plugin])
            if not plugin.specs or plugin.problem:
                problem = plugin.problem.rstrip(".") or f"pytest ended with status {int(status)}"
                raise CourseError(f"The hidden cases of {self._assignment.name} cannot be collected: {problem}.")
        except BaseException as error:  # noqa: BLE001  # whatever ends this thread must reach the one who waits for an answer
            self._answers.put(error)

    def _serve(self, plugin: GradingPlugin) -> None:
        """What goes wrong in here must reach the one who waits: pytest would only note it and end."""
        try:
            self._loop(plugin)
        except BaseException as error:  # noqa: BLE001  # handed on, whatever it is
            self._answers.put(error)

    def _loop(self, plugin: GradingPlugin) -> None:
        """Runs inside pytest, between collection and the end of the session."""
        if plugin.problem or not plugin.specs:
            return
        self._quiet.close()  # standard error is the whole process's: it stays quiet for the collection only
        try:
            validate(plugin.specs, self._assignment)
        except CourseError as error:
            plugin.problem = str(error)
            return
        terms = self._terms()
        with terms.server or ForkServer(sandbox_config(self._assignment, terms.isolation)) as server:
            plugin.seed = terms.seed
            self._recall(plugin, terms.known)
            grader = Grader(self._course, self._assignment, plugin, server, terms.level)
            self._answers.put(plugin.specs)
            while (submission := self._jobs.get()) is not None:
                try:
                    self._answers.put(grader.grade(submission))
                except GraderFault as fault:
                    self._answers.put(grader.ungradable(submission, str(fault)))
                except Exception as error:  # noqa: BLE001  # one submission's misfortune is not the class's
                    self._answers.put(grader.ungradable(submission, f"{type(error).__name__}: {error}"))

    def _recall(self, plugin: GradingPlugin, known: bytes) -> None:
        """Give the plugin what is known; values of other dataclasses than those of the cases just collected are not."""
        self._plugin, self._classes = plugin, oracles.classes_of(self._modules.loaded())
        plugin.settle = functools.partial(oracles.settled, classes=self._classes)
        with contextlib.suppress(ValueError):  # damaged: all is computed again
            plugin.made.update(oracles.unpack(known, self._classes))
        self._recalled = len(plugin.made)
