"""Fills the marks of a class into the table that an LMS gave, and makes the zip file of feedback that Moodle reads.

A student without a mark is left out of Canvas', Blackboard's and Brightspace's tables: an empty cell would take away
the mark that the gradebook has. Moodle passes over an empty cell, and its worksheet keeps all lines.

Sources: instructure/canvas-lms, lib/gradebook_importer.rb; moodle/moodle, mod/assign/feedback/offline/locallib.php and
importgradeslib.php, mod/assign/feedback/file/importziplib.php; Blackboard Help, "Upload or download grades";
Brightspace Community, "Importing grades".
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

from autograder.course.model import Assignment
from autograder.faults import UserError
from autograder.nbgrader.marks import Mark, Marks
from autograder.results.feedback import feedback_html
from autograder.results.records import Record
from autograder.results.stepped import Pictures
from autograder.results.text import names_of, number, one_line
from autograder.submissions import canvas, moodle
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
_GRADE = re.compile(
    "grade|bewertung|note|calificaci[oó]n|valutazione|voto|nota|cijfer|beoordeling|ocena|оценка|karakter|betyg|arvosana"
    "|puan|评分|成绩|成績|評定|성적"
)
_GROUP = re.compile("group|gruppe|groupe|grupo|gruppo|groep")
_IDENTITY = {
    "canvas": "student|lastname|firstname|id|sisuserid|sisloginid|integrationid|rootaccount|section",
    "moodle": ".*",
    "blackboard": "lastname|firstname|username|studentid",
    "brightspace": "orgdefinedid|username|end-of-lineindicator",
}
"""The columns that are given back beside that of the marks."""
_UNSAFE = re.compile(r"[\\/:*?\"<>|_\x00-\x1f]+")


_LAYOUTS = {"canvas": canvas.TITLE, "moodle": moodle.TITLE}
"""The downloads whose students have the numbers of the LMS's table."""


class TableError(UserError):
    """The LMS's table cannot be filled in; its text is one sentence and what to do. Nothing was written."""


class Filled(NamedTuple):
    """A table with the marks in it, and what a person should know."""

    data: bytes
    marks: list[tuple[Mark, Listed | None]]
    """The marks that are in it, each with the student as the table has them."""
    notes: list[str]
    unmatched: list[str]
    """Who has a mark and no line in the table."""


def filled_in(
    form: str, sheet: Sheet, name: str, marks: Marks, assignment: Assignment, column: str = "", layout: str = ""
) -> Filled:
    """The table `sheet`, called `name`, that the LMS gave, with the marks in the column of the assignment.

    `column` is the column's head, the assignment's id in the LMS, or its title; "" looks for the assignment's title.
    `layout` is what the submissions were read as. Raises TableError where the table or the column is another's, where
    the points differ, and where nobody is found.
    """
    lines = listed(sheet)
    head_at = next((at for at, row in enumerate(sheet.rows) if any(cell.strip() for cell in row)), 0)
    if not any(lines):
        raise TableError(f"{name} has no student; it should be {TABLES[form]}. Nothing was written.")
    head = [cell.strip() for cell in sheet.rows[head_at]]
    at = _column(form, head, name, assignment, column)
    _check_points(form, sheet, head_at, at, name, marks)
    by_row, unmatched = _matched(form, sheet.rows, lines, head, marks, name, layout)
    kept = [index for index, cell in enumerate(head) if _is_identity(form, cell) or index == at]
    rows, changed, waiting, given = [], [], [], []
    for index, line in enumerate(lines):
        row = [*sheet.rows[index], *[""] * (len(head) - len(sheet.rows[index]))]
        mark = by_row.get(index)
        if line is not None and mark is None:
            waiting.append(line.shown)
        if mark is not None and mark.score is not None:
            before, score = row[at].strip(), number(mark.score)
            if _value(before) not in (None, _value(score)):
                changed.append(f"{line.shown if line else mark.record.student} ({before} before, {score} now)")
            row[at] = score
            given.append((mark, line))
        elif form != "moodle" and index != head_at and not _is_points(row):
            continue
        rows.append([row[k] for k in kept])
    if not given:
        raise TableError(
            f"None of the students with a mark is in {name}: is it the table of another course? Nothing was written."
        )
    notes = []
    if changed:
        notes.append(f"Another mark stood in {name}: {names_of(changed)}.")
    if waiting:
        notes.append(f"In {name}, but without a submission: {names_of(waiting)}.")
    return Filled(sheet.written(rows), given, notes, unmatched)


