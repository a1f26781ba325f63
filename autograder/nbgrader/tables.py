"""The marks of a class in the forms that other gradebooks read; knows no gradebook's network.

A student without a mark is left out of Canvas', Blackboard's and Brightspace's tables: an empty cell would take away the
mark that the gradebook has. Moodle passes over an empty cell, and its worksheet keeps all lines.

Sources: instructure/canvas-lms, lib/gradebook_importer.rb; moodle/moodle, mod/assign/feedback/offline/importgradeslib.php
and locallib.php, mod/assign/feedback/file/importziplib.php; Blackboard Help, "Upload or download grades"; Brightspace
Community, "Importing grades".
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from autograder.course.model import Assignment
from autograder.faults import UserError
from autograder.nbgrader.marks import Mark, Marks
from autograder.results.feedback import feedback_html
from autograder.results.records import Record
from autograder.results.statistics import reason
from autograder.results.text import number, one_line, table_cell
from autograder.submissions.reading import Submission
from autograder.submissions.roster import Listed, listed, recognised
from autograder.submissions.sheet import Sheet

_TITLES = {"canvas": "Canvas", "moodle": "Moodle", "blackboard": "Blackboard", "brightspace": "Brightspace"}
LMS_FORMS = tuple(_TITLES)
"""The forms for which the LMS has a table that can be filled in."""
TABLES = {
    "canvas": "the gradebook that Canvas exports (Grades, Export)",
    "moodle": "the grading worksheet of the assignment (Download grading worksheet)",
    "blackboard": "the file that Blackboard's gradebook gives (Download Grades)",
    "brightspace": "the file that Brightspace's grades give (Enter Grades, Export, Points grade)",
}
"""What the table is called where it is downloaded."""
_DECORATIONS = {
    "canvas": r"(?P<title>.*?)\s*\((?P<id>\d+)\)",
    "moodle": r"(?P<title>.*)",
    "blackboard": r"(?P<title>.*?)\s*\[Total Pts:\s*(?:up to )?(?P<points>[\d.,]+)[^\]]*\]\s*(?:\|\s*(?P<id>\S+))?",
    "brightspace": r"(?P<title>.*?)\s*Points Grade\s*(?:<(?:[^>]*?MaxPoints:\s*(?P<points>[\d.,]+))?[^>]*>)?",
}
_GRADE = frozenset(
    "grade bewertung note calificación calificacion valutazione voto nota cijfer beoordeling ocena оценка karakter betyg "
    "arvosana puan 评分 成績 評定 성적".split()
)
_GROUP = frozenset("group gruppe groupe grupo gruppo groep".split())
_IDENTITY = frozenset(
    "student id sisuserid sisloginid integrationid rootaccount section lastname firstname username studentid "
    "orgdefinedid end-of-lineindicator".split()
)
_PARTICIPANT = re.compile(r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_[a-z]+")
_UNSAFE = re.compile(r"[\\/:*?\"<>|_\x00-\x1f]+")


class TableError(UserError):
    """The LMS's table cannot be filled in; its text is one sentence and what to do. Nothing was written."""


class Filled(NamedTuple):
    """A table with the marks in it, and what a person should know."""

    data: bytes
    students: int
    """How many have a mark in it."""
    notes: list[str]
    unmatched: list[str]
    """Who has a mark and no line in the table."""


# -- Canvas' table from nothing ----------------------------------------------------------------------------------------


def canvas_csv(marks: Marks, title: str, *, by_id: bool = False) -> Filled:
    """Canvas' gradebook import, made without its gradebook. Canvas finds students by the columns with their ids.

    `title` is the column's, such as "Homework 3 (90210)". `by_id`: the students have the ids of Canvas itself.
    """
    rows = canvas_head([(title, marks.max_score)])
    given = [mark for mark in marks.marks if mark.score is not None]
    for mark in given:
        record = mark.record
        own = by_id and record.student.isdigit()
        rows.append(
            [
                table_cell(record.name or record.student),
                record.student if own else table_cell(record.ids.get("lms", "")),
                table_cell(record.ids.get("number", "")),
                table_cell(record.ids.get("login", "") if own else record.ids.get("login", record.student)),
                "",
                number(mark.score or 0.0),
            ]
        )
    return Filled(Sheet([]).written(rows), len(given), [], [])


