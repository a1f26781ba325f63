"""A case was unfair: the class is graded again, a person gives points, and every page and table says so."""

from __future__ import annotations

import csv
import os
import shutil
import sysconfig
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import a_record, a_run, a_task, an_assignment, write_course_file
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook

from autograder.cli import cli
from autograder.course.due_dates import LatePolicy, LateRule
from autograder.course.exceptions import PointsException, read_exceptions
from autograder.course.model import Course, CourseError
from autograder.nbgrader.autograded import with_gradebook
from autograder.nbgrader.feedback import ForStudents, code_markdown, instructors_cell
from autograder.nbgrader.gradebook import GradebookError, is_there, opened, preview
from autograder.nbgrader.roster import known_students
from autograder.nbgrader.settings import CONFIG
from autograder.results.feedback import feedback_html, feedback_markdown, task_markdown
from autograder.results.given import as_graded, not_applied, with_exceptions
from autograder.results.records import Status
from autograder.results.report import report_html
from autograder.results.store import FROM_NBGRADER, ResultStore
from autograder.results.tables import grades_csv

COURSE = Course.find(Path(__file__))
NAME = "a1_one_weight"
REASON = "The docstring did not say so."
EXCEPTION = PointsException("a3_linear_regression", "ada", "grad_W", 6, REASON, "Dr. Okafor")
SAID = "grad_W: 0 → 6 points, given by Dr. Okafor. The docstring did not say so."
UNFAIR = """

@pytest.mark.task("forward", core=True)
def test_forward_unfair(student):
    student.forward(2.0, 3.0)
    assert False, "no submission passes this"
"""


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def ada(**changes):
    tasks = [a_task("forward", 3, 3), a_task("grad_W", 0, 6, mistake="dropped-two", message="dW is half.")]
    return a_record("ada", tasks=tasks, **changes)


# -- exceptions --------------------------------------------------------------------------------------------------------


def test_given_points_stand_on_every_page_and_in_every_table():
    """The mark counts them; the page of the student, the report and the table say who gave them and why."""
    [record] = with_exceptions([ada()], [EXCEPTION])
    assignment = an_assignment()

    assert record.score == 9.0
    assert as_graded(record) == ada()
    assert with_exceptions([record], [EXCEPTION]) == [record]
    assert "Dr. Okafor" in feedback_html(record, assignment)
    for page in (feedback_html(record, assignment), report_html([record], assignment, a_run())):
        assert SAID in page
    for page in (feedback_markdown(record, assignment), task_markdown(record, record.tasks[1], assignment)):
        assert "given by Dr. Okafor" in page
    assert "given by" not in task_markdown(record, record.tasks[0], assignment)
    [row] = csv.DictReader(grades_csv([record], assignment).splitlines())
    assert row["exceptions"] == SAID


def test_an_exception_without_a_mark_or_a_record_is_said():
    records = [ada(status=Status.UNGRADABLE)]
    exceptions = [EXCEPTION, PointsException("a3_linear_regression", "eve", "grad_W", 6, REASON, "me")]

    assert with_exceptions(records, exceptions)[0].tasks[1].given is None
    assert [sentence.split(", ")[1] for sentence in not_applied(records, exceptions)] == [
        "who has no mark yet.",
        "who has no record.",
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"points": 60}, "which has "),
        ({"task": '"forwards"'}, "has no task 'forwards'"),
        ({"assignment": '"a0"'}, "names the assignment 'a0'"),
        ({"reason": '""'}, r"is broken: `reason` in entry 1 of `exception` must have at least 1 character"),
        ({"because": '"of it"'}, "entry 1 of `exception` has a key `because`"),
        ({"points": '"two"'}, "`points` in entry 1 of `exception` must be a number, and it is text in quotes"),
        ({"task": "3"}, "`task` in entry 1 of `exception` must be text in quotes, and it is a whole number"),
        ({}, "for forward twice"),
    ],
)
def test_a_wrong_exceptions_file_is_one_sentence(course, change, said):
    fields = {"assignment": f'"{NAME}"', "student": '"ada"', "task": '"forward"', "points": 1}
    fields |= {"reason": '"fair"', "by": '"me"'} | change
    entry = "[[exception]]\n" + "".join(f"{key} = {value}\n" for key, value in fields.items())
    (course.root / "exceptions.toml").write_text(entry if change else 2 * entry)

    with pytest.raises(CourseError, match=said):
        read_exceptions(course, NAME)


