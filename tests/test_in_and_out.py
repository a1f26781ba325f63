"""One class of twelve goes in by every layout and comes out by every form: the same people, the same marks.

No sandbox: what stands in a module says whose it is, and the record is made from that. The programs of lms_rules read
the files that are written, as the LMSs do.
"""

from __future__ import annotations

import csv
import io
import shlex
import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner, Result
from factories import a_run
from lms_rules import (
    blackboard_import,
    brightspace_import,
    canvas_import,
    moodle_feedback_files,
    moodle_import,
)
from nbgrader.api import Gradebook
from sqlalchemy import Engine, event
from test_layouts import unpacked, zip_bytes

from autograder.cli import cli
from autograder.course.model import Course
from autograder.grading.marks import make_record
from autograder.nbgrader.gradebook import opened
from autograder.results.records import Record, Status, TaskResult
from autograder.results.store import ResultStore
from autograder.submissions.discover import find_class
from autograder.submissions.module import Wanted
from autograder.submissions.reading import Submission
from autograder.submissions.roster import join, read_roster

REPOSITORY = Path(__file__).parents[1]
NAME = "a3_linear_regression"
ASSIGNMENT = Course(REPOSITORY).load(NAME)
MODULE = ASSIGNMENT.module_file
MOST = ASSIGNMENT.max_score
TITLE = "Homework 3"
"""What the LMSs call the assignment."""


class One(NamedTuple):
    """A student, by all names that the LMSs know."""

    first: str
    last: str
    login: str
    number: str
    canvas: str
    moodle: str

    @property
    def email(self) -> str:
        return f"{self.login}@example.edu"

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


NAMES = """
    Ada|Lovelace
    Alan|Turing
    Carl Friedrich|Gauß
    Emmy|Noether
    Kurt|Gödel
    Mary-Ann|van der Berg
    Seán|O'Neil
    Yuki|Sato
    Zoé|Martin
    Ngọc Linh|Nguyễn
    Olga|Ladyzhenskaya
    Omar|Al-Khayyam
"""
CLASS = [
    One(*line.strip().split("|"), f"u{place:02}x", f"00{71200 + 7 * place}", f"{1001 + place}", f"{3100 + 3 * place}")
    for place, line in enumerate(NAMES.strip().splitlines())
]
UNGRADABLE, MISSING = CLASS[10], CLASS[11]
ABSENT = One("Test", "Student", "testx", "0099999", "1999", "3999")
"""In every table, and hands in nothing."""
MARKS = {one.login: round(2.1 * place + 0.5, 2) for place, one in enumerate(CLASS[:10])} | {MISSING.login: 0.0}
BEFORE = {UNGRADABLE.login: 7.0, ABSENT.login: 3.0}
"""Marks that the LMS has: the export must not take them away."""


def work(one: One) -> bytes:
    return f"# {one.login}\ndef forward(X, W, b):\n    return X @ W.T + b\n".encode()


def file(one: One) -> str:
    return "essay.pdf" if one is MISSING else MODULE


# -- In ----------------------------------------------------------------------------------------------------------------


def _plain() -> dict[str, bytes]:
    return {f"{one.login}/{file(one)}": work(one) for one in CLASS}


def _nbgrader() -> dict[str, bytes]:
    return {f"submitted/{one.login}/{NAME}/{file(one)}": work(one) for one in CLASS}


def _canvas() -> dict[str, bytes]:
    plain = {one: "".join(c for c in (one.last + one.first).lower() if c.isalnum()) for one in CLASS}
    return {f"{plain[one]}_{one.canvas}_9{one.canvas}_{file(one).replace('.', '-1.')}": work(one) for one in CLASS}


def _moodle() -> dict[str, bytes]:
    return {f"{one.name}_{one.moodle}_assignsubmission_file_/{file(one)}": work(one) for one in CLASS}


def _flat_moodle() -> dict[str, bytes]:
    return {f"{one.name}_{one.moodle}_assignsubmission_file_{file(one)}": work(one) for one in CLASS}


def _blind_moodle() -> dict[str, bytes]:
    return {f"Participant_{one.moodle}_assignsubmission_file_/{file(one)}": work(one) for one in CLASS}


