"""Writes report.html, the class on one page, from records alone; knows nothing of how they were made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from autograder.course.model import Assignment
from autograder.handout.explain import capital, texts
from autograder.results import pages, statistics
from autograder.results.given import given, in_words
from autograder.results.late import final_mark, is_late, late_loss
from autograder.results.records import Record, Status
from autograder.results.statistics import Bin, Wrong
from autograder.results.store import RunInfo, incomplete
from autograder.results.text import number

REPORT_FILE = "report.html"
LECTURE_FILE = "lecture.html"
_YOURS = "yours: "
_ASKED = 5
"""Students of a mistake whose functions are looked at, to show the shortest."""
_FILTERS = {
    "lost": "lost points",
    "full": "full marks",
    "flagged": "flagged",
    "late": "late",
    "given": "points given by a person",
}
_HEIGHT, _TOP = 180.0, 26.0
_LEFT, _RIGHT = 8.0, 99.0
_GRIDLINES = 4


@dataclass(frozen=True)
class Bar:
    """One bar of the histogram: x and width in percent of the drawing, y and height in its pixels."""

    x: float
    width: float
    y: float
    height: float
    count: int
    label: str


@dataclass(frozen=True)
class Tick:
    """A place on an axis and what stands there."""

    at: float
    label: str


@dataclass(frozen=True)
class Plot:
    """The histogram's geometry. Across in percent, so that it follows the window while its letters keep their size."""

    bars: list[Bar]
    x_ticks: list[Tick]
    y_ticks: list[Tick]
    left: float = _LEFT
    right: float = _RIGHT
    base: float = _TOP + _HEIGHT
    height: float = _TOP + _HEIGHT + 46


@dataclass(frozen=True)
class Insight:
    """What a report shows beyond its records.

    `excerpt(record, task)` gives the student's function without anything personal, or "". `properties` says what a
    hidden case checks, by its task and its id without brackets.
    """

    excerpt: Callable[[Record, str], str] | None = None
    properties: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """One way in which students lost points in a task, with what the page says of it."""

    wrong: Wrong
    title: str
    text: str
    example: list[str]
    excerpt: str

    @property
    def common(self) -> bool:
        """Whether more than one student went this way."""
        return len(self.wrong.students) > 1


@dataclass(frozen=True)
class LostTask:
    """A task in which points were lost: the ways that are shown, and how many students are alone with theirs."""

    name: str
    students: tuple[str, ...]
    ways: list[Way]
    single: list[Way]


def write_report(
    folder: Path, records: list[Record], assignment: Assignment, run: RunInfo, insight: Insight | None = None
) -> None:
    """Write `folder`/report.html, and `folder`/lecture.html for the screen of a lecture. Raises ResultsError."""
    tasks = _views(records, assignment, insight or Insight())
    pages.write_page(folder / REPORT_FILE, _report(records, assignment, run, insight or Insight(), tasks))
    pages.write_page(folder / LECTURE_FILE, _lecture(records, assignment, tasks))


def report_html(records: list[Record], assignment: Assignment, run: RunInfo, insight: Insight | None = None) -> str:
    """The class's page, complete in itself but for the links to the students' pages."""
    insight = insight or Insight()
    return _report(records, assignment, run, insight, _views(records, assignment, insight))


def lecture_html(records: list[Record], assignment: Assignment, insight: Insight | None = None) -> str:
    """The class's page without a name, a hidden case or an answer that one student alone gave."""
    return _lecture(records, assignment, _views(records, assignment, insight or Insight()))


def _report(
    records: list[Record], assignment: Assignment, run: RunInfo, insight: Insight, tasks: list[LostTask]
) -> str:
    ordered = sorted(records, key=lambda record: record.student)
    final = {record.student: final_mark(record, assignment) for record in ordered}
    names = [task.name for task in assignment.tasks]
    cases = statistics.cases(ordered, names)
    return (
        pages.html()
        .get_template("report.html.j2")
        .render(
            **_numbers(ordered, assignment),
            run=run,
            stopped=incomplete(run, len(ordered)),
            records=ordered,
            results={record.student: {task.name: task for task in record.tasks} for record in ordered},
            statuses=_statuses(ordered),
            causes=statistics.causes(ordered),
            nobody=statistics.nobody_scored(ordered),
            all_marked=all(record.status is Status.GRADED for record in ordered),
            final=final,
            names={record.student: record.name for record in ordered},
            waiting=statistics.for_a_person(ordered),
            late=[record.student for record in ordered if is_late(record, assignment)],
            lost={record.student: late_loss(record, assignment) for record in ordered},
            identical=statistics.identical(ordered),
            given=[(record, list(map(in_words, given(record)))) for record in ordered if given(record)],
            mistakes=tasks,
            cases=[(case, insight.properties.get((case.task, case.id.partition("[")[0]), "")) for case in cases],
            marked=lambda record: _marked(record, assignment),
            kinds=_kinds(ordered, assignment),
            link=pages.feedback_link,
            lecture=LECTURE_FILE,
            script=pages.script("report.js"),
        )
    )


