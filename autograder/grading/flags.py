"""Flags for a person: imports that are not listed, gradients found without a formula; never takes a mark."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np

from autograder.course.model import Assignment
from autograder.faults import SandboxFault
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.handout.gradcheck import Comparison
from autograder.handout.handing_in import not_offered
from autograder.results.text import one_line

_ROUNDING = 1e-14
"""Relative error that rounding explains. In most cases all right variants are within 4e-16 of the right numbers; a
central difference with step h is off by about 1e-16/h."""
_FEW = 4
"""Calls of another task's function that are usual for a gradient of few entries."""
_MORE = 2
"""Calls that a numeric gradient may make besides those for its entries: where it begins, and for a look."""
_SENTENCES = {
    "complex": "computes with complex numbers: perhaps a complex step instead of a formula",
    "autograd": "uses autograd: perhaps instead of a formula",
    "hidden": "hides from the grader how it computes",
    "late": "takes too long while the grader watches how it computes",
}
"""What is said of what was observed."""


def listed(assignment: Assignment) -> tuple[str, ...]:
    """The modules that an assignment lists."""
    return (*assignment.imports, *assignment.libraries)


def import_flags(notes: Sequence[str], assignment: Assignment) -> list[str]:
    """One flag for each imported module that the assignment does not list, with its first line."""
    return [
        f"imports {one_line(name, 60)} in line {line}, which this assignment does not list"
        for name, line in _unlisted(notes, assignment).items()
    ]


def import_notes(notes: Sequence[str], assignment: Assignment) -> list[str]:
    """What the learner is told of imported modules that the grader does not have, as at home."""
    return [
        not_offered(assignment.module_file, one_line(name, 60), line, assignment.shipped_modules)
        for name, line in _unlisted(notes, assignment).items()
        if name not in sys.stdlib_module_names
    ]


def _unlisted(notes: Sequence[str], assignment: Assignment) -> dict[str, int]:
    """The imported modules that the assignment does not list, with the first line."""
    allowed = listed(assignment)
    first_lines: dict[str, int] = {}
    for note in notes:
        name, _, line = note.rpartition(" ")
        if name and name not in allowed and line.isdigit():
            first_lines.setdefault(name, int(line))
    return first_lines


def fault_flags(specs: Sequence[CaseSpec], verdicts: Mapping[str, Verdict]) -> list[str]:
    """One flag for each task in which an exception met a value of the submission, with the first case of these."""
    flags: dict[str, str] = {}
    for spec in specs:
        error = verdicts[spec.nodeid].fault.partition(":")[0]
        if error:
            flags.setdefault(
                spec.task, f"{spec.task}: the hidden case {spec.id} could not use a returned value ({error})"
            )
    return list(flags.values())


def watched_cases(
    specs: Sequence[CaseSpec], verdicts: Mapping[str, Verdict], assignment: Assignment
) -> dict[str, list[str]]:
    """By task, the core cases whose calls are observed: the last that passed of each part of a gradient's task.

    The last: a function's first case must not be the first that a fresh worker meets.
    """
    watched = {}
    for task in assignment.tasks:
        passed = [spec for spec in specs if spec.task == task.name and spec.core and verdicts[spec.nodeid].passed]
        if task.gradient and passed:
            watched[task.name] = list({spec.part: spec.nodeid for spec in passed}.values())
    return watched


def numeric_flags(
    observed: Mapping[str, list[str]],
    specs: Sequence[CaseSpec],
    verdicts: Mapping[str, Verdict],
    assignment: Assignment,
) -> list[str]:
    """Flags for gradients that are right by difference quotients, complex steps or autograd instead of by a formula.

    Found by how exact the results are, and by what was noted of the core cases that passed and were `observed`.
    """
    names = {task.name for task in assignment.tasks}
    flags = []
    for task in assignment.tasks:
        passed = [spec for spec in specs if spec.task == task.name and spec.core and verdicts[spec.nodeid].passed]
        if not task.gradient or not passed:
            continue
        try:
            seen = [verdicts[spec.nodeid] for spec in passed]
            looks = [(verdicts[spec.nodeid], observed[spec.nodeid]) for spec in passed if spec.nodeid in observed]
            flags += _flags_of(task.name, names, seen, looks)
        except SandboxFault:
            raise
        except Exception as error:  # noqa: BLE001  # whatever is computed with a value here costs these flags only
            flags.append(f"{task.name}: the grader could not check for a numeric gradient ({type(error).__name__})")
    return flags


def _flags_of(
    task: str, names: Set[str], verdicts: Sequence[Verdict], looks: Sequence[tuple[Verdict, Sequence[str]]]
) -> list[str]:
    notes = {note for _, case in looks for note in case}
    flags = [f"{task} {sentence}" for word, sentence in _SENTENCES.items() if word in notes]
    if _is_inexact([c for verdict in verdicts for c in _compared(verdict)]):
        flags.append(f"{task} is less exact than a formula in float64: perhaps a numeric gradient")
    sizes = {(index, c.name): c.want.size for index, (verdict, _) in enumerate(looks) for c in _compared(verdict)}
    most: dict[str, int] = {}
    for _, case in looks:
        for name, times in _calls(case):
            if name in names and name != task and _is_numeric(times, sizes.values()):
                most[name] = max(times, most.get(name, 0))
    flags += [f"{task} calls {name} {times} times: perhaps a numeric gradient" for name, times in sorted(most.items())]
    return flags


def _compared(verdict: Verdict) -> Sequence[Comparison]:
    return verdict.seen[-1] if verdict.seen else ()


def _is_numeric(times: int, sizes: Iterable[int]) -> bool:
    """Whether so many calls are those of difference quotients: two for each entry, or all entries and where they begin.

    The entries are those of a single result, or of all. A helper for each row is called as often as there are rows, and
    numbers that carry their derivative along need a single call for each entry.
    """
    all_sizes = list(sizes)
    if max(all_sizes, default=1) == 1:  # numbers have no rows
        return times > max(_FEW, len(all_sizes))
    entries = [n for n in {*all_sizes, sum(all_sizes)} if 2 * n > _FEW]
    return times > _FEW and any(0 <= times - 2 * n <= _MORE or 1 <= times - n <= _MORE for n in entries)


def _is_inexact(compared: Sequence[Comparison]) -> bool:
    """Whether results of one name, in most of its cases, are further from the right ones than rounding explains."""
    errors: dict[str, list[float]] = {}
    for comparison in compared:
        got, want = np.asarray(comparison.got), np.asarray(comparison.want, dtype=np.float64)
        size = float(np.linalg.norm(want))
        if got.dtype == np.float64 and got.shape == want.shape and size:
            errors.setdefault(comparison.name, []).append(float(np.linalg.norm(got - want)) / size)
    return any(float(np.median(relative_errors)) > _ROUNDING for relative_errors in errors.values())


def _calls(notes: Iterable[str]) -> list[tuple[str, int]]:
    calls = []
    for note in notes:
        kind, _, rest = note.partition(" ")
        name, _, times = rest.rpartition(" ")
        if kind == "calls" and times.isdigit():
            calls.append((name, min(int(times), 10**6)))
    return calls
