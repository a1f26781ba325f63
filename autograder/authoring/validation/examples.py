"""Checks of examples.py: each task has examples, their arithmetic is right, and what a learner reads is short."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from autograder.authoring.validation import Finding
from autograder.cases.examples import Example, entries
from autograder.course.model import Course
from autograder.faults import described
from autograder.grading.counterexample import describe, load_module, read_examples
from autograder.results.explain import wrapped

MOST_LINES = 4
"""Lines of an example on a terminal, whichever of its values is wrong."""
_ARITHMETIC = frozenset("0123456789.+-*/() e")
_NEAR = 2e-5
"""How near, relatively, a written calculation must come to the value: its numbers are rounded."""


def check_examples(course: Course, name: str) -> Iterator[Finding]:
    """Raises CourseError, with file and line, for a file that cannot be used."""
    path = course.folder(name) / "examples.py"
    shown = path.relative_to(course.root)
    makers = read_examples(path)
    reference = load_module(course.reference(name))
    tasks = [task.name for task in course.load(name).tasks]
    faults = [f"{shown} has examples of {task}, which is not a task." for task in makers if task not in tasks]
    count = 0
    for task in tasks:
        if task not in makers:
            faults.append(f"{shown} has no examples of {task}.")
            continue
        where = f"{shown}:{getattr(getattr(makers[task], '__code__', None), 'co_firstlineno', 1)}"
        try:
            made = list(makers[task](reference))
            found = [(number, fault) for number, one in enumerate(made, 1) for fault in faults_of(one)]
        except (Exception, SystemExit) as error:  # noqa: BLE001  # the author's code, whatever it raises
            faults.append(f"The examples of {task} cannot be made: {described(error, course.root).rstrip('.')}.")
            continue
        count += len(made)
        faults += [] if made else [f"{where} makes no example of {task}."]
        faults += [f"{where} {task}, example {number}: {fault}." for number, fault in found]
    yield Finding("examples", f"{count} of {len(tasks)} tasks", tuple(faults))


def faults_of(example: Example) -> Iterator[str]:
    """What is wrong with an example, each as a sentence without its full stop."""
    right = dict(example.right)
    if describe(example, right if len(right) > 1 else next(iter(right.values()))):
        yield "its right answer is marked as wrong"
    for key, value in right.items():
        if not isinstance(value, bool | str):
            yield from _wrong_arithmetic(example, key, value)
        got = {**right, key: _wrong(value)}
        lines = describe(example, got if len(got) > 1 else got[key]).splitlines()
        if len(lines) != 3 or not lines[2].startswith("yours: "):
            yield f"a wrong {key} does not give three lines of text"
        elif sum(len(wrapped(line)) for line in lines) > MOST_LINES:
            yield f"a wrong {key} takes more than {MOST_LINES} lines on a terminal"


def _wrong_arithmetic(example: Example, key: str, value: Any) -> Iterator[str]:
    for index, entry in entries(value):
        work = example.work(key, index)
        label = f"{key}{list(index) if index else ''}"
        if not set(work) <= _ARITHMETIC:
            yield f"the calculation of {label} has other characters than numbers and + - * / ( ): {work}"
        elif not math.isclose(eval(work), entry, rel_tol=_NEAR, abs_tol=_NEAR):  # of digits and operators only
            yield f"the calculation of {label} is {work} = {eval(work):g}, but its value is {entry:g}"


def _wrong(value: Any) -> Any:
    """A wrong answer of the right form: every number is off by 1."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"not {value}"
    return [entry + 1 for entry in value] if isinstance(value, list) else value + 1