def canvas_head(columns: Sequence[tuple[str, float]]) -> list[list[str]]:
    """The first two rows of Canvas' table: the titles of the assignments, and the points that each can give."""
    titles, points = [title for title, _ in columns], [number(most) for _, most in columns]
    return [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *titles],
        ["    Points Possible", "", "", "", "", *points],
    ]


def canvas_row(name: str, login: str, marks: Iterable[str]) -> list[str]:
    """A student's row of Canvas' table."""
    return [name, "", "", login, "", *marks]


# -- An LMS's own table, filled in -------------------------------------------------------------------------------------


def filled_in(form: str, sheet: Sheet, name: str, marks: Marks, assignment: Assignment, column: str) -> Filled:
    """The table `sheet`, called `name`, that the LMS gave, with the marks in the column of the assignment.

    `column` is the column's head, the assignment's id in the LMS, or its title; "" looks for the assignment's title.
    Raises TableError where the table or the column is another's, where the points differ, and where nobody is found.
    """
    lines = listed(sheet)
    head_at = next((at for at, row in enumerate(sheet.rows) if any(cell.strip() for cell in row)), 0)
    if not any(lines):
        raise TableError(f"{name} has no student; {_TITLES[form]}'s table is {TABLES[form]}. Nothing was written.")
    head = [cell.strip() for cell in sheet.rows[head_at]]
    at = _column(form, head, name, assignment, column)
    _check_points(form, sheet, head_at, at, name, marks)
    by_line, unmatched = _matched(sheet.rows, lines, marks, name, head)
    _check_ids(form, by_line, lines, name)
    kept = [place for place, cell in enumerate(head) if _is_identity(cell) or place == at or form == "moodle"]
    rows, changed, waiting, count = [], [], [], 0
    for place, row in enumerate(sheet.rows):
        row = [*row, *[""] * (len(head) - len(row))]
        mark = by_line.get(place)
        line = lines[place]
        if mark is not None and mark.score is not None:
            before, score = row[at].strip(), number(mark.score)
            if _value(before) is not None and _value(before) != _value(score):
                changed.append(f"{line.shown if line else mark.record.student} ({before} before, {score} now)")
            row[at] = score
            count += 1
        elif line is not None:
            if mark is None:
                waiting.append(line.shown)
            if form != "moodle":
                continue
        elif form != "moodle" and place > head_at and "possible" not in row[0].casefold():
            continue
        rows.append([row[k] for k in kept])
    if not count:
        raise TableError(
            f"None of the students with a mark is in {name}: is it the table of another course? Nothing was written."
        )
    notes = []
    if changed:
        notes.append(f"Another mark stood there: {names_of(changed)}.")
    if waiting:
        notes.append(f"In {name}, but without a submission, and left as they are: {names_of(waiting)}.")
    return Filled(sheet.written(rows), count, notes, unmatched)


