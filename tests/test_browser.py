"""nbgrader as people use it: formgrader's buttons and the notebook in JupyterLab, pressed in a real browser.

The pictures that each test takes are in its temporary folder, for whoever wants to see what a person sees.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import browsing
import nbformat
import pytest
from browsing import Page
from click.testing import CliRunner
from jupyter_servers import Server
from nbformat.v4 import new_markdown_cell
from nbgrader_round import COURSE_ID, answer
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from autograder.cli import cli
from autograder.course.model import Course
from autograder.demo import DemoCourse, DemoUser, build_submission
from autograder.nbgrader.autograded import read_records
from autograder.results.records import Record

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(browsing.lacking()), reason=browsing.lacking()),
]

NAME = "a1_one_weight"
COURSE = Course.find(Path(__file__).parents[1])
ASSIGNMENT = COURSE.load(NAME)
WORK = {
    "ada": "reference",
    "grace": "wrong gradients-dropped-two",
    "karen": "line import pandas as pd",
}
"""Who hands in what; grace answers the written question as well, and ada in a cell of her own."""
BELOW = "It is the product of the slopes."
"""What ada types into a new cell below the answer's."""
LOST = "gradients"
"""The task in which she loses points."""

STATUS = "#jp-main-statusbar"
IDLE = "| Idle"
"""What the status bar says when the kernel is there and has nothing to do."""


@pytest.fixture
def school(tmp_path: Path) -> DemoCourse:
    return DemoCourse(COURSE, tmp_path / "school")


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with browsing.browser(tmp_path) as opened:
        yield opened


def test_instructor_grades_with_formgraders_buttons(school: DemoCourse, page: Page) -> None:
    """From generate to feedback by buttons alone; the feedback is in the cells, and a person's points are added.

    Beside the marks stand the command that explains them, the student's code, and an answer that was typed into another
    cell. Points that the person changes are on the student's page and in the report.
    """
    with Server(school.instructor) as server:
        server.ask("formgrader/api/assignments")
        page.open(server.address("formgrader"))
        for button in ("assign", "release"):
            _press_button(page, NAME, button)
        page.picture("1-released")
        for name, recipe in WORK.items():
            _hand_in(school.student(name, COURSE_ID), recipe, answered=name == "grace", below=name == "ada")
        _press_button(page, NAME, "collect")
        _row(page, NAME).find_element(By.CSS_SELECTOR, ".num-submissions a").click()
        for name in WORK:
            _press_button(page, name, "autograde")
        page.picture("2-autograded")
        statuses = {name: _row(page, name).text for name in WORK}

        _row(page, "grace").find_element(By.CSS_SELECTOR, ".student-name a").click()
        page.press("td.name a", NAME)
        page.find("#written-question")
        page.picture("3-submission")
        cells = _cells(page)
        above = page.find("div.text_cell", "For instructors.").text
        code = page.find("details", "The code that was graded")
        closed = code.text
        code.find_element(By.CSS_SELECTOR, "summary").click()
        opened = code.text
        page.picture("3-code")
        page.find(f"#{LOST}").send_keys(Keys.CONTROL, "a")
        page.find(f"#{LOST}").send_keys("3", Keys.TAB)
        page.gone(".score-saved")
        page.find("#written-question").send_keys("1.5", Keys.TAB)
        page.gone(".score-saved")
        page.find("textarea.comment").send_keys("Say what happens at exactly the largest rate, too.", Keys.TAB)
        page.gone(".comment-saved")
        page.picture("4-graded-by-hand")
        page.open(server.address(f"formgrader/manage_submissions/{NAME}"))
        page.find("tr", "grace")
        total = _row(page, "grace").text
        _row(page, "ada").find_element(By.CSS_SELECTOR, ".student-name a").click()
        page.press("td.name a", NAME)
        page.find("#written-question")
        page.picture("4-answer-below")
        below = page.find("body").text
        page.open(server.address(f"formgrader/manage_submissions/{NAME}"))
        page.find("tr", "grace")

        _press_button(page, "grace", "generate-feedback")
        _press_button(page, "grace", "release-feedback")
    page.open((school.instructor.folder / f"feedback/grace/{NAME}/{NAME}.html").as_uri())
    page.picture("5-feedback")
    feedback = page.find("body").text

    desk = school.instructor.folder
    reported = CliRunner().invoke(cli, ["report", str(desk), "-a", NAME, "-o", str(desk / "graded" / NAME)])
    report = (desk / "graded" / NAME / "report.html").read_text("utf-8")

    record = _record(school, "grace")
    most = ASSIGNMENT.max_score + ASSIGNMENT.question.points
    assert "needs manual grading" in statuses["grace"]
    assert f"{record.score:g} / {most:g}" in statuses["grace"]
    assert "0 / " in statuses["karen"]
    for task in record.tasks:
        assert f"{task.name}: {task.score:g} of {task.max_score:g} points" in cells[task.name]
        assert (task.score < task.max_score) is (task.name == LOST)
    assert "The slope of a square is 2 times what was squared." in cells[LOST]
    assert "yours: dL_dyhat = 5" in cells[LOST]
    assert "Hint 1: a nudge" in cells[LOST]
    assert "graded" in total
    [lost] = [task for task in record.tasks if task.name == LOST]
    assert f"{record.score - lost.score + 3 + 1.5:g} / {most:g}" in total
    assert f"autograder explain . grace -a {NAME}" in above
    assert "def forward(x, w):" in opened
    assert "def forward(x, w):" not in closed
    assert "needs manual grading" in statuses["ada"]
    assert BELOW in below
    assert reported.exit_code == 0, reported.output
    assert f"{LOST}: {lost.score:g} → 3 points, given by a person in formgrader." in report
    assert f"A person changed the points of this task: {lost.score:g} → 3." in feedback
    assert "For instructors." not in feedback
    assert "Say what happens at exactly the largest rate, too." in feedback


