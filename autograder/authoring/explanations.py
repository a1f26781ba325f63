"""Computes what a handout needs to explain a mistake: the public examples, and what each known mistake makes of them.

The numbers come from the wrong variants of an assignment, which are run here; no formula is shipped.
"""

from __future__ import annotations

import contextlib
import io
import types
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from autograder.cases.examples import example_calls, rounded
from autograder.course.mistakes import Mistake
from autograder.course.model import Course, CourseError
from autograder.course.modules import load_module
from autograder.course.variants import Variant, variants
from autograder.faults import described
from autograder.grading.counterexample import read_examples
from autograder.handout import explain
from autograder.handout.explain import Example
from autograder.handout.gradcheck import as_array

Answers = list[dict[str, Any] | None]
"""What a variant makes of each example: its numbers by name, None for what is no number, None for an error."""


def examples_with_mistakes(course: Course, name: str) -> dict[str, list[Example]]:
    """The public examples of an assignment by task, each with the numbers that its wrong variants make of it.

    Raises CourseError for a file that cannot be used.
    """
    makers = read_examples(course.folder(name) / "examples.py")
    if not makers:
        return {}
    mistakes = course.load(name).mistakes
    path = course.reference(name)
    reference = load_module(path)
    examples, silent = {}, set()
    for task, make in makers.items():
        try:
            listed = list(make(reference))
            examples[task] = [example.data() for example in listed]
            silent |= {(task, number) for number, example in enumerate(listed) if not example.core}
        except (Exception, SystemExit) as error:
            reason = described(error, course.root).rstrip(".")
            raise CourseError(f"The examples of {task} cannot be made: {reason}.") from error
    made: dict[str, list[tuple[str, Answers]]] = {task: [] for task in examples}
    for variant in variants(course, name):
        task = variant.tasks[0][0] if variant.tasks else ""
        if task in examples and _makes_numbers(variant, mistakes):
            answers = _answers(path, variant, examples[task])
            if any(value is not None for made_here in answers if made_here for value in made_here.values()):
                made[task].append((variant.mistake or "", answers))
    tables: dict[str, list[dict[str, Any]]] = {task: [{} for _ in listed] for task, listed in examples.items()}
    for task, ways in made.items():
        for mistake, answers in ways:
            if not _only_combines(mistake, answers, ways):
                _add(mistake, answers, tables[task])
    return {
        task: [
            example._replace(mistakes={} if (task, number) in silent else table)
            for number, (example, table) in enumerate(zip(listed, tables[task], strict=True))
        ]
        for task, listed in examples.items()
    }


def module_of(path: Path, source: str) -> types.ModuleType:
    """A version of an assignment's module, from its text; `path` is the reference's, for the name of the file."""
    module = types.ModuleType(path.stem)
    module.__file__ = str(path)
    exec(compile(source, path.name, "exec"), module.__dict__)
    return module


def _makes_numbers(variant: Variant, mistakes: Mapping[str, Mistake]) -> bool:
    """Whether numbers name this mistake: then it has a sentence."""
    return bool(variant.mistake) and all(
        mistakes.get(mistake_id, Mistake()).sentence for mistake_id in (variant.mistake or "").split("+")
    )


def _answers(path: Path, variant: Variant, examples: list[Example]) -> Answers:
    module = module_of(path, variant.source)
    ask = explain.asking(module, example_calls(module))
    answers: Answers = []
    for example in examples:
        with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            try:
                got = explain.answers(example, ask(example).value)
            except Exception:  # noqa: BLE001  # a variant may raise whatever a learner's work may raise
                answers.append(None)
                continue
        numbers = {name: as_array(value) for name, value in got}
        results = {name: None if array is None else rounded(array) for name, array in numbers.items()}
        answers.append({name: value for name, value in results.items() if not _equal(value, example.right[name])})
    return answers


def _equal(first: Any, second: Any) -> bool:
    """Whether two results are the same numbers, or both none."""
    if first is None or second is None or isinstance(second, str | bool):
        return first is second
    return np.shape(first) == np.shape(second) and np.allclose(first, second, rtol=1e-9, atol=1e-12, equal_nan=True)


def _only_combines(mistake: str, answers: Answers, ways: list[tuple[str, Answers]]) -> bool:
    """Whether each part of what a variant makes is what others make, and another mistake alone makes one of them.

    Then it is two mistakes, each in its own part, and each part is named by itself. Another way counts only where all
    that it makes is made here as well.
    """
    if None in answers or not any(made and len(made) > 1 for made in answers):
        return False
    within = [(other, theirs) for other, theirs in ways if theirs is not answers and _holds(answers, theirs)]
    others = [{other for other, theirs in within if part in _parts(theirs)} for part in _parts(answers)]
    return all(others) and any(mistake not in ids for ids in others)


def _parts(answers: Answers) -> set[str]:
    """The parts that a variant gets wrong in any example."""
    return {part for made in answers if made for part in made}


def _holds(answers: Answers, theirs: Answers) -> bool:
    """Whether what another variant makes of its parts is what this one makes of them."""
    parts = _parts(theirs)
    return all(
        _same({part: value for part, value in (made or {}).items() if part in parts}, other)
        for made, other in zip(answers, theirs, strict=True)
    )


def _add(mistake: str, answers: Answers, tables: list[dict[str, Any]]) -> None:
    """Add the numbers of a mistake under its id, and those of another way to make it under `id#2` and so on."""
    number, key = 1, mistake
    while any(key in table for table in tables):
        if all(_same(table.get(key, {}), answer) for table, answer in zip(tables, answers, strict=True)):
            return
        number += 1
        key = f"{mistake}#{number}"
    for table, answer in zip(tables, answers, strict=True):
        if answer != {}:
            table[key] = answer


def _same(first: dict[str, Any] | None, second: dict[str, Any] | None) -> bool:
    if first is None or second is None:
        return first is second
    return first.keys() == second.keys() and all(_equal(first[name], second[name]) for name in first)
