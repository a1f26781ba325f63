"""nbgrader: its own commands take a difficult class from release to grades.csv, and every mark is the autograder's."""

from __future__ import annotations

import csv
import hashlib
import html
import json
from collections.abc import Iterator
from pathlib import Path

import msgspec
import nbformat
import pytest
from click.testing import CliRunner, Result
from jupyter_servers import Server
from nbgrader.exchange import ExchangeFactory
from nbgrader_round import AGAIN, DUE, NAMES, Round, copy_gradebook, recipes, text_of
from traitlets.config.loader import PyFileConfigLoader

from autograder.authoring.generate import solution_sources
from autograder.authoring.leaks import leaks
from autograder.cli import cli
from autograder.course.model import Course
from autograder.doctor import nbgrader_setup as health
from autograder.grading.environment import course_hash
from autograder.grading.run import RunRequest, grade_class
from autograder.nbgrader.autograded import FROM_NBGRADER
from autograder.nbgrader.gradebook import GradebookError, write_marks
from autograder.results.records import Record, Status
from autograder.results.store import read_results

REPOSITORY = Path(__file__).resolve().parents[1]
COURSE = Course.find(REPOSITORY)
ASSIGNMENTS = list(NAMES)
STUDENTS = list(recipes(COURSE))
EACH = pytest.mark.parametrize("name", ASSIGNMENTS)
ANSWER = "written-question"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Round:
    """The round, played once."""
    made = Round(tmp_path_factory.mktemp("nbgrader") / "school")
    made.play()
    return made


@pytest.fixture(scope="module")
def graded(played: Round, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Record]]:
    """What `autograder grade` says of the very folders that nbgrader collected: by assignment, then by student."""
    found = {}
    for name in ASSIGNMENTS:
        out = tmp_path_factory.mktemp("graded") / name
        summary = grade_class(COURSE, RunRequest(played.instructor.folder / "submitted", name, out, seed=11))
        found[name] = {record.student: record for record in summary.records}
    return found


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


# -- nbgrader_config.py -----------------------------------------------------------------------------------------------


def test_every_setting_exists() -> None:
    """nbgrader only warns of a setting that no class has, and goes on without it."""
    settings = health.read_settings(REPOSITORY)
    factory = ExchangeFactory(config=PyFileConfigLoader("nbgrader_config.py", path=str(REPOSITORY)).load_config())

    assert health.missing_classes(settings) == []
    assert health.unknown_settings(settings) == []
    assert factory.collect.__module__ == factory.release_feedback.__module__ == "autograder.nbgrader.exchange"


def test_every_module_is_kept_from_being_overwritten() -> None:
    """Otherwise nbgrader would grade the stub in the place of the student's file."""
    settings = health.read_settings(REPOSITORY)

    assert health.overwritten(settings, [COURSE.load(name) for name in COURSE.names()]) == []
    assert set(settings["Autograde"]["exclude_overwriting"]) == set(COURSE.names())


def test_settings_hold_no_path_of_this_machine() -> None:
    """The repository may lie anywhere."""
    assert str(REPOSITORY) not in repr(health.read_settings(REPOSITORY))
    assert "/home" not in (REPOSITORY / "nbgrader_config.py").read_text()


# -- The round --------------------------------------------------------------------------------------------------------


@EACH
def test_marks_are_the_autograders(played: Round, graded: dict[str, dict[str, Record]], name: str) -> None:
    """Every cell of every student has exactly the points of `autograder grade`, and the same reasons."""
    assert set(graded[name]) == set(STUDENTS)
    for student, record in graded[name].items():
        points = {task.name: (task.score, False) for task in record.tasks}
        grades = played.grades(name, student)
        answered = grades.pop(ANSWER)

        assert grades == points, student
        assert answered == ((None, True) if student == "right" else (0.0, False)), student
        kept = played.record(name, student)
        assert [task["message"] for task in kept["tasks"]] == [task.message for task in record.tasks], student
        assert (kept["status"], kept["message"]) == (record.status.value, record.message), student


@EACH
def test_class_shows_every_kind_of_outcome(graded: dict[str, dict[str, Record]], name: str) -> None:
    """Else the comparison above would compare little."""
    records = graded[name]
    most = COURSE.load(name).max_score

    assert records["right"].score == records["no-secret"].score == most
    assert 0 < records["half"].score < most
    assert 0 < records["wrong"].score < most
    assert 0 < records["no-notebook"].score < most
    assert 0 < records["late"].score < most
    assert records["untouched"].status is Status.UNCHANGED
    assert records["no-module"].status is Status.MISSING
    assert records["hostile"].status is records["not-importing"].status is Status.DOES_NOT_IMPORT
    assert records["resubmitted"].score == (most if name == AGAIN else records["half"].score)


