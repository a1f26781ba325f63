"""`autograder grade` and `check` as their users run them: bad input, exit status, the same bytes each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from autograder.course.model import Course
from autograder.demo import build_submission

COURSE = Course.find(Path(__file__))
NAME, MODULE = "a3_linear_regression", "linear_regression.py"


def autograder(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a subprocess, in the course's folder."""
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=COURSE.root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def records(out: Path) -> dict[str, dict]:
    return {record["student"]: record for record in map(json.loads, (out / "results.jsonl").read_bytes().splitlines())}


def write_class(folder: Path, **recipes: str) -> Path:
    """A class in the plain tree, one student a recipe."""
    for student, recipe in recipes.items():
        (folder / student).mkdir(parents=True)
        source = build_submission(COURSE, NAME, recipe)
        if source is not None:
            (folder / student / MODULE).write_text(source)
    return folder


@pytest.fixture(scope="module")
def graded(tmp_path_factory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    """A class with every kind of bad input among good ones, graded with two workers."""
    root = tmp_path_factory.mktemp("class")
    submissions = write_class(
        root / "in",
        good="reference",
        other="right einsum",
        half="only forward, loss",
        untouched="stub",
        gone="missing",
        syntax="line def broken(:",
        wrong="wrong grad_W-transposed",
    )
    good = (submissions / "good" / MODULE).read_bytes()
    for student, data in (
        ("notebook", b'{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        ("utf16", good.decode().encode("utf-16")),
        ("huge", b"#" * (30 << 20)),
        ("empty", b""),
    ):
        (submissions / student).mkdir()
        (submissions / student / MODULE).write_bytes(data)
    (submissions / "link").mkdir()
    (submissions / "link" / MODULE).symlink_to(submissions / "good" / MODULE)
    out = root / "out"
    return submissions, out, autograder("grade", submissions, "-a", NAME, "-o", out, "-j", 2, "--seed", 11)


def test_bad_files_cost_only_their_owners(graded):
    """Each bad file is one plain sentence in its own record; the rest of the class is graded."""
    _, out, done = graded
    found = records(out)

    assert done.returncode == 0, done.stderr
    assert {student: record["status"] for student, record in found.items()} == {
        "good": "graded",
        "other": "graded",
        "half": "graded",
        "wrong": "graded",
        "empty": "graded",
        "untouched": "unchanged",
        "gone": "missing",
        "syntax": "does-not-import",
        "notebook": "unreadable",
        "utf16": "unreadable",
        "huge": "unreadable",
        "link": "unreadable",
    }
    assert {student: found[student]["score"] for student in ("good", "other", "wrong", "empty", "half")} == {
        "good": 25.0,
        "other": 25.0,
        "wrong": 19.0,
        "empty": 0.0,
        "half": 6.0,
    }
    for student in ("gone", "syntax", "notebook", "utf16", "huge", "link"):
        message = found[student]["message"]
        assert message.endswith("."), student
        assert "\n" not in message
        assert "Traceback" not in message


def test_the_record_has_the_keys_of_schema_version_1(graded):
    """A record has the contract's keys, and ties the mark to the file's SHA-256."""
    submissions, out, _ = graded
    record = records(out)["wrong"]
    digest = subprocess.run(["sha256sum", submissions / "wrong" / MODULE], capture_output=True, text=True, check=True)

    assert record["schema_version"] == 1
    assert (record["student"], record["assignment"], record["seed"]) == ("wrong", NAME, 11)
    assert (record["score"], record["max_score"], record["flags"]) == (19.0, 25.0, [])
    assert record["sha256"] == digest.stdout[:64]
    assert record["isolation"] in (1, 2, 3)
    task = {task["name"]: task for task in record["tasks"]}["grad_W"]
    assert (task["score"], task["max_score"], task["mistake"]) == (0.0, 6.0, "transposed")
    assert {"id": "values[11x7x3]", "passed": False, "core": True} in task["cases"]


def test_every_output_file_is_there(graded):
    """results.jsonl, grades.csv, run.json, report.html and two feedback files for each student."""
    _, out, _ = graded
    students = set(records(out))

    assert {path.name for path in out.iterdir()} == {
        "results.jsonl",
        "grades.csv",
        "run.json",
        "report.html",
        "feedback",
    }
    assert {path.name for path in (out / "feedback").iterdir()} == {
        f"{student}.{kind}" for student in students for kind in ("html", "md")
    }


def test_one_worker_and_another_run_give_the_same_bytes(graded, tmp_path):
    """The records, sorted by student, are the same bytes with one worker as with two."""
    submissions, out, _ = graded

    done = autograder("grade", submissions, "-a", NAME, "-o", tmp_path / "one", "-j", 1, "--seed", 11)

    assert done.returncode == 0
    assert (tmp_path / "one" / "results.jsonl").read_bytes() == (out / "results.jsonl").read_bytes()


def test_a_second_run_grades_only_what_changed(tmp_path):
    """Given again, the command grades nothing; a file that changed is graded again, with the recorded seed."""
    submissions = write_class(tmp_path / "in", ann="reference", bob="stub")
    first = autograder("grade", submissions, "-a", NAME, "-o", tmp_path / "out", "-j", 1)
    seed = records(tmp_path / "out")["ann"]["seed"]
    second = autograder("grade", submissions, "-a", NAME, "-o", tmp_path / "out", "-j", 1)
    (submissions / "bob" / MODULE).write_text(build_submission(COURSE, NAME, "only forward"))
    third = autograder("grade", submissions, "-a", NAME, "-o", tmp_path / "out", "-j", 1)

    assert [done.returncode for done in (first, second, third)] == [0, 0, 0]
    assert "2 graded now" in first.stdout
    assert "0 graded now" in second.stdout
    assert "1 graded now" in third.stdout
    found = records(tmp_path / "out")
    assert {student: record["score"] for student, record in found.items()} == {"ann": 25.0, "bob": 3.0}
    assert {record["seed"] for record in found.values()} == {seed}


def test_a_zip_is_graded_like_its_folder(tmp_path):
    """A zip of the class gives the records of the folder."""
    submissions = write_class(tmp_path / "in", ann="reference", bob="wrong grad_b-bias-averaged")
    with zipfile.ZipFile(tmp_path / "class.zip", "w") as archive:
        for path in submissions.rglob("*.py"):
            archive.write(path, path.relative_to(submissions))
    for place, out in ((submissions, "a"), (tmp_path / "class.zip", "b")):
        assert autograder("grade", place, "-a", NAME, "-o", tmp_path / out, "-j", 1, "--seed", 2).returncode == 0

    assert (tmp_path / "a" / "results.jsonl").read_bytes() == (tmp_path / "b" / "results.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["grade", "nowhere", "-a", NAME], "There is no folder"),
        (["grade", "tests", "-a", "nix"], "There is no assignment 'nix'"),
        (["grade", "{empty}", "-a", NAME], "has no folder of a student"),
        (["check", "nowhere.py", "-a", NAME], "There is no file"),
        (["check", "README.md"], "name the assignment with -a"),
        (["check", "{empty}", "-a", NAME], "is a folder; name a file in the folder."),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(tmp_path, arguments, words):
    """What cannot be done is said in one sentence on standard error, with status 2 and no traceback."""
    (tmp_path / "empty").mkdir()
    arguments = [argument.format(empty=tmp_path / "empty") for argument in arguments]

    done = autograder(*arguments, *(["-o", tmp_path / "out"] if arguments[0] == "grade" else []))

    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_check_prints_each_task_with_its_reason(tmp_path):
    """One file: the total, each task's points, and why they were lost; a low mark is status 0."""
    (tmp_path / MODULE).write_text(build_submission(COURSE, NAME, "wrong grad_W-transposed"))

    done = autograder("check", tmp_path / MODULE)

    assert done.returncode == 0
    assert "19 of 25 points" in done.stdout
    assert "transpose" in done.stdout
    assert done.stderr == ""


def test_an_output_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    """A file in the place of the output folder is said in one sentence, which names it, and stays as it is."""
    submissions = write_class(tmp_path / "in", ann="stub")
    (tmp_path / "out").write_text("here is a file")

    done = autograder("grade", submissions, "-a", NAME, "-o", tmp_path / "out", "-j", 1)

    assert done.returncode == 2
    assert done.stderr == f"autograder: {tmp_path / 'out'} is a file; -o needs a folder.\n"
    assert (tmp_path / "out").read_text() == "here is a file"


def test_the_folder_of_the_submissions_is_no_output_folder(tmp_path):
    """Else the pages of the first run would be a student of the second."""
    submissions = write_class(tmp_path / "in", ann="stub")
    before = sorted(submissions.rglob("*"))

    done = autograder("grade", submissions, "-a", NAME, "-o", submissions, "-j", 1)

    assert done.returncode == 2
    assert done.stderr.endswith("holds the submissions; name another folder for the results with -o.\n")
    assert sorted(submissions.rglob("*")) == before
