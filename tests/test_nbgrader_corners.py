"""nbgrader's corners: folders placed by hand, LMS downloads, the export, a hub's exchange, an unusable gradebook."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.plugins.zipcollect import FileNameCollectorPlugin
from nbgrader.utils import parse_utc

from autograder.course.model import Course
from autograder.demo import DemoCourse, DemoUser
from autograder.nbgrader import gradebook as own_gradebook
from autograder.nbgrader.gradebook import GradebookError, settings_of, write_marks
from autograder.nbgrader.settings import CONFIG

ROOT = Path(__file__).resolve().parents[1]
COURSE = Course(ROOT)
NAME = "a3_linear_regression"
MODULE = "linear_regression.py"
FULL = COURSE.load(NAME).max_score
RIGHT = COURSE.reference(NAME).read_bytes()
COLAB = {
    "colab": {"provenance": []},
    "widgets": {"application/vnd.jupyter.widget-state+json": {"6b7": {"model_module": "@jupyter-widgets/controls"}}},
}
"""What Colab writes: without the key "state", at which nbconvert stops."""
BY_HAND = ("only-module", "renamed", "links", "colab")


def by_hand(desk: DemoUser, student: str) -> Path:
    """A folder in `submitted/` with a right module."""
    folder = desk.folder / "submitted" / student / NAME
    folder.mkdir(parents=True)
    (folder / MODULE).write_bytes(RIGHT)
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> DemoUser:
    """An instructor who placed four folders by hand, and graded them."""
    place = tmp_path_factory.mktemp("corners")
    school = DemoCourse(COURSE, place / "school")
    made = school.instructor
    made.nbgrader("generate_assignment", NAME)
    released = made.folder / "release" / NAME / f"{NAME}.ipynb"

    by_hand(made, "only-module")
    renamed = by_hand(made, "renamed")
    book = nbformat.read(released, as_version=4)
    book.cells[-1].source = "My own answer."
    nbformat.write(book, renamed / f"{NAME}-1.ipynb")
    (renamed / "timestamp.txt").write_text("yesterday")
    links = by_hand(made, "links")
    (place / "secret.html").write_text("for the instructor alone")
    (links / "page.html").symlink_to(place / "secret.html")
    os.mkfifo(links / "pipe")
    colab = nbformat.read(released, as_version=4)
    colab.metadata |= COLAB
    nbformat.write(colab, by_hand(made, "colab") / f"{NAME}.ipynb")

    made.said = made.nbgrader("autograde", NAME)
    made.nbgrader("generate_feedback", NAME)
    return made


def open_gradebook(desk: DemoUser) -> Gradebook:
    return Gradebook(f"sqlite:///{desk.folder}/gradebook.db", "backpropagation")


@pytest.mark.parametrize("student", BY_HAND)
def test_what_collect_mends_autograde_mends(desk, student):
    """A folder that was placed by hand has a mark and a page of feedback, whatever is odd about it."""
    with open_gradebook(desk) as gradebook:
        assert gradebook.find_submission(NAME, student).score == FULL
    assert (desk.folder / "feedback" / student / NAME / f"{NAME}.html").is_file()


def test_what_was_mended_is_said(desk):
    """Nothing is lost: the notebook of another name was taken, the odd time is kept aside."""
    autograded = (desk.folder / "autograded" / "renamed" / NAME / f"{NAME}.ipynb").read_text()
    submitted = desk.folder / "submitted"

    assert "My own answer." in autograded
    assert (submitted / "renamed" / NAME / "timestamp.txt.as-submitted").read_text() == "yesterday"
    for text in (
        f"renamed: no {NAME}.ipynb; {NAME}-1.ipynb is taken for it",
        "renamed: no usable timestamp.txt; the time of handing in is unknown",
        f"only-module: no readable {NAME}.ipynb; the released notebook is graded instead",
        "because it is not an ordinary file: 'page.html'",
        "because it is not an ordinary file: 'pipe'",
    ):
        assert text in desk.said
    assert "for the instructor alone" not in "".join(
        path.read_text() for folder in ("autograded", "feedback") for path in (desk.folder / folder).rglob("*.html")
    )


# -- nbgrader export ---------------------------------------------------------------------------------------------------


@pytest.fixture
def exported(desk):
    """`exported(*options)`: the rows of the file that `nbgrader export` writes, and what it said."""
    with open_gradebook(desk) as gradebook:
        gradebook.update_or_create_student(
            "renamed", last_name="Doe, Jr.", first_name='Al "Bo"', email="al@example.edu"
        )
        gradebook.update_or_create_student("absent", last_name="=1+1")
        for grade in gradebook.find_submission_notebook(NAME, NAME, "colab").grades:
            grade.auto_score = None
            grade.needs_manual_grade = True
        gradebook.db.commit()

    def run(file: str, *options: str) -> tuple[list[list[str]], str]:
        said = desk.nbgrader("export", *options)
        return list(csv.reader(io.StringIO((desk.folder / file).read_text()))), said

    return run


def test_export_leaves_ungradable_cells_empty_and_quotes_names(exported):
    """nbgrader's own table has 0 for the first, and more columns than its head for the second."""
    (head, *rows), said = exported("grades.csv")
    students = {row[head.index("student_id")]: dict(zip(head, row, strict=True)) for row in rows}

    assert head[:4] == ["assignment", "duedate", "timestamp", "student_id"]
    assert [students["colab"][key] for key in ("raw_score", "late_submission_penalty", "score")] == ["", "", ""]
    assert students["renamed"]["last_name"] == "Doe, Jr."
    assert students["renamed"]["first_name"] == 'Al "Bo"'
    assert students["absent"]["last_name"] == "'=1+1"
    assert {float(students[one]["score"]) for one in ("renamed", "links", "only-module")} == {FULL}
    assert float(students["absent"]["score"]) == 0.0
    assert f"No mark: {NAME} of colab could not be graded." in said