@EACH
def test_own_file_was_graded(played: Round, name: str) -> None:
    """The record's SHA-256 is that of the bytes in the student's folder, not of the source's copy."""
    for student, member in played.members.items():
        handed_in = member.handed_in.get(name)
        digest = hashlib.sha256(handed_in).hexdigest() if handed_in is not None else None

        assert played.record(name, student)["sha256"] == digest, student


def test_exported_table_has_the_marks(played: Round, graded: dict[str, dict[str, Record]]) -> None:
    """grades.csv of `nbgrader export`: scores to the cent, due dates, and the penalty of the late student alone."""
    with (played.instructor.folder / "grades.csv").open() as file:
        rows = {(row["assignment"], row["student_id"]): row for row in csv.DictReader(file)}

    assert set(rows) == {(name, student) for name in ASSIGNMENTS for student in STUDENTS}
    for (name, student), row in rows.items():
        record = graded[name][student]
        penalty = record.score if student == "late" else 0.0
        assert float(row["raw_score"]) == pytest.approx(record.score, abs=1e-9), (name, student)
        assert float(row["late_submission_penalty"]) == pytest.approx(penalty, abs=1e-9), (name, student)
        assert float(row["max_score"]) == record.max_score + COURSE.load(name).question.points
        assert row["duedate"].startswith(DUE[:10])
        assert row["timestamp"], (name, student)


@EACH
def test_fetched_feedback_says_the_marks_and_the_file(
    played: Round, graded: dict[str, dict[str, Record]], name: str
) -> None:
    """A student reads the points and the reason of each task, and which file they are for."""
    for student, record in graded[name].items():
        pages = [html.unescape(text_of(page)) for page in played.feedback(name, student)]
        if student in ("no-secret", "no-notebook", "notebook-is-folder"):
            continue  # fetch_feedback finds pages by the secret and the notebook in the student's own cache
        for task in record.tasks:
            assert f"{task.name}: {task.score:g} of {task.max_score:g} points" in pages[-1], (student, task.name)
        assert record.sha256 is None or record.sha256[:16] in pages[-1], student
        assert len(pages) == (2 if (name, student) == (AGAIN, "resubmitted") else 1), student


@EACH
def test_hints_stand_once_on_a_page(played: Round, graded: dict[str, dict[str, Record]], name: str) -> None:
    """They stand in what is said of a task that lost points; the notebook's own cells of hints are not shown again."""
    for student in ("right", "half", "wrong"):
        lost = [task for task in graded[name][student].tasks if task.score < task.max_score]
        [page] = played.feedback(name, student)

        assert page.count("Hint 1: a nudge") == len(lost), student


@EACH
def test_feedback_escapes_what_a_student_wrote(played: Round, name: str) -> None:
    """The text of the student's exception is shown, as text."""
    [page] = played.feedback(name, "hostile")

    assert "RuntimeError" in page
    assert "<script>alert(1)" not in page
    assert 'href="http://evil.invalid' not in page
    assert 'src="http://evil.invalid' not in page


def test_resubmission_after_feedback_gets_a_new_mark(played: Round) -> None:
    """The first mark stands until the second file is graded, then the second counts."""
    best = {task.name: (task.points, False) for task in COURSE.load(AGAIN).tasks}

    assert played.first != played.grades(AGAIN, "resubmitted")
    assert best.items() <= played.grades(AGAIN, "resubmitted").items()


@EACH
def test_broken_folders_stop_nobody(played: Round, name: str) -> None:
    """Each broken folder is named; all students are graded, and feedback goes out to all but the one without secret."""
    collected, released = played.said[f"collect {name}"], played.said[f"release {name}"]

    assert "no-timestamp: no usable timestamp.txt" in collected
    assert f"no-notebook: no readable {name}.ipynb" in collected
    assert f"notebook-is-folder: {name}.ipynb is a folder" in collected
    assert "No feedback is released to no-secret: there is no submission_secret.txt" in released
    assert released.count("Feedback released to") == len(STUDENTS) - 1
    assert (
        played.instructor.folder / f"submitted/notebook-is-folder/{name}/{name}.ipynb.as-submitted/note.txt"
    ).exists()


