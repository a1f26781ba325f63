"""The written question: what is right stays with instructors, and all answers are read on one page."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sysconfig
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner, Result
from factories import write_course_file
from nbformat.v4 import new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from autograder.authoring.generate import model_answers
from autograder.authoring.leaks import answer_leaks
from autograder.cli import cli
from autograder.course.model import Course, CourseError
from autograder.nbgrader.settings import CONFIG

COURSE = Course.find(Path(__file__))
NAME = "a3_linear_regression"


@pytest.mark.parametrize("name", COURSE.names())
def test_every_question_has_a_model_answer_and_a_rubric_that_adds_up(name):
    question = COURSE.load(name).question

    assert len(question.answer.split()) > 60
    assert sum(line.points for line in question.rubric) == question.points


def test_a_sentence_of_a_model_answer_in_a_handout_is_a_leak():
    """Whole or wrapped, in a text or in a notebook; the handouts of this course have none."""
    answers = {"x": "Rounding of a large loss is divided by the step.\nShort one."}
    text = b"See:\n> Rounding of a large loss\n> is divided by the step."
    wrapped = text.replace(b"> ", b"")
    notebook = json.dumps({"cells": [{"source": ["Rounding of a large loss is\n", "divided by the step."]}]}).encode()
    clean = {"START.md": b"Short one. Rounding is divided."}
    handouts = {
        str(path): path.read_bytes()
        for path in COURSE.assignments.rglob("*")
        if path.suffix in (".md", ".ipynb", ".py")
    }

    assert answer_leaks(answers, {"README.md": wrapped, "a.ipynb": notebook} | clean) == [
        "README.md shows a sentence of the model answer in x",
        "a.ipynb shows a sentence of the model answer in x",
    ]
    assert len(handouts) > 50
    assert answer_leaks(model_answers(COURSE), handouts) == []


def test_a_rubric_that_does_not_add_up_is_one_sentence(tmp_path):
    folder = tmp_path / "solutions" / NAME
    folder.mkdir(parents=True)
    text = (COURSE.folder(NAME) / "assignment.toml").read_text()
    (folder / "assignment.toml").write_text(text.replace("\npoints = 2\nanswer", "\npoints = 3\nanswer"))

    with pytest.raises(CourseError, match="has a rubric that does not add up to the 3 points of the question"):
        Course(tmp_path).load(NAME)


# -- reading the answers -----------------------------------------------------------------------------------------------

SAME = ("The weights make up. <script>alert(1)</script>", "the weights  make up.\n<script>alert(1)</script>")
PAGE = "<div><p>Idle &lt;idea&gt;</p></div>"
"""An answer that was made harmless."""


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Two students with the same words, one with others, one who wrote nothing, one without a notebook."""
    monkeypatch.setenv("PATH", sysconfig.get_path("scripts"), os.pathsep)  # nbgrader starts alembic by its name
    write_course_file(tmp_path)
    (tmp_path / CONFIG).write_text("c = get_config()\n")
    (tmp_path / "solutions" / NAME).mkdir(parents=True)
    shutil.copy(COURSE.folder(NAME) / "assignment.toml", tmp_path / "solutions" / NAME)
    made = Course(tmp_path)
    for student, text in {
        "ada": SAME[0],
        "bob": SAME[1],
        "cleo": PAGE,
        "dan": " ",
    }.items():
        cell = new_markdown_cell(text, metadata={"nbgrader": {"grade_id": "written-question"}})
        book = tmp_path / "autograded" / student / NAME / f"{NAME}.ipynb"
        book.parent.mkdir(parents=True)
        nbformat.write(new_notebook(cells=[cell]), book)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as book:
        book.add_assignment(NAME)
        book.add_notebook(NAME, NAME)
        book.add_grade_cell("written-question", NAME, NAME, max_score=2, cell_type="markdown")
        book.add_solution_cell("written-question", NAME, NAME)
        for student in ("ada", "bob", "cleo", "dan", "eve"):
            book.add_student(student)
            book.add_submission(NAME, student)
        for student in ("ada", "bob", "cleo", "eve"):
            book.find_grade("written-question", NAME, NAME, student).needs_manual_grade = True
        book.db.commit()
    return made


def answers(course: Course, *more: str) -> Result:
    arguments = ["answers", NAME, "-o", str(course.root / "out"), "--course", str(course.root), *more]
    return CliRunner().invoke(cli, arguments)


def fill(course: Course, **points: str) -> None:
    """Write points into the table, by the first word of an answer's words."""
    table = course.root / "out" / "answers.csv"
    rows = list(csv.DictReader(table.open()))
    for row in rows:
        row["points"] = points.get(row["words"].split()[0].lower(), row["points"])
        row["comment"] = "Good." if row["points"] == "2" else row["comment"]
    with table.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def grades(course: Course) -> dict[str, tuple[float | None, bool]]:
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        found = {s.student_id: s.notebooks[0].grades[0] for s in book.find_assignment(NAME).submissions}
        return {student: (grade.manual_score, grade.needs_manual_grade) for student, grade in sorted(found.items())}


def test_answers_are_read_on_one_page_and_get_their_points(course):
    """Blind, equal ones once; points stay when the page is made again, and reach the gradebook."""
    first = answers(course)
    page = (course.root / "out" / "answers.html").read_text()

    assert first.exit_code == 0, first.output
    assert "No answer: 1 student (dan)." in first.output
    assert "3 answers, 3 without points" in first.output
    assert page.count("make up.") == 1
    assert "2 students with the same words" in page
    assert "<script>" not in page
    assert "Idle &lt;idea&gt;" in page
    assert "Model answer" in page
    assert not [name for name in ("ada", "bob", "cleo", "dan") if f">{name}" in page or f"{name}<" in page]

    fill(course, the="2", idle="0,5")  # also as it is written where a comma is the decimal point
    again = answers(course)
    assert "3 answers, 1 without points" in again.output
    written = answers(course, "--write")

    assert written.exit_code == 0, written.output
    assert "3 students have points of at most 2 in the gradebook." in written.output
    assert "No points yet for 1 of 3 answers: student eve." in written.output
    assert grades(course) == {
        "ada": (2.0, False),
        "bob": (2.0, False),
        "cleo": (0.5, False),
        "dan": (None, True),
        "eve": (None, True),
    }
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        assert book.find_comment("written-question", NAME, NAME, "bob").comment == "Good."


def test_points_that_are_none_are_refused_before_anything_is_written(course):
    answers(course)
    fill(course, the="three")
    result = answers(course, "--write")

    assert (result.exit_code, result.output.count("\n")) == (2, 2)
    assert "has 'three' as points of the answer" in result.output
    assert {score for score, _ in grades(course).values()} == {None}
