"""Writes report.html, the class on one page, from records alone; knows nothing of how they were made."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from autograder.course.model import Assignment
from autograder.results import pages, statistics
from autograder.results.given import given, in_words
from autograder.results.records import Record, Status
from autograder.results.statistics import Bin
from autograder.results.store import RunInfo
from autograder.results.text import number

REPORT_FILE = "report.html"
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


def write_report(folder: Path, records: list[Record], assignment: Assignment, run: RunInfo) -> None:
    """Write `folder`/report.html. Raises ResultsError."""
    pages.write_page(folder / REPORT_FILE, report_html(records, assignment, run))


def report_html(records: list[Record], assignment: Assignment, run: RunInfo) -> str:
    """The class's page, complete in itself but for the links to the students' pages."""
    ordered = sorted(records, key=lambda record: record.student)
    scores = [record.score for record in statistics.judged(ordered)]
    return (
        pages.html()
        .get_template("report.html.j2")
        .render(
            assignment=assignment,
            run=run,
            records=ordered,
            results={record.student: {task.name: task for task in record.tasks} for record in ordered},
            statuses=_statuses(ordered),
            causes=statistics.causes(ordered),
            nobody=statistics.nobody_scored(ordered),
            names={record.student: record.name for record in ordered},
            waiting=statistics.for_a_person(ordered),
            given=[(record, list(map(in_words, given(record)))) for record in ordered if given(record)],
            marks=statistics.marks(scores),
            plot=plot(statistics.histogram(scores, assignment.max_score)),
            tasks=[statistics.task_numbers(ordered, task.name, task.points) for task in assignment.tasks],
            mistakes=statistics.mistakes(ordered),
            graded=sum(record.status is Status.GRADED for record in ordered),
            link=pages.feedback_link,
        )
    )


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