def _column(form: str, head: Sequence[str], name: str, assignment: Assignment, column: str) -> int:
    """Where the marks go. Raises TableError where that is not clear."""
    if form == "moodle":
        found = [at for at, cell in enumerate(head) if (cell == column if column else _plain(cell) in _GRADE)]
        if len(found) == 1:
            return found[0]
        raise TableError(
            f"{name} has no column {column or 'Grade'}: it should be {TABLES[form]}; name another column with --column. "
            "Nothing was written."
        )
    parts = {at: match for at, cell in enumerate(head) if (match := re.fullmatch(_DECORATIONS[form], cell)) and cell}
    parts = {at: match for at, match in parts.items() if not _is_identity(head[at])}
    wanted = column or assignment.title
    for fits in (
        lambda at, match: head[at] == wanted,
        lambda at, match: match.groupdict().get("id") == wanted.lstrip("_|"),
        lambda at, match: _plain(match["title"]) == _plain(wanted),
    ):
        found = [at for at, match in parts.items() if fits(at, match)]
        if len(found) == 1:
            return found[0]
        if found:
            break
    there = ", ".join(f"'{one_line(head[at], 80)}'" for at in list(parts)[:12]) or "none of an assignment"
    what = "several columns" if found else "no column"
    raise TableError(
        f"{name} has {what} for '{one_line(wanted, 80)}': name the column with --column. Columns there: {there}. "
        "Nothing was written."
    )


def _check_points(form: str, sheet: Sheet, head_at: int, at: int, name: str, marks: Marks) -> None:
    """Raise TableError where the LMS has other points for the assignment: a mark would mean something else there."""
    rows = sheet.rows[head_at + 1 :]
    if form == "canvas":
        cells = {row[at] for row in rows if row and "points possible" in row[0].casefold() and at < len(row)}
    elif form == "moodle":
        cells = {row[at + 1] for row in rows if at + 1 < len(row) and row[at + 1].strip()}
        if len(cells) != 1:
            return
    else:
        match = re.fullmatch(_DECORATIONS[form], sheet.rows[head_at][at].strip())
        cells = {match["points"] or ""} if match else set()
    points = [value for cell in cells if (value := _value(cell)) is not None]
    if points and abs(points[0] - marks.max_score) > 1e-6:
        raise TableError(
            f"{name} has {number(points[0])} points for this assignment, but the marks are out of "
            f"{number(marks.max_score)} ({marks.source}): change the points in {_TITLES[form]}, download the table again, "
            "and give the command again. Nothing was written."
        )


def _matched(
    rows: Sequence[Sequence[str]], lines: Sequence[Listed | None], marks: Marks, name: str, head: Sequence[str]
) -> tuple[dict[int, Mark], list[str]]:
    """The mark of each row, and who has a mark but no row. Raises TableError where two students fit one row."""
    people = [_person(mark.record) for mark in marks.marks]
    places = {id(line): place for place, line in enumerate(lines) if line is not None}
    found: dict[int, Mark] = {}
    twice: list[str] = []
    unmatched: list[str] = []
    groups = next((at for at, cell in enumerate(head) if _plain(cell) in _GROUP), None)
    for mark, line in zip(marks.marks, recognised(people, [line for line in lines if line is not None]), strict=True):
        own = [places[id(line)]] if line is not None else _of_group(rows, groups, mark.record)
        if not own and mark.score is not None:
            unmatched.append(mark.record.student)
        for place in own:
            if place in found:
                twice.append(f"{found[place].record.student} and {mark.record.student}")
            found[place] = mark
    if twice:
        raise TableError(
            f"In {name} one line is that of several students with a submission: {names_of(twice)}. Remove one of their "
            "submissions and grade again. Nothing was written."
        )
    return found, unmatched


def _of_group(rows: Sequence[Sequence[str]], column: int | None, record: Record) -> list[int]:
    """The rows of all members of the group that a submission is called after, as Moodle does it."""
    if column is None or not record.name:
        return []
    return [place for place, row in enumerate(rows) if column < len(row) and row[column].strip() == record.name]


def _person(record: Record) -> Submission:
    return Submission(record.student, name=record.name, email=record.email, ids=record.ids)


