"""A term of three assignments ends in the same marks by both roads, on every page and in every table.

What happens in it: late work, a case that was unfair and a regrade, an exception, a mark that a person changed in
formgrader, written answers with points, work that cannot be graded, and work that never came. nbgrader's road is
`nbgrader autograde` and `nbgrader export`; the other is `autograder grade` and `autograder export`. The class is small,
but has one student of each kind. `make term` plays it, in a quarter of an hour, and `make term STUDENTS=30` a larger
class; both set AUTOGRADER_TERM, without which the tests are skipped.
"""

from __future__ import annotations

import csv
import os
import re
import shutil
import sysconfig
from pathlib import Path
from typing import NamedTuple

import nbformat
import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner
from nbgrader.api import Gradebook

from autograder.cli import cli
from autograder.course.model import Course
from autograder.demo import DemoCourse, build_submission
from autograder.results.store import read_results

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        "AUTOGRADER_TERM" not in os.environ, reason="takes a quarter of an hour: `make term` plays the term"
    ),
]

COURSE = Course.find(Path(__file__))
DUE = "2030-01-01T12:00:00Z"
IN_TIME, LATE = "2029-12-31 12:00:00 UTC", "2030-01-03 13:00:00 UTC"
PENALTY = 0.3
"""Of the points: 10 percent for each of the three days that have begun."""
WORK: dict[str, tuple[tuple[str, float], ...]] = {
    "a1_one_weight": (("reference", 0), ("wrong train-one-step-short", 2), ("wrong update-ascent", 1)),
    "a2_gradient_check": (("reference", 0), ("wrong relative_error-one-sided", 3)),
    "a7_softmax_classifier": (("reference", 0), ("wrong grad_logits-sign-flipped", 4)),
}
"""By assignment what students hand in, in turn, and what that loses. All are quick to grade."""
POINTS = {"a1_one_weight": 12.0, "a2_gradient_check": 17.0, "a7_softmax_classifier": 17.0}
FIRST, SECOND, THIRD = WORK
QUESTION = 2.0
STUDENTS = [f"s{number:02}" for number in range(int(os.environ.get("AUTOGRADER_TERM", "11")))]
LATE_ONES = {"s04", "s14", "s24"} & {*STUDENTS}
EMPTY, BROKEN, UNTOUCHED = "s07", "s08", "s09"
STOPPED = STUDENTS[-1]
"""Handed in the first assignment only."""
UNFAIR = '''

@pytest.mark.task("forward", core=True)
def test_forward_unfair(student):
    """More than the task says."""
    student.forward(2.0, 3.0)
    assert False, "nobody passes this"
'''
REASON = "The docstring did not say so."
ANSWERS = {"Because the slopes are multiplied.": 2.0, "It is how it works.": 0.5, "": 0.0}


class Decision(NamedTuple):
    """What a person decided: the points of a task, in the place of the grader's."""

    student: str
    name: str
    task: str
    before: float
    points: float


EXCEPTION = Decision("s01", SECOND, "relative_error", 0, 3)
OVERRIDE = Decision("s03", THIRD, "grad_logits", 0, 2.5)


def handed_in(student: str, name: str) -> bool:
    return student != STOPPED or name == FIRST


def recipe(student: str, name: str) -> tuple[str, float]:
    """What a student hands in, and the points that the grader gives for it."""
    if student in (EMPTY, BROKEN, UNTOUCHED):
        return {EMPTY: "", BROKEN: "line x = (", UNTOUCHED: "stub"}[student], 0.0
    what, lost = WORK[name][int(student[1:]) % len(WORK[name])]
    return what, POINTS[name] - lost


def words(student: str) -> str:
    return list(ANSWERS)[int(student[1:]) % 3]


def graders_part(student: str, name: str) -> float:
    """The points of the tasks at the end of the term, before what late work loses."""
    points = recipe(student, name)[1] if handed_in(student, name) else 0.0
    return points + sum(d.points - d.before for d in (EXCEPTION, OVERRIDE) if (d.student, d.name) == (student, name))


