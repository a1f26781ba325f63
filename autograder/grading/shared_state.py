"""State in one function shows in every function that calls it. It costs the first, and not the others.

The tasks are looked at in their order, in which a function comes before those that use it. The first task that changes
from call to call is lost. A later one is asked again with right functions instead of those that are lost: in two fresh
workers, in two orders. If its results are the same in both, and right where they were right before, they count.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.course.model import Task
from autograder.faults import StudentFault
from autograder.grading.plugin import CaseError, GradingPlugin
from autograder.grading.repeat_check import nearly_equal
from autograder.grading.verdicts import Verdict
from autograder.handout.gradcheck import as_array
from autograder.sandbox.runner import SubmissionRunner

STATE = frozenset({"keeps-state", "not-deterministic"})

Results = dict[str, Verdict]


def only_by_others(
    plugin: GradingPlugin,
    runner: SubmissionRunner,
    tasks: Sequence[Task],
    verdicts: Mapping[str, Verdict],
    nondeterministic: Mapping[str, str],
) -> set[str]:
    """The cases among `nondeterministic` that change from call to call only because of functions of earlier tasks.

    `verdicts` are those of the first run; `nondeterministic` has the mistake of each case that came out otherwise.
    """
    cleared: set[str] = set()
    lost: dict[str, Callable[..., Any]] = {}
    for task in tasks:
        cases = [number for number, spec in enumerate(plugin.specs) if spec.task == task.name]
        mine = {plugin.specs[number].nodeid for number in cases}
        changed = {nodeid for nodeid in mine & nondeterministic.keys() if nondeterministic[nodeid] in STATE}
        if not changed:
            continue
        asked = [number for number in cases if not _is_lost(verdicts[plugin.specs[number].nodeid])]
        if lost and _steady(plugin, runner, lost, asked, verdicts):
            cleared |= changed
        else:
            lost |= _replaceable(plugin, task)
    return cleared


def _is_lost(verdict: Verdict) -> bool:
    return not verdict.passed and not verdict.seen


def _replaceable(plugin: GradingPlugin, task: Task) -> dict[str, Callable[..., Any]]:
    """The reference's function of a task; nothing where it is a class."""
    function = getattr(plugin.reference_module(), task.definition, None)
    return {task.definition: function} if inspect.isfunction(function) else {}


def _steady(
    plugin: GradingPlugin,
    runner: SubmissionRunner,
    functions: Mapping[str, Callable[..., Any]],
    cases: Sequence[int],
    before: Mapping[str, Verdict],
) -> bool:
    first = _results(plugin, runner, functions, cases)
    second = _results(plugin, runner, functions, [*cases[1:], *cases[:1]][::-1])
    if first is None or second is None:
        return False
    return all(
        _alike(first[nodeid], second[nodeid]) and (first[nodeid].passed or not before[nodeid].passed)
        for nodeid in first
    )


def _results(
    plugin: GradingPlugin, runner: SubmissionRunner, functions: Mapping[str, Callable[..., Any]], cases: Sequence[int]
) -> Results | None:
    """What the cases say in a fresh worker in which these functions are right; None where it cannot be told."""
    runner.drop_stand_ins()
    runner.drop_worker()
    results: Results = {}
    for number in cases:
        spec = plugin.specs[number]
        if runner.budget.left <= 0:
            return None
        runner.begin_case(spec.task, spec.nodeid)
        try:
            results[spec.nodeid] = plugin.run_case(number, runner.standing_in(functions))
        except (CaseError, StudentFault):
            return None
    return results


def _alike(first: Verdict, second: Verdict) -> bool:
    if (first.outcome, first.fault, list(map(len, first.seen))) != (
        second.outcome,
        second.fault,
        list(map(len, second.seen)),
    ):
        return False
    pairs = zip((c for way in first.seen for c in way), (c for way in second.seen for c in way), strict=True)
    return all(_same(left.got, right.got) for left, right in pairs)


def _same(left: Any, right: Any) -> bool:
    """Whether two results are the same numbers, but for rounding; results that are no numbers never are."""
    first, second = as_array(left), as_array(right)
    return first is not None and second is not None and first.shape == second.shape and nearly_equal(first, second)
