"""The account of a lost point for the terminal: what a hidden case asked, what is right, and what came.

Knows no grading and prints nothing. What a student chose is cleaned of terminal escapes.
"""

from __future__ import annotations

import itertools
import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.course.model import Task
from autograder.grading.accounts import CaseAccount, NotedCall
from autograder.grading.marks import worth
from autograder.grading.plugin import CaseError
from autograder.grading.verdicts import CaseSpec
from autograder.handout.gradcheck import Comparison
from autograder.results.records import TaskResult
from autograder.results.text import clean, number, one_line

_SHOWN_ALIKE = 2
"""Cases that fail alike and are shown in full where not all are asked for."""
_FEW = 60
"""Numbers of an array that are shown where not all are asked for."""
_WIDEST = 100
_LABEL = 8
_MOST = 2000


def task_lines(
    result: TaskResult,
    task: Task,
    accounts: Sequence[CaseAccount],
    reference: Any,
    names: Mapping[str, Sequence[str]],
    *,
    full: bool = False,
) -> list[str]:
    """All that is to be said of one task that lost points.

    `accounts` are those of the task, `names` has the arguments' names of each function, and `full` shows every call and
    every number.
    """
    head = f"{result.name}: {number(result.score)} of {number(result.max_score)} points."
    if result.mistake:
        head += f" Mistake: {result.mistake}."
    lines = [head, *textwrap.wrap(one_line(result.message), _WIDEST, initial_indent="  ", subsequent_indent="  ")]
    by_id = {account.spec.id: account for account in accounts}
    specs = [account.spec for account in accounts]
    failed = [case for case in result.cases if not case.passed]
    alike: dict[tuple[object, ...], list[str]] = {}
    for case in failed:
        account = by_id.get(case.id)
        if account is None:
            lines += ["", f"  {case.id}: this hidden case does not exist any more."]
            continue
        kind = alike.setdefault(_kind(account), [])
        kind.append(case.id)
        if full or len(kind) <= _SHOWN_ALIKE:
            details = _gone_well(account, result) or list(_what_came(account, task, reference, names, full=full))
            lines += ["", *_case_head(account.spec, task, specs), *(f"    {line}" for line in details)]
    for kind in alike.values():
        more = [] if full else kind[_SHOWN_ALIKE:]
        if more:
            many = f"{len(more)} more case{'s fail' if len(more) > 1 else ' fails'}"
            told = f"  {many} like {kind[0]}: {', '.join(more)}. --full shows all of them."
            lines += ["", *textwrap.wrap(told, _WIDEST, subsequent_indent="  ", break_on_hyphens=False)]
    passed = len(result.cases) - len(failed)
    if passed:
        lines += ["", f"  The other {passed} case{'s' if passed > 1 else ''} passed."]
    return lines


def _kind(account: CaseAccount) -> tuple[object, ...]:
    """What cases have in common that say the same of a submission: their function, and how they ended."""
    verdict = account.verdict
    ended = "fault" if isinstance(verdict, CaseError) else verdict.outcome
    return account.spec.id.partition("[")[0], account.spec.core, ended


def _case_head(spec: CaseSpec, task: Task, specs: Sequence[CaseSpec]) -> list[str]:
    points = number(worth(task, specs, spec))
    of_part = f" in part {spec.part}" if spec.part else ""
    kind = f"core case{of_part}: all {points} points need it" if spec.core else f"edge case{of_part}: {points} points"
    says = textwrap.wrap(spec.says, _WIDEST - 4, initial_indent="    ", subsequent_indent="    ")
    return [f"  {spec.id}  ({kind}; {spec.where})", *says]


def _gone_well(account: CaseAccount, result: TaskResult) -> list[str]:
    """What to say where the case is lost and its answers are right, or where it cannot be judged."""
    if isinstance(account.verdict, CaseError):
        return [f"Today this case cannot be judged: {one_line(str(account.verdict), _MOST)}"]
    if account.verdict.passed:
        why = one_line(result.message) or "The task's other cases were lost."
        return ["Here every answer is right. The case was lost when its calls were repeated:", why]
    return []


def _what_came(
    account: CaseAccount, task: Task, reference: Any, names: Mapping[str, Sequence[str]], *, full: bool
) -> Iterator[str]:
    assert not isinstance(account.verdict, CaseError)
    own = [call for call in account.calls if call.direct and call.name == task.definition] or account.calls
    for call in account.calls if full else own[-1:]:
        yield from _call_lines(call, names.get(call.name, ()), full=full)
    wrong = _wrong(account)
    for comparison in wrong:
        yield from _labelled("right", value_lines(comparison.name, comparison.want, full=full))
        yield from _labelled("came", value_lines(comparison.name, comparison.got, full=full))
        difference = _first_difference(comparison)
        if difference:
            yield from _labelled("", [difference])
    if not wrong and own:
        yield from _beside_the_reference(own[-1], reference, full=full)
    yield from _labelled("so", textwrap.wrap(one_line(account.verdict.message, _MOST), _WIDEST))
    if len(account.calls) > 1 and not full:
        yield from _labelled("", [f"The case makes {len(account.calls)} calls; --full shows all of them."])


