"""Writes the page of a term, and a page of progress for each student, from the records of several assignments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import msgspec

from autograder.course.model import Assignment
from autograder.results import pages, statistics
from autograder.results.late import final_mark
from autograder.results.records import Record, Status, TaskResult
from autograder.results.statistics import TaskNumbers
from autograder.results.text import file_stem

TERM_FILE = "term.html"
PROGRESS_FOLDER = "progress"
_STOPPED = 2
"""So many assignments in a row without work, after one with work: this student may need a person."""
_COMES_BACK = 2
"""In so many assignments a student made a mistake that comes back."""


@dataclass(frozen=True)
class Part:
    """One assignment of a term, with the records of its latest run."""

    assignment: Assignment
    records: list[Record]

    def record(self, student: str) -> Record | None:
        return self._by_student.get(student)

    @property
    def mean(self) -> float | None:
        """The mean share of the points among those who have a mark; None without any."""
        marks = statistics.marks([record.score for record in statistics.judged(self.records)])
        return None if marks is None else marks.mean / self.assignment.max_score

    @property
    def handed_in(self) -> int:
        return sum(record.status is not Status.MISSING for record in self.records)

    _by_student: dict[str, Record] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        less = [  # late work has what every other page says, too
            msgspec.structs.replace(record, score=final_mark(record, self.assignment)) for record in self.records
        ]
        object.__setattr__(self, "records", less)
        object.__setattr__(self, "_by_student", {record.student: record for record in self.records})


@dataclass(frozen=True)
class Student:
    """One student over the term: a record for each assignment, None where there is none."""

    id: str
    name: str
    records: list[Record | None]
    stopped: str
    """The last assignment that the student handed in, where nothing came after it for long enough; else empty."""
    repeated: list[str]
    """The mistakes that come back."""

    @property
    def score(self) -> float:
        return sum(record.score for record in self.records if _has_mark(record) and record is not None)

    @property
    def marked(self) -> list[str]:
        """By which words the table can be filtered for this student."""
        checks = {"stopped": bool(self.stopped), "repeated": bool(self.repeated)}
        checks["missing"] = any(not _handed_in(record) for record in self.records)
        return [word for word, is_so in checks.items() if is_so]


@dataclass(frozen=True)
class Repeated:
    """A mistake over the term: how many students made it in each assignment, and who made it in several."""

    id: str
    counts: list[int]
    students: list[str]


@dataclass(frozen=True)
class TaskBeside:
    """A task of the term, and the same task a year before, where it was there."""

    assignment: str
    now: TaskNumbers
    before: TaskNumbers | None


def write_term(folder: Path, title: str, parts: Sequence[Part], before: Sequence[Part] = ()) -> int:
    """Write `folder`/term.html and `folder`/progress/<student>.html; returns the number of students.

    `parts` are in the order of the course; `before` are those of the year before. Raises ResultsError.
    """
    everyone = students(parts)
    pages.write_page(folder / TERM_FILE, term_html(title, parts, before))
    template = pages.html().get_template("progress.html.j2")
    for student in everyone:
        rows = [(part.assignment, record, _lost(record)) for part, record in zip(parts, student.records, strict=True)]
        page = template.render(title=title, student=student, rows=rows)
        pages.write_page(folder / PROGRESS_FOLDER / f"{file_stem(student.id)}.html", page)
    return len(everyone)


def term_html(title: str, parts: Sequence[Part], before: Sequence[Part] = ()) -> str:
    """The page of a term, for instructors."""
    everyone = students(parts)
    earlier = {part.assignment.name: part for part in before}
    return (
        pages.html()
        .get_template("term.html.j2")
        .render(
            title=title,
            parts=parts,
            students=everyone,
            most=sum(part.assignment.max_score for part in parts),
            earlier=earlier,
            stopped=[student for student in everyone if student.stopped],
            repeated=repeated(parts, everyone),
            tasks=tasks(parts, earlier),
            names={student.id: student.name for student in everyone},
            kinds=[
                (word, label)
                for word, label in (
                    ("stopped", "stopped handing in"),
                    ("repeated", "a mistake comes back"),
                    ("missing", "something is missing"),
                )
                if any(word in student.marked for student in everyone)
            ],
            has_mark=_has_mark,
            link=_link,
            script=pages.script("report.js"),
        )
    )


def students(parts: Sequence[Part]) -> list[Student]:
    """Everybody who has a record in some assignment, by id."""
    names: dict[str, str] = {}
    for part in parts:
        for record in part.records:
            names[record.student] = record.name or names.get(record.student, "")
    return [_student(student, names[student], parts) for student in sorted(names)]


def _student(student: str, name: str, parts: Sequence[Part]) -> Student:
    records = [part.record(student) for part in parts]
    came = [index for index, record in enumerate(records) if _handed_in(record)]
    stopped = came and len(parts) - 1 - came[-1] >= _STOPPED
    counts = Counter(
        mistake for record in records for mistake in {task.mistake for task in _lost(record) if task.mistake}
    )
    return Student(
        student,
        name,
        records,
        parts[came[-1]].assignment.title if stopped else "",
        sorted(mistake for mistake, count in counts.items() if count >= _COMES_BACK),
    )


def repeated(parts: Sequence[Part], everyone: Sequence[Student]) -> list[Repeated]:
    """The mistakes that some student made in several assignments, those of the most students first."""
    rows = []
    for mistake in sorted({mistake for student in everyone for mistake in student.repeated}):
        counts = [
            sum(any(task.mistake == mistake for task in _lost(record)) for record in part.records) for part in parts
        ]
        rows.append(Repeated(mistake, counts, [student.id for student in everyone if mistake in student.repeated]))
    return sorted(rows, key=lambda row: (-len(row.students), -sum(row.counts), row.id))


def tasks(parts: Sequence[Part], earlier: dict[str, Part]) -> list[TaskBeside]:
    """All tasks of the term, the hardest first."""
    rows = []
    for part in parts:
        was = earlier.get(part.assignment.name)
        known = {task.name: task.points for task in was.assignment.tasks} if was is not None else {}
        for task in part.assignment.tasks:
            before = None
            if was is not None and task.name in known:
                before = statistics.task_numbers(was.records, task.name, known[task.name])
            now = statistics.task_numbers(part.records, task.name, task.points)
            rows.append(TaskBeside(part.assignment.title, now, before))
    return sorted(rows, key=lambda row: -(row.now.difficulty or 0.0))


def _lost(record: Record | None) -> list[TaskResult]:
    """The tasks in which a graded submission lost points."""
    if record is None or record.status is not Status.GRADED:
        return []
    return [task for task in record.tasks if statistics.lost_points(task)]


def _handed_in(record: Record | None) -> bool:
    return record is not None and record.status is not Status.MISSING


def _has_mark(record: Record | None) -> bool:
    return record is not None and record.status is not Status.UNGRADABLE


def _link(student: str) -> str:
    return quote(f"{PROGRESS_FOLDER}/{file_stem(student)}.html")
