"""What other programs read: Gradescope's results.json and zip file, classroom50's result.json, `check --json`."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from factories import HOSTILE_MESSAGE, a_record, a_task, an_assignment
from hypothesis import given
from hypothesis import strategies as st
from lms_rules import classroom50_faults, gradescope_faults, gradescope_zip_faults

from autograder.authoring.gradescope import gradescope_zip, pinned
from autograder.cli import cli
from autograder.course.model import Course, CourseError, read_settings
from autograder.faults import GraderFault, UserError
from autograder.grading.environment import course_hash
from autograder.results.forms import classroom50, gradescope, whole_points
from autograder.results.records import Record, Status

COURSE = Course.find(Path(__file__))
A1 = "a1_one_weight"
WRONG = a_task("grad_W", 4.8, 6.0, mistake="dropped-two", message="dW is half of what it should be.")
MIXED = a_record("ada", tasks=[WRONG, a_task("loss", 3, 3)])
STATUSES = [status for status in Status if status not in (Status.UNGRADABLE, Status.GRADED)]
IDENTITY = {
    "CLASSROOM": "cs-principles",
    "ASSIGNMENT": "regression",
    "SUBMISSION_TAG": "submit/2026-06-01T14-32-05Z-a1b2c3d",
    "COMMIT_URL": "https://github.example/o/r/commit/a1b2c3d",
    "RELEASE_URL": "https://github.example/o/r/releases/tag/x",
    "OWNER": "alice",
    "ASSIGNMENT_TYPE": "individual",
}
NOW = "2026-06-01T14:33:11Z"


def test_gradescope_takes_a_graded_record():
    """Each task is a test with its points; the total is the record's."""
    results = gradescope(MIXED, an_assignment())
    tasks = results["tests"][:-1]

    assert gradescope_faults(results) == []
    assert results["score"] == 7.8
    assert [(test["name"], test["score"], test["max_score"], test["status"]) for test in tasks] == [
        ("grad_W", 4.8, 6.0, "failed"),
        ("loss", 3.0, 3.0, "passed"),
    ]
    assert [test["visibility"] for test in tasks] == ["visible", "visible"]


def test_the_mistake_is_a_tag():
    """A task with a named mistake has its id as the one tag; a right task has none."""
    tests = gradescope(MIXED, an_assignment())["tests"]

    assert [test.get("tags", []) for test in tests] == [["dropped-two"], [], []]
    assert "The 2 of the square is missing." in tests[0]["output"]


def seen_by_students(results: dict) -> str:
    """All of a results.json that Gradescope shows to students."""
    tests = [test for test in results["tests"] if test["visibility"] != "hidden"]
    return json.dumps({"output": results["output"], "tests": tests}, ensure_ascii=False)


def test_students_see_no_hidden_case_and_no_seed():
    """Names of hidden cases, the seed, the level and the flags are in no text that a student sees."""
    record = a_record("ada", tasks=[WRONG], seed=987654321, flags=["The file reads the clock."])
    results = gradescope(record, an_assignment(), ["A note."])
    seen = seen_by_students(results)

    assert not [case.id for case in WRONG.cases if case.id in json.dumps(results)]
    assert not [text for text in ("987654321", "solation", "reads the clock", "A note.") if text in seen]
    assert all(
        text in results["tests"][-1]["output"]
        for text in ("Isolation level 3", "987654321", "The file reads the clock.", "A note.")
    )
    assert results["stdout_visibility"] == "hidden"


@pytest.mark.parametrize("status", STATUSES)
def test_one_text_stands_above_where_no_task_was_tried(status: Status):
    """No list of tasks with 0 points each: one text says what to do, and the score is the record's."""
    record = a_record("ada", status, message="SyntaxError in line 41: '(' was never closed.")
    results = gradescope(record, an_assignment())

    assert gradescope_faults(results) == []
    assert results["score"] == 0
    assert [test["visibility"] for test in results["tests"]] == ["hidden"]
    assert "SyntaxError in line 41" in results["output"]


