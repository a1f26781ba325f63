"""`autograder export` for gradebooks other than nbgrader's, and what nbgrader's preprocessor writes into a cell."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import HOSTILE_MESSAGE, a_record, a_run, a_task, an_assignment
from reading import Page, cell_page

from autograder.cli import cli
from autograder.nbgrader.marks import Mark, Marks
from autograder.nbgrader.preprocessors import cell_outputs
from autograder.nbgrader.tables import canvas_csv
from autograder.results.records import Status
from autograder.results.store import ResultStore
from autograder.submissions.discover import read_folder


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder of a finished run with two students, one of them ungradable."""
    folder = tmp_path / "out"
    with ResultStore(folder) as store:
        store.begin(a_run())
        store.append(a_record("ada", tasks=[a_task("grad_W", 4.8, 6.0)]))
        store.append(a_record("=evil", Status.UNGRADABLE, message="The grader failed."))
        store.finish(a_run())
    return folder


def test_canvas_table() -> None:
    """Canvas' columns and its row of points; who has no mark is left out, and a name is no formula."""
    ada = a_record("ada", tasks=[a_task("grad_W", 4.8, 6.0)], ids={"number": "007"})
    kurt = a_record("kurt", Status.UNGRADABLE)
    marks = Marks([Mark(ada, 4.8, {}), Mark(a_record("=evil"), 25.0, {}), Mark(kurt, None, {})], 25.0, "", [])

    rows = list(csv.reader(canvas_csv(marks, "Lines (812)").decode().splitlines()))

    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Lines (812)"],
        ["    Points Possible", "", "", "", "", "25"],
        ["ada", "", "007", "ada", "", "4.8"],
        ["'=evil", "", "", "'=evil", "", "25"],
    ]


@pytest.mark.parametrize(("form", "file"), [("csv", "marks.csv"), ("canvas", "canvas.csv")])
def test_command_writes_a_table_and_names_who_has_no_mark(out: Path, form: str, file: str) -> None:
    """Both students are in the table, and the ungradable one is named."""
    result = CliRunner().invoke(cli, ["export", str(out), "--to", form])

    assert result.exit_code == 0
    assert "No mark: =evil: The grader failed." in result.stdout
    assert "ada" in (out / file).read_text()


def test_command_refuses_a_folder_without_results(tmp_path: Path) -> None:
    """One sentence and exit status 2."""
    result = CliRunner().invoke(cli, ["export", str(tmp_path), "--to", "csv"])

    assert result.exit_code == 2
    assert "holds no results" in result.stderr


def test_cell_gets_feedback_and_a_plain_float() -> None:
    """nbgrader reads the points from the one execute_result; a student's text in the feedback stays text."""
    task = a_task("grad_W", 4.8, 6.0, message=HOSTILE_MESSAGE)

    shown, points = cell_outputs(a_record("ada", tasks=[task]), task, an_assignment(), 3)

    assert (shown.output_type, points.output_type) == ("display_data", "execute_result")
    assert points.data == {"text/plain": "4.8"}
    assert points.execution_count == 3
    assert "4.8 of 6 points" in shown.data["text/markdown"]
    assert "<script" not in shown.data["text/markdown"]


@pytest.mark.parametrize(
    "formula",
    ["$\\href{javascript:0}{x}$", "$$x$$", "\\(\\href{javascript:0}{x}\\)", "\\[x\\]", "\\begin{align}x\\end{align}"],
)
def test_no_formula_of_a_students_in_a_cell(formula: str) -> None:
    """An element stands around each dollar and backslash: MathJax reads no formula over it, and a person sees none."""
    task = a_task("grad_W", 4.8, 6.0, message=f"ValueError: {formula} and {formula}")
    shown, _ = cell_outputs(a_record("ada", tasks=[task]), task, an_assignment(), 3)
    page = cell_page(shown.data["text/markdown"])

    assert formula in Page(page).text
    assert not re.search(r"[$\\](?!</span>)", page)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2027-03-01 10:00:00.5 UTC\n", "2027-03-01 10:00:00.5 UTC"), ("<b>now</b>", ""), ("2027" * 50, ""), ("", "")],
)
def test_timestamp_of_nbgrader_is_read(tmp_path: Path, text: str, expected: str) -> None:
    """What may be a time is kept, so that `autograder export` finds who was late; anything else is left out."""
    (tmp_path / "timestamp.txt").write_text(text)

    assert read_folder("ada", tmp_path, "line.py").timestamp == expected
