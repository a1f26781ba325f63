"""What an instructor meets in a week of marking: changed cases, misplaced answers, late work, what nbgrader skips."""

from __future__ import annotations

import csv
import io
import logging
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import nbformat
import pytest
from click.testing import CliRunner, Result
from factories import a_record, a_run, a_task, an_assignment, write_course_file
from nbformat import v4
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory

from autograder.authoring import start
from autograder.cli import cli
from autograder.course.due_dates import LatePolicy, LateRule
from autograder.course.mistakes import Mistake
from autograder.course.model import Course, CourseSettings
from autograder.demo import DemoCourse, build_submission
from autograder.grading.environment import course_hash
from autograder.nbgrader.converters import autograde_and_sum_up
from autograder.nbgrader.gradebook import settings_of
from autograder.nbgrader.preprocessors import FolderGrader
from autograder.results.diff import compare
from autograder.results.feedback import feedback_html, feedback_markdown
from autograder.results.report import report_html
from autograder.results.store import ResultStore, read_results
from autograder.results.tables import grades_csv

Book = Any
COURSE = Course.find(Path(__file__))
NAME = "a1_one_weight"
UNFAIR = """

@pytest.mark.task("forward", core=True)
def test_forward_unfair(student):
    student.forward(2.0, 3.0)
    assert False, "nobody passes this"
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A copy of one assignment of the course."""
    write_course_file(tmp_path)
    shutil.copytree(
        COURSE.solutions / NAME, tmp_path / "solutions" / NAME, ignore=shutil.ignore_patterns("variants", "__pycache__")
    )
    for shared in ("mistakes.md", "shared"):
        source = COURSE.solutions / shared
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / "solutions" / shared)
    return Course(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Right work of a student."""
    made = tmp_path / "submitted" / "ada" / NAME
    made.mkdir(parents=True)
    shutil.copy(COURSE.reference(NAME), made)
    return made


# -- a hidden case that changes while formgrader is open ---------------------------------------------------------------


def test_a_changed_case_counts_at_the_next_press_of_the_button(course, folder):
    """The server keeps its session open, but not over a change of the course; the record says which cases it was."""
    desk = FolderGrader(course.root, NAME, 1)
    try:
        before = desk.grade("ada", folder, 7)
        again = desk.grade("ada", folder, 7)
        with (course.folder(NAME) / "hidden" / "test_hidden.py").open("a") as cases:
            cases.write(UNFAIR)
        after = desk.grade("ada", folder, 7)
    finally:
        desk.close()

    assert before == again
    assert (before.score, after.score) == (before.max_score, before.max_score - course.load(NAME).tasks[0].points)
    assert (before.course_hash, after.course_hash) == (before.course_hash, course_hash(course, course.load(NAME)))
    assert before.course_hash != after.course_hash


# -- late work ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "seconds", "lost"),
    [
        ({}, 10**7, 0),
        ({"percent_per_day": 10, "grace_minutes": 1}, 9.7, 0),
        ({"percent_per_day": 10, "grace_minutes": 1}, 61, 2),
        ({"percent_per_day": 10}, 86_400, 2),
        ({"percent_per_day": 10}, 86_401, 4),
        ({"percent_per_day": 10, "most_percent": 50}, 10**7, 10),
        ({"points_per_day": 3}, 86_401, 6),
        ({"points_per_day": 3, "percent_per_day": 10}, 1, 5),
        ({"percent_per_day": 100}, 1, 20),
        ({"points_per_day": 3}, 10**7, 20),
        ({"percent_per_day": 10}, 0, 0),
    ],
)
def test_what_late_work_loses(policy: dict[str, float], seconds: float, lost: float) -> None:
    """Of 20 points: nothing within the grace, then by the day that has begun, and never more than the cap."""
    assert LatePolicy(**policy).loss(20.0, seconds) == lost


def test_this_course_takes_nothing_for_late_work() -> None:
    """Nor does a new course: nobody loses 25 points for 9.7 seconds unless the instructor wrote so."""
    started = start._COURSE_TOML.format(id='"x"', title='"X"')

    for text in ((COURSE.root / "course.toml").read_text(), started):
        settings = msgspec.toml.decode(text, type=CourseSettings)
        assert settings.late_policy.loss(25.0, 10**7) == 0


def test_pages_tables_and_diff_show_what_late_work_loses(tmp_path: Path) -> None:
    """The record keeps its points; every reader takes off the same."""
    rule = LateRule(datetime(2030, 1, 1, 12, tzinfo=UTC), LatePolicy(percent_per_day=10))
    assignment = an_assignment(late=rule)
    late, early = (a_record(name, timestamp=f"2030-01-0{day} 12:00:01 UTC") for name, day in (("ada", 2), ("bob", 1)))
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(grades_csv([late, early], assignment)))}
    page = feedback_markdown(late, assignment)
    report = report_html([late, early], assignment, a_run())

    assert [rows["ada"][column] for column in ("score", "late_penalty", "mark")] == ["25", "5", "20"]
    assert [rows["bob"][column] for column in ("score", "late_penalty", "mark")] == ["25", "2.5", "22.5"]
    assert "**20 of 25 points**" in page
    assert "Your work came 1 day after the due date, so 5 of its 25 points are taken off." in page
    assert feedback_html(late, assignment).count("are taken off") == 1
    assert '<td class="n" data-key="20.0">20</td>' in report
    assert '<td class="n" data-key="22.5">22.5</td>' in report
    assert re.search(r">ada</bdi></a> \(−5\), .*>bob</bdi></a> \(−2.5\)", report)
    lost = msgspec.structs.replace(late, tasks=late.tasks[:-1], score=20.0)
    [move] = compare((a_run(), [late]), (a_run(), [lost]), assignment).moves
    assert (move.old, move.new) == (20.0, 16.0)


def test_the_report_says_of_a_mistake_what_holds_for_all_who_made_it() -> None:
    """Not one student's sentence, nor that of another task: the mistake's own text, task by task."""
    wrong = Mistake("", ("The result has the wrong shape.",))
    shapes = {"ada": "(3, 7)", "bob": "(7, 1)", "cem": "(7,)"}
    records = [
        a_record(name, tasks=[a_task("grad_W", 0, 6, mistake="wrong-shape", message=f"dW has shape {shape}.")])
        for name, shape in shapes.items()
    ]
    records.append(a_record("dan", tasks=[a_task("fit", 0, 5, mistake="wrong-shape", message="b has shape (9,).")]))
    report = report_html(records, an_assignment(mistakes={"wrong-shape": wrong}), a_run())

    assert report.count("<p>The result has the wrong shape.</p>") == 2
    assert not [shape for shape in (*shapes.values(), "(9,)") if shape in report]


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


# -- a desk: a class through nbgrader, twice ---------------------------------------------------------------------------

DUE = "2030-01-01T12:00:00Z"
LATE = "\n[late]\ngrace_minutes = 1\npercent_per_day = 10\n"
MAX = COURSE.load(NAME).max_score
PROSE = "Because of the chain rule."


def in_new_cell(kind: str) -> Callable[[Book], None]:
    return lambda book: book.cells.append(getattr(v4, f"new_{kind}_cell")(PROSE))


def with_other_metadata(book: Book) -> None:
    [cell] = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    cell.metadata["nbgrader"]["grade_id"] = "mine"
    cell.source = PROSE


def experiments(book: Book) -> None:
    book.cells.append(v4.new_code_cell("# try it\nprint(forward(2.0, 3.0))"))


WEEK: dict[str, tuple[str, str, Callable[[Book], None]]] = {
    "markdown-below": ("reference", "2029-12-31 12:00:00 UTC", in_new_cell("markdown")),
    "code-below": ("reference", "2029-12-31 12:00:00 UTC", in_new_cell("code")),
    "other-metadata": ("reference", "2029-12-31 12:00:00 UTC", with_other_metadata),
    "untouched": ("reference", "2030-01-01 12:00:09.7 UTC", experiments),
    "days": ("wrong loss-half-loss", "2030-01-03 13:00:00 UTC", in_new_cell("raw")),
    "broken": ("line x = (", "2029-12-31 12:00:00 UTC", experiments),
}
"""By student: the work, when it came, and what became of the notebook."""
FOUND = ("markdown-below", "code-below", "other-metadata", "days")


class Week:
    """The same desk, from the first grading to a moved due date and a changed case; what nbgrader said by step."""

    def __init__(self, folder: Path) -> None:
        self.desk = DemoCourse(COURSE, folder).instructor
        self.toml = self.desk.folder / "course.toml"
        self.toml.write_text(f"{self.toml.read_text()}{NAME} = {DUE}\n{LATE}")
        self.said = {"generated": self.desk.nbgrader("generate_assignment", NAME)}
        for student in WEEK:
            self._hand_in(student)
        self.said["autograded"] = self.desk.nbgrader("autograde", NAME)
        self.first = self.grades()
        self.desk.nbgrader("generate_feedback", NAME)
        with self.gradebook() as book:
            for grade in book.find_submission_notebook(NAME, NAME, "days").grades:
                grade.manual_score = float(grade.max_score)
            book.db.commit()
        self.said["feedback again"] = self.desk.nbgrader("generate_feedback", NAME)
        self.desk.nbgrader("generate_feedback", NAME, "--force", "--student=days")
        self.page = (self.desk.folder / "feedback/days" / NAME / f"{NAME}.html").read_text()
        self.exported = self.export()
        self.toml.write_text(self.toml.read_text().replace(DUE, "2030-01-05T12:00:00Z"))
        self.said["moved"] = self.desk.nbgrader("generate_assignment", NAME)
        self.moved = self.export()
        with (self.desk.folder / "solutions" / NAME / "hidden/test_hidden.py").open("a") as cases:
            cases.write(UNFAIR)
        self.said["again"] = self.desk.nbgrader("autograde", NAME)
        self.said["forced"] = self.desk.nbgrader("autograde", NAME, "--force", "--student=untouched")
        self.said["third"] = self.desk.nbgrader("generate_feedback", NAME)

    def _hand_in(self, student: str) -> None:
        recipe, when, change = WEEK[student]
        folder = self.desk.folder / "submitted" / student / NAME
        shutil.copytree(self.desk.folder / "release" / NAME, folder)
        source = build_submission(COURSE, NAME, recipe)
        (folder / COURSE.load(NAME).module_file).write_text(source or "", encoding="utf-8")
        (folder / "timestamp.txt").write_text(when)
        book = nbformat.read(folder / f"{NAME}.ipynb", as_version=4)
        change(book)
        nbformat.write(book, folder / f"{NAME}.ipynb")

    def gradebook(self) -> Gradebook:
        return Gradebook(f"sqlite:///{self.desk.folder}/gradebook.db", "backpropagation")

    def grades(self) -> dict[str, tuple[float | None, bool]]:
        """The points of each student's written answer, and whether a person is to look."""
        found = {}
        with self.gradebook() as book:
            for student in WEEK:
                grades = book.find_submission_notebook(NAME, NAME, student).grades
                [answer] = [grade for grade in grades if grade.name == "written-question"]
                found[student] = (answer.auto_score, answer.needs_manual_grade)
        return found

    def export(self) -> dict[str, dict[str, str]]:
        self.desk.nbgrader("export")
        with (self.desk.folder / "grades.csv").open() as file:
            return {row["student_id"]: row for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Week:
    return Week(tmp_path_factory.mktemp("week") / "school")


@pytest.mark.parametrize("student", WEEK)
def test_no_written_answer_is_lost(week: Week, student: str) -> None:
    """Text in a cell of another kind or name waits for a person, the log names the student, the page has the text."""
    book = nbformat.read(week.desk.folder / "autograded" / student / NAME / f"{NAME}.ipynb", as_version=4)
    [answer] = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    page = (week.desk.folder / "feedback" / student / NAME / f"{NAME}.html").read_text()
    found = student in FOUND

    assert week.first[student] == ((None, True) if found else (0.0, False))
    assert (PROSE in answer.source) is found
    assert (f"{student} wrote in other cells than the answer's cell" in week.said["autograded"]) is found
    assert ("No response." in page) is not found


def test_late_work_loses_what_the_policy_says_and_points_of_a_person_do_not_escape(week: Week) -> None:
    """Three days have begun: 30 % of all points, of those given later too; 9.7 seconds are within the grace."""
    days, seconds = week.exported["days"], week.exported["untouched"]
    full = float(days["max_score"])

    assert float(days["raw_score"]) == full
    assert float(days["late_submission_penalty"]) == pytest.approx(0.3 * full, abs=0.01)
    assert float(days["score"]) == pytest.approx(0.7 * full, abs=0.01)
    assert (float(seconds["raw_score"]), float(seconds["late_submission_penalty"])) == (MAX, 0.0)
    assert f"Late submission penalty (Score: -{round(0.3 * full, 2)})" in week.page
    assert float(week.moved["days"]["late_submission_penalty"]) == 0.0
    with week.gradebook() as book:
        assert book.find_submission(NAME, "days").late_submission_penalty == 0.0


def test_what_is_skipped_is_said(week: Week) -> None:
    """A released assignment, a page that is there, a submission that was graded: why, and how to have it again."""
    moved, again, feedback = (" ".join(week.said[step].split()) for step in ("moved", "again", "feedback again"))

    assert f"release/{NAME} is there already and stays as it is" in moved
    assert f"`nbgrader generate_assignment {NAME} --force` writes it again" in moved
    assert "was Tuesday 1 January 2030, 12:00 (UTC) by this machine's clock, and is now Saturday 5 January" in moved
    assert "What late work loses changed for days." in moved
    assert "These pages are there already and stay as they are: broken, code-below, days," in feedback
    assert f"`nbgrader generate_feedback {NAME} --force` writes all again" in feedback
    assert "6 submissions skipped, because they were graded before and nothing newer was collected: " in again
    assert "Graded with hidden cases that changed since then: broken, code-below, days," in again
    assert "untouched was graded again, so the page is written again." in week.said["third"]


def test_autograde_ends_with_a_summary(week: Week) -> None:
    """How many, with which outcome; whom a person must look at."""
    said = " ".join(week.said["autograded"].split())

    assert f"{NAME}: 6 submissions graded now (5 graded, 1 does-not-import); mean " in said
    assert "does-not-import: broken: " in said
    assert "Late, with points taken off: days." in said
    assert "Waiting in formgrader, Manual grading: code-below, days, markdown-below, other-metadata." in said
    assert f"{NAME}: 1 submission graded now (1 graded); mean " in " ".join(week.said["forced"].split())


def test_names_come_from_the_list_of_an_lms(week: Week, tmp_path: Path) -> None:
    """Formgrader and the report show them, and who never handed in; a slip in the list is said."""
    table = tmp_path / "students.csv"
    table.write_text(
        "Student,SIS Login ID,Email\n"
        '"Lovelace, Ada",days,ada@example.edu\n"Noether, Emmy",emmy,emmy@example.edu\n"Nobody, Ned",,ned@example.edu\n'
    )
    said = invoke("roster", table, "--course", week.desk.folder)
    again = invoke("roster", table, "--course", week.desk.folder)
    with week.gradebook() as book:
        student = book.find_student("days")
        names = (student.first_name, student.last_name, student.email)
    reported = invoke("report", week.desk.folder, "-a", NAME, "-o", tmp_path / "out")
    run, records = read_results(tmp_path / "out")

    assert said.output.splitlines()[:2] == [
        "Named: 1. Added: 1.",
        "Not added, because the list has no login for them: Nobody, Ned (ned@example.edu).",
    ]
    assert again.output.startswith("Named: 2. Added: 0.")
    assert names == ("Ada", "Lovelace", "ada@example.edu")
    assert (reported.exit_code, run.absent) == (0, ["Emmy Noether (emmy)"])
    assert {record.student: record.name for record in records}["days"] == "Ada Lovelace"
    assert "Graded with other hidden cases than the rest: untouched." in reported.output
    assert "Emmy Noether (emmy)" in (tmp_path / "out" / "report.html").read_text()


def test_export_says_which_gradebook_and_asks_for_another_courses(week: Week, tmp_path: Path, monkeypatch: Any) -> None:
    """Also with `--dry-run`, which writes nothing and says whose points would change."""
    out = tmp_path / "out"
    invoke("report", week.desk.folder, "-a", NAME, "-o", out)
    run, records = read_results(out)
    lost = [msgspec.structs.replace(task, score=0.0) for task in records[0].tasks]
    with ResultStore(out, fresh=True) as store:
        store.begin(run)
        for record in [msgspec.structs.replace(records[0], tasks=lost, score=0.0), *records[1:]]:
            store.append(record)
    before = (week.desk.folder / "gradebook.db").read_bytes()
    monkeypatch.chdir(COURSE.root)
    command = ("export", out, "--to", "nbgrader", "--course", week.desk.folder)
    asked = CliRunner().invoke(cli, [str(word) for word in command], input="n\n")
    dry = invoke(*command, "--dry-run")

    assert asked.exit_code == 2
    assert (
        f"The marks go to {week.desk.folder}/gradebook.db, but the working folder is in {COURSE.root}." in asked.output
    )
    assert f"the points of 1 of {len(records)} would change in {week.desk.folder}/gradebook.db." in dry.output
    assert (week.desk.folder / "gradebook.db").read_bytes() == before
    monkeypatch.chdir(week.desk.folder)
    assert f"written to {week.desk.folder}/gradebook.db" in invoke(*command).output


def test_what_nbgrader_makes_is_closed_to_other_users(week: Week) -> None:
    """The work of others and the marks; only the exchange is for all."""
    made = ("submitted", "autograded", "feedback", "gradebook.db")

    assert {name: (week.desk.folder / name).stat().st_mode & 0o007 for name in made} == dict.fromkeys(made, 0)
    assert "Closed to other users of this machine: " in week.said["generated"]


def test_ctrl_c_says_what_is_kept(
    week: Week, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """`nbgrader autograde` ends with a status of its own, and names the way on."""

    def interrupted(self: Autograde) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(BaseConverter, "convert_notebooks", interrupted)
    course = Course(week.desk.folder)
    coursedir = CourseDirectory(config=settings_of(course), root=str(course.root), assignment_id=NAME)
    converter = Autograde(coursedir=coursedir)
    converter.log = logging.getLogger("autograde")
    converter.assignments = {str(course.root / "submitted" / "days" / NAME): []}
    with pytest.raises(SystemExit) as ended:
        autograde_and_sum_up(converter)

    assert ended.value.code == 130
    assert "Stopped by Ctrl-C. 0 submissions graded by this command, and the marks are kept." in caplog.text
    assert "To go on, give the same command again." in caplog.text
