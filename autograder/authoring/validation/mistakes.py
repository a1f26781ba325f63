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
    by_task = known_ids(compared)
    for mistake in sorted(set().union(*by_task.values())):
        first = next(one for one in compared if mistake in _words(one.table))
        words = course.load(name).mistakes.get(mistake, Mistake())
        missing = [kind for kind, text in (("sentence", words.sentence), ("text", words.paragraphs)) if not text]
        faults += [f"{_where(name, first.spec)} can name {mistake}, which has no {kind}." for kind in missing]
        faults += faults_of_text(course, name, mistake)
    for task in by_task:
        core = [one for one in compared if one.spec.core and one.spec.task == task]
        for one, other in same_numbers(core):
            place = next(c for c in core if {one, other} & {key.partition("#")[0] for key in c.table})
            faults.append(
                f"{_where(name, place.spec)} {task}: {one} and {other} make the same numbers in all core cases, "
                "so the grader cannot name either."
            )
    ids = len(set().union(*by_task.values()))
    planted = {word for one in variants(course, name) if one.mistake for word in one.mistake.split("+")}
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
        for one in itertools.chain(*verdict.seen):
            if one.mistakes is None:
                continue
            try:
                with np.errstate(all="ignore"):
                    table = dict(one.mistakes())
                    for made in table.values():
                        np.asarray(0.0 if made is None else made, dtype=np.float64)
            except Exception as error:  # noqa: BLE001  # the author's code, whatever it raises
                said = described(error, course.root).rstrip(".")
                faults.append(f"{_where(name, spec)} The mistakes in {one.name} cannot be made: {said}.")
                continue
            compared.append(Compared(spec, one.name, one.want, table))
    return compared, faults


def known_ids(compared: Iterable[Compared]) -> dict[str, set[str]]:
    """By task, the ids that its tables hold; two mistakes at once count as each of them."""
    known: dict[str, set[str]] = {}
    for one in compared:
        known.setdefault(one.spec.task, set()).update(_words(one.table))
    return known


def unplanted(known: dict[str, set[str]], planted: Set[str]) -> str:
    """How many ids of the tables no variant plants, with the first of them and their tasks; "" where there is none."""
    task_of = {mistake: task for task, ids in reversed(known.items()) for mistake in ids}
    missing = [f"{mistake} of {task_of[mistake]}" for mistake in sorted(task_of.keys() - planted)]
    more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
    return f"{len(missing)} in no variant: {', '.join(missing[:_MOST_NAMED])}{more}" if missing else ""


def same_numbers(compared: Sequence[Compared]) -> list[tuple[str, str]]:
    """The pairs of ids that no comparison tells apart. What leaves all numbers right is in no pair."""
    single = sorted({key for one in compared for key in one.table if "+" not in key})
    rows = {key: [one.table.get(key, one.want) for one in compared] for key in single}
    right = [one.want for one in compared]
    shown = [key for key in single if not _alike(rows[key], right) and any(made is not None for made in rows[key])]
    pairs = {
        (one.partition("#")[0], other.partition("#")[0])
        for one, other in itertools.combinations(shown, 2)
        if one.partition("#")[0] != other.partition("#")[0] and _alike(rows[one], rows[other])
    }
    return sorted({(min(pair), max(pair)) for pair in pairs})


def _alike(one: Sequence[Any], other: Sequence[Any]) -> bool:
    return all(map(_near, one, other))


def _near(one: Any, other: Any) -> bool:
    if one is None or other is None:
        return one is other
    a, b = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
    if a.shape != b.shape:
        return False
    with np.errstate(all="ignore"):
        return bool(np.linalg.norm(a - b) <= RESIDUAL * np.linalg.norm(b) < np.inf)


def _words(table: Table) -> set[str]:
    return {word.partition("#")[0] for key in table for word in key.split("+")}


def _where(name: str, spec: CaseSpec) -> str:
    return f"solutions/{name}/hidden/{spec.where}"
