"""Keeps one pytest session open in a thread and grades submissions in it, one at a time, in the order they come."""

from __future__ import annotations

import contextlib
import io
import os
import queue
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.course.model import Course, CourseError
from autograder.course.modules import CourseModules
from autograder.faults import GraderFault
from autograder.grading.accounts import CaseAccount
from autograder.grading.environment import hidden_file, sandbox_config
from autograder.grading.grader import Grader
from autograder.grading.marks import validate
from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.results.records import Record
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.launch import Isolation
from autograder.submissions.reading import Submission

_OFF = """
    cacheprovider logging terminal faulthandler unraisableexception threadexception warnings junitxml pastebin
    setuponly setupplan stepwise skipping unittest doctest debugging subtests recwarn tmpdir monkeypatch
""".split()  # noqa: SIM905  # a list has one word a line


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
        server: ForkServer | None = None,
    ) -> None:
        """`seed` is that of the hidden inputs; `level` is the isolation level that `isolation` was found to give.

        `server` is a fork server of this assignment that is already there; the session stops it at its end.
        """
        self._course = course
        self._assignment = course.load(name)
        self._seed = seed
        self._isolation = isolation
        self._level = level
        self._server = server
        self._modules = CourseModules(course.solutions)
        self._jobs: queue.Queue[Callable[[Grader], Any] | None] = queue.Queue()
        self._answers: queue.Queue[Any] = queue.Queue()
        self._quiet = contextlib.ExitStack()
        self.cross_checks: dict[str, int] = {}
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
        self._jobs.put(lambda grader: grader.grade(submission))
        record: Record = self._answer()
        return record

    def verdicts(self, submission: Submission) -> dict[str, Verdict | CaseError]:
        """What each case says of a submission, by its nodeid: for an author's checks, and without a mark.

        Raises DoesNotImportError.
        """
        return {account.spec.nodeid: account.verdict for account in self.accounts(submission)}

    def accounts(self, submission: Submission) -> list[CaseAccount]:
        """What each case asked of a submission and what it says of the answers, for a person who must know.

        Raises DoesNotImportError.
        """
        self._jobs.put(lambda grader: grader.accounts(submission))
        accounts: list[CaseAccount] = self._answer()
        return accounts

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
                reference, self._serve, self._seed, import_cases=self._modules.load, tasks=self._assignment.tasks
            )
            self.cross_checks = plugin.cross_checks
            arguments = [str(path), "-c", "/dev/null", "--rootdir", str(path.parent), "--import-mode=importlib"]
            arguments += [
                "--noconftest",
                "--disable-plugin-autoload",
                "--capture=no",
                *(word for name in _OFF for word in ("-p", f"no:{name}")),
            ]
            with self._quiet:
                self._quiet.enter_context(contextlib.redirect_stderr(io.StringIO()))
                self._quiet.enter_context(_without_settings())
                status = pytest.main(arguments, plugins=[plugin])
            if not plugin.specs or plugin.problem:
                problem = plugin.problem.rstrip(".") or f"pytest ended with status {int(status)}"
                raise CourseError(f"The hidden cases of {self._assignment.name} cannot be collected: {problem}.")
        except BaseException as error:  # noqa: BLE001  # whatever ends this thread must reach the one who waits for an answer
            self._answers.put(error)

    def _serve(self, plugin: GradingPlugin) -> None:
        """Runs inside pytest, between collection and the end of the session.

        What goes wrong in here must reach the one who waits: pytest would only note it and end.
        """
        if plugin.problem or not plugin.specs:
            return
        self._quiet.close()  # of the whole process: so both are changed for the collection only
        try:
            validate(plugin.specs, self._assignment)
        except CourseError as error:
            plugin.problem = str(error)
            return
        try:
            with self._server or ForkServer(sandbox_config(self._assignment, self._isolation, self._course)) as server:
                grader = Grader(self._course, self._assignment, plugin, server, self._level)
                self._answers.put(plugin.specs)
                while (job := self._jobs.get()) is not None:
                    try:
                        self._answers.put(job(grader))
                    except Exception as error:  # noqa: BLE001  # raised where the answer is waited for
                        self._answers.put(error)
        except BaseException as error:  # noqa: BLE001  # handed on, whatever it is
            self._answers.put(error)


@contextlib.contextmanager
def _without_settings() -> Iterator[None]:
    """Take a person's settings for their own tests (PYTEST_ADDOPTS, PYTEST_PLUGINS, ...) out of the environment.

    What pytest itself keeps there stays.
    """
    kept = ("PYTEST_CURRENT_TEST", "PYTEST_VERSION")
    taken = {name: value for name, value in os.environ.items() if name.startswith("PYTEST_") and name not in kept}
    for name in taken:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(taken)