def test_nothing_secret_reaches_a_student(played: Round) -> None:
    """No line of a solution or of a hidden case stands in what is released or given back."""
    shown = dict(_shown(played))
    released = {path: data for path, data in shown.items() if not path.endswith(".html")}
    public = b"\n".join(path.read_bytes() for path in REPOSITORY.glob("assignments/*/*")).decode("utf-8", "replace")
    hidden = [
        line.strip()
        for path in COURSE.solutions.glob("*/hidden/*.py")
        for line in path.read_text().splitlines()
        if len(line.strip()) > 25 and line.strip() not in public
    ]

    assert len(shown) > 100
    assert len(hidden) > 500
    assert leaks(solution_sources(COURSE), released) == []
    for path, data in shown.items():
        text = html.unescape(text_of(data.decode("utf-8", "replace")) if path.endswith(".html") else data.decode())
        assert [line for line in hidden if line in text] == [], path


def _shown(played: Round) -> Iterator[tuple[str, bytes]]:
    """Every file that came to students from the instructor, by its path."""
    roots = [played.instructor.folder / "release", played.school.exchange / "backpropagation" / "outbound"]
    pages = [
        *played.school.exchange.glob("backpropagation/feedback/*"),
        *played.school.folder.glob("students/*/*/feedback/*/*"),
    ]
    for path in [*(path for root in roots for path in root.rglob("*") if path.is_file()), *pages]:
        yield path.relative_to(played.school.folder).as_posix(), path.read_bytes()