# -- a regrade ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of one assignment of the course."""
    write_course_file(tmp_path)
    without = shutil.ignore_patterns("variants", "__pycache__")
    for name in (NAME, "shared"):
        shutil.copytree(COURSE.solutions / name, tmp_path / "solutions" / name, ignore=without)
    shutil.copy(COURSE.solutions / "mistakes.md", tmp_path / "solutions")
    return Course(tmp_path)


def test_a_regrade_has_the_same_seed_keeps_the_old_run_and_shows_what_moved(course, tmp_path):
    """An unfair case came in: grade again, compare, give the points back by exceptions.toml.

    What a person wrote into the table of answers stays where `autograder answers` looks for it; and a person must still
    look at bob, who has no mark.
    """
    (tmp_path / "in" / "ada").mkdir(parents=True)
    (tmp_path / "in" / "bob").mkdir()
    (tmp_path / "in" / "bob" / "notes.pdf").write_bytes(b"%PDF-1.7")
    shutil.copy(course.reference(NAME), tmp_path / "in" / "ada")
    out, at = tmp_path / "out", ("--course", course.root)
    first = invoke("grade", tmp_path / "in", "-a", NAME, "-o", out, "-j", 1, "--seed", 5, *at)
    with (course.folder(NAME) / "hidden" / "test_hidden.py").open("a") as cases:
        cases.write(UNFAIR)
    (out / "answers.csv").write_text("typed by a person")
    again = invoke("regrade", out, "-j", 1, *at)

    assert (first.exit_code, again.exit_code) == (1, 1), again.output
    assert (out / "answers.csv").read_text() == "typed by a person"
    assert "seed 5" in again.output
    assert "hidden cases changed" in again.output
    assert f"The earlier run is kept in {tmp_path / 'out.1'}." in again.output
    assert {path.name for path in tmp_path.iterdir()} >= {"out", "out.1"}
    assert not (tmp_path / "out.new").exists()

    points = next(task.points for task in course.load(NAME).tasks if task.name == "forward")
    (course.root / "exceptions.toml").write_text(
        f'[[exception]]\nassignment = "{NAME}"\nstudent = "ada"\ntask = "forward"\npoints = {points}\n'
        f'reason = "{REASON}"\nby = "Dr. Okafor"\n'
    )
    records = (out / "results.jsonl").read_bytes()
    invoke("report", out, *at)
    invoke("export", out, "--to", "csv", "-o", tmp_path / "marks.csv", *at)

    assert (out / "results.jsonl").read_bytes() == records
    for file in (out / "report.html", out / "feedback" / "ada.html", out / "grades.csv", tmp_path / "marks.csv"):
        assert "given by Dr. Okafor. The docstring did not say so." in file.read_text()


@pytest.mark.parametrize(
    ("run", "said"),
    [
        ({"place": "moved/away"}, "The submissions are not in moved/away any more; say where with --submissions."),
        ({}, "The submissions are not in a known place any more; say where with --submissions."),
        ({"layout": FROM_NBGRADER}, "use `autograder regrade COURSE -a a3_linear_regression`."),
    ],
)
def test_a_regrade_that_cannot_be_is_one_sentence(course, tmp_path, run, said):
    with ResultStore(tmp_path / "out") as store:
        begun = store.begin(a_run(**run))
        store.append(ada())
        store.finish(begun)
    result = invoke("regrade", tmp_path / "out", "--course", course.root)

    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert said in result.output