def _wrong(account: CaseAccount) -> list[Comparison]:
    """The comparisons that did not hold, of the first way in which the case could be passed."""
    assert not isinstance(account.verdict, CaseError)
    attempts = [[comparison for comparison in attempt if comparison.wrong] for attempt in account.verdict.seen]
    return next((attempt for attempt in attempts if attempt), [])


def _call_lines(call: NotedCall, names: Sequence[str], *, full: bool) -> Iterator[str]:
    known = [*names, *(f"argument {index + 1}" for index in range(len(names), len(call.args)))]
    named = list(zip(known, call.args, strict=False)) + list(call.kwargs.items())
    yield from _labelled("asked", [f"{one_line(call.name, 60)}({', '.join(name for name, _ in named)})"])
    for name, value in named:
        yield from _labelled("", value_lines(name, value, full=full))


def _beside_the_reference(call: NotedCall, reference: Any, *, full: bool) -> Iterator[str]:
    """What the reference answers to the same call, and what came."""
    if call.direct:
        try:
            with np.errstate(all="ignore"):
                right = value_lines("", getattr(reference, call.name)(*call.args, **call.kwargs), full=full)
        except Exception as error:  # noqa: BLE001  # an error may be what the case asks for
            right = [f"{type(error).__name__}: {one_line(str(error), _MOST)}"]
        yield from _labelled("right", right)
    came = [one_line(call.error, _MOST)] if call.error else value_lines("", call.answer, full=full)
    yield from _labelled("came", came)


def _labelled(label: str, lines: Sequence[str]) -> Iterator[str]:
    for index, line in enumerate(lines):
        yield f"{label if not index else '':<{_LABEL}}{line}"


def value_lines(name: str, value: Any, *, full: bool = False) -> list[str]:
    """A value in lines: its name, what it is, and its numbers; not all of a large one, unless `full` asks for them."""
    head = f"{name} = " if name else ""
    if isinstance(value, np.ndarray):
        shown = np.array2string(
            value, threshold=sys.maxsize if full else _FEW, precision=8, max_line_width=_WIDEST - _LABEL
        )
        lines = clean(shown).splitlines() or [""]
        first = f"{head}{value.dtype} array of shape {value.shape}"
        return [first, *(f"  {line}" for line in lines)] if value.ndim else [f"{head}{lines[0]}, {first[len(head) :]}"]
    if isinstance(value, Mapping):
        inner = [value_lines(f"{key!s}", part, full=full) for key, part in value.items()]
        return [f"{head}a dict", *(f"  {clean(line)}" for lines in inner for line in lines)]
    if isinstance(value, tuple | list) and any(isinstance(part, np.ndarray | Mapping | tuple | list) for part in value):
        inner = [value_lines(f"[{index}]", part, full=full) for index, part in enumerate(value)]
        what = f"a {type(value).__name__} of {len(value)}"
        return [f"{head}{what}", *(f"  {line}" for lines in inner for line in lines)]
    if callable(value):
        return [f"{head}{'an object of the submission' if hasattr(value, 'remote_type') else 'a function of the case'}"]
    text = one_line(repr(value), _MOST * 10 if full else 400)
    return [f"{head}{line}" if not index else f"  {line}" for index, line in enumerate(textwrap.wrap(text, _WIDEST))]


def _first_difference(comparison: Comparison) -> str:
    """Where two arrays of one shape differ first."""
    try:
        came, right = np.asarray(comparison.got, float), np.asarray(comparison.want, float)
        if came.shape != right.shape or not right.ndim:
            return ""
        off = ~np.isclose(came, right, rtol=comparison.rtol, atol=comparison.atol * np.abs(right).max())
    except (TypeError, ValueError, RuntimeError):
        return ""
    places = np.argwhere(off)
    if not len(places):
        return ""
    first = tuple(int(index) for index in places[0])
    where = ", ".join(map(str, first))
    count = f"{len(places)} of {right.size} numbers differ"
    return f"{count}; the first is [{where}]: {right[first]:.10g} is right, {came[first]:.10g} came"


def side_by_side(left: str, right: str, titles: tuple[str, str], width: int) -> list[str]:
    """Two texts of code, one beside the other where the terminal is wide enough, else one below the other."""
    texts = [[clean(line.expandtabs(4)) for line in text.splitlines()] or ["(nothing)"] for text in (left, right)]
    column = (width - 3) // 2
    if column < 48:
        return [line for title, text in zip(titles, texts, strict=True) for line in ("", f"{title}:", *text)]
    halves = [
        [part for line in [title, "-" * len(title), *text] for part in _cut(line, column)]
        for title, text in zip(titles, texts, strict=True)
    ]
    pairs = itertools.zip_longest(*halves, fillvalue="")
    return [f"{mine:<{column}} | {theirs}".rstrip() for mine, theirs in pairs]


def _cut(line: str, width: int) -> list[str]:
    return [line[at : at + width] for at in range(0, len(line), width)] or [""]