def mark(student: str, name: str, *, question: bool) -> float:
    """The mark at the end of the term, by hand."""
    points = graders_part(student, name)
    if question and handed_in(student, name):
        points += ANSWERS[words(student)]
    return round(points * (1 - PENALTY if student in LATE_ONES else 1), 2)


class Term:
    """The term, played once; what commands said by step."""

    def __init__(self, folder: Path) -> None:
        self.desk = DemoCourse(COURSE, folder).instructor
        self.root = self.desk.folder
        toml = self.root / "course.toml"
        due = "".join(f"{name} = {DUE}\n" for name in WORK)
        toml.write_text(f"{toml.read_text()}{due}\n[late]\npercent_per_day = 10\n")
        self.cases = self.root / "solutions" / FIRST / "hidden" / "test_hidden.py"
        self.fair = self.cases.read_text()
        self.cases.write_text(self.fair + UNFAIR)
        self.said: dict[str, str] = {}
        for name in WORK:
            self.desk.nbgrader("generate_assignment", name)
        self.empty = self.root / "empty.db"
        shutil.copy(self.root / "gradebook.db", self.empty)
        for name in WORK:
            for student in STUDENTS:
                self._hand_in(student, name)
            self.desk.nbgrader("autograde", name)
            self.autograder("grade", "submitted", "-a", name, "-o", self.run(name), "-j", 1, "--roster", self._roster())
        self._unfair_case()
        self._exception()
        self._answers()
        self._formgrader()
        for name in WORK:
            self.said[f"report {name}"] = self.autograder("report", self.root, "-a", name)
            self.said[f"report run {name}"] = self.autograder("report", self.run(name))
            self.desk.nbgrader("generate_feedback", name, "--force")
        self.said["term"] = self.autograder("report", self.root)
        self.desk.nbgrader("export")

    def run(self, name: str) -> Path:
        return self.root / "runs" / name

    def autograder(self, *arguments: object) -> str:
        """A command, as one types it in the course's folder."""
        before = Path.cwd()
        os.chdir(self.root)
        try:
            result = CliRunner().invoke(cli, [*map(str, arguments)], env=self.desk.environment)
        finally:
            os.chdir(before)
        assert result.exit_code in (0, 1), result.output
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.output

    def gradebook(self, name: str = "gradebook.db") -> Gradebook:
        return Gradebook(f"sqlite:///{self.root / name}", "backpropagation")

    def _roster(self) -> Path:
        path = self.root / "students.csv"
        path.write_text(
            "id,first_name,last_name,email\n" + "".join(f"{one},F{one},Last,{one}@x.edu\n" for one in STUDENTS)
        )
        return path

    def _hand_in(self, student: str, name: str) -> None:
        if not handed_in(student, name):
            return
        folder = self.root / "submitted" / student / name
        shutil.copytree(self.root / "release" / name, folder)
        module = folder / COURSE.load(name).module_file
        what, _ = recipe(student, name)
        module.write_text((build_submission(COURSE, name, what) or "") if what else "", encoding="utf-8")
        (folder / "timestamp.txt").write_text(LATE if student in LATE_ONES else IN_TIME)
        path = folder / f"{name}.ipynb"
        book = nbformat.read(path, as_version=4)
        [cell] = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("solution")]
        cell.source = words(student) or cell.source
        nbformat.write(book, path)

    def _unfair_case(self) -> None:
        """The case goes, and both roads grade again with the same inputs."""
        self.cases.write_text(self.fair)
        self.said["regrade course"] = self.autograder("regrade", ".", "-a", FIRST)
        self.said["regrade run"] = self.autograder("regrade", self.run(FIRST), "-j", 1)

    def _exception(self) -> None:
        (self.root / "exceptions.toml").write_text(
            f'[[exception]]\nassignment = "{EXCEPTION.name}"\nstudent = "{EXCEPTION.student}"\n'
            f'task = "{EXCEPTION.task}"\npoints = {EXCEPTION.points}\nreason = "{REASON}"\nby = "Dr. Okafor"\n'
        )
        self.said["exception"] = self.autograder("regrade", ".", "-a", EXCEPTION.name)

    def _answers(self) -> None:
        for name in WORK:
            self.autograder("answers", name)
            path = self.root / "graded" / name / "answers.csv"
            rows = list(csv.DictReader(path.open()))
            for row in rows:
                row["points"] = f"{ANSWERS[row['words']]:g}"
            with path.open("w", newline="") as file:
                writer = csv.DictWriter(file, rows[0])
                writer.writeheader()
                writer.writerows(rows)
            self.said[f"answers {name}"] = self.autograder("answers", name, "--write")

    def _formgrader(self) -> None:
        """A person looks at a disputed mark, and changes it as formgrader does."""
        self.said["explain course"] = self.autograder(
            "explain", ".", OVERRIDE.student, OVERRIDE.task, "-a", OVERRIDE.name
        )
        self.said["explain run"] = self.autograder("explain", self.run(OVERRIDE.name), OVERRIDE.student, OVERRIDE.task)
        with self.gradebook() as book:
            grade = book.find_grade(OVERRIDE.task, OVERRIDE.name, OVERRIDE.name, OVERRIDE.student)
            grade.manual_score = OVERRIDE.points
            book.db.commit()


