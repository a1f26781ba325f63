"""Machines that are set up in odd ways: the same marks, a lower isolation level, or one true sentence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from crashing_course import NAME, write_class, write_course

from autograder.course.model import Course
from autograder.grading.run import RunRequest, grade_class
from autograder.results.store import read_results


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return write_course(tmp_path_factory.mktemp("odd") / "course")


@pytest.fixture(scope="module")
def plain(course: Course, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What comes out where nothing is odd."""
    return results(course, tmp_path_factory.mktemp("plain"))


def results(course: Course, place: Path) -> bytes:
    """The lines of results.jsonl of a class of two, of whom one is right."""
    students = write_class(place / "class", ["a", "b"])
    (students / "b" / "tiny.py").write_text("def double(x):\n    return 3 * x\n")
    grade_class(course, RunRequest(students, NAME, place / "out", 1, seed=3))
    assert [record.score for record in read_results(place / "out")[1]] == [10.0, 0.0]
    return (place / "out" / "results.jsonl").read_bytes()


# -- pytest's own variables ----------------------------------------------------------------------------------------

SETTINGS = {
    "PYTEST_ADDOPTS": [
        "-k 'not double'",
        "-v",
        "-n 2",
        "--junitxml=x.xml",
        "--pdb",
        "--no-such-option",
        "'",
        "-x -p no:python",
    ],
    "PYTEST_PLUGINS": ["no_such_plugin"],
    "PYTEST_DEBUG": ["1"],
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": ["1"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in SETTINGS.items() for value in values])
def test_settings_of_pytest_change_no_record(course, plain, tmp_path, monkeypatch, name, value):
    """They are for a person's own tests; the process keeps them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)

    assert results(course, tmp_path / "set") == plain
    assert os.environ[name] == value
    assert not (tmp_path / "x.xml").exists()