@pytest.mark.parametrize(
    ("form", "key", "first", "cells", "column"),
    [
        ("canvas", "SIS Login ID", "Student", 'Doe, Jr., Al "Bo"', "Linear regression by hand (90210)"),
        ("moodle", "username", "username", "renamed", "Linear regression by hand"),
    ],
)
def test_export_for_an_lms(desk, exported, form, key, first, cells, column):
    """A column for each assignment, called as Canvas calls it; no mark where there is none.

    Canvas takes an empty cell for the wish to remove a mark: who has none is not in its table.
    """
    toml = desk.folder / "course.toml"
    if "[lms.canvas]" not in toml.read_text():
        toml.write_text(f"{toml.read_text()}\n[lms.canvas]\nassignments = {{ {NAME} = '90210' }}\n")
    (head, *rows), _ = exported(f"{form}.csv", f"--to={form}")
    students = {row[head.index(key)]: dict(zip(head, row, strict=True)) for row in rows}

    assert students["renamed"][first] == cells
    marks = dict.fromkeys(("only-module", "renamed", "links"), f"{FULL:g}")
    empty = dict.fromkeys(("colab", "absent"), "")
    assert {one: students[one][column] for one in students.keys() & {*BY_HAND, "absent"}} == marks | (
        empty if form == "moodle" else {}
    )


# -- nbgrader zip_collect ----------------------------------------------------------------------------------------------

DOWNLOADS = {
    "Canvas": {
        "canvas/lovelaceada_1001_50001_linear_regression.py": ("1001", "linear_regression"),
        "canvas/turingalan_LATE_1002_50003_linear_regression-1.py": ("1002", "linear_regression"),
        "canvas/turingalan_LATE_1002_50004_a3_linear_regression-1.ipynb": ("1002", "a3_linear_regression"),
        "canvas/noetheremmy_1003_50005_a3/linear_regression.py": ("1003", "linear_regression"),
    },
    "Moodle": {
        "moodle/Ada Lovelace_12345_assignsubmission_file_linear_regression.py": ("12345", "linear_regression"),
        "moodle/Carl Friedrich Gauß_12346_assignsubmission_file_/linear_regression.py": ("12346", "linear_regression"),
        "moodle/Participant_77_assignsubmission_file_/a3_linear_regression.ipynb": ("77", "a3_linear_regression"),
    },
    "Blackboard": {
        "A3_ada_attempt_2026-10-01-12-00-00_linear_regression.py": ("ada", "linear_regression"),
    },
    "Brightspace": {
        "12345-67890 - Ada Lovelace - Oct 1, 2026 1159 PM/linear_regression.py": ("12345", "linear_regression"),
    },
}


def pattern(lms: str) -> str:
    """What docs/instructors.md says for an LMS."""
    text = (ROOT / "docs" / "instructors.md").read_text()
    found = re.search(rf'named_regexp = r"(.*)"  # {lms}\n', text)
    assert found, lms
    return found[1]


