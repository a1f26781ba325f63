"""The answers to the written question: all of a class on one page, without names, and their points in the gradebook.

An answer is known by a digest of its text, so equal answers are one, and points stay with an answer when more students
come. Points are written into a table by a person; nothing else is read from it.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from nbgrader.api import MissingEntry

from autograder.authoring.notebook import ANSWER
from autograder.course.model import Assignment, Course
from autograder.faults import UserError
from autograder.nbgrader.autograded import books
from autograder.nbgrader.gradebook import opened
from autograder.results import pages
from autograder.results.files import read_whole, write_whole
from autograder.results.tables import csv_text
from autograder.results.text import clean, number, one_line, table_cell

ANSWERS_PAGE = "answers.html"
ANSWERS_TABLE = "answers.csv"
_HEAD = ["answer", "points", "comment", "students", "words"]
_TAG = re.compile(r"<[^>]*>")
_MOST_WORDS = 12


class AnswersError(UserError):
    """The points cannot be written; its text is one sentence."""


class Answer(NamedTuple):
    """One answer, whoever gave it. `key` names it in the table; `text` is None for work without a notebook."""

    key: str
    text: str | None
    students: tuple[str, ...]


class Points(NamedTuple):
    """What a person wrote beside an answer."""

    points: float
    comment: str


def read_answers(course: Course, assignment: Assignment) -> tuple[list[Answer], list[str]]:
    """The answers of a class in an order that says nothing, and who did not answer.

    Who is in the gradebook with work but without an autograded notebook has an answer of their own, without text.
    Raises CourseError, GradebookError or ResultsError.
    """
    texts = {student: _answer(book) for student, book in books(course, assignment.name).items()}
    untouched = _released(course, assignment)
    silent = sorted(student for student, text in texts.items() if not _squeezed(text) or text == untouched)
    groups: dict[str, list[str]] = {}
    for student in sorted(texts.keys() - set(silent)):
        groups.setdefault(_key(texts[student]), []).append(student)
    answers = [Answer(key, texts[students[0]], tuple(students)) for key, students in sorted(groups.items())]
    with opened(course, reading=True) as gradebook:
        try:
            submitted = gradebook.find_assignment(assignment.name).submissions
        except MissingEntry as error:
            raise AnswersError(
                f"The gradebook does not have {assignment.name}: run `nbgrader generate_assignment {assignment.name}`."
            ) from error
        alone = sorted({submission.student_id for submission in submitted} - texts.keys())
    return answers + [Answer(f"student {student}", None, (student,)) for student in alone], silent


def write_table(folder: Path, answers: list[Answer], assignment: Assignment) -> None:
    """Write answers.html and answers.csv; what a person wrote into an earlier table stays. Raises ResultsError."""
    known = _rows(folder / ANSWERS_TABLE)
    rows: list[list[str]] = [list(_HEAD)]
    for answer in answers:
        row = known.get(answer.key, {})
        words = "no notebook was handed in" if answer.text is None else " ".join(answer.text.split()[:_MOST_WORDS])
        counted = len(answer.students)
        comment, begins = table_cell(row.get("comment", "")), table_cell(one_line(words, 100))
        rows.append([table_cell(answer.key), row.get("points", ""), comment, str(counted), begins])
    page = pages.html().get_template("answers.html.j2")
    written = page.render(assignment=assignment, question=assignment.question, answers=answers, known=known)
    pages.write_page(folder / ANSWERS_PAGE, written)
    write_whole(folder / ANSWERS_TABLE, csv_text(rows).encode("utf-8", "replace"))


def read_points(folder: Path, assignment: Assignment) -> dict[str, Points]:
    """The points of the table, by the answer's key; answers without points are left out.

    Raises AnswersError where something is no number, or more than the question gives.
    """
    by_key = {}
    for key, row in _rows(folder / ANSWERS_TABLE).items():
        written = (row.get("points") or "").strip().replace(",", ".")
        if not written:
            continue
        try:
            points = float(written)
        except ValueError:
            points = -1.0
        if not 0 <= points <= assignment.question.points:
            raise AnswersError(
                f"{folder / ANSWERS_TABLE} has {one_line(written, 30)!r} as points of the answer {one_line(key, 60)}; "
                f"write a number from 0 to {number(assignment.question.points)}."
            )
        by_key[key] = Points(points, (row.get("comment") or "").strip())
    return by_key


def write_points(
    course: Course, assignment: Assignment, answers: list[Answer], points: Mapping[str, Points]
) -> tuple[int, list[str]]:
    """Give each student the points of their answer in the gradebook, with the comment.

    Returns how many students have points now, and the students whose points of formgrader were other ones.
    """
    count, changed = 0, []
    with opened(course) as gradebook:
        for answer in answers:
            for student in answer.students if answer.key in points else ():
                given = points[answer.key]
                name = assignment.name
                grade = gradebook.find_grade(ANSWER, name, name, student)
                if grade.manual_score not in (None, given.points):
                    changed.append(student)
                grade.manual_score = given.points
                grade.needs_manual_grade = False
                if given.comment:
                    gradebook.find_comment(ANSWER, name, name, student).manual_comment = given.comment
                count += 1
        gradebook.db.commit()
    return count, changed


def _answer(book: Path) -> str:
    """The text of the answer's cell in a notebook; "" where there is none."""
    try:
        cells = json.loads(read_whole(book))["cells"]
        for cell in cells:
            if cell["metadata"].get("nbgrader", {}).get("grade_id") == ANSWER:
                source = cell["source"]
                return _as_written(source if isinstance(source, str) else "".join(source))
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return ""


def _as_written(source: str) -> str:
    """The text of an answer; of one that was made harmless, as a page on one line, what stands on the page."""
    if source.startswith("<div>") and source.endswith("</div>"):
        return clean(html.unescape(_TAG.sub("", source.replace("</p>", "\n")))).strip()
    return clean(source).strip()


def _released(course: Course, assignment: Assignment) -> str:
    """What stands in the answer's cell of the handout."""
    return _answer(course.assignments / assignment.name / f"{assignment.name}.ipynb")


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _key(text: str) -> str:
    return hashlib.sha256(_squeezed(text).encode("utf-8", "replace")).hexdigest()[:8]


def _rows(table: Path) -> dict[str, dict[str, str]]:
    """The rows of a table by the answer's key; none where there is no table. Raises AnswersError."""
    text = read_whole(table).decode("utf-8-sig", "replace")
    if not text.strip():
        return {}
    form = ";" if text.splitlines()[0].count(";") >= len(_HEAD) - 1 else ","
    reader = csv.DictReader(io.StringIO(text), delimiter=form)
    if not {"answer", "points"} <= set(reader.fieldnames or ()):
        raise AnswersError(f"{table} has no columns `answer` and `points`; move it away and run the command again.")
    return {(row["answer"] or "").removeprefix("'"): row for row in reader}
