"""Checks by the real grader: what reference, stub and variants earn, what they are called, which cases notice what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from autograder.authoring.validation import Finding
from autograder.authoring.validation.mistakes import check_mistakes
from autograder.course.make_stub import stub_source
from autograder.course.model import Course
from autograder.course.variants import Variant, variants
from autograder.faults import described
from autograder.grading.plugin import CaseError
from autograder.grading.session import GradingSession
from autograder.grading.verdicts import CaseSpec
from autograder.results.records import Record, Status
from autograder.sandbox.selftest import IsolationReport
from autograder.submissions.reading import Submission

SEEDS = (1, 20261123, 4_000_000_007, 2**32 - 1, 2**53 - 1, 7, 11, 42, 123_456_789, 987_654_321_012_345)
"""The hidden inputs are drawn anew for each of these; at as many of them as is asked for every variant is graded."""
USUAL_SEEDS = 5
"""At how many seeds, where nothing is asked for."""

CallResult = dict[str, tuple[float, str | None]]
"""By task, the points and the name of the mistake."""


def check_grades(
    course: Course, name: str, report: IsolationReport, *, fast: bool = False, seeds: int = USUAL_SEEDS
) -> Iterator[Finding]:
    """Grade reference and stub, and all variants at so many `seeds`, none if `fast`; a wrong reference ends it.

    Raises CourseError when the hidden cases cannot be collected.
    """

    def at(seed: int) -> GradingSession:
        return GradingSession(course, name, seed=seed, isolation=report.isolation, level=report.level)

    first, *others = SEEDS[:seeds]
    with at(first) as session:
        reference = _reference(session, course, name, first)
        yield reference
        if reference.faults:
            return
        yield _oracles(course, name, session)
        yield check_mistakes(course, name, session.specs, session.verdicts(_submission(course, name)))
        yield _stub(course, name, session)
        if fast:
            return
        planted = variants(course, name)
        records = [_graded(session, course, name, variant.source) for variant in planted]
        judged = list(zip(planted, records, strict=True))
        yield _right_variants(name, judged)
        yield _wrong_variants(name, judged, session.specs)
        yield _names(name, judged)
    outcomes = {first: [_outcome(record) for record in records]}
    faults: list[str] = []
    for seed in others:
        with at(seed) as session:
            faults += _reference(session, course, name, seed).faults
            outcomes[seed] = [_outcome(_graded(session, course, name, variant.source)) for variant in planted]
    faults += _moved(name, planted, outcomes)
    yield Finding("seeds", f"{len(planted)} variants at {len(outcomes)} seeds", tuple(faults))
    yield _cases(name, judged, session.specs)


def _reference(session: GradingSession, course: Course, name: str, seed: int) -> Finding:
    """What the reference earns in this session; where it loses something, why, with the line of the hidden case."""
    record = _graded(session, course, name, course.reference(name).read_text(encoding="utf-8"))
    note = f"{record.score:g} of {record.max_score:g}"
    if _all_right(record):
        return Finding("reference", note)
    faults = [f"The reference loses points at seed {seed}: {_lost(record)}."]
    if record.status in (Status.GRADED, Status.UNGRADABLE):
        verdicts = session.verdicts(_submission(course, name))
        broken = {spec.where: verdicts[spec.nodeid] for spec in session.specs}
        for where, verdict in broken.items():
            if isinstance(verdict, CaseError):
                reason = described(verdict.__cause__ or verdict, course.root).rstrip(".")
                faults.append(f"solutions/{name}/hidden/{where} The case cannot be judged: {reason}.")
            elif verdict.fault:
                faults.append(f"solutions/{name}/hidden/{where} The case stops with {verdict.fault.rstrip('.')}.")
    return Finding("reference", note, tuple(faults))


def _submission(course: Course, name: str) -> Submission:
    return Submission("author", {course.load(name).module_file: course.reference(name).read_bytes()})


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
    agreed = {nodeid for nodeid, count in session.cross_checks.items() if count}
    faults = tuple(
        f"solutions/{name}/hidden/{spec.where} The case {spec.task} {spec.id} expects a gradient "
        "that no second oracle confirms; use `cross_check`."
        for spec in session.specs
        if spec.core and spec.task in gradients and spec.nodeid not in agreed
    )
    return Finding("oracles", f"{len(agreed)} of {len(session.specs)} cases have two beside the reference", faults)


def _stub(course: Course, name: str, session: GradingSession) -> Finding:
    stub = stub_source(course, name)
    faults = []
    for source in (stub, stub.replace("\n", "\r\n")):
        bare = _graded(session, course, name, source)
        if bare.status is not Status.UNCHANGED:
            ends = ", with Windows line ends," if source is not stub else ""
            faults.append(f"The stub as handed out{ends} has the status {bare.status.value}; expected unchanged.")
    begun = _graded(session, course, name, f"{stub}\n# begun\n")
    if begun.status is not Status.GRADED or begun.score:
        faults.append(
            f"The stub with a comment earns {begun.score:g} points ({begun.status.value}); expected 0 points (graded)."
        )
    started = [task.name for task in begun.tasks if task.mistake != "not-implemented"]
    if started and begun.status is Status.GRADED:
        faults.append(f"In the stub, {', '.join(started)} does not raise NotImplementedError.")
    return Finding("stub earns", f"{begun.score:g} of {begun.max_score:g}", tuple(faults))


Judged = Sequence[tuple[Variant, Record]]


def _right_variants(name: str, judged: Judged) -> Finding:
    right = [(variant, record) for variant, record in judged if variant.right]
    faults = [
        f"{_where(name, variant)} loses points: {_lost(record)}."
        for variant, record in right
        if record.status is not Status.GRADED or record.score < record.max_score
    ]
    faults += [] if right else [f"solutions/{name}/variants has no right variant: solve the tasks in another style."]
    return Finding("right variants", f"{len(right)} styles", tuple(faults))


def _wrong_variants(name: str, judged: Judged, specs: Sequence[CaseSpec]) -> Finding:
    wrong = [(variant, record) for variant, record in judged if not variant.right]
    faults = [
        f"{_where(name, variant)} {fault}"
        for variant, record in wrong
        for fault in wrongly_marked(variant, record, specs)
    ]
    faults += [
        f"{_where(name, variant)} has the flag: {flag.rstrip('.')}."
        for variant, record in judged
        for flag in record.flags
        if "the grader failed" in flag
    ]
    return Finding("wrong variants", f"{len(wrong)} planted", tuple(faults))


def _names(name: str, judged: Judged) -> Finding:
    wrong = [(variant, record) for variant, record in judged if not variant.right]
    faults = [
        f"{_where(name, variant)} {fault}" for variant, record in wrong for fault in wrongly_named(variant, record)
    ]
    return Finding("names", f"{sum(variant.mistake is not None for variant, _ in wrong)} mistakes", tuple(faults))


def _cases(name: str, judged: Judged, specs: Sequence[CaseSpec]) -> Finding:
    failing = set().union(*(_failed(record) for variant, record in judged if not variant.right))
    faults = [
        f"solutions/{name}/hidden/{spec.where} No planted mistake fails "
        f"the {'core' if spec.core else 'edge'} case {spec.task} {spec.id}."
        for spec in specs
        if (spec.task, spec.id) not in failing
    ]
    return Finding("cases", f"{len(specs)}, each fails for a planted mistake", tuple(faults))


def _outcome(record: Record) -> CallResult:
    """What a seed must not change."""
    if record.status is not Status.GRADED:
        return {record.status.value: (0.0, None)}
    return {task.name: (task.score, task.mistake) for task in record.tasks}


def _moved(name: str, planted: Sequence[Variant], outcomes: Mapping[int, Sequence[CallResult]]) -> Iterator[str]:
    """The variants of which a mark or a name depends on the seed, with what each seed gives."""
    for number, variant in enumerate(planted):
        by_seed = {seed: results[number] for seed, results in outcomes.items()}
        for task in dict.fromkeys(task for outcome in by_seed.values() for task in outcome):
            seeds: dict[tuple[float, str | None] | None, list[int]] = {}
            for seed, outcome in by_seed.items():
                seeds.setdefault(outcome.get(task), []).append(seed)
            if len(seeds) > 1:
                told = "; ".join(
                    f"{_told(result)} at seed{'s' if len(those) > 1 else ''} {', '.join(map(str, those))}"
                    for result, those in seeds.items()
                )
                yield f"{_where(name, variant)} depends on the seed. {task}: {told}."


def _told(result: tuple[float, str | None] | None) -> str:
    return f"{result[0]:g} points, {result[1] or 'no name'}" if result else "not graded"


def _where(name: str, variant: Variant) -> str:
    return f"solutions/{name}/{variant.where} {variant.name}"


def _failed(record: Record) -> set[tuple[str, str]]:
    return {(task.name, case.id) for task in record.tasks for case in task.cases if not case.passed}


def wrongly_named(variant: Variant, record: Record) -> Iterator[str]:
    """How a planted mistake is called, where that is not what its head says."""
    if variant.loses != "nothing":
        mistake_id = next((task.mistake for task in record.tasks if task.name == variant.tasks[0][0]), None)
        if mistake_id == variant.mistake:
            return
        if variant.mistake is None:
            word = variant.name.removeprefix(f"{variant.tasks[0][0]}-none").removeprefix("-")
            head = " ".join(filter(None, ("# %% wrong", mistake_id, word)))
            yield f"gets the name {mistake_id}, but its head says none: write `{head}`."
        elif mistake_id is None:
            yield f"gets no name; no table of {variant.tasks[0][0]} has {variant.mistake} with these numbers."
        else:
            yield f"gets the name {mistake_id}; expected {variant.mistake}."


def wrongly_marked(variant: Variant, record: Record, specs: Sequence[CaseSpec]) -> Iterator[str]:
    """In what way a planted mistake does not lose exactly what its head says."""
    if record.status is not Status.GRADED:
        yield f"is {record.status.value}: {record.message}"
        return
    losing = {task.name for task in record.tasks if task.score < task.max_score}
    due = set() if variant.loses == "nothing" else {task for task, _ in variant.tasks}
    if losing != due:
        costs, expected = (", ".join(sorted(tasks)) or "no task" for tasks in (losing, due))
        yield f"costs points in {costs}; expected {expected}."
    core = {(spec.task, spec.id): spec.part for spec in specs if spec.core}
    parts = {(key[0], core[key]) for key in _failed(record) if key in core}
    if variant.loses == "core":
        kept = [
            task
            for task, part in variant.tasks
            if not any(failed_task == task and part in ("", of) for failed_task, of in parts)
        ]
        if kept:
            yield f"passes the core cases of {', '.join(kept)}."
    elif parts:
        failing = ", ".join(sorted({task for task, _ in parts}))
        yield f"fails the core cases of {failing}; it should fail only edge cases."