# -- formgrader's overrides --------------------------------------------------------------------------------------------


@pytest.fixture
def gradebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A gradebook where the grader gave ada 0 of 6 for grad_W, and a person 4."""
    monkeypatch.setenv("PATH", sysconfig.get_path("scripts"), os.pathsep)  # nbgrader starts alembic by its name
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    name = "a3_linear_regression"
    with Gradebook(url) as book:
        book.add_assignment(name)
        book.add_notebook(name, name)
        book.add_grade_cell("grad_W", name, name, max_score=6, cell_type="code")
        book.add_grade_cell("forward", name, name, max_score=3, cell_type="code")
        book.add_student("ada")
        book.add_submission(name, "ada")
        for task, score in (("grad_W", 0), ("forward", 3)):
            book.find_grade(task, name, name, "ada").auto_score = score
        book.find_grade("grad_W", name, name, "ada").manual_score = 4
        book.db.commit()
    return url


def test_points_of_formgrader_are_in_report_and_feedback(gradebook, tmp_path):
    """The report counts them and says so; the feedback page says them above the grader's own words."""
    write_course_file(tmp_path)
    (tmp_path / CONFIG).write_text("c = get_config()\n")
    [record] = with_gradebook(Course(tmp_path), an_assignment(), [ada()])
    cells = [instructors_cell(record)] + [
        new_code_cell(
            "", metadata={"nbgrader": {"grade_id": name, "grade": True, "solution": False, "schema_version": 3}}
        )
        for name in ("forward", "grad_W")
    ]
    info = {"db_url": gradebook, "student": "ada", "assignment": record.assignment, "notebook": record.assignment}
    made, _ = ForStudents().preprocess(new_notebook(cells=cells), {"nbgrader": info})

    assert record.score == 7.0
    assert "grad_W: 0 → 4 points, given by a person in formgrader." in report_html([record], an_assignment(), a_run())
    assert [len(cell.outputs) for cell in made.cells] == [0, 1]
    assert "0 → 4" in made.cells[1].outputs[0].data["text/markdown"]


def test_an_older_run_keeps_its_own_marks(gradebook, tmp_path):
    """The gradebook's points are of today: a run that another one followed, of the same students, does not get them."""
    shutil.copytree(COURSE.solutions, tmp_path / "solutions")
    write_course_file(tmp_path)
    (tmp_path / CONFIG).write_text("c = get_config()\n")
    said = {}
    runs = {"runs/a3": (ada(), "2030-01-03"), "runs/a3.1": (ada(), "2030-01-02"), "old/a3": (ada(), "2030-01-01")}
    others = {"runs/section": (a_record("bob"), "2030-01-09"), "graded/a3": (ada(), "2030-01-02")}
    for place, (record, day) in {**runs, **others}.items():
        with ResultStore(tmp_path / place) as store:
            store.begin(a_run(started=f"{day}T12:00:00+00:00"))
            store.append(record)
    for place in runs:
        said[place] = invoke("report", tmp_path / place, "--course", tmp_path).output
    tables = {place: (tmp_path / place / "grades.csv").read_text() for place in runs}

    assert {place: "by a person in formgrader" in table for place, table in tables.items()} == {
        "runs/a3": True,
        "runs/a3.1": False,
        "old/a3": False,
    }
    for older, later in (("runs/a3.1", "runs/a3"), ("old/a3", "graded/a3")):
        assert f"{tmp_path / later} is a later run of a3_linear_regression, so the points" in said[older]
    assert "later run" not in said["runs/a3"]


