"""`autograder grade` and `check` as their users run them: bad input, exit status, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import a_record, a_run, write_course_file

from autograder.cli import cli
from autograder.course.model import Course
from autograder.demo import build_submission
from autograder.results.store import ResultStore

COURSE = Course.find(Path(__file__))
NAME, MODULE = "a3_linear_regression", "linear_regression.py"
FULL = COURSE.load(NAME).max_score
OF_WEIGHTS = COURSE.load(NAME).task("grad_W").points


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

    assert done.returncode == 1, done.stderr  # files were there, and no mark came out
    assert {student: record["status"] for student, record in found.items()} == {
        "good": "graded",
        "other": "graded",
        "half": "graded",
        "wrong": "graded",
        "empty": "unreadable",
        "untouched": "unchanged",
        "gone": "missing",
        "syntax": "does-not-import",
        "notebook": "unreadable",
        "utf16": "unreadable",
        "huge": "unreadable",
        "link": "unreadable",
    }
    assert {student: found[student]["score"] for student in ("good", "other", "wrong", "empty", "half")} == {
        "good": FULL,
        "other": FULL,
        "wrong": FULL - OF_WEIGHTS,
        "empty": 0.0,
        "half": 6.0,
    }
    for student in ("empty", "gone", "syntax", "notebook", "utf16", "huge", "link"):
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
    assert (record["score"], record["max_score"], record["flags"]) == (FULL - OF_WEIGHTS, FULL, [])
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
        "lecture.html",
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

    assert done.returncode == 1
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
    assert {student: record["score"] for student, record in found.items()} == {"ann": FULL, "bob": 3.0}
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
        (["check", "\x1b[2K\x1b]0;taken\x07no\u202ewhere.py", "-a", NAME], "There is no file nowhere.py."),
        (["grade", "{escapes}", "-a", NAME], "The student may be group or part, a folder in it: "),
        (["check", "README.md"], "name the assignment with -a"),
        (["check", "{empty}", "-a", NAME], "is a folder; name a file in the folder."),
    ],
)
def test_wrong_usage_is_one_sentence_and_status_2(tmp_path, arguments, words):
    """What cannot be done is said in one sentence on standard error, with status 2 and no traceback."""
    (tmp_path / "empty").mkdir()
    inner = tmp_path / "escapes" / "\x1b[31mgroup" / "pa\x9b2Krt"
    inner.mkdir(parents=True)
    for at in (inner, inner.parent):
        (at / MODULE).write_text("x = 1\n")
    (inner.parent / "second").mkdir()
    (inner.parent / "second" / MODULE).write_text("x = 1\n")
    places = {name: tmp_path / name for name in ("empty", "escapes")}
    arguments = [argument.format(**places) for argument in arguments]

    done = autograder(*arguments, *(["-o", tmp_path / "out"] if arguments[0] == "grade" else []))

    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.strip().isprintable()
    assert not (tmp_path / "out").exists()


def test_check_prints_each_task_with_its_reason(tmp_path):
    """One file: the total, each task's points, and why they were lost; a low mark is status 0."""
    (tmp_path / MODULE).write_text(build_submission(COURSE, NAME, "wrong grad_W-transposed"))

    done = autograder("check", tmp_path / MODULE)

    assert done.returncode == 0
    assert f"{FULL - OF_WEIGHTS:g} of {FULL:g} points" in done.stdout
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