@pytest.mark.parametrize(
    "form", [lambda r: gradescope(r, an_assignment()), lambda r: classroom50(r, an_assignment(), IDENTITY, NOW)]
)
def test_an_ungradable_record_has_no_form(form):
    """Neither form can say that there is no mark, so none is made: never a 0."""
    with pytest.raises(GraderFault, match="The grader failed"):
        form(a_record("ada", Status.UNGRADABLE, message="The grader failed."))


def test_text_of_a_student_stays_text():
    """Markup and terminal escapes that a file chose reach nobody's browser."""
    record = a_record("ada", tasks=[a_task("grad_W", 0, 6.0, message=HOSTILE_MESSAGE)], flags=[HOSTILE_MESSAGE])
    text = json.dumps(gradescope(record, an_assignment()), ensure_ascii=False)

    assert "\x1b" not in text
    assert "<script" not in seen_by_students(gradescope(record, an_assignment()))
    assert "<img" not in seen_by_students(gradescope(record, an_assignment()))


def test_classroom50_takes_a_graded_record():
    """Identity as the runner set it; whole points; the mistake as a further field of its test."""
    result = classroom50(MIXED, an_assignment(), IDENTITY, NOW)

    assert classroom50_faults(result, "cs-principles", "regression", "alice") == []
    assert (result["score"], result["max-score"]) == (8, 9)
    assert [(test["score"], test["passed"], test.get("mistake")) for test in result["tests"]] == [
        (5, False, "dropped-two"),
        (3, True, None),
    ]
    assert result["review"] == IDENTITY["COMMIT_URL"]


@pytest.mark.parametrize("status", STATUSES)
def test_classroom50_takes_a_record_without_cases(status: Status):
    """All points of the assignment are there, and none is given."""
    tasks = [a_task(name, 0, 3, cases=[]) for name in ("forward", "loss")]
    result = classroom50(a_record("ada", status, tasks=tasks), an_assignment(), IDENTITY, NOW)

    assert classroom50_faults(result, "cs-principles", "regression", "alice") == []
    assert (result["score"], result["max-score"]) == (0, 6)


def test_classroom50_refuses_without_its_runner_and_without_whole_points():
    """Both are one sentence that says what to do."""
    with pytest.raises(UserError, match=r"COMMIT_URL is not set; run this command"):
        classroom50(MIXED, an_assignment(), {**IDENTITY, "COMMIT_URL": ""}, NOW)
    with pytest.raises(UserError, match=r"takes whole points, but loss has 2\.5"):
        classroom50(a_record("ada", tasks=[a_task("loss", 1, 2.5)]), an_assignment(), IDENTITY, NOW)


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 100)), max_size=8))
def test_whole_points_add_up(tasks: list[tuple[int, int]]):
    """The sum is within a half of the exact sum; each is within one of its score, and never above its maximum."""
    scores = [most * percent / 100 for most, percent in tasks]
    whole = whole_points(scores)

    assert abs(sum(whole) - sum(scores)) <= 0.5 + 1e-6
    assert all(abs(points - score) < 1 for points, score in zip(whole, scores, strict=True))
    assert all(0 <= points <= most for points, (most, _) in zip(whole, tasks, strict=True))


def packed(name: str = A1, require: int = 1) -> bytes:
    return gradescope_zip(COURSE, COURSE.load(name), read_settings(COURSE), require)


def test_gradescope_takes_the_zip_file():
    """Both scripts are in its root, and the same course gives the same bytes."""
    assert gradescope_zip_faults(packed()) == []
    assert packed() == packed()


