"""Finds the smallest public example on which a failed task differs from the reference, and writes it down in numbers.

The submission is asked in a worker of its own, which has never seen a hidden input: whatever it answers may be shown.
Knows no assignment by name; the examples are the author's, in solutions/<name>/examples.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.cases.examples import Example
from autograder.course.mistakes import Mistake
from autograder.course.model import CourseError
from autograder.course.modules import load_module
from autograder.faults import SandboxFault, StudentFault, described
from autograder.handout import explain, python_errors
from autograder.handout.explain import CALLS
from autograder.results.records import TaskResult
from autograder.results.text import one_line
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.remote import RemoteModule
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner
from autograder.sandbox.time_limits import Budget

_FUNCTIONS = "EXAMPLES"

Makers = Mapping[str, Callable[[Any], Iterable[Example]]]


def read_examples(path: Path) -> Makers:
    """The examples of an assignment by task; none where it has no such file. Raises CourseError for a broken one."""
    if not path.is_file():
        return {}
    where = f"solutions/{path.parent.name}/{path.name}"
    try:
        makers = getattr(load_module(path), _FUNCTIONS)
    except (Exception, SystemExit) as error:
        reason = described(error, path.parents[2]).rstrip(".")
        raise CourseError(f"{where} cannot be used: {reason}.") from error
    if not isinstance(makers, dict):
        raise CourseError(f"{where} needs a dict {_FUNCTIONS} that has a function for each task.")
    return makers


class Counterexamples:
    """The examples of one assignment, and the reference that says what is right."""

    def __init__(self, folder: Path, module_file: str, mistakes: Mapping[str, Mistake]) -> None:
        self._unexplained = {name for name, mistake in mistakes.items() if mistake.no_example}
        makers = read_examples(folder / "examples.py")
        self._reference = load_module(folder / module_file) if makers else None
        self._examples = {task: [example.data() for example in make(self._reference)] for task, make in makers.items()}
        calls = folder / f"{CALLS}.py"
        self._calls = calls.read_text(encoding="utf-8") if calls.is_file() else ""

    def add(
        self,
        tasks: list[TaskResult],
        headlines: Mapping[str, explain.Headline],
        server: ForkServer,
        files: Mapping[str, bytes],
        entry: str,
        *,
        budget: Budget,
        faults: list[str],
    ) -> list[TaskResult]:
        """The tasks, those with lost points with an example of what their headline says, if one is found in time.

        `faults` tells of examples that could not be made because the grader failed.
        """
        wanted = [task.name for task in tasks if task.score < task.max_score and task.mistake not in self._unexplained]
        if not any(name in self._examples for name in wanted):
            return tasks
        examples: dict[str, str] = {}
        source = files[entry].decode("utf-8", "replace")
        with SubmissionRunner(server, files, entry, budget=budget) as runner:
            try:
                runner.load()
            except DoesNotImportError:
                return tasks
            for name in wanted:
                try:
                    examples[name] = self._find(runner, name, headlines[name], source)
                except SandboxFault:
                    raise
                except Exception as error:  # noqa: BLE001  # whatever a value does to an example costs the example only
                    faults.append(f"{name}: the grader could not make an example ({type(error).__name__})")
        return [msgspec.structs.replace(task, example=examples.get(task.name, "")) for task in tasks]

    def _find(self, runner: SubmissionRunner, task: str, headline: explain.Headline, source: str) -> str:
        """The example that shows what the headline says: the first one that fits, or the one that fits best."""
        examples = self._examples.get(task, ())
        names = explain.names_of(examples)
        tried: list[tuple[int, explain.Tried]] = []
        for number, example in enumerate(examples):
            parts = self._tried(runner, task, f"{task} {number}", example, source)
            if parts is None:
                break
            tried += [(number, trial) for trial in parts if not trial.verdict.passed]
            if any(all(explain.fit(headline, trial, names) or [False]) for trial in parts if not trial.verdict.passed):
                break
        shown = explain.best(headline, [trial for _, trial in tried], names)
        if shown is None:
            return ""
        number = next(number for number, trial in tried if trial is shown)
        lines = shown.lines(headline)
        # once more, from the start: an answer that changes explains nothing
        again = self._tried(runner, task, f"{task} {number} again", examples[number], source) or []
        return lines if any(lines == trial.lines(headline) for trial in again if trial.case == shown.case) else ""

    def _tried(
        self, runner: SubmissionRunner, task: str, case: str, example: explain.Example, source: str
    ) -> list[explain.Tried] | None:
        """What becomes of an example, for each part of the task; None when there is no answer to look at."""
        runner.begin_case(task, case)
        student = RemoteModule(runner)
        try:
            if example.parts:
                student = student.given(self._reference, *example.parts)
            module, _, function = example.call.rpartition(".")
            target = student.helper(self._calls) if module == CALLS else student
            got = getattr(target, function)(*example.arguments)
        except StudentFault as fault:
            if fault.outcome not in explain.ERRORS:
                return None
            if fault.error == "AssertionError" and fault.text:  # a sentence of example_calls.py
                return [explain.stopped(example, "wrong-type", one_line(fault.text, python_errors.MOST_WORDS))]
            place = python_errors.Place(fault.line, source)
            told = python_errors.error_in_words(explain.caller(example.call), fault.error, _words(fault.text), place)
            return [explain.stopped(example, fault.outcome, one_line(told), fault.message)]
        return explain.answered(example, got)


def _words(text: str) -> str:
    return one_line(text, python_errors.MOST_WORDS).rstrip(".")