def test_right_work_has_full_marks_however_it_was_handed_in(tmp_path):
    """Renamed, deeper, packed, as a notebook or exported from a notebook: full marks, flagged, and told."""
    good = build_submission(COURSE, NAME, "reference")
    notebook = {"nbformat": 4, "cells": [{"cell_type": "code", "source": ["%matplotlib inline\n", good]}]}
    with zipfile.ZipFile(tmp_path / "a3.zip", "w") as archive:
        archive.writestr(f"a3/{MODULE}", good)
    forms = {
        "renamed/linear_regression (1).py": good.encode(),
        f"deeper/homework/final/{MODULE}": good.encode(),
        "packed/a3.zip": (tmp_path / "a3.zip").read_bytes(),
        "notebook/a3.ipynb": json.dumps(notebook).encode(),
        f"exported/{MODULE}": f"get_ipython().run_line_magic('x', '')\n{good}display(1)\n".encode(),
        f"__MACOSX/renamed/._{MODULE}": b"\0\5\26\7",
    }
    for name, data in forms.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_bytes(data)
    out = tmp_path / "in" / "graded" / NAME
    command = ["grade", tmp_path / "in", "-a", NAME, "-o", out, "-j", 2, "--seed", 3]
    done = autograder(*command)
    found = records(out)

    assert done.returncode == 0, done.stdout
    assert {student: record["score"] for student, record in found.items()} == dict.fromkeys(
        ("renamed", "deeper", "packed", "notebook", "exported"), FULL
    )
    for student, record in found.items():
        assert record["notes"], student
        assert record["flags"][: len(record["notes"])] == record["notes"], student
        page = (out / "feedback" / f"{student}.md").read_text("utf-8")
        assert re.search("was graded as|were graded|were left out", page), student
    again = autograder(*command)  # its own results lie among the submissions now
    assert "5 submissions, 0 graded now" in again.stdout
    assert "Left out, because it belongs to no student: graded." in again.stdout
    assert records(out) == found


def table(out: Path) -> dict[str, dict[str, str]]:
    return {row["student"]: row for row in csv.DictReader(io.StringIO((out / "grades.csv").read_text("utf-8")))}


def test_a_download_with_a_roster_and_a_student_who_leaves(tmp_path):
    """Canvas' download: ids, names and lateness reach the tables; who is missing, unlisted or gone is said."""
    good = build_submission(COURSE, NAME, "reference").encode()
    place = tmp_path / "in"
    place.mkdir()
    for name in ("lovelaceada_1001_50001", "turingalan_LATE_1002_50003", "hackeveryone_1666_50009"):
        (place / f"{name}_linear_regression-1.py").write_bytes(good)
    (tmp_path / "roster.csv").write_text(
        "Student,ID,SIS Login ID\n    Points Possible,,\n"
        '"Lovelace, Ada",1001,ada\n"Turing, Alan",1002,alan\n"Noether, Emmy",1003,emmy\n'
    )
    command = ["grade", place, "-a", NAME, "-o", tmp_path / "out", "-j", 1, "--roster", tmp_path / "roster.csv"]
    first = autograder(*command)
    rows = table(tmp_path / "out")
    (place / "turingalan_LATE_1002_50003_linear_regression-1.py").unlink()
    second = autograder(*command)

    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert {s: (row["score"], row["name"], row["late"]) for s, row in rows.items()} == {
        "1001": (f"{FULL:g}", "Lovelace, Ada", "no"),
        "1002": (f"{FULL:g}", "Turing, Alan", "yes"),
        "1666": (f"{FULL:g}", "hackeveryone", "no"),
    }
    assert rows["1001"]["file"] == "linear_regression-1.py"
    assert "Read as Canvas' download. Status: 3 graded." in first.stdout
    assert "On the roster, but nothing was handed in: Noether, Emmy (emmy)." in first.stdout
    assert "Handed in, but not on the roster: 1666." in first.stdout
    assert "0 graded now" in second.stdout
    assert "No longer among the submissions (records moved to gone.jsonl): 1002." in second.stdout
    assert set(table(tmp_path / "out")) == set(records(tmp_path / "out")) == {"1001", "1666"}
    assert {path.stem for path in (tmp_path / "out" / "feedback").iterdir()} == {"1001", "1666"}
    record = records(tmp_path / "out")["1001"]
    assert (record["ids"], record["source"]) == ({"login": "ada"}, "lovelaceada_1001_50001_linear_regression-1.py")
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert report.index("Noether, Emmy (emmy)") < report.index("For a person to look at")