@pytest.fixture(scope="module")
def term(tmp_path_factory: pytest.TempPathFactory) -> Term:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", sysconfig.get_path("scripts"), os.pathsep)  # nbgrader starts alembic by its name
        return Term(tmp_path_factory.mktemp("term") / "school")


def expected(name: str, *, question: bool = True, missing: bool = True) -> dict[str, float]:
    """By student the mark; `missing`: also of those who did not hand in, who have 0."""
    return {s: mark(s, name, question=question) for s in STUDENTS if missing or handed_in(s, name)}


def table(path: Path, column: str, key: str = "student", **only: str) -> dict[str, float]:
    """A column of numbers of a table, by student, of the rows that have these values."""
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if all(row[name] == value for name, value in only.items())]
    return {row[key]: round(float(row[column]), 2) for row in rows if row[key]}


def marks_on(page: Path, column: str) -> dict[str, float]:
    """What the table of all students on a page has in a column, by student."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    found = soup.select_one("table.all")
    assert found is not None
    at = [cell.text.strip() for cell in found.select("thead th")].index(column)
    rows = [row.select("th, td") for row in found.select("tbody tr")]
    return {row[0].select("bdi")[0].text: float(row[at].text) for row in rows if row[at].text != "–"}


@pytest.mark.parametrize("name", WORK)
def test_every_export_has_the_same_marks(term: Term, name: str, tmp_path: Path) -> None:
    """nbgrader's table, ours of the course and ours of the run have the mark that was worked out by hand."""
    exports = {
        "course": (".", "-a", name, "--to", "csv"),
        "run": (term.run(name), "--to", "csv"),
        "canvas": (term.run(name), "--to", "canvas"),
    }
    said = {form: term.autograder("export", *more, "-o", tmp_path / form) for form, more in exports.items()}
    title = COURSE.load(name).title

    assert "nbgrader's gradebook, out of" in said["run"]
    assert table(term.root / "grades.csv", "score", "student_id", assignment=name) == expected(name)
    assert table(tmp_path / "course", "score") == expected(name, missing=False)
    assert table(tmp_path / "run", "score") == expected(name)
    assert table(tmp_path / "canvas", title, "SIS Login ID") == expected(name)