def _column(form: str, head: Sequence[str], name: str, assignment: Assignment, column: str) -> int:
    """Where the marks go. Raises TableError where that is not clear."""
    if form == "moodle":
        columns = [at for at, cell in enumerate(head) if (cell == column if column else _GRADE.fullmatch(_plain(cell)))]
        if len(columns) == 1:
            return columns[0]
        raise TableError(
            f"{name} has no column {column or 'Grade'}: it should be {TABLES[form]}; "
            "name another column with --column. Nothing was written."
        )
    parts = {at: match for at, cell in enumerate(head) if (match := re.fullmatch(_DECORATIONS[form], cell)) and cell}
    parts = {at: match for at, match in parts.items() if not _is_identity(form, head[at])}
    wanted = column or assignment.title
    for fits in (
        lambda at, match: head[at] == wanted,
        lambda at, match: match.groupdict().get("id") == wanted.lstrip("_|"),
        lambda at, match: _plain(match["title"]) == _plain(wanted),
    ):
        columns = [at for at, match in parts.items() if fits(at, match)]
        if len(columns) == 1:
            return columns[0]
        if columns:
            break
    there = ", ".join(f"'{one_line(head[at], 80)}'" for at in list(parts)[:12]) or "none of an assignment"
    what = "several columns" if columns else "no column"
    raise TableError(
        f"{name} has {what} for '{one_line(wanted, 80)}': name the column with --column. Columns there: {there}. "
        "Nothing was written."
    )


def _check_points(form: str, sheet: Sheet, head_at: int, at: int, name: str, marks: Marks) -> None:
    """Raise TableError where the LMS has other points for the assignment: a mark would mean something else there."""
    rows = sheet.rows[head_at + 1 :]
    if form == "canvas":
        cells = {row[at] for row in rows if _is_points(row) and at < len(row)}
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
            f"{name} has {number(points[0])} points for this assignment, but the marks of "
            f"{marks.source} are out of {number(marks.max_score)}: change the points in {_TITLES[form]}, download the "
            "table again, and give the command again. Nothing was written."
        )


def _matched(
    form: str,
    rows: Sequence[Sequence[str]],
    lines: Sequence[Listed | None],
    head: Sequence[str],
    marks: Marks,
    name: str,
    layout: str,
) -> tuple[dict[int, Mark], list[str]]:
    """The mark of each row, and who has a mark but no row. Raises TableError where that is not clear."""
    places = {id(line): index for index, line in enumerate(lines) if line is not None}
    people = [_person(mark.record) for mark in marks.marks]
    by_line = recognised(people, [line for line in lines if line is not None])
    group = next((at for at, cell in enumerate(head) if _GROUP.fullmatch(_plain(cell))), len(rows[0]) if rows else 0)
    by_row: dict[int, Mark] = {}
    twice, others, unmatched = [], [], []
    for mark, line in zip(marks.marks, by_line, strict=True):
        record = mark.record
        team = [
            at for at, row in enumerate(rows) if lines[at] and group < len(row) and row[group].strip() == record.name
        ]
        own = (record.name and team) or ([places[id(line)]] if line is not None else [])
        if not own and mark.score is not None:
            unmatched.append(f"{record.name} ({record.student})" if record.name else record.student)
        for index in own:
            if index in by_row:
                twice.append(f"{by_row[index].record.student} and {record.student}")
            by_row[index] = mark
        if own and not team and line is not None and _LAYOUTS.get(form) == layout and record.student.isdigit():
            there = line.ids.get("lms", record.student)
            if there != record.student:
                others.append(f"{line.shown} is {there} there and {record.student} among the submissions")
    if twice:
        raise TableError(
            f"In {name}, one line fits several students with a submission: {names_of(twice)}. Remove one of their "
            "submissions and grade again. Nothing was written."
        )
    if others:
        raise TableError(
            f"{name} has other numbers for the students, so it belongs to another assignment or course: "
            f"{names_of(others[:3])}. Nothing was written."
        )
    return by_row, unmatched


def _person(record: Record) -> Submission:
    return Submission(record.student, name=record.name, email=record.email, ids=record.ids)


def _is_points(row: Sequence[str]) -> bool:
    """Whether this is Canvas' row of the points possible."""
    return any("points possible" in cell.casefold() for cell in row[:1])


def _is_identity(form: str, cell: str) -> bool:
    return bool(re.fullmatch(_IDENTITY[form], _plain(cell)))


def _plain(text: str) -> str:
    return re.sub(r"[\s_]+", "", text).casefold()


def _value(text: str) -> float | None:
    """A number as an LMS writes it, with a point or a comma; None for anything else."""
    try:
        return round(float(text.strip().replace(",", ".")), 6)
    except ValueError:
        return None


# -- Moodle's feedback files -------------------------------------------------------------------------------------------


def moodle_feedback(filled: Filled, assignment: Assignment) -> bytes:
    """A zip file with the feedback page of each student in the worksheet, in folders that Moodle takes back.

    They are called as in Moodle's download, `Ada Lovelace_12345_assignsubmission_file_`, by the worksheet's numbers.
    """
    held, pictures = io.BytesIO(), Pictures()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for mark, line in filled.marks:
            if line is not None and line.ids.get("lms", "").isdigit():
                folder = f"{_UNSAFE.sub(' ', line.name).strip() or 'Participant'}_{line.ids['lms']}"
                info = zipfile.ZipInfo(f"{folder}_assignsubmission_file_/feedback.html", (2000, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, feedback_html(mark.record, assignment, pictures))
    return held.getvalue()