@pytest.mark.parametrize("name", COURSE.names())
def test_the_zip_file_holds_one_assignment(name: str, tmp_path: Path):
    """Of the course's folders only this assignment's and the shared one, without its planted work; no registry.

    The digest of what the marks depend on is that of the whole course.
    """
    with zipfile.ZipFile(io.BytesIO(packed(name))) as archive:
        names = archive.namelist()
        scripts = b"".join(map(archive.read, ("setup.sh", "run_autograder", "constraints.txt")))
        archive.extractall(tmp_path)
    folders = {member.split("/")[2] for member in names if member.startswith("course/solutions/")}
    course = Course.at(tmp_path / "course")

    assert folders - {"mistakes.md"} <= {name, "shared"}
    assert not [member for member in names if member.startswith("course/") and "/variants/" in member]
    assert not [member for member in names if member.endswith((".pyc", ".db"))]
    assert not [address for address in (b"://", b"--index", b"pypi.org") if address in scripts]
    assert course_hash(course, course.load(name)) == course_hash(COURSE, COURSE.load(name))


def test_the_course_in_the_zip_file_loads(tmp_path: Path):
    """It has the one assignment, the required level, and the texts of its mistakes."""
    with zipfile.ZipFile(io.BytesIO(packed(require=2))) as archive:
        archive.extractall(tmp_path)
    course = Course.at(tmp_path / "course")

    assert course.names() == [A1]
    assert course.load(A1) == COURSE.load(A1)
    assert read_settings(course).require_isolation == 2
    assert read_settings(course).title == read_settings(COURSE).title


def test_versions_are_exact():
    """Every library that grading imports is pinned, once; what only notebooks and nbgrader need is left out."""
    lines = pinned(COURSE.load(A1))
    names = [line.partition("==")[0] for line in lines]

    assert all("==" in line and "+" not in line for line in lines)
    assert len(set(names)) == len(names)
    assert {"numpy", "torch", "pytest", "msgspec", "landlockpy", "seccompy", "markupsafe"} <= set(names)
    assert not {"nbgrader", "jupyterlab", "notebook"} & set(names)


def test_a_file_of_another_assignment_is_refused(tmp_path: Path):
    """Hidden cases that import another assignment's would take them along; the author is told to share the file."""
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        archive.extractall(tmp_path)
    course = Course.at(tmp_path / "course")
    (course.solutions / "other" / "hidden").mkdir(parents=True)
    (course.solutions / "other" / "hidden" / "inputs.py").write_text("")
    hidden = course.folder(A1) / "hidden" / "test_hidden.py"
    hidden.write_text(hidden.read_text() + "\nfrom ...other.hidden import inputs\n")

    with pytest.raises(CourseError, match=r"uses other/hidden/inputs\.py, a file of other; move it"):
        gradescope_zip(course, course.load(A1), read_settings(course), 1)


def test_command_writes_the_zip_file_and_says_the_points(tmp_path: Path):
    """The file is the one that is asked for; Gradescope must be told how many points there are."""
    out = tmp_path / "a1.zip"
    result = CliRunner().invoke(cli, ["gradescope", A1, "-o", str(out), "--course", str(COURSE.root)])

    assert result.exit_code == 0
    assert f"set the autograder points of the assignment to {COURSE.load(A1).max_score:g}" in result.stdout
    assert out.read_bytes() == packed()


@pytest.mark.slow
def test_check_prints_a_record_and_a_result(tmp_path: Path):
    """Standard output is the one document and nothing else; the half-done file has its mark in both."""
    file = tmp_path / "one_weight.py"
    file.write_text(COURSE.reference(A1).read_text() + "\ndef loss(y_hat, y):\n    return (y_hat - y) ** 2 / 2\n")
    arguments = ["check", str(file), "--course", str(COURSE.root), "--seed", "7"]
    record = CliRunner().invoke(cli, [*arguments, "--json"])
    result = CliRunner().invoke(cli, [*arguments, "--classroom50"], env=IDENTITY)

    assert (record.exit_code, result.exit_code) == (0, 0)
    read = msgspec.json.decode(record.stdout, type=Record)
    assert (read.schema_version, read.status, read.seed) == (1, Status.GRADED, 7)
    made = json.loads(result.stdout)
    assert classroom50_faults(made, "cs-principles", "regression", "alice") == []
    assert made["score"] == read.score < made["max-score"]