def _gradescope() -> dict[str, bytes]:
    """The first two handed in together; some have no SID."""
    text, members = "---\n", {}
    for place, one in enumerate(CLASS):
        sid = f"'{one.number}'" if place % 3 else ""
        text += (
            f"submission_{place}:\n  :submitters:\n  - :name: {one.name}\n    :sid: {sid}\n    :email: {one.email}\n"
        )
        text += "  :created_at: 2026-10-01 12:00:00.000000000 Z\n"
        members[f"assignment_1_export/submission_{place}/{file(one)}"] = work(one)
    return {"assignment_1_export/submission_metadata.yml": text.encode(), **members}


def _blackboard() -> dict[str, bytes]:
    members = {}
    for one in CLASS:
        before = f"Homework 3_{one.login}_attempt_2026-10-01-12-00-00"
        members[f"{before}_{file(one)}"] = work(one)
        members[f"{before}.txt"] = f"Name: {one.name} ({one.login})\n".encode()
    return members


def _brightspace() -> dict[str, bytes]:
    return {
        f"{88000 + place}-4711 - {one.name} - Oct 1, 2026 1159 PM/{file(one)}": work(one)
        for place, one in enumerate(CLASS)
    }


def _classroom() -> dict[str, bytes]:
    members = {}
    for one in CLASS:
        members[f"a3-linear-regression-gh-{one.login}/.git/HEAD"] = b"ref"
        members[f"a3-linear-regression-gh-{one.login}/{file(one)}"] = work(one)
    return members


def _github_roster() -> str:
    lines = [f'"{one.email}","gh-{one.login}","{7 + place}",""' for place, one in enumerate(CLASS)]
    return "\n".join(['"identifier","github_username","github_id","name"', *lines, ""])


LAYOUTS = {
    "plain": _plain,
    "nbgrader": _nbgrader,
    "canvas": _canvas,
    "moodle": _moodle,
    "flat moodle": _flat_moodle,
    "blind moodle": _blind_moodle,
    "gradescope": _gradescope,
    "blackboard": _blackboard,
    "brightspace": _brightspace,
    "classroom": _classroom,
}


def graded(submission: Submission) -> Record:
    """The record of a submission: its points are those of the student whose name stands in the module."""
    about = {"seed": 7, "level": 3}
    if submission.missing:
        return make_record(submission, ASSIGNMENT, Status.MISSING, message=submission.problem, **about)
    login = submission.files[MODULE].split()[1].decode()
    if login == UNGRADABLE.login:
        return make_record(submission, ASSIGNMENT, Status.UNGRADABLE, message="The grader failed.", **about)
    left, tasks = MARKS[login], []
    for task in ASSIGNMENT.tasks:
        points = round(min(left, task.points), 2)
        left = round(left - points, 2)
        tasks.append(TaskResult(task.name, points, task.points, None, "", []))
    return make_record(submission, ASSIGNMENT, Status.GRADED, tasks=tasks, **about)


def run_of(place: Path, out: Path, roster: Path | None = None) -> Path:
    """The folder of a run over a class."""
    tasks = tuple(task.name for task in ASSIGNMENT.tasks)
    found = find_class(place, Wanted(NAME, MODULE, tasks))
    sources = join(found.sources, read_roster(roster)).sources if roster else found.sources
    with ResultStore(out) as store:
        store.begin(a_run(layout=found.layout))
        for source in sources:
            store.append(graded(source.read()))
        store.finish()
    return out


# -- The LMSs' own tables ----------------------------------------------------------------------------------------------