def test_student_checks_and_validates_in_jupyterlab(school: DemoCourse, page: Page) -> None:
    """A check cell says what is wrong, a hint below it opens, Validate says what fails, and then that all passes."""
    school.instructor.nbgrader("generate_assignment", NAME)
    school.instructor.nbgrader("release_assignment", NAME)
    student = school.student("grace", COURSE_ID)
    student.nbgrader("fetch_assignment", NAME)
    answer(student.folder / NAME / f"{NAME}.ipynb")
    module = student.folder / NAME / ASSIGNMENT.module_file
    module.write_text(build_submission(COURSE, NAME, WORK["grace"]) or "", encoding="utf-8")
    with Server(student, "jupyterlab") as server:
        server.ask("api/status")
        page.open(server.address(f"lab/tree/{NAME}/{NAME}.ipynb"))
        page.find(STATUS, IDLE)
        page.press(".Toastify button", "No")  # to be told of Jupyter's news
        page.picture("1-opened", whole=False)
        _run_cell(page, "%load_ext autoreload")
        wrong = _run_cell(page, 'check("gradients")')
        page.into_view(".jp-OutputArea-output", "of 16 tests")
        page.picture("2-wrong", whole=False)
        hints = page.find(".jp-MarkdownCell", f"Hints for {LOST}")
        closed = hints.text
        hints.find_element(By.CSS_SELECTOR, "summary").click()
        opened = hints.text
        page.picture("3-hint", whole=False)
        failed = _validate(page)
        page.picture("4-validated", whole=False)
        page.press(".jp-Dialog button", "Ok")
        page.gone(".jp-Dialog")
        module.write_text(build_submission(COURSE, NAME, "reference") or "", encoding="utf-8")
        right = _run_cell(page, 'check("gradients")')
        page.into_view(".jp-OutputArea-output", "16 tests")
        page.picture("5-right", whole=False)
        passed = _validate(page)
        page.picture("6-validated", whole=False)

    nudge, *more = (hint.replace("`", "") for hint in ASSIGNMENT.task(LOST).hints)
    assert "of 16 tests pass" in wrong
    assert closed.splitlines()[1:] == ["Hint 1: a nudge", "Hint 2: a sketch", "Hint 3: a worked line"]
    assert nudge in opened
    assert not [hint for hint in more if hint in opened]
    assert "gradients" in right
    assert "wrong" not in right
    assert "gradients" in failed
    assert "The following cell failed" in failed
    assert "Success" in passed


def _run_cell(page: Page, source: str) -> str:
    """Run the cell that begins so, and read it and its output."""
    before = _prompt(page, source)
    page.press(".jp-CodeCell .jp-InputArea-editor", source)
    page.driver.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    page.until(lambda: _prompt(page, source) not in (before, "*"), f"{source} has run")
    page.find(STATUS, IDLE)
    return page.find(".jp-CodeCell", source).text


def _prompt(page: Page, source: str) -> str:
    """The number of a cell's last run: empty before the first, a star while it runs."""
    cell = page.find(".jp-CodeCell", source)
    return cell.find_element(By.CSS_SELECTOR, ".jp-InputPrompt").text.strip("[]: ")


def _validate(page: Page) -> str:
    page.press("jp-button", "Validate")
    page.until(lambda: "Validating" not in page.find("jp-button.validate-button").text, "the answer of Validate")
    return page.find(".jp-Dialog").text


def _hand_in(student: DemoUser, recipe: str, *, answered: bool, below: bool) -> None:
    student.nbgrader("fetch_assignment", NAME)
    folder = student.folder / NAME
    (folder / ASSIGNMENT.module_file).write_text(build_submission(COURSE, NAME, recipe) or "", encoding="utf-8")
    book = folder / f"{NAME}.ipynb"
    if answered:
        answer(book)
    if below:
        typed = nbformat.read(book, as_version=4)
        typed.cells.append(new_markdown_cell(BELOW))
        nbformat.write(typed, book)
    student.nbgrader("submit", NAME)


def _record(school: DemoCourse, student: str) -> Record:
    [record] = [record for record in read_records(school.instructor.folder, NAME) if record.student == student]
    return record


def _row(page: Page, name: str) -> WebElement:
    return page.find("#main-table tr", name)


def _press_button(page: Page, name: str, button: str) -> None:
    """Press a button in the row of an assignment or a student, and read that it went well."""
    page.until(lambda: _click(page, name, button), f"{button} of {name}")
    page.find(".modal.in .modal-title", "Success")
    page.press(".modal.in .modal-footer button", "OK")
    page.gone(".modal, .modal-backdrop")
    page.find("#main-table tr", name)


def _click(page: Page, name: str, button: str) -> bool:
    _row(page, name).find_element(By.CSS_SELECTOR, f".{button} a").click()
    return True


def _cells(page: Page) -> dict[str, str]:
    """The text of each graded cell's page part, by its name."""
    found = {}
    for cell in page.driver.find_elements(By.CSS_SELECTOR, "div.code_cell"):
        name = cell.find_elements(By.CSS_SELECTOR, ".nbgrader-label code")
        if name:
            found[name[0].text] = cell.text
    return found