def test_reading_a_gradebook_makes_and_changes_nothing(gradebook, tmp_path, monkeypatch):
    """No file where there is none; and of one that may not be written, or has another course, not a byte changes."""
    file, course = tmp_path / "gradebook.db", Course(tmp_path)
    write_course_file(tmp_path)
    (tmp_path / CONFIG).write_text("c = get_config()\nc.CourseDirectory.course_id = 'another'\n")
    before = file.read_bytes()
    tmp_path.chmod(0o500)
    file.chmod(0o400)
    [there] = with_gradebook(course, an_assignment(), [ada()])
    known, absent = known_students(course, "a3_linear_regression")
    lines = preview(course, [ada()], an_assignment())
    with pytest.raises(GradebookError, match="readonly"), opened(course, reading=True) as book:
        book.add_student("eve")
    after = sorted(path.name for path in tmp_path.iterdir())
    tmp_path.chmod(0o700)
    same = file.read_bytes() == before
    file.unlink()
    with pytest.raises(GradebookError, match="There is no gradebook"), opened(course, reading=True):
        pass
    nothing = with_gradebook(course, an_assignment(), [ada()]), known_students(course, "a3_linear_regression")
    asked = is_there(course)
    made = file.exists()
    file.touch()

    assert there.score == 7.0
    assert (list(known), absent, lines) == (["ada"], [], [])
    assert same
    assert after == sorted({CONFIG, "course.toml", "gradebook.db"})
    assert nothing == ([ada()], ({}, []))
    assert not made
    assert not asked
    assert not is_there(course)
    assert file.stat().st_size == 0


@pytest.mark.parametrize(
    ("due", "hours", "lost"),
    [
        ("2030-01-01 12:00:00 UTC", 0, 2.7),
        ("2030-01-01 12:00:00 UTC", 20, 1.8),
        ("2030-01-01 12:00:00 UTC", 96, 0),
        ("2030-01-03 12:00:00 UTC", 0, 0.9),
        (None, 0, 0),
    ],
)
def test_the_due_date_of_the_gradebook_counts_on_every_page(gradebook, tmp_path, due, hours, lost):
    """More time for one student, and a due date changed in formgrader: report, table and page lose what nbgrader takes.

    9 points, three days late by course.toml, 10 percent for each day that has begun.
    """
    write_course_file(tmp_path)
    (tmp_path / CONFIG).write_text("c = get_config()\n")
    name = "a3_linear_regression"
    with Gradebook(gradebook) as book:
        book.update_or_create_assignment(name, duedate=due)
        book.find_grade("grad_W", name, name, "ada").manual_score = 6
        book.db.commit()
        if hours:
            book.grant_extension(name, "ada", hours=hours)
    rule = LateRule(datetime(2030, 1, 1, 12, tzinfo=UTC), LatePolicy(percent_per_day=10))
    assignment = an_assignment(late=rule)
    late = ada(timestamp="2030-01-03 13:00:00 UTC")
    [record] = with_gradebook(Course(tmp_path), assignment, [late])
    [row] = csv.DictReader(grades_csv([record], assignment).splitlines())

    assert (row["late_penalty"], row["mark"]) == (f"{lost:g}", f"{9 - lost:g}")
    assert f"<strong>{9 - lost:g}</strong>" in feedback_html(record, assignment)
    assert ("Late <span" in report_html([record], assignment, a_run())) is bool(lost)
    assert ("after the due date" in feedback_html(record, assignment)) is bool(lost)


def test_the_command_for_instructors_is_no_student_s_business():
    """The cell names the command; a student whose name is a command runs none."""
    cell = instructors_cell(ada()).source
    odd = instructors_cell(a_record("a; rm -rf ~")).source

    assert "autograder explain . ada -a a3_linear_regression" in cell
    assert "explain . 'a; rm -rf ~' -a" in odd


def test_code_in_a_notebook_stays_text():
    """Neither HTML nor a fence, an escape or a formula of the student leaves the block."""
    shown = code_markdown("f", {"f": "def f():\n\t'''```</details><script>'''\n\n    return 1\x1b[2J"})

    assert shown.splitlines()[4:8] == [
        "    def f():",
        "        '''```</details><script>'''",
        "    ",
        "        return 1",
    ]
    assert code_markdown("g", {"f": ""}) == ""
    assert isinstance(new_markdown_cell(shown).source, str)