@pytest.mark.parametrize("lms", DOWNLOADS)
def test_documented_pattern_finds_student_and_file(lms):
    """With the extensions that the course sets."""
    collector = FileNameCollectorPlugin(config=settings_of(COURSE))
    collector.named_regexp = pattern(lms)

    for path, (student, file) in DOWNLOADS[lms].items():
        found = collector.collect(f"/srv/course/downloaded/{NAME}/extracted/{path}")
        assert found, path
        assert (found["student_id"], found["file_id"]) == (student, file)
        assert parse_utc(found.get("timestamp", "2026-10-01 12:00:00")).hour == 12


def test_zip_collect_takes_the_module_along(desk):
    """A download of Canvas, put where nbgrader asks for it."""
    archive = desk.folder / "downloaded" / NAME / "archive"
    archive.mkdir(parents=True)
    with zipfile.ZipFile(archive / "submissions.zip", "w") as download:
        download.writestr("lovelaceada_1001_50001_linear_regression.py", RIGHT)
        download.writestr("turingalan_LATE_1002_50003_linear_regression-1.py", RIGHT)

    desk.nbgrader("zip_collect", NAME, f"--FileNameCollectorPlugin.named_regexp={pattern('Canvas')}")

    for student in ("1001", "1002"):
        assert (desk.folder / "submitted" / student / NAME / MODULE).read_bytes() == RIGHT


# -- A hub's exchange --------------------------------------------------------------------------------------------------

_WHICH = """
from nbgrader.apps import NbGraderApp
from nbgrader.exchange import ExchangeFactory
app = NbGraderApp()
app.initialize([])
factory = ExchangeFactory(parent=app)
print(factory.collect.__module__, factory.release_feedback.__module__)
"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([], "autograder.nbgrader.exchange autograder.nbgrader.exchange"),
        (["collect", "release_feedback"], "hub hub"),
        (["collect"], "hub autograder.nbgrader.exchange"),
    ],
)
def test_exchange_steps_back_for_a_hubs(tmp_path, lines, expected):
    """ngshare and nbexchange are set in the hub's file, which nbgrader reads before the course's."""
    (tmp_path / "hub.py").write_text(
        "from nbgrader.exchange.default import ExchangeCollect as collect\n"
        "from nbgrader.exchange.default import ExchangeReleaseFeedback as release_feedback\n"
        "class collect(collect): pass\nclass release_feedback(release_feedback): pass\n"
    )
    settings = [f"c.ExchangeFactory.{line} = 'hub.{line}'" for line in lines]
    (tmp_path / CONFIG).write_text("\n".join(["c = get_config()", *settings]))
    done = subprocess.run(
        [sys.executable, "-c", _WHICH],
        cwd=ROOT,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(tmp_path), "PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == expected


# -- One sentence ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["/proc/gradebook.db", "/proc/version", "text.db"])
def test_unusable_gradebook_is_one_sentence(desk, tmp_path, place):
    """Of `autograder export`: no file can be made there, the file is read-only, or it is no gradebook."""
    (tmp_path / "text.db").write_text("This is a text. " * 100)

    with pytest.raises(
        GradebookError, match=r"^The gradebook \S+ cannot be written: .*; change its rights, or name another"
    ):
        write_marks(Course(desk.folder), [], COURSE.load(NAME), f"sqlite:///{tmp_path / place}")


def test_missing_alembic_is_one_sentence(desk, tmp_path, monkeypatch):
    """nbgrader starts it for a new gradebook."""
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(GradebookError, match="needs the program alembic to make a gradebook, but it is missing"):
        write_marks(Course(desk.folder), [], COURSE.load(NAME), f"sqlite:///{tmp_path}/new.db")


def test_course_without_nbgraders_settings_is_one_sentence(tmp_path):
    """nbgrader would go on with its own, and make a gradebook that nobody asked for."""
    with pytest.raises(own_gradebook.CourseError, match=f"{CONFIG} is missing, .* Write two lines into it"):
        write_marks(Course(tmp_path), [], COURSE.load(NAME))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["generate_assignment", "autograde"])
def test_commands_of_nbgrader_say_it_too(desk, command):
    """Without a traceback, and without nbgrader's advice to upgrade the gradebook."""
    said = desk.nbgrader(command, NAME, "--force", "--db=sqlite:////proc/gradebook.db", check=False)

    assert "The gradebook /proc/gradebook.db cannot be written: " in said
    assert "Traceback" not in said