def test_no_kernel_ran(played: Round) -> None:
    """The check cells of an autograded notebook hold two outputs each, and no other cell has any."""
    for path in played.instructor.folder.glob("autograded/*/*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            kinds = [output.output_type for output in cell.get("outputs", [])]
            graded = cell.cell_type == "code" and "nbgrader" in cell.metadata
            assert kinds == (["display_data", "execute_result"] if graded else []), path


# -- Marks of `autograder grade` in the gradebook ---------------------------------------------------------------------


def test_export_into_the_gradebook(played: Round, graded: dict[str, dict[str, Record]], tmp_path: Path) -> None:
    """`autograder export --to nbgrader` writes what autograde writes, with nbgrader's own late penalty."""
    from nbgrader.api import Gradebook

    url = copy_gradebook(played, tmp_path / "copy.db")
    with Gradebook(url, "backpropagation") as book:
        for student in STUDENTS:
            book.remove_submission(AGAIN, student)
    course = Course(played.instructor.folder)
    records = list(graded[AGAIN].values())
    lost = next(record for record in records if record.student == "half")
    records[records.index(lost)] = Record(**{**_fields(lost), "status": Status.UNGRADABLE})

    assert write_marks(course, records, course.load(AGAIN), url) == len(STUDENTS)
    with Gradebook(url, "backpropagation") as book:
        for record in records:
            submission = book.find_submission(AGAIN, record.student)
            grades = {grade.name: grade for grade in submission.notebooks[0].grades}
            ungradable = record.status is Status.UNGRADABLE
            expected = [None if ungradable else task.score for task in record.tasks]
            assert expected == [grades[task.name].auto_score for task in record.tasks]
            assert all(grades[task.name].needs_manual_grade is ungradable for task in record.tasks)
            assert submission.late_submission_penalty == (record.score if record.student == "late" else 0)


def test_export_needs_the_assignment(graded: dict[str, dict[str, Record]], tmp_path: Path) -> None:
    """An empty gradebook is one sentence that says what to do."""
    with pytest.raises(GradebookError, match="run `nbgrader generate_assignment"):
        write_marks(COURSE, graded[AGAIN].values(), COURSE.load(AGAIN), f"sqlite:///{tmp_path}/empty.db")


def test_password_of_the_gradebook_is_not_shown(graded: dict[str, dict[str, Record]]) -> None:
    """The address may hold one; the message names the place without it."""
    url = "postgresql+psycopg2cffi://grader:word@127.0.0.1:1/nbgrader"
    with pytest.raises(GradebookError, match=r"grader:\*\*\*@127.0.0.1") as caught:
        write_marks(COURSE, graded[AGAIN].values(), COURSE.load(AGAIN), url)

    assert "word" not in str(caught.value)


def _fields(record: Record) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


# -- Formgrader --------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_formgrader_shows_and_makes_marks(played: Round, graded: dict[str, dict[str, Record]]) -> None:
    """Its pages have the marks and the feedback, and its button grades in the server's own process."""
    record = graded[AGAIN]["wrong"]
    before = played.grades(AGAIN, "wrong")
    with Server(played.instructor) as server:
        submissions = json.loads(server.ask(f"formgrader/api/submissions/{AGAIN}"))
        books = json.loads(server.ask(f"formgrader/api/submitted_notebooks/{AGAIN}/{AGAIN}"))
        [number] = [book["id"] for book in books if book["student"] == "wrong"]
        page = html.unescape(text_of(server.ask(f"formgrader/submissions/{number}/")))
        pressed = json.loads(server.ask(f"formgrader/api/submission/{AGAIN}/wrong/autograde", "POST"))

    scores = {submission["student"]: submission["code_score"] for submission in submissions}
    assert scores == {student: pytest.approx(record.score) for student, record in graded[AGAIN].items()}
    for task in record.tasks:
        assert f"{task.name}: {task.score:g} of {task.max_score:g} points" in page
    assert pressed["success"], pressed
    assert played.grades(AGAIN, "wrong") == before


# -- The class's report -----------------------------------------------------------------------------------------------


@EACH
def test_report_of_what_nbgrader_graded(played: Round, tmp_path: Path, name: str) -> None:
    """The records are those in the notebooks, everybody who handed in is on the page, and again it is the same."""
    course, out = played.instructor.folder, tmp_path / "out"
    said = invoke("report", course, "-a", name, "-o", out)
    made = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    run, records = read_results(out)
    handed_in = {path.parent.name for path in course.glob(f"submitted/*/{name}")}

    assert (said.exit_code, said.output.partition(":")[0]) == (0, f"{len(handed_in)} submissions")
    assert {record.student for record in records} == handed_in
    assert [msgspec.to_builtins(record) for record in records] == [
        played.record(name, record.student) for record in records
    ]
    digest = course_hash(COURSE, COURSE.load(name))
    assert (run.seed, run.isolation, run.layout) == (records[0].seed, records[0].isolation, FROM_NBGRADER)
    assert {run.course_hash, *(record.course_hash for record in records)} == {digest}
    page = text_of((out / "report.html").read_text())
    assert all(student in page for student in handed_in)
    assert invoke("report", course, "-a", name, "-o", out).exit_code == 0
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == made


def test_report_replaces_no_other_run(played: Round, tmp_path: Path) -> None:
    """A run of `autograder grade`, and a report of another assignment, are not written over."""
    course, out = played.instructor.folder, tmp_path / "out"
    grade_class(COURSE, RunRequest(course / "submitted", ASSIGNMENTS[0], out, seed=11))
    before = (out / "results.jsonl").read_bytes()
    other = tmp_path / "other"
    invoke("report", course, "-a", ASSIGNMENTS[0], "-o", other)

    for place, name in ((out, ASSIGNMENTS[0]), (other, ASSIGNMENTS[1])):
        refused = invoke("report", course, "-a", name, "-o", place)
        assert refused.exit_code == 2
        assert "choose another folder with -o" in refused.output
    assert (out / "results.jsonl").read_bytes() == before


# -- What goes wrong --------------------------------------------------------------------------------------------------


def test_grader_fault_is_never_a_mark(played: Round, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the isolation is too low, nbgrader counts the submission as failed, and its points are taken back.

    In the class's report it waits for a person.
    """
    name, student = "a1_one_weight", "right"
    settings = played.instructor.folder / "course.toml"
    monkeypatch.setenv("AUTOGRADER_TEST_WITHOUT", "bubblewrap,seccomp")
    before = settings.read_text()
    settings.write_text(before.replace("require_isolation = 1", "require_isolation = 3"))

    said = played.instructor.run("autograde", name, "--student", student, "--force", check=False)

    settings.write_text(before)
    assert "Isolation level 3 is required" in said
    assert "There was an error processing assignment 'a1_one_weight' for student 'right'" in said
    assert not (played.instructor.folder / "autograded" / student / name).exists()
    assert set(played.grades(name, student).values()) == {(None, True)}
    assert invoke("report", played.instructor.folder, "-a", name, "-o", tmp_path / "out").exit_code == 0
    records = {record.student: record.status for record in read_results(tmp_path / "out")[1]}
    assert records.pop(student) is Status.UNGRADABLE
    assert Status.UNGRADABLE not in records.values()


@pytest.mark.slow
def test_validate_says_what_fails(played: Round) -> None:
    """`nbgrader validate`, and so the Validate button, runs the public checks in the notebook."""
    name = "a1_one_weight"
    right, untouched = (played.members[student].account for student in ("right", "untouched"))

    assert "Success! Your notebook passes all the tests." in right.run("validate", f"{name}/{name}.ipynb", check=False)
    said = untouched.run("validate", f"{name}/{name}.ipynb", check=False)
    cells = len(COURSE.load(name).tasks) + 1  # and the question
    assert f"VALIDATION FAILED ON {cells} CELL(S)" in said
    assert "forward  not started" in said