@pytest.mark.parametrize("name", WORK)
def test_every_page_has_the_same_marks(term: Term, name: str) -> None:
    """The tables, the reports, the page of the term, the pages of the students, of both roads: the grader's part."""
    every = {s: mark(s, name, question=False) for s in STUDENTS}
    came = expected(name, question=False, missing=False)
    graded, run, title = term.root / "graded" / name, term.run(name), COURSE.load(name).title
    pages = {s: (run / "feedback" / f"{s}.html").read_text("utf-8") for s in every}
    progress = {s: (term.root / "graded" / "progress" / f"{s}.html").read_text("utf-8") for s in came}
    most = f"{POINTS[name]:g}"

    assert table(graded / "grades.csv", "mark") == came
    assert table(run / "grades.csv", "mark") == every
    assert marks_on(graded / "report.html", "Mark") == came
    assert marks_on(run / "report.html", "Mark") == every
    on_term = marks_on(term.root / "graded" / "term.html", title)
    assert {s: on_term[s] for s in came} == came
    assert {s: float(re.findall(r"<strong>([\d.]+)</strong> of", page)[0]) for s, page in pages.items()} == every
    for student, page in progress.items():
        assert f"{came[student]:g} of {most}" in page


@pytest.mark.parametrize("name", WORK)
def test_what_nbgrader_gives_back_has_the_mark(term: Term, name: str) -> None:
    """The head of each student's page: all points with those of a person, less what late work loses."""
    for student, right in expected(name, missing=False).items():
        page = (term.root / "feedback" / student / name / f"{name}.html").read_text("utf-8")
        assert float(re.findall(r"\(Score: ([\d.]+) / ", page)[0]) == right


def test_what_a_person_decided_is_said_by_both_roads(term: Term) -> None:
    """The exception with its reason, and the changed mark, stand in the report, in the table and on the page."""
    for decision, said in ((EXCEPTION, "given by Dr. Okafor"), (OVERRIDE, "given by a person in formgrader")):
        for out in (term.root / "graded" / decision.name, term.run(decision.name)):
            for file in ("report.html", "grades.csv", f"feedback/{decision.student}.html"):
                assert f"{decision.task}: 0 → {decision.points:g} points, {said}" in (out / file).read_text("utf-8")
        page = (term.root / "feedback" / decision.student / decision.name / f"{decision.name}.html").read_text("utf-8")
        assert ("given by Dr. Okafor" if decision is EXCEPTION else "A person changed the points") in page


def test_a_disputed_mark_is_explained_alike_by_both_roads(term: Term) -> None:
    """The course and the run name the mistake and show the student's function; both runs have their own inputs."""
    for source in ("course", "run"):
        text = term.said[f"explain {source}"]
        assert f"{OVERRIDE.task}: 0 of 4 points. Mistake: sign-flipped." in text
        assert "Graded again today, the marks are the same." in text
        assert f"{OVERRIDE.task} of {OVERRIDE.student}" in text


def test_a_regrade_of_a_course_says_whose_mark_moved(term: Term) -> None:
    """`regrade . -a NAME`: the same seed, the run before is kept, and the difference is printed with its reason."""
    lost = {s: points for s in STUDENTS if (points := recipe(s, FIRST)[1])}
    before, old = read_results(term.root / "graded" / f"{FIRST}.1")
    after, _ = read_results(term.root / "graded" / FIRST)
    kept = {record.student: record.score for record in old}
    for road in ("course", "run"):
        text = term.said[f"regrade {road}"]
        assert len(re.findall(r" forward \+1 +hidden cases changed", text)) == len(lost)
        assert f"{FIRST}.1." in text

    assert {s: kept[s] for s in lost} == {s: points - 1 for s, points in lost.items()}
    assert before.seed == after.seed
    assert re.search(r"relative_error \+3 +a person gave points", term.said["exception"])


def test_work_without_marks_has_its_reason_by_both_roads(term: Term) -> None:
    """An empty file, a broken one, the file as it was handed out: the same words in both tables."""
    for out in (term.root / "graded" / FIRST, term.run(FIRST)):
        with (out / "grades.csv").open(encoding="utf-8") as file:
            rows = {row["student"]: (row["status"], row["reason"]) for row in csv.DictReader(file)}
        assert rows[EMPTY] == ("unreadable", "one_weight.py is empty: your work is not in it.")
        assert rows[BROKEN][0] == "does-not-import"
        assert rows[UNTOUCHED] == ("unchanged", "The file is as it was handed out.")
