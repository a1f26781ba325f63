"""Flags for a person: imports that are not listed, gradients found without a formula; never takes a mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from autograder.course.model import Assignment
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.results.text import one_line
from autograder.sandbox.runner import SubmissionRunner

_MANY = 40
"""Calls of one helper in the first core case, whose gradients have 21 entries at the most: two an entry are a
difference quotient, one an entry is a loop."""


def listed(assignment: Assignment) -> tuple[str, ...]:
    """The modules that an assignment lists."""
    return (*assignment.imports, *assignment.libraries)


def import_flags(notes: Sequence[str], assignment: Assignment) -> list[str]:
    """One flag for each imported module that the assignment does not list, with its first line."""
    allowed = listed(assignment)
    flags: dict[str, str] = {}
    for note in notes:
        name, _, line = note.rpartition(" ")
        if name and name not in allowed and line.isdigit():
            flags.setdefault(name, f"imports {one_line(name, 60)} in line {line}, which this assignment does not list")
    return list(flags.values())


def fault_flags(specs: Sequence[CaseSpec], verdicts: Mapping[str, Verdict]) -> list[str]:
    """One flag for each task in which an exception met a value of the submission, with the first case of these."""
    flags: dict[str, str] = {}
    for spec in specs:
        error = verdicts[spec.nodeid].fault.partition(":")[0]
        if error:
            flags.setdefault(spec.task, f"{spec.task}: the hidden case {spec.id} could not use a value ({error})")
    return list(flags.values())


def numeric_flags(
    runner: SubmissionRunner, specs: Sequence[CaseSpec], verdicts: Mapping[str, Verdict], assignment: Assignment
) -> list[str]:
    """Flags for gradients that are right by finite differences, complex steps or autograd instead of by a formula.

    Found by observing which of the submission's own functions a gradient calls, in the first core case of its task.
    """
    names = {task.name for task in assignment.tasks}
    flags = []
    for task in assignment.tasks:
        cases = [spec.nodeid for spec in specs if spec.task == task.name and spec.core and verdicts[spec.nodeid].passed]
        if not task.gradient or not cases:
            continue
        notes = runner.observe(cases[:1]).get(cases[0], [])
        if "complex" in notes:
            flags.append(f"{task.name} computes with complex numbers: perhaps a complex step in place of a formula")
        if "autograd" in notes:
            flags.append(f"{task.name} calls autograd in place of a formula")
        for name, times in _calls(notes):
            if name in names and name != task.name and times > 1:
                flags.append(f"{task.name} calls {name} {times} times: perhaps a numeric gradient")
            elif name not in names and times >= _MANY:
                flags.append(f"{task.name} calls a function of its own {times} times: perhaps a numeric gradient")
    return flags


def _calls(notes: Sequence[str]) -> list[tuple[str, int]]:
    found = []
    for note in notes:
        kind, _, rest = note.partition(" ")
        name, _, times = rest.rpartition(" ")
        if kind == "calls" and times.isdigit():
            found.append((name, min(int(times), 10**6)))
    return found