def _lecture(records: list[Record], assignment: Assignment, tasks: list[LostTask]) -> str:
    ordered = sorted(records, key=lambda record: record.student)
    template = pages.html().get_template("lecture.html.j2")
    return template.render(**_numbers(ordered, assignment), mistakes=tasks)


def _numbers(ordered: list[Record], assignment: Assignment) -> dict[str, object]:
    """What both pages show."""
    scores = [final_mark(record, assignment) for record in statistics.judged(ordered)]
    return {
        "assignment": assignment,
        "marks": statistics.marks(scores),
        "everyone": len(ordered),
        "plot": plot(statistics.histogram(scores, assignment.max_score)),
        "tasks": [statistics.task_numbers(ordered, task.name, task.points) for task in assignment.tasks],
        "graded": sum(record.status is Status.GRADED for record in ordered),
    }


def _views(records: list[Record], assignment: Assignment, insight: Insight) -> list[LostTask]:
    by_student = {record.student: record for record in records}
    views = []
    for task in statistics.mistakes(records, [task.name for task in assignment.tasks]):
        ways = [_way(wrong, task.task, by_student, assignment, insight) for wrong in task.ways]
        shown = [way for way in ways if way.wrong.id or way.common]
        views.append(LostTask(task.task, task.students, shown, [way for way in ways if way not in shown]))
    return views


def _way(wrong: Wrong, task: str, by_student: Mapping[str, Record], assignment: Assignment, insight: Insight) -> Way:
    excerpts = []
    if insight.excerpt is not None:
        excerpts = [insight.excerpt(by_student[student], task) for student in wrong.students[:_ASKED]]
    text = texts(wrong.id, assignment.mistakes) if wrong.id else ()
    example = [
        f"came: {line.removeprefix(_YOURS)}" if line.startswith(_YOURS) else line for line in wrong.example.splitlines()
    ]
    title = wrong.id or (example[-1].removeprefix("came: ") if example else capital(wrong.message))
    return Way(
        wrong,
        title,
        text[0] if text else capital(wrong.message),
        example,
        min(filter(None, excerpts), key=lambda excerpt: (len(excerpt), excerpt), default=""),
    )


def _marked(record: Record, assignment: Assignment) -> list[str]:
    """By which words the table of students can be filtered for this one."""
    lost = record.status is Status.GRADED and record.score < record.max_score
    full = record.status is Status.GRADED and not lost
    checks = {"lost": lost, "full": full, "flagged": bool(record.flags), "late": is_late(record, assignment)}
    checks["given"] = bool(given(record))
    return [record.status.value, *(word for word, is_so in checks.items() if is_so)]


def _kinds(records: list[Record], assignment: Assignment) -> list[tuple[str, str]]:
    """The filters that leave somebody, and what the page calls them."""
    there = {word for record in records for word in _marked(record, assignment)}
    words = {status.value: status.value.replace("-", " ") for status in Status if status is not Status.GRADED}
    return [(word, label) for word, label in (_FILTERS | words).items() if word in there]


def plot(bins: list[Bin]) -> Plot:
    """Where the bars and the marks of both axes go."""
    most = max(step.count for step in bins)
    spacing = _spacing(most)
    top = max(spacing, spacing * ceil(most / spacing))
    unit, pitch = _HEIGHT / top, (_RIGHT - _LEFT) / len(bins)
    bars = [
        Bar(
            x=_LEFT + i * pitch + 0.06 * pitch,
            width=0.88 * pitch,
            y=_TOP + _HEIGHT - step.count * unit,
            height=step.count * unit,
            count=step.count,
            label=f"{step.count} with {number(step.low)} to {number(step.high)} points",
        )
        for i, step in enumerate(bins)
    ]
    edges = [step.low for step in bins] + [bins[-1].high]
    return Plot(
        bars=bars,
        x_ticks=[Tick(_LEFT + i * pitch, number(edge)) for i, edge in enumerate(edges) if i % 2 == 0],
        y_ticks=[Tick(_TOP + _HEIGHT - at * unit, str(at)) for at in range(0, top + 1, spacing)],
    )


def _statuses(records: list[Record]) -> list[tuple[str, int]]:
    counts = Counter(record.status for record in records)
    return [(status.value.replace("-", " "), counts[status]) for status in Status if counts[status]]


def _spacing(most: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 ... that needs no more than a few gridlines."""
    scale = 1
    while True:
        for spacing in (scale, 2 * scale, 5 * scale):
            if spacing * _GRIDLINES >= most:
                return spacing
        scale *= 10