def test_a_class_that_cannot_be_read_is_no_table_of_zeros(tmp_path):
    """A snapshot of hard links: status 1, one cause for all at the head of the report, and in the table."""
    submissions = write_class(tmp_path / "in", ann="reference", bob="reference")
    for student in ("ann", "bob"):
        (tmp_path / "copy" / student).mkdir(parents=True)
        os.link(submissions / student / MODULE, tmp_path / "copy" / student / MODULE)
    done = autograder("grade", tmp_path / "copy", "-a", NAME, "-o", tmp_path / "out", "-j", 1)
    why = "linear_regression.py is not an ordinary file: it is a hard link to another file. Copy the files instead."

    assert done.returncode == 1
    assert f"unreadable: ann, bob: {why}" in done.stdout
    assert "All students have 0 points or no mark." in done.stdout
    assert {row["reason"] for row in table(tmp_path / "out").values()} == {why}
    report = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert report.index(why) < report.index("For a person to look at")


def test_the_wrong_assignment_is_no_table_of_zeros(tmp_path):
    """Work of another assignment: status 1, and what was there is named to students and instructor."""
    submissions = write_class(tmp_path / "in", ann="reference", bob="stub", eve="missing")
    done = autograder("grade", submissions, "-a", "a1_one_weight", "-o", tmp_path / "out", "-j", 1)
    found = records(tmp_path / "out")

    assert done.returncode == 1
    assert f"missing: ann, bob: one_weight.py was not handed in. These files were found: `{MODULE}`." in done.stdout
    assert "missing: eve: one_weight.py was not handed in.\n" in done.stdout
    reasons = {student: row["reason"] for student, row in table(tmp_path / "out").items()}
    assert MODULE in reasons["ann"]
    assert reasons["eve"] == "one_weight.py was not handed in."
    assert {student: record["found"] for student, record in found.items()} == {
        "ann": [MODULE],
        "bob": [MODULE],
        "eve": [],
    }
    assert f"These files were found: `{MODULE}`" in (tmp_path / "out" / "feedback" / "ann.md").read_text()


def test_a_run_that_was_stopped_is_said_wherever_it_is_read(tmp_path):
    """One of two records is no class: pages, comparison, term and export say so, and what to do."""
    root = tmp_path / "course"
    write_course_file(root.mkdir() or root)
    shutil.copytree(COURSE.folder(NAME), root / "solutions" / NAME)
    out, whole = root / "graded" / "a3", root / "graded" / "a3.1"
    for folder, finished in ((out, None), (whole, "2026-03-02T14:03:25+00:00")):
        with ResultStore(folder) as store:
            begun = store.begin(a_run(assignment=NAME, submissions=2, finished=finished))
            for student in ("ada", "ben") if finished else ("ada",):
                store.append(a_record(student, assignment=NAME))
            store.finish(begun)

    for status, arguments in (
        (0, ("report", out, "--course", root)),
        (0, ("report", root)),
        (0, ("diff", whole, out)),
        (1, ("export", out, "--to", "csv", "--course", root)),
    ):
        result = CliRunner().invoke(cli, [str(argument) for argument in arguments])

        assert result.exit_code == status, result.output
        assert result.output.count("The run is not complete: 1 of 2 submissions have a record. Give the same") == 1
    assert "1 of 2 submissions have a record" in (out / "report.html").read_text("utf-8")
    result = CliRunner().invoke(cli, ["export", str(whole), "--to", "csv", "--course", str(root)])
    assert (result.exit_code, "not complete" in result.output) == (0, False)


@pytest.mark.parametrize("file", ["run.json", "results.jsonl"])
def test_a_run_that_lost_a_file_is_not_left_out_of_the_term(tmp_path, file):
    write_course_file(tmp_path)
    with ResultStore(tmp_path / "graded" / "a3") as store:
        begun = store.begin(a_run())
        store.append(a_record("ada"))
        store.finish(begun)
    (tmp_path / "graded" / "a3" / file).unlink()
    result = CliRunner().invoke(cli, ["report", str(tmp_path)])

    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert file in result.output
    assert "give the `autograder grade` command again, or remove the folder" in result.output


def test_check_says_of_a_missing_file_that_it_is_missing(tmp_path):
    """Not that its name is no module's."""
    result = CliRunner().invoke(cli, ["check", str(tmp_path / "odd.py"), "--course", str(COURSE.root)])

    assert (result.exit_code, "There is no file" in result.output) == (2, True)
