"""Checks by the real grader: what reference, stub and variants earn, what they are called, which cases notice what."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.course.generate import stub_source
from autograder.course.model import Course
from autograder.course.variants import Variant, variants
from autograder.grading.session import GradingSession
from autograder.grading.verdicts import CaseSpec
from autograder.results.records import Record, Status
from autograder.sandbox.levels import Found
from autograder.submissions.reading import Submission
from autograder.validation import Finding

SEEDS = (20261123, 4_000_000_007, 1)
"""The hidden inputs are drawn anew for each of these; stub and variants are graded at the last.

A planted mistake that a single case notices there is graded at the last but one too: a draw might hide it.
"""


def check_grades(course: Course, name: str, found: Found) -> Iterator[Finding]:
    """Grade reference, stub and all variants. Raises CourseError when the hidden cases cannot be collected."""

    def at(seed: int) -> GradingSession:
        return GradingSession(course, name, seed=seed, isolation=found.isolation, level=found.level)

    faults: list[str] = []
    *others, before, last = SEEDS
    for seed in others:
        with at(seed) as session:
            faults += _reference(session, course, name, seed)[1]
    with at(before) as second, at(last) as session:
        faults += _reference(second, course, name, before)[1]
        note, more = _reference(session, course, name, last)
        yield Finding("reference", f"{note} at {len(SEEDS)} seeds", (*faults, *more))
        yield _oracles(course, name, session)
        yield _stub(course, name, session)
        yield from _variants(course, name, session, second)


def _reference(session: GradingSession, course: Course, name: str, seed: int) -> tuple[str, list[str]]:
    """What the reference earns in this session, and as a fault what it loses."""
    record = _graded(session, course, name, course.reference(name).read_text(encoding="utf-8"))
    faults = [] if _all_right(record) else [f"The reference loses points at seed {seed}: {_lost(record)}."]
    return f"{record.score:g} of {record.max_score:g}", faults


def _graded(session: GradingSession, course: Course, name: str, source: str) -> Record:
    return session.grade(Submission("author", {course.load(name).module_file: source.encode()}))


def _all_right(record: Record) -> bool:
    return record.status is Status.GRADED and record.score == record.max_score and not record.flags


def _lost(record: Record) -> str:
    """What a record that should be right lost, and why, in a few words."""
    if record.status is not Status.GRADED:
        return f"{record.status.value}, {record.message}".rstrip(".")
    lost = [f"{task.name} ({task.message})" for task in record.tasks if task.score < task.max_score]
    return ", ".join([*lost, *record.flags]).rstrip(".")


def _oracles(course: Course, name: str, session: GradingSession) -> Finding:
    """Every core case of a gradient expects numbers on which two oracles agreed before the reference was asked."""
    gradients = {task.name for task in course.load(name).tasks if task.gradient}
    agreed = {nodeid for nodeid, count in session.agreements.items() if count}
    faults = tuple(
        f"The case {spec.task} {spec.id} expects a gradient that no second oracle confirms; use `agree`."
        for spec in session.specs
        if spec.core and spec.task in gradients and spec.nodeid not in agreed
    )
    return Finding("oracles", f"{len(agreed)} of {len(session.specs)} cases have two beside the reference", faults)


def _stub(course: Course, name: str, session: GradingSession) -> Finding:
    stub = stub_source(course, name)
    bare = _graded(session, course, name, stub)
    faults = []
    if bare.status is not Status.UNCHANGED:
        faults.append(f"The stub as handed out is called {bare.status.value}; unchanged is due.")
    begun = _graded(session, course, name, f"{stub}\n# begun\n")
    if begun.status is not Status.GRADED or begun.score:
        faults.append(f"The stub with a comment earns {begun.score:g} points ({begun.status.value}); graded, 0 is due.")
    started = [task.name for task in begun.tasks if task.mistake != "not-implemented"]
    if started and begun.status is Status.GRADED:
        faults.append(f"In the stub, {', '.join(started)} does not count as not implemented.")
    return Finding("stub earns", f"{begun.score:g} of {begun.max_score:g}", tuple(faults))


def _variants(course: Course, name: str, session: GradingSession, second: GradingSession) -> Iterator[Finding]:
    found = variants(course, name)
    right = [one for one in found if one.right]
    wrong = [one for one in found if not one.right]
    records = [(one, _graded(session, course, name, one.source)) for one in right]
    faults = [
        f"{one.where} {one.name} loses points: {_lost(record)}."
        for one, record in records
        if record.status is not Status.GRADED or record.score < record.max_score
    ]
    faults += [] if right else ["There is no right variant: solve the tasks in another style."]
    yield Finding("right variants", f"{len(right)} styles", tuple(faults))

    lost, named, alive = [], [], {spec.nodeid: spec for spec in session.specs}
    for one in wrong:
        record = _graded(session, course, name, one.source)
        faults = list(_wrongly_marked(one, record, session.specs))
        if len(_failed(record)) == 1 and not faults:
            again = _graded(second, course, name, one.source)
            faults = [f"at seed {SEEDS[-2]} {fault}" for fault in _wrongly_marked(one, again, second.specs)]
        lost += [f"{one.where} {one.name} {fault}" for fault in faults]
        if one.loses != "nothing":
            said = next((task.mistake for task in record.tasks if task.name == one.tasks[0][0]), None)
            if said != one.mistake:
                named.append(f"{one.where} {one.name} is named {said}; {one.mistake} is due.")
        for key in _failed(record):
            alive = {nodeid: spec for nodeid, spec in alive.items() if (spec.task, spec.id) != key}
    yield Finding("wrong variants", f"{len(wrong)} planted", tuple(lost))
    yield Finding("names", f"{sum(one.mistake is not None for one in wrong)} mistakes", tuple(named))
    faults = [
        f"No planted mistake fails the {'core' if spec.core else 'edge'} case {spec.task} {spec.id}."
        for spec in alive.values()
    ]
    yield Finding("cases", f"{len(session.specs)}, each fails for a planted mistake", tuple(faults))


def _failed(record: Record) -> set[tuple[str, str]]:
    return {(task.name, case.id) for task in record.tasks for case in task.cases if not case.passed}


def _wrongly_marked(variant: Variant, record: Record, specs: list[CaseSpec]) -> Iterator[str]:
    """In what way a planted mistake does not lose exactly what its head says."""
    if record.status is not Status.GRADED:
        yield f"is {record.status.value}: {record.message}"
        return
    losing = {task.name for task in record.tasks if task.score < task.max_score}
    due = set() if variant.loses == "nothing" else {task for task, _ in variant.tasks}
    if losing != due:
        yield f"costs points in {', '.join(sorted(losing)) or 'no task'}; {', '.join(sorted(due)) or 'none'} is due."
    core = {(spec.task, spec.id): spec.part for spec in specs if spec.core}
    parts = {(key[0], core[key]) for key in _failed(record) if key in core}
    if variant.loses == "core":
        kept = [task for task, part in variant.tasks if not any(one == task and part in ("", of) for one, of in parts)]
        if kept:
            yield f"passes the core of {', '.join(kept)}."
    elif parts:
        yield f"fails the core of {', '.join(sorted({task for task, _ in parts}))}; only edges are due."
