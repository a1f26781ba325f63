"""Checks of the tables of mistakes: each can be made, each id has words, and no two ids are the same numbers.

The tables are those that the hidden cases hand to the comparison when the reference is the submission.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any, NamedTuple

import numpy as np

from autograder.authoring.validation import Finding
from autograder.authoring.validation.texts import faults_of_text
from autograder.course.mistakes import Mistake
from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.faults import described
from autograder.grading.plugin import CaseError
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.handout.gradcheck import RESIDUAL

Table = Mapping[str, Any]
_MOST_NAMED = 3
"""Ids that no variant plants and that a note names."""


class Compared(NamedTuple):
    """One comparison of a hidden case: what is right, and by id what mistakes make of it."""

    spec: CaseSpec
    name: str
    want: Any
    table: Table


def check_mistakes(
    course: Course, name: str, specs: Sequence[CaseSpec], verdicts: Mapping[str, Verdict | CaseError]
) -> Finding:
    """Make every table of mistakes once, and look at its ids; `verdicts` are those of the reference."""
    compared, faults = tables_of(course, name, specs, verdicts)
    by_task, assignment = known_ids(compared), course.load(name)
    for mistake in sorted(set().union(*by_task.values())):
        first = next(comparison for comparison in compared if mistake in _words(comparison.table))
        words = assignment.mistakes.get(mistake, Mistake())
        missing = [kind for kind, text in (("sentence", words.sentence), ("text", words.paragraphs)) if not text]
        faults += [f"{_where(name, first.spec)} can name {mistake}, which has no {kind}." for kind in missing]
        faults += faults_of_text(course, assignment, mistake)
    for task in by_task:
        core = [comparison for comparison in compared if comparison.spec.core and comparison.spec.task == task]
        for first_id, second_id in same_numbers(core):
            holder = next(c for c in core if {first_id, second_id} & {key.partition("#")[0] for key in c.table})
            faults.append(
                f"{_where(name, holder.spec)} {task}: {first_id} and {second_id} make the same numbers in all "
                "core cases, so the grader cannot name either."
            )
    ids = len(set().union(*by_task.values()))
    planted = {word for variant in variants(course, name) if variant.mistake for word in variant.mistake.split("+")}
    notes = filter(None, (f"{ids} in {len(compared)} tables", unplanted(by_task, planted)))
    return Finding("mistakes", "; ".join(notes), tuple(dict.fromkeys(faults)))


def tables_of(
    course: Course, name: str, specs: Sequence[CaseSpec], verdicts: Mapping[str, Verdict | CaseError]
) -> tuple[list[Compared], list[str]]:
    """What the cases compared, with each table made, and in words which tables cannot be made."""
    compared, faults = [], []
    for spec in specs:
        verdict = verdicts.get(spec.nodeid)
        if not isinstance(verdict, Verdict):
            continue
        for comparison in itertools.chain(*verdict.seen):
            if comparison.mistakes is None:
                continue
            try:
                with np.errstate(all="ignore"):
                    table = dict(comparison.mistakes())
                    for numbers in table.values():
                        np.asarray(0.0 if numbers is None else numbers, dtype=np.float64)
            except Exception as error:  # noqa: BLE001  # the author's code, whatever it raises
                reason = described(error, course.root).rstrip(".")
                faults.append(f"{_where(name, spec)} The mistakes in {comparison.name} cannot be made: {reason}.")
                continue
            compared.append(Compared(spec, comparison.name, comparison.want, table))
    return compared, faults


def known_ids(compared: Iterable[Compared]) -> dict[str, set[str]]:
    """By task, the ids that its tables hold; two mistakes at once count as each of them."""
    known: dict[str, set[str]] = {}
    for comparison in compared:
        known.setdefault(comparison.spec.task, set()).update(_words(comparison.table))
    return known


def unplanted(known: dict[str, set[str]], planted: Set[str]) -> str:
    """How many ids of the tables no variant plants, with the first of them and their tasks; "" where there is none."""
    task_of = {mistake: task for task, ids in reversed(known.items()) for mistake in ids}
    missing = [f"{mistake} of {task_of[mistake]}" for mistake in sorted(task_of.keys() - planted)]
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    return f"{len(missing)} in no variant: {', '.join(missing[:_MOST_NAMED])}{more}" if missing else ""


def same_numbers(compared: Sequence[Compared]) -> list[tuple[str, str]]:
    """The pairs of ids that no comparison tells apart. What leaves all numbers right is in no pair."""
    single = sorted({key for comparison in compared for key in comparison.table if "+" not in key})
    rows = {key: [comparison.table.get(key, comparison.want) for comparison in compared] for key in single}
    right = [comparison.want for comparison in compared]
    shown = [
        key for key in single if not _alike(rows[key], right) and any(numbers is not None for numbers in rows[key])
    ]
    pairs = {
        (first.partition("#")[0], second.partition("#")[0])
        for first, second in itertools.combinations(shown, 2)
        if first.partition("#")[0] != second.partition("#")[0] and _alike(rows[first], rows[second])
    }
    return sorted({(min(pair), max(pair)) for pair in pairs})


def _alike(first: Sequence[Any], second: Sequence[Any]) -> bool:
    return all(map(_near, first, second))


def _near(first: Any, second: Any) -> bool:
    if first is None or second is None:
        return first is second
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if a.shape != b.shape:
        return False
    with np.errstate(all="ignore"):
        return bool(np.linalg.norm(a - b) <= RESIDUAL * np.linalg.norm(b) < np.inf)


def _words(table: Table) -> set[str]:
    return {word.partition("#")[0] for key in table for word in key.split("+")}


def _where(name: str, spec: CaseSpec) -> str:
    return f"solutions/{name}/hidden/{spec.where}"