def table(rows: list[list[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def everybody() -> list[One]:
    """As no layout sorts them."""
    return [*reversed(CLASS), ABSENT]


def before(one: One) -> str:
    return f"{BEFORE[one.login]:g}" if one.login in BEFORE else ""


def canvas_table() -> bytes:
    head = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Old (8)", f"{TITLE} (812)", "Final Score"]
    posting = ["", "", "", "", "", "", "Manual Posting", ""]
    points = ["    Points Possible", "", "", "", "", "10.00", f"{MOST:.2f}", "(read only)"]
    people = [
        [f"{one.last}, {one.first}", one.canvas, one.number, one.login, "S 1", "5", before(one), "50"]
        for one in everybody()
    ]
    return table([head, posting, points, *people], ";", "utf-8-sig")


WORDS = ("Identifier", "Participant ", "Grade", "Last modified (grade)")
"""What Moodle calls the columns that it reads, and the word before a participant's number."""


def moodle_table(words: tuple[str, ...] = WORDS) -> bytes:
    identifier, participant, grade, modified = words
    head = [identifier, "Full name", "ID number", "Email address", "Status", grade, "Maximum Grade"]
    head += ["Grade can be changed", modified, "Feedback comments"]
    most = [f"{MOST:.2f}", "Yes", "-", 'two\nlines, "quoted"']
    people = [
        [f"{participant}{one.moodle}", one.name, one.number, one.email, "Submitted\nlate", before(one), *most]
        for one in everybody()
    ]
    return table([head, *people], encoding="utf-8-sig")


def blackboard_table() -> bytes:
    head = ["Last Name", "First Name", "Username", "Student ID", "Last Access", "Availability"]
    head += ["Total [Total Pts: 100 Score] |5", f"{TITLE} [Total Pts: {MOST:g} Score] |812"]
    people = [[one.last, one.first, one.login, one.number, "2026", "Yes", "1", before(one)] for one in everybody()]
    return table([head, *people], "\t", "utf-16")


def brightspace_table() -> bytes:
    head = ["OrgDefinedId", "Username", "Last Name", "First Name", "Email"]
    head += [f"{TITLE} Points Grade <Numeric MaxPoints:{MOST:g} Weight:10>", "End-of-Line Indicator"]
    people = [
        [f"#{one.number}", f"#{one.login}", one.last, one.first, one.email, before(one), "#"] for one in everybody()
    ]
    return table([head, *people])


def export(course: Path, out: Path, form: str, *options: object) -> Result:
    more = [*map(str, options), *(["--yes"] if form == "nbgrader" else [])]
    result = CliRunner().invoke(cli, ["export", str(out), "--to", form, "--course", str(course), *more])
    assert result.exit_code in (0, 1, 2), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module", autouse=True)
def no_waiting_for_the_disk():
    """SQLite waits at each commit until the disk has it; a gradebook of a test may be lost."""

    def connected(connection: object, _: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous=OFF")

    event.listen(Engine, "connect", connected)
    yield
    event.remove(Engine, "connect", connected)


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """A course with nbgrader's settings and a gradebook that knows the assignment, and no submission."""
    root = tmp_path_factory.mktemp("course")
    for name in ("course.toml", "nbgrader_config.py"):
        shutil.copy(REPOSITORY / name, root)
    (root / "solutions").symlink_to(REPOSITORY / "solutions")
    with opened(Course(root), f"sqlite:///{root / 'empty.db'}") as gradebook:
        gradebook.add_assignment(NAME)
        gradebook.add_notebook(NAME, NAME)
        for task in ASSIGNMENT.tasks:
            gradebook.add_grade_cell(task.name, NAME, NAME, max_score=task.points, cell_type="code")
        gradebook.add_grade_cell("question", NAME, NAME, max_score=ASSIGNMENT.question.points, cell_type="markdown")
    return root


@pytest.fixture(scope="module")
def tables(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    (folder / "canvas.csv").write_bytes(canvas_table())
    (folder / "moodle.csv").write_bytes(moodle_table())
    (folder / "blackboard.xls").write_bytes(blackboard_table())
    (folder / "brightspace.csv").write_bytes(brightspace_table())
    return folder


def canvas_marks(data: bytes) -> tuple[dict[str, float], list[str]]:
    """By login, what Canvas has after the import."""
    login = {one.canvas: one.login for one in everybody()}
    people = {
        one.canvas: {"login": one.login, "number": one.number, "name": f"{one.last}, {one.first}"}
        for one in everybody()
    }
    old = {one.canvas: before(one) for one in everybody() if before(one)}
    found, faults = canvas_import(data, people, {"812": (TITLE, MOST), "8": ("Old", 10)}, old)
    return {login[key]: mark for key, mark in found.items()}, faults


def moodle_marks(data: bytes, most: float = MOST) -> tuple[dict[str, float], list[str]]:
    return moodle_import(data, {one.moodle: one.login for one in everybody()}, most, WORDS)


def blackboard_marks(data: bytes) -> tuple[dict[str, float], list[str]]:
    found, faults = blackboard_import(data, {one.login: one.login for one in everybody()}, "812")
    return BEFORE | found, faults


def brightspace_marks(data: bytes) -> tuple[dict[str, float], list[str]]:
    keys = {key: one.login for one in everybody() for key in (one.login, one.number)}
    found, faults = brightspace_import(data, keys, TITLE, MOST)
    return BEFORE | found, faults


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_people_have_the_same_marks_by_every_form(tmp_path, course, tables, layout):
    """Twelve in, twelve out: ten marks, a 0 for who handed in a PDF, and nobody's earlier mark is lost."""
    (tmp_path / "class.zip").write_bytes(zip_bytes(LAYOUTS[layout]()))
    roster = None
    if layout == "classroom":
        roster = tmp_path / "classroom_roster.csv"
        roster.write_text(_github_roster())
    out = run_of(tmp_path / "class.zip", tmp_path / "out", roster)
    expected = MARKS | BEFORE

    for form, file, marks in (
        ("canvas", "canvas.csv", canvas_marks),
        ("moodle", "moodle.csv", moodle_marks),
        ("blackboard", "blackboard.xls", blackboard_marks),
        ("brightspace", "brightspace.csv", brightspace_marks),
    ):
        result = export(course, out, form, "--table", tables / file, "--column", "Grade" if form == "moodle" else TITLE)
        if layout == "blind moodle" and form != "moodle":
            assert "None of the students with a mark is in" in result.stderr
            assert not (out / file).exists()
        else:
            assert result.exit_code == 0, result.output
            assert "No mark: " in result.stdout
            assert "0 points, although files were handed in: " in result.stdout
            assert marks((out / file).read_bytes()) == (expected, []), form
    participants = {one.moodle: one.login for one in everybody()}
    files = moodle_feedback_files((out / "moodle-feedback.zip").read_bytes(), participants)
    assert files == ({login: ["feedback.html"] for login in MARKS}, [])

    assert export(course, out, "csv").exit_code == 0
    assert sorted(marks_in(out / "marks.csv").values()) == sorted([*(f"{mark:g}" for mark in MARKS.values()), ""])

    book = tmp_path / "gradebook.db"
    shutil.copy(course / "empty.db", book)
    assert export(course, out, "nbgrader", "--db", f"sqlite:///{book}").exit_code == 0
    with Gradebook(f"sqlite:///{book}", "backpropagation") as gradebook:
        submissions = gradebook.find_assignment(NAME).submissions
        assert sorted(round(one.score, 2) for one in submissions) == sorted([*MARKS.values(), 0.0])
        cells = [grade for one in submissions for grade in one.notebooks[0].grades]
        waiting = [grade for grade in cells if grade.needs_manual_grade and grade.cell.cell_type == "code"]
        assert len(waiting) == len(ASSIGNMENT.tasks)


PAGES = {
    "Canvas": ("canvas", "canvas.csv", canvas_marks),
    "Moodle": ("moodle", "moodle.csv", moodle_marks),
    "Blackboard": ("blackboard", "blackboard.xls", blackboard_marks),
    "Brightspace": ("brightspace", "brightspace.csv", brightspace_marks),
    "Gradescope": ("gradescope", "canvas.csv", canvas_marks),
    "GitHub Classroom": ("classroom", "canvas.csv", canvas_marks),
}


@pytest.mark.parametrize("lms", PAGES)
def test_what_the_page_of_an_lms_says_is_what_one_types(own, tables, monkeypatch, lms):
    """The commands of docs/instructors.md as they stand there, from the download to the file for the upload."""
    layout, file, marks = PAGES[lms]
    page = (
        (REPOSITORY / "docs" / "instructors.md").read_text("utf-8").partition(f"\n## {lms}\n")[2].partition("\n## ")[0]
    )
    commands = [shlex.split(line)[1:] for line in page.splitlines() if line.startswith("    autograder ")]
    monkeypatch.chdir(own)
    (own / "submissions.zip").write_bytes(zip_bytes(LAYOUTS[layout]()))
    unpacked(own / "a3-linear-regression-submissions", _classroom())
    (own / "classroom_roster.csv").write_text(_github_roster())
    for name, table_of in (("gradebook.csv", "canvas.csv"), ("worksheet.csv", "moodle.csv")):
        shutil.copy(tables / table_of, name)
    shutil.copy(tables / "blackboard.xls", "grades.xls")
    shutil.copy(tables / "brightspace.csv", "grades.csv")
    typed = []
    for command in commands:
        if command[0] == "gradescope":
            continue  # see test_forms
        typed.append(command[0])
        if command[0] == "grade":
            found = cli.get_command(click.Context(cli), "grade").make_context("grade", command[1:]).params
            run_of(found["submissions"], found["out"], found["roster"])
        else:
            result = CliRunner().invoke(cli, command)
            assert result.exit_code == 0, result.output
    assert typed[:2] == ["grade", "export"]
    assert marks((own / "graded" / "a3" / file).read_bytes()) == (MARKS | BEFORE, [])


# -- One mark of record ------------------------------------------------------------------------------------------------


@pytest.fixture
def own(tmp_path, course) -> Path:
    """A course of one's own, with nbgrader's settings and a copy of the gradebook."""
    root = tmp_path / "own"
    shutil.copytree(course, root, symlinks=True, ignore=shutil.ignore_patterns("*.db"))
    shutil.copy(course / "empty.db", root / "gradebook.db")
    return root


@pytest.fixture
def out(tmp_path) -> Path:
    (tmp_path / "class.zip").write_bytes(zip_bytes(LAYOUTS["blackboard"]()))
    return run_of(tmp_path / "class.zip", tmp_path / "out")


def marks_in(file: Path) -> dict[str, str]:
    return {row["student"]: row["score"] for row in csv.DictReader(io.StringIO(file.read_text("utf-8")))}


def test_what_a_person_gave_is_in_every_form(own, out, tables):
    """Points for the written question, an override, extra credit: the gradebook's mark, and its points possible."""
    ada, alan = CLASS[0].login, CLASS[1].login
    assert export(own, out, "nbgrader").exit_code == 0
    with Gradebook(f"sqlite:///{own / 'gradebook.db'}", "backpropagation") as gradebook:
        grades = {grade.name: grade for grade in gradebook.find_submission_notebook(NAME, NAME, ada).grades}
        grades["question"].manual_score = 2.0
        grades["question"].extra_credit = 0.25
        grades["forward"].manual_score = 3.0
        gradebook.db.commit()
    expected = 3.0 + 2.25
    first = export(own, out, "csv")
    row = next(row for row in csv.DictReader(io.StringIO((out / "marks.csv").read_text())) if row["student"] == ada)
    refused = export(own, out, "moodle", "--table", tables / "moodle.csv")
    changed = out / "changed.csv"
    total = ASSIGNMENT.max_score + ASSIGNMENT.question.points
    changed.write_bytes(moodle_table().replace(f"{MOST:.2f}".encode(), f"{total:.2f}".encode()))
    done = export(own, out, "moodle", "--table", changed)
    by_course = export(own, own, "csv", "-a", NAME, "-o", out / "course.csv")

    assert (row["score"], row["forward"], row["question"]) == (f"{expected:g}", "3", "2.25")
    assert row["max_score"] == f"{total:g}"
    assert f"These are the marks of nbgrader's gradebook, out of {total:g}." in first.stdout
    assert f"not graded yet and counts 0 points for: {alan}" in first.stdout
    assert refused.exit_code == 2
    assert (
        f"has {MOST:g} points for this assignment, but the marks of nbgrader's gradebook are out of" in refused.stderr
    )
    assert done.exit_code == 0, done.output
    found, _ = moodle_marks((out / "moodle.csv").read_bytes(), total)
    assert found == MARKS | BEFORE | {ada: expected}
    assert by_course.exit_code == 2  # --course and -a


def test_marks_that_differ_are_not_mixed(own, out):
    """The run graded other work than the gradebook: it says for whom, and nothing is written."""
    assert export(own, out, "nbgrader").exit_code == 0
    with Gradebook(f"sqlite:///{own / 'gradebook.db'}", "backpropagation") as gradebook:
        gradebook.remove_submission(NAME, CLASS[3].login)
        for grade in gradebook.find_submission_notebook(NAME, NAME, CLASS[2].login).grades:
            grade.auto_score = 0.0 if grade.name == "forward" else grade.auto_score
        gradebook.db.commit()
    result = export(own, out, "csv")

    assert result.exit_code == 2
    assert f"{CLASS[2].login} (forward: 0 in the gradebook, 3 in the run)" in result.stderr
    assert f"{CLASS[3].login} (not in the gradebook)" in result.stderr
    assert not (out / "marks.csv").exists()


def test_late_penalties_are_the_same_without_a_gradebook(own, out):
    """Due before the class handed in: 0 points by the run, as nbgrader writes it; near the date the zone matters."""
    settings = own / "course.toml"
    text = settings.read_text().replace("[due]", f"[due]\n{NAME} = 2026-10-01T11:00:00Z")
    settings.write_text(f'late_penalty = "zero"\n{text}')
    (own / "gradebook.db").rename(own / "away.db")
    result = export(own, out, "csv")

    assert set(marks_in(out / "marks.csv").values()) == {"0", ""}
    assert "Late by the due date in the course: " in result.stdout
    assert "the time has no zone, and was read as UTC: " in result.stdout
    settings.write_text(settings.read_text().replace('"zero"', '"none"'))
    assert export(own, out, "csv").exit_code == 0
    assert marks_in(out / "marks.csv")[CLASS[1].login] == f"{MARKS[CLASS[1].login]:g}"


def test_the_gradebook_alone_is_a_source(own, out, tmp_path, monkeypatch):
    """`export COURSE -a NAME`: the same marks as from the run."""
    assert export(own, out, "nbgrader").exit_code == 0
    assert export(own, out, "csv").exit_code == 0
    done = CliRunner().invoke(cli, ["export", str(own), "-a", NAME, "--to", "csv", "-o", str(tmp_path / "m.csv")])

    assert done.exit_code == 0, done.output
    assert marks_in(tmp_path / "m.csv") == marks_in(out / "marks.csv")


# -- What a new instructor does wrong ----------------------------------------------------------------------------------


def test_times_that_say_nothing_are_said(own, tmp_path):
    """Canvas marks late work without a time, and Brightspace writes its time in the language of the site."""
    (tmp_path / "class.zip").write_bytes(
        zip_bytes({f"a_1001_5_{MODULE}": work(CLASS[0]), f"b_LATE_1002_6_{MODULE}": work(CLASS[1])})
    )
    (tmp_path / "other.zip").write_bytes(
        zip_bytes({f"1-5 - Ada - 1. Okt. 2026 2359/{MODULE}": work(CLASS[0]), f"2-5 - B - x/{MODULE}": work(CLASS[1])})
    )
    settings = own / "course.toml"
    settings.write_text(settings.read_text().replace("[due]", f"[due]\n{NAME} = 2026-10-01T11:00:00Z"))
    canvas = export(own, run_of(tmp_path / "class.zip", tmp_path / "out"), "csv")
    brightspace = export(own, run_of(tmp_path / "other.zip", tmp_path / "out2"), "nbgrader")

    assert "Late in the LMS, which gives no time; no penalty was taken here: 1002." in canvas.stdout
    assert "The time cannot be read, so no penalty was taken: 1, 2." in brightspace.stdout


def test_the_roster_of_another_course_is_refused(tmp_path, own):
    """Nothing is graded: nobody's name could be told."""
    (tmp_path / "class.zip").write_bytes(zip_bytes(_plain()))
    (tmp_path / "roster.csv").write_text("ID,Name,Email\n1,Some One,one@x.org\n")
    command = ["grade", tmp_path / "class.zip", "-a", NAME, "-o", tmp_path / "o", "--roster", tmp_path / "roster.csv"]
    result = CliRunner().invoke(cli, [*map(str, command), "--course", str(own)])

    assert result.exit_code == 2
    assert "No student who handed in is on " in result.stderr
    assert not (tmp_path / "o").exists()


def test_an_assignment_that_canvas_does_not_have_is_said(own, out):
    """Without Canvas' gradebook a title that is nobody's would make a new assignment; course.toml has the id."""
    first = export(own, out, "canvas")
    text = (own / "course.toml").read_text()
    (own / "course.toml").write_text(f'{text}\n[lms.canvas]\nassignments = {{ {NAME} = "812" }}\n')
    second = export(own, out, "canvas")

    assert "makes a new one if there is none" in first.stdout
    assert "makes a new one" not in second.stdout
    assert (out / "canvas.csv").read_text().splitlines()[0].endswith(f"Section,{ASSIGNMENT.title} (812)")


@pytest.mark.parametrize(
    ("form", "options", "words"),
    [
        ("moodle", [], "--to moodle needs --table FILE: the grading worksheet"),
        ("gradescope", [], "`autograder gradescope NAME -o NAME.zip`"),
        ("classroom50", [], "--classroom50"),
        ("excel", [], "'excel' is not one of"),
        ("csv", ["--table", "canvas.csv"], "--table and --column are for"),
        ("moodle", ["--table", "no.csv"], "The table cannot be used: "),
        ("moodle", ["--table", "canvas.csv"], "has no column Grade: it should be the grading worksheet"),
        ("canvas", ["--table", "moodle.csv"], "has no column for 'Linear regression by hand'"),
        ("canvas", ["--table", "canvas.csv"], f"Columns there: 'Old (8)', '{TITLE} (812)'"),
        (
            "canvas",
            ["--table", "canvas.csv", "--column", "8"],
            "has 10 points for this assignment, but the marks of the run are",
        ),
        ("blackboard", ["--table", "blackboard.xls", "--column", "Total"], "has 100 points for this assignment"),
        ("brightspace", ["--table", "blackboard.xls"], "has no column for"),
        ("moodle", ["--table", "moodle.csv", "-o", "moodle.csv"], "is the table of the LMS itself"),
        ("moodle", ["--table", "moodle.csv", "-o", "."], "is a folder; -o needs a file"),
        ("moodle", ["--table", "strangers.csv"], "None of the students with a mark is in"),
        ("canvas", ["--table", "sheet.xlsx"], "is a spreadsheet; save it as CSV"),
        ("canvas", ["--table", "empty.csv"], "has no student"),
    ],
)
def test_bad_input_is_one_sentence(own, out, tables, tmp_path, form, options, words):
    """What is wrong and what to do; nothing is written, and the LMS's table stays as it is."""
    shutil.copytree(tables, tmp_path / "t")
    (tmp_path / "t" / "strangers.csv").write_bytes(
        moodle_table().replace(b"example.edu", b"x.org").replace(b"00", b"55")
    )
    (tmp_path / "t" / "sheet.xlsx").write_bytes(b"PK\3\4")
    (tmp_path / "t" / "empty.csv").write_bytes(b"")
    if "strangers.csv" in options:
        rows = moodle_table().decode("utf-8-sig").splitlines()
        (tmp_path / "t" / "strangers.csv").write_text(
            "\n".join([rows[0], f"Participant 1,X Y,1,x@y.z,s,,{MOST:.2f},Yes,-,"])
        )
    before = {path: path.read_bytes() for path in sorted((tmp_path / "t").iterdir())}
    paths = [
        str(tmp_path / "t" / one) if at and options[at - 1] in ("--table", "-o") else one
        for at, one in enumerate(options)
    ]
    result = export(own, out, form, *paths)

    assert result.exit_code == 2, result.output
    assert words in result.stderr.replace("\n", " ")
    assert {path: path.read_bytes() for path in sorted((tmp_path / "t").iterdir())} == before
    assert not list(out.glob("*.csv"))


@pytest.mark.parametrize(
    "words",
    [
        ("ID", "Teilnehmer/in", "Bewertung", "Zuletzt geändert (Bewertung)"),
        ("Identifiant", "Participant", "Note", "Dernière modification (note)"),
        ("Identificador", "Participante", "Calificación", "Última modificación (calificación)"),
        ("标识符", "参与者", "成绩", "最后修改(成绩)"),
    ],
)
def test_a_worksheet_in_another_language(own, tmp_path, words):
    """Blind marking, so that only the numbers tell who is who; the site's own words stay in the file."""
    (tmp_path / "class.zip").write_bytes(zip_bytes(_blind_moodle()))
    out = run_of(tmp_path / "class.zip", tmp_path / "out")
    (tmp_path / "sheet.csv").write_bytes(moodle_table(words))
    result = export(own, out, "moodle", "--table", tmp_path / "sheet.csv")

    assert result.exit_code == 0, result.output
    assert moodle_import(
        (out / "moodle.csv").read_bytes(), {one.moodle: one.login for one in everybody()}, MOST, words
    ) == (
        MARKS | BEFORE,
        [],
    )


def test_the_worksheet_of_another_assignment_is_refused(own, tables, tmp_path):
    """The same people with other participant numbers: else the marks would go to another assignment."""
    (tmp_path / "class.zip").write_bytes(zip_bytes(_moodle()))
    out = run_of(tmp_path / "class.zip", tmp_path / "out")
    (tmp_path / "other.csv").write_bytes(
        moodle_table(("Identifier", "Participant 9", "Grade", "Last modified (grade)"))
    )
    result = export(own, out, "moodle", "--table", tmp_path / "other.csv")

    assert result.exit_code == 2
    assert "so it belongs to another assignment or course: " in result.stderr


def test_a_group_gets_one_mark_and_a_stranger_is_named(own, tmp_path):
    """Moodle's worksheet names each member's group; who has a mark and no line is named, with status 1."""
    members = {
        "Group A_77_assignsubmission_file_/" + MODULE: work(CLASS[0]),
        f"Zoé Martin_{CLASS[8].moodle}_assignsubmission_file_/{MODULE}": work(CLASS[8]),
        f"Who Else_555_assignsubmission_file_/{MODULE}": work(CLASS[3]),
    }
    (tmp_path / "class.zip").write_bytes(zip_bytes(members))
    out = run_of(tmp_path / "class.zip", tmp_path / "out")
    head = ["Identifier", "Full name", "Email address", "Status", "Group", "Grade", "Maximum Grade"]
    head += ["Last modified (grade)"]
    rows = [
        [f"Participant {number}", name, "", "", group, "", f"{MOST:.2f}", "-"]
        for number, name, group in (
            ("77", "Kurt Gödel", "Group B"),
            ("78", "Ada Lovelace", "Group A"),
            ("79", "Alan Turing", "Group A"),
            (CLASS[8].moodle, "Zoé Martin", "Default group"),
        )
    ]
    (tmp_path / "sheet.csv").write_bytes(table([head, *rows]))
    result = export(own, out, "moodle", "--table", tmp_path / "sheet.csv")
    participants = {"77": "kurt", "78": "ada", "79": "alan", CLASS[8].moodle: "zoé"}

    assert result.exit_code == 1
    assert "sheet.csv: Who Else (555)." in result.stdout
    assert moodle_import((out / "moodle.csv").read_bytes(), participants, MOST, WORDS) == (
        {"ada": MARKS["u00x"], "alan": MARKS["u00x"], "zoé": MARKS["u08x"]},
        [],
    )


TWICE = {
    "a folder and its archive": {
        "u00x/linear_regression.py": work(CLASS[0]),
        "u00x.zip": zip_bytes({MODULE: work(CLASS[1])}),
    },
    "capital letters": {f"U00X/{MODULE}": work(CLASS[0]), f"u00x/{MODULE}": work(CLASS[1])},
    "two sections": {
        f"section {part}/{one}/{MODULE}": work(CLASS[place])
        for part, people in (("A", ("u00x", "u02x")), ("B", ("u00x", "u03x")))
        for place, one in enumerate(people)
    },
    "one line of the roster": {f"u00x/{MODULE}": work(CLASS[0]), f"u00x@example.edu/{MODULE}": work(CLASS[1])},
}


@pytest.mark.parametrize("members", TWICE.values(), ids=TWICE)
@pytest.mark.parametrize("form", ["csv", "canvas", "nbgrader"])
def test_a_person_with_two_submissions_gets_no_two_marks(own, tmp_path, members, form):
    """Where two submissions may be one person's, the export names them and writes nothing; both are flagged."""
    roster = tmp_path / "roster.csv"
    roster.write_bytes(canvas_table())
    out = run_of(unpacked(tmp_path / "class", members), tmp_path / "out", roster if "@" in str(members) else None)
    with ResultStore(out) as store:
        twice = {student: record.flags for student, record in store.done().items() if "u00x" in student.casefold()}
    written = tmp_path / "marks"
    result = export(own, out, form, *([] if form == "nbgrader" else ["-o", written]))

    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "Several submissions may be of one person" in result.output
    assert " and ".join(sorted(twice)) in result.output
    assert len(twice) == 2
    assert all(twice.values())
    assert not written.exists()
    with opened(Course(own)) as gradebook:
        assert not gradebook.assignment_submissions(NAME)


def test_a_person_whose_second_submission_is_gone_has_a_mark(own, tmp_path):
    """What `grade` no longer finds does not hinder the export: a record may name one that is not there any more."""
    out = run_of(unpacked(tmp_path / "class", TWICE["two sections"]), tmp_path / "out")
    with ResultStore(out) as store:
        store.drop(set(store.done()) - {"u00x (2)"})
    result = export(own, out, "csv", "-o", tmp_path / "marks")

    assert result.exit_code == 0, result.output
