"""The page of a term and the pages of progress: who stopped, what comes back, tasks compared, the year before."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner
from factories import HOSTILE_NAMES, a_record, a_run, a_task, an_assignment, write_course_file
from reading import Page, harmless

from autograder.cli import cli
from autograder.course.model import Course
from autograder.results.records import Record, Status
from autograder.results.store import ResultStore
from autograder.results.term import Part, repeated, students, tasks, term_html, write_term

COURSE = Course.find(Path(__file__))


def work(student: str, grad: float = 6, mistake: str | None = None, **changes) -> Record:
    return a_record(student, tasks=[a_task("grad_W", grad, 6, mistake=mistake), a_task("loss", 3, 3)], **changes)


def part(number: int, *records: Record) -> Part:
    return Part(an_assignment(name=f"a{number}", title=f"Part {number}"), list(records))


TERM = [
    part(1, work("ada", name="Ada L."), work("bob", 0, "dropped-two"), work("cleo", 0, "dropped-two")),
    part(2, work("ada"), work("bob", 3, "dropped-two"), a_record("cleo", Status.MISSING)),
    part(3, work("ada", 0, "ascent"), work("dan"), a_record("bob", Status.UNGRADABLE)),
]


def test_who_stopped_and_what_comes_back() -> None:
    """Two assignments without work after one with it; a mistake that a student made in two assignments."""
    everyone = {student.id: student for student in students(TERM)}

    assert {name: student.stopped for name, student in everyone.items()} == {
        "ada": "",
        "bob": "",
        "cleo": "Part 1",
        "dan": "",
    }
    assert [(one.id, one.counts, one.students) for one in repeated(TERM, list(everyone.values()))] == [
        ("dropped-two", [2, 1, 0], ["bob"])
    ]
    assert {name: student.score for name, student in everyone.items()} == {"ada": 21, "bob": 9, "cleo": 3, "dan": 9}
    assert everyone["ada"].name == "Ada L."


def test_tasks_are_compared_with_the_year_before() -> None:
    """The hardest task first, beside it the same task of last year; a task that is new has none."""
    before = {"a1": part(1, work("old", 3))}
    found = tasks(TERM[:2], before)

    hardest = found[0]
    assert (hardest.now.name, hardest.assignment, round(hardest.now.difficulty or 0, 2)) == ("grad_W", "Part 1", 0.67)
    assert hardest.before is not None
    assert hardest.before.difficulty == 0.5
    assert [one.before is None for one in found if one.assignment == "Part 2"] == [True] * 6
    page = Page(term_html("Course", TERM, list(before.values()))).text
    assert "Difficulty last year" in page
    assert "last year" not in Page(term_html("Course", TERM)).text


def test_a_page_of_progress_holds_one_student_and_no_hidden_case(tmp_path: Path) -> None:
    """Each student has a page with their own marks and what came back, whatever their name is."""
    odd = [part(1, *(work(name) for name in HOSTILE_NAMES))]
    assert write_term(tmp_path / "odd", "Course", odd) == len(HOSTILE_NAMES)
    for path in (tmp_path / "odd").rglob("*.html"):
        text = path.read_text("utf-8")
        harmless(text.replace("progress/", "feedback/"))

    write_term(tmp_path, "Course", TERM)
    pages = {path.stem: Page(path.read_text("utf-8")).text for path in (tmp_path / "progress").glob("*.html")}
    assert set(pages) == {"ada", "bob", "cleo", "dan"}
    assert "dropped-two" in pages["bob"]
    assert "These mistakes came in more than one assignment" in pages["bob"]
    assert "no mark yet" in pages["bob"]
    for text in pages.values():
        assert "values[" not in text
        assert sum(name in text for name in pages) == 1


def test_report_over_a_course_takes_the_latest_runs(tmp_path: Path) -> None:
    """graded/ has a run for each assignment, and what a regrade keeps; last year's course stands beside it."""
    for year, score in (("now", 6), ("before", 0)):
        root = tmp_path / year
        write_course_file(root.mkdir() or root)
        name = "a3_linear_regression"
        (root / "solutions" / name).mkdir(parents=True)
        toml = (COURSE.folder(name) / "assignment.toml").read_text()
        (root / "solutions" / name / "assignment.toml").write_text(toml)
        for folder, student, started in (("a3", "ada", "2026-03-02"), ("a3.1", "kept.one", "2026-03-03")):
            with ResultStore(root / "graded" / folder) as store:
                begun = store.begin(a_run(started=started))
                store.append(a_record(student, tasks=[a_task("grad_W", score, 6)]))
                store.finish(begun)
    result = CliRunner().invoke(cli, ["report", str(tmp_path / "now"), "--before", str(tmp_path / "before")])
    page = Page((tmp_path / "now" / "graded" / "term.html").read_text("utf-8")).text

    assert result.exit_code == 0, result.output
    assert result.output.startswith("1 student, a3_linear_regression: wrote ")
    assert "ada" in page
    assert "kept.one" not in page
    assert "100 %" in page  # last year's difficulty of grad_W


def test_a_course_without_a_run_is_one_sentence(tmp_path: Path) -> None:
    write_course_file(tmp_path)
    result = CliRunner().invoke(cli, ["report", str(tmp_path)])

    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert "has no run; grade an assignment first" in result.output