def _check_ids(form: str, by_line: dict[int, Mark], lines: Sequence[Listed | None], name: str) -> None:
    """Raise TableError where people are there by name, with other numbers: the table of another assignment."""
    others = []
    for place, mark in by_line.items():
        line, record = lines[place], mark.record
        number_there = line.ids.get("lms", "") if line is not None else ""
        if form == "moodle" and _PARTICIPANT.match(record.source) and line is not None and record.student.isdigit():
            if number_there not in ("", record.student, record.ids.get("lms", "")) and not _is_group(line, record):
                others.append(f"{line.shown} is {number_there} there and {record.student} here")
    if others:
        raise TableError(
            f"{name} has other participant numbers than the submissions, so it belongs to another assignment: "
            f"{names_of(others[:3])}. Nothing was written."
        )


def _is_group(line: Listed, record: Record) -> bool:
    return not recognised([_person(record)], [line])[0]


def _is_identity(cell: str) -> bool:
    return _plain(cell) in _IDENTITY


def _plain(text: str) -> str:
    return re.sub(r"[\s_]+", "", text).casefold()


def _value(text: str) -> float | None:
    """A number as an LMS writes it, with a point or a comma; None for anything else."""
    try:
        return round(float(text.strip().replace(",", ".")), 6)
    except ValueError:
        return None


def names_of(names: Sequence[str]) -> str:
    """Some names in a sentence, and how many more there are."""
    shown = ", ".join(one_line(name, 120) for name in names[:20])
    return shown if len(names) <= 20 else f"{shown} and {len(names) - 20} more"


# -- Moodle's feedback files -------------------------------------------------------------------------------------------


def moodle_feedback(marks: Marks, assignment: Assignment, sheet: Sheet | None = None) -> tuple[bytes, list[str]]:
    """A zip file of feedback pages in folders that Moodle takes back, and the students who have none in it.

    The folders are called as in Moodle's download, `Ada Lovelace_12345_assignsubmission_file_`. Where the submissions
    came another way, name and number are those of the grading worksheet.
    """
    lines = [line for line in listed(sheet) if line is not None] if sheet else []
    found = recognised([_person(mark.record) for mark in marks.marks], lines)
    held, left_out = io.BytesIO(), []
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for mark, line in zip(marks.marks, found, strict=True):
            own = _PARTICIPANT.match(mark.record.source)
            if own is not None:
                folder = f"{own['name']}_{own['id']}"
            elif line is not None and line.ids.get("lms", "").isdigit():
                folder = f"{_UNSAFE.sub(' ', line.name).strip() or 'Participant'}_{line.ids['lms']}"
            else:
                left_out.append(mark.record.student)
                continue
            info = zipfile.ZipInfo(f"{folder}_assignsubmission_file_/feedback.html", (2000, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, feedback_html(mark.record, assignment))
    return held.getvalue(), left_out


# -- A table for people ------------------------------------------------------------------------------------------------


def marks_csv(marks: Marks, assignment: Assignment) -> bytes:
    """A line a student: who it is, the mark and what it is made of, and why there is none."""
    tasks = [task.name for task in assignment.tasks]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    head = ["student", "name", "email", "assignment", "status", "score", "max_score", *tasks]
    writer.writerow([*head, "question", "late_penalty", "time", "late", "partners", "reason", "file", "sha256"])
    for mark in sorted(marks.marks, key=lambda mark: mark.record.student):
        record = mark.record
        writer.writerow(
            [
                table_cell(record.student),
                table_cell(record.name),
                table_cell(record.email),
                table_cell(record.assignment),
                record.status.value,
                "" if mark.score is None else number(mark.score, 6),
                number(marks.max_score, 6),
                *("" if name not in mark.tasks else number(mark.tasks[name], 6) for name in tasks),
                "" if mark.question is None else number(mark.question, 6),
                number(mark.penalty, 6),
                table_cell(record.timestamp),
                {True: "yes", False: "no", None: ""}[record.late],
                table_cell(" ".join(record.partners)),
                table_cell(reason(record)),
                table_cell(record.file),
                record.sha256 or "",
            ]
        )
    return table.getvalue().encode("utf-8", "replace")
