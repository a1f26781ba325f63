"""Finds the smallest public example on which a failed task differs from the reference, and writes it down in numbers.

The submission is asked in a worker of its own, which has never seen a hidden input: whatever it answers may be shown.
Knows no assignment by name; the examples are the author's, in solutions/<name>/examples.py.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from autograder.cases.examples import Example, Formula, Index, entries, plain
from autograder.course.mistakes import Mistake
from autograder.course.model import CourseError
from autograder.faults import SandboxFault, StudentFault, described
from autograder.handout.gradcheck import Mismatch, check_array, check_number, check_numbers, check_truth, check_word
from autograder.results.records import TaskResult
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.remote import RemoteModule
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner
from autograder.sandbox.time_limits import Budget

_MOST_SHOWN = 12
_FUNCTIONS = "EXAMPLES"

Makers = Mapping[str, Callable[[Any], Iterable[Example]]]


def read_examples(path: Path) -> Makers:
    """The examples of an assignment by task; none where it has no such file. Raises CourseError for a broken one."""
    if not path.is_file():
        return {}
    where = f"solutions/{path.parent.name}/{path.name}"
    try:
        found = getattr(load_module(path), _FUNCTIONS)
    except (Exception, SystemExit) as error:
        said = described(error, path.parents[2]).rstrip(".")
        raise CourseError(f"{where} cannot be used: {said}.") from error
    if not isinstance(found, dict):
        raise CourseError(f"{where} needs a dict {_FUNCTIONS} that has a function for each task.")
    return found


def load_module(path: Path) -> Any:
    """A module of the course, imported from its file under a name of its own."""
    spec = importlib.util.spec_from_file_location(f"course_{path.parent.name}_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Counterexamples:
    """The examples of one assignment, and the reference that says what is right."""

    def __init__(self, folder: Path, module_file: str, mistakes: Mapping[str, Mistake]) -> None:
        self._unexplained = {name for name, mistake in mistakes.items() if mistake.no_example}
        makers = read_examples(folder / "examples.py")
        reference = load_module(folder / module_file) if makers else None
        self._examples = {task: list(make(reference)) for task, make in makers.items()}

    def add(
        self,
        tasks: list[TaskResult],
        server: ForkServer,
        files: Mapping[str, bytes],
        entry: str,
        torch: Any = None,
        *,
        budget: Budget | None = None,
        faults: list[str] | None = None,
    ) -> list[TaskResult]:
        """The tasks, those with lost points with the example on which it shows, if one is found in time.

        `faults` tells of examples that could not be made because the grader failed.
        """
        wanted = [task.name for task in tasks if task.score < task.max_score and task.mistake not in self._unexplained]
        if not any(name in self._examples for name in wanted):
            return tasks
        found: dict[str, str] = {}
        with SubmissionRunner(server, files, entry, torch=torch, budget=budget) as runner:
            try:
                runner.load()
            except DoesNotImportError:
                return tasks
            raised = {task.name for task in tasks if task.mistake == "raised"}
            for name in wanted:
                try:
                    found[name] = self._find(runner, name, raises=name in raised)
                except SandboxFault:
                    raise
                except Exception as error:  # noqa: BLE001  # whatever a value does to an example costs the example only
                    if faults is not None:
                        faults.append(f"{name}: the grader could not make an example ({type(error).__name__})")
        return [msgspec.structs.replace(task, example=found.get(task.name, "")) for task in tasks]

    def _find(self, runner: SubmissionRunner, task: str, *, raises: bool) -> str:
        """The first example that the submission gets wrong; of a task that raises, the first on which it does."""
        for number, example in enumerate(self._examples.get(task, ())):
            said = _tried(runner, task, f"{task} {number}", example, raises=raises)
            if said is None:
                return ""
            if said:  # once more, from the start: an answer that changes explains nothing
                again = _tried(runner, task, f"{task} {number} again", example, raises=raises)
                return said if again == said else ""
        return ""


def _tried(runner: SubmissionRunner, task: str, case: str, example: Example, *, raises: bool) -> str | None:
    """The example in words when the submission's answer differs, "" when it does not, None when there is no answer.

    Where an error is what is to be shown (`raises`), no answer without one differs.
    """
    runner.begin_case(task, case)
    try:
        got = example.ask(RemoteModule(runner))
    except StudentFault as fault:
        return _written(example, *_first(example), f"yours: {fault.message}") if fault.outcome == "raised" else None
    except SandboxFault:
        raise
    except Exception:  # noqa: BLE001  # the author's code met an answer that it did not expect
        return None
    return "" if raises else describe(example, got)


def describe(example: Example, got: Any) -> str:
    """The example in words when `got` is not what is right, else ""."""
    for name, value in _answers(example, got):
        want = example.right[name]
        try:
            _check(value, want, name, example.words)
        except Mismatch as mismatch:
            if type(value) is str and value in example.words:
                return _written(example, name, None, f"yours: {value!r}")
            index = _place(value, want)
            if index is None:
                return _written(example, name, None, _form(value, name, mismatch))
            mine, due = _shown(value, index), _shown(want, index)
            mine = mine if mine != due else _shown(value, index, 12)
            return _written(example, name, index, f"yours: {_label(name, index)} = {mine}")
    return ""


def _answers(example: Example, got: Any) -> list[tuple[str, Any]]:
    names = list(example.right)
    if len(names) == 1:
        return [(names[0], got)]
    if type(got) is dict:
        return [(name, got.get(name)) for name in names]
    if type(got) in (tuple, list) and len(got) == len(names):
        return list(zip(names, got, strict=True))
    return [(names[0], None if got is None else object())]


def _check(got: Any, want: Any, name: str, words: Sequence[str]) -> None:
    if isinstance(want, bool):
        check_truth(got, want, name=name)
    elif isinstance(want, str):
        check_word(got, want, words, name=name)
    elif isinstance(want, list):
        check_numbers(got, want, name=name)
    elif isinstance(want, np.ndarray):
        check_array(got, want, name=name)
    else:
        check_number(got, want, name=name)


def _place(got: Any, want: Any) -> Index | None:
    """The first entry that is off; None when `got` is not even of the right form."""
    try:
        mine, due = np.asarray(got, dtype=np.float64), np.asarray(want, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    allowed = np.ndarray if isinstance(want, np.ndarray) else (np.ndarray, np.generic, int, float, list, tuple)
    if mine.shape != due.shape or not isinstance(got, allowed):
        return None
    off = [index for index, value in entries(due) if not abs(float(mine[index]) - value) <= 1e-7 * abs(value) + 1e-9]
    return off[0] if off else None


def _form(got: Any, name: str, mismatch: Mismatch) -> str:
    if type(got) is np.ndarray and got.dtype.kind in "fiu" and got.size <= _MOST_SHOWN and got.ndim <= 3:
        return f"yours: {name} = {_value(got)}, shape {got.shape}"
    if type(got) in (list, tuple) and len(got) <= _MOST_SHOWN and all(type(one) in (int, float) for one in got):
        return f"yours: {name} = {_value([min(max(one, -1e300), 1e300) for one in got])}"
    return f"yours: {mismatch.message}"


def _first(example: Example) -> tuple[str, Index | None]:
    name = next(iter(example.right))
    if isinstance(example.right[name], str):
        return name, None
    return name, next((index for index, _ in entries(example.right[name])), None)


def _written(example: Example, name: str, index: Index | None, yours: str) -> str:
    want = example.right[name]
    given = ", ".join(f"{key} = {_value(value)}" for key, value in example.given.items())
    integers = [key for key, value in example.given.items() if getattr(value, "dtype", np.dtype(float)).kind == "i"]
    if integers:
        given += f" ({', '.join(integers)}: integers)"
    if isinstance(want, str):
        due = f"{name} is {want!r}: {example.work(name, ())}"
    elif isinstance(want, bool):
        due = f"{name} is {want}: {example.work(name, ())}"
        yours = "yours: " + ("True" if not want else "False") if index is not None else yours
    elif index is None and isinstance(want, np.ndarray | list):
        due = f"{name} = {_value(want)}" + (f", shape {want.shape}" if isinstance(want, np.ndarray) else "")
    else:
        place = index if index is not None else _first(example)[1] or ()
        work, value = example.work(name, place), _shown(want, place)
        due = f"{_label(name, place)} = {value}" if work == value else f"{_label(name, place)} = {work} = {value}"
    return f"{given}\n{due}\n{yours}"


def _label(name: str, index: Index) -> str:
    return f"{name}[{','.join(map(str, index))}]" if index else name


def _shown(value: Any, index: Index, digits: int = 6) -> str:
    return plain(np.asarray(value, dtype=np.float64)[index], digits)


def _value(value: Any) -> str:
    if isinstance(value, bool | str):
        return repr(value)
    if isinstance(value, Formula):
        return str(value)
    array = np.asarray(value, dtype=np.float64)
    return plain(array) if array.ndim == 0 else f"[{', '.join(_value(part) for part in array)}]"
