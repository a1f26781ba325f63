"""What a student can put into the exchange, and what of it is collected."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory
from nbgrader_round import COURSE_ID

from autograder.course.model import Course
from autograder.demo import DemoCourse
from autograder.nbgrader.exchange import copy_ordinary, mend


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A folder that only the instructor can read."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "solution.py").write_text("secret")
    return folder


@pytest.fixture
def inbound(tmp_path: Path) -> Path:
    """A student's folder with two ordinary files."""
    folder = tmp_path / "inbound"
    (folder / "data").mkdir(parents=True)
    (folder / "module.py").write_text("mine")
    (folder / "data" / "rows.csv").write_text("1,2\n")
    return folder


def test_links_pipes_and_unprintable_names_are_left_out(inbound: Path, secret: Path, tmp_path: Path) -> None:
    """The instructor's rights are not lent to whoever hands in a link; what is ordinary comes along."""
    (inbound / "page.html").symlink_to(secret / "solution.py")
    (inbound / "folder").symlink_to(secret)
    (inbound / "gone").symlink_to(tmp_path / "nowhere")
    os.link(secret / "solution.py", inbound / "hard.py")
    os.mkfifo(inbound / "pipe")
    (inbound / "\x1b[2Jx.py").write_text("clears the screen of whoever reads the log")
    (inbound / "line\nend").mkdir()

    left_out = copy_ordinary(inbound, tmp_path / "copy", 1000)

    assert {"page.html", "folder", "gone", "hard.py", "pipe", "\x1b[2Jx.py", "line\nend"} == set(left_out)
    copied = {path.relative_to(tmp_path / "copy").as_posix(): path for path in (tmp_path / "copy").rglob("*")}
    assert {"module.py", "data", "data/rows.csv"} == set(copied)
    assert copied["module.py"].read_text() == "mine"


def test_a_name_in_the_log_has_no_terminal_escapes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Also where no exchange was in the way, which takes ordinary names only: the instructor placed the folder."""
    folders = CourseDirectory(root=str(tmp_path), assignment_id="a1")
    for folder, file in (("release/./a1", "a1.ipynb"), ("submitted/ann/a1", "\x1b[2K\u202emine.ipynb")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / file).write_text("{}")

    mend(folders, "ann", logging.getLogger("mended"))

    assert caplog.messages == ["ann: no a1.ipynb; mine.ipynb is taken for it"]


def test_folder_that_is_a_link_gives_nothing(inbound: Path, tmp_path: Path) -> None:
    """The whole submission could be a link as well."""
    (tmp_path / "link").symlink_to(inbound)

    assert copy_ordinary(tmp_path / "link", tmp_path / "copy", 1000) == []
    assert not (tmp_path / "copy").exists()


def test_size_is_bounded(inbound: Path, tmp_path: Path) -> None:
    """As nbgrader's own bound on a submission's folder, but before it is copied."""
    (inbound / "large.bin").write_bytes(bytes(1001))

    with pytest.raises(RuntimeError, match="too large"):
        copy_ordinary(inbound, tmp_path / "copy", 1000)


NAME = "a1_one_weight"
TIMESTAMP = "2030-01-01 12:00:00 UTC"
NO_STUDENTS = [
    "<img src=x onerror=alert(1)>",
    'ada"><script>alert(1)<',
    "ada&lt;b&gt;",
    "..",
    ".hidden",
    "ada\\",
    "{{ada}}",
    "ada\n",
]
"""Formgrader writes a student's name into its pages as it is, and nbgrader makes a folder of it."""
STUDENTS = ["ada", "ada.lovelace@example.org", "o'neil", "größe", "a+b", "l33t_-~", "x y"]


def test_names_are_those_of_students(tmp_path: Path) -> None:
    """A folder in the exchange is named by whoever made it. Others are collected, also where a time is nonsense."""
    school = DemoCourse(Course.find(Path(__file__).parents[1]), tmp_path / "school")
    desk = school.instructor
    desk.nbgrader("generate_assignment", NAME)
    desk.nbgrader("release_assignment", NAME)
    inbound = school.exchange / COURSE_ID / "inbound"
    for name in [*NO_STUDENTS, *STUDENTS]:
        (inbound / f"{name}+{NAME}+{TIMESTAMP}+0123").mkdir()
    for name, when in (("no-time", "now"), ("far", "99999-01-01 00:00:00 UTC"), ("none", "")):
        (inbound / f"{name}+{NAME}+{when}+0123").mkdir()
    said = desk.nbgrader("collect", NAME, check=False)
    collected = {path.parents[1].name for path in (desk.folder / "submitted").glob(f"*/{NAME}/{NAME}.ipynb")}

    assert collected == {*STUDENTS, "no-time", "far", "none"}
    assert [path.name for path in desk.folder.glob(f"*/{NAME}.ipynb")] == []
    assert not (desk.folder / NAME).exists()
    for name in NO_STUDENTS:
        if not name.startswith("."):  # nbgrader passes over these
            assert f"{name!r} could not be collected: this is not the name of a student" in said
