"""The class report: who needs a person, the numbers, links that lead somewhere, and no harm from any name."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from factories import a_class, a_record, a_run, a_task, an_assignment
from reading import Page, contrast, harmless

from autograder import results
from autograder.results.feedback import write_feedback
from autograder.results.late import mean_of
from autograder.results.records import Record, Status
from autograder.results.report import Insight, lecture_html, plot, report_html, write_report
from autograder.results.statistics import Bin

ASSIGNMENT = an_assignment()
STYLE = (Path(results.__file__).parent / "templates" / "style.css.j2").read_text("utf-8")


def test_report_links_every_student(tmp_path: Path) -> None:
    """The links of the report lead to pages that are there, for names of any kind."""
    everyone = a_class()
    for record in everyone:
        write_feedback(tmp_path, record, ASSIGNMENT)
    write_report(tmp_path, everyone, ASSIGNMENT, a_run())
    links = set(harmless((tmp_path / "report.html").read_text("utf-8")).links())
    links.remove("lecture.html")

    assert {tmp_path / unquote(link) for link in links} == set(tmp_path.glob("feedback/*.html"))
    assert len(links) == len(everyone)


def test_report_shows_who_needs_a_person_first() -> None:
    """Why work has no marks, then the ungradable and the flagged, stand before all numbers of the class."""
    page = Page(report_html(a_class(), ASSIGNMENT, a_run())).text
    places = [
        page.index(part)
        for part in (
            "Who has no marks, and why",
            "failed in the grader",
            "For a person to look at",
            "olsen.nora ungradable",
            "chen.wei flagged",
            "come in another order",
            "Distribution of marks",
            "Tasks",
            "Mistakes, task by task",
            "Hidden cases that fail",
            "All students",
        )
    ]

    assert places == sorted(places)


def test_report_warns_of_weak_isolation() -> None:
    """A run below level 2 says so before anything else a person should look at."""
    assert "This run had isolation level 1 of 3" in report_html([a_record()], ASSIGNMENT, a_run(isolation=1))
    assert "This run had isolation" not in report_html([a_record()], ASSIGNMENT, a_run(isolation=2))


def test_report_of_tasks_and_mistakes() -> None:
    """Two of three students dropped the 2 in grad_W: mean 2 of 6, difficulty 67 %; both names stand there."""
    wrong = [
        a_record(name, tasks=[a_task("grad_W", 0, 6, mistake="dropped-two", message="Half.")]) for name in ("s1", "s2")
    ]
    page = Page(report_html([*wrong, a_record("s3")], ASSIGNMENT, a_run())).text

    assert re.search(r"grad_W\s*2\.00 of 6\s*67 %\s*1\.00\s*1\s*2", page)
    assert re.search(r"grad_W\s*2 students lost points\s*dropped-two\s*2 students", page)
    assert re.search(r"The 2 of the square is missing\.\s*s1, s2", page)  # the mistake's own text, not a student's


@pytest.mark.parametrize("everyone", [[], [a_record("s1", Status.MISSING)], [a_record("s1", Status.UNGRADABLE)]])
def test_report_of_a_class_without_marks(everyone: list[Record]) -> None:
    """Numbers that are not defined are dashes or words, not errors."""
    page = harmless(report_html(everyone, ASSIGNMENT, a_run(seconds=None, started="")))

    assert "There are no marks yet." in page.text
    assert "nan" not in page.text


def test_report_of_a_large_class_is_small(tmp_path: Path) -> None:
    """500 students: well below 2 MB."""
    everyone = a_class(500)
    write_report(tmp_path, everyone, ASSIGNMENT, a_run())

    assert (tmp_path / "report.html").stat().st_size < 500_000


def test_pages_of_the_same_records_are_the_same() -> None:
    """The order in which records come does not show."""
    everyone = a_class()

    assert report_html(everyone, ASSIGNMENT, a_run()) == report_html(everyone[::-1], ASSIGNMENT, a_run())


def test_a_lecture_shows_no_student_and_no_hidden_case() -> None:
    """Counts, texts, examples and one function stay; ids, names, flags, files and answers of one student do not."""
    tasks = [a_task("grad_W", 0, 6, message="All wrong.", example="x = 1\nright: 2\nyours: 3")]
    everyone = [
        a_record(name, tasks=tasks, name=f"Name of {name}", flags=["flagged thing"], content_sha256="x")
        for name in ("ada_l", "bob_m")
    ]
    everyone.append(a_record("eve_n", tasks=[a_task("loss", 0, 3, message="Only eve.")]))
    insight = Insight(lambda record, task: f"def {task}(): pass", {("grad_W", "values"): "what the case checks"})
    page = harmless(lecture_html(everyone, ASSIGNMENT, insight)).text
    report = harmless(report_html(everyone, ASSIGNMENT, a_run(), insight)).text

    for words in ("grad_W", "2 students", "x = 1", "came: 3", "def grad_W(): pass"):
        assert words in page
        assert words in report
    for words in ("ada_l", "Name of", "flagged thing", "Only eve", "values[11x7x3]", "what the case checks", "seed"):
        assert words not in page
        assert words in report
    alone = Page(lecture_html(everyone[1:], ASSIGNMENT, insight)).text

    assert "No two students gave the same wrong answer." in alone
    assert "No two students" not in page


def test_the_report_is_read_without_its_script_and_runs_no_other() -> None:
    """All rows stand in the page and the tools are hidden; the policy names this one script."""
    page = report_html(a_class(), ASSIGNMENT, a_run())

    assert page.count("<script>") == 1
    assert "default-src 'none'; script-src 'sha256-" in page
    assert "unsafe-inline'; script" not in page
    assert '<div class="tools" hidden>' in page
    assert page.count("<tr data-is=") == len(a_class())
    assert "script-src" not in lecture_html(a_class(), ASSIGNMENT)


def test_plot_fits_its_axes() -> None:
    """The highest bar stays below the topmost gridline; ticks are whole students; edges are labelled in points."""
    drawn = plot([Bin(2.5 * i, 2.5 * (i + 1), count) for i, count in enumerate([0, 1, 0, 0, 2, 0, 0, 3, 7, 13])])

    assert [tick.label for tick in drawn.y_ticks] == ["0", "5", "10", "15"]
    assert [tick.label for tick in drawn.x_ticks] == ["0", "5", "10", "15", "20", "25"]
    assert min(bar.y for bar in drawn.bars) >= drawn.y_ticks[-1].at
    assert all(bar.y + bar.height == pytest.approx(drawn.base) for bar in drawn.bars)
    assert drawn.bars[8].height == pytest.approx(drawn.bars[7].height * 7 / 3)
    assert drawn.bars[-1].label == "13 with 22.5 to 25 points"


@pytest.mark.parametrize("colours", re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL), ids=["light", "dark", "print"])
def test_every_colour_can_be_told_from_what_it_stands_on(colours: str) -> None:
    """WCAG 2.2 asks for a contrast of 4.5 for letters (1.4.3) and of 3 for bars and lines that matter (1.4.11)."""
    named = dict(re.findall(r"--(\w+): (#\w+);", colours))
    letters = {
        (letter, ground): contrast(named[letter], named[ground])
        for letter, ground in itertools.product(("text", "muted", "accent", "mark"), ("page", "faint", "lost", "none"))
    }

    assert {pair: found for pair, found in letters.items() if found < 4.5} == {}
    assert min(contrast(named["bar"], named[ground]) for ground in ("page", "faint")) >= 3
    assert contrast(named["accent"], named["page"]) >= 3  # the line around what has the focus


@pytest.mark.parametrize("classes", ["graded with 0", "unreadable", "missing"])
def test_a_class_without_a_point_is_said_once_and_not_denied(classes: str) -> None:
    """Whatever the reason is: the page says that nobody has points, and never that everything is as it should be."""
    zero = [a_task(name, 0, points) for name, points in (("loss", 3), ("grad_W", 6))]
    everyone = {
        "graded with 0": [a_record(name, tasks=zero) for name in "ab"],
        "unreadable": [a_record(name, Status.UNREADABLE, message="m.py is empty.") for name in "ab"],
        "missing": [a_record("a", Status.MISSING, message="m.py was not handed in."), a_record("b", tasks=zero)],
    }[classes]
    text = Page(report_html(everyone, an_assignment(), a_run())).text

    assert text.count("All students have 0 points or no mark.") == 1
    assert "Every submission has a mark" not in text
    assert "No submission is flagged." in text


def test_every_submission_has_a_mark_only_where_each_has() -> None:
    """The sentence does not stand beside a list of those who have none."""
    said = "Every submission has a mark, and no submission is flagged."

    zero = a_record("b", tasks=[a_task("loss", 0, 3), a_task("grad_W", 0, 6)])
    for other in (a_record("b"), zero):
        assert said in Page(report_html([a_record("a"), other], an_assignment(), a_run())).text
    for status in (Status.MISSING, Status.UNREADABLE, Status.DOES_NOT_IMPORT, Status.UNCHANGED):
        text = Page(report_html([a_record("a"), a_record("b", status)], an_assignment(), a_run())).text
        assert said not in text


def test_the_mean_says_whom_it_counts() -> None:
    """Of a class with missing and ungradable work: how many are counted, beside the mean, on both pages."""
    everyone = [
        a_record("a"),
        a_record("b", Status.UNREADABLE),
        a_record("c", Status.MISSING),
        a_record("d", Status.UNGRADABLE),
    ]
    for page in (report_html(everyone, an_assignment(), a_run()), lecture_html(everyone, an_assignment())):
        text = Page(page).text
        assert "Counted2 of 4 Mean12.5" in " ".join(text.split())
    assert mean_of(everyone, an_assignment()) == (
        "mean 12.5 of 25, over 2 of 4 students: missing and ungradable work does not count"
    )
    assert mean_of(everyone[:1], an_assignment()) == "mean 25 of 25, over 1 of 1 student"
    assert mean_of(everyone[2:], an_assignment()) == "no mark yet"
