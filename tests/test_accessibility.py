"""Everybody can read and use the pages and the handouts: axe-core, in a real browser, finds no barrier."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import browsing
import nbformat
import pytest
from browsing import Page
from factories import a_class, a_record, a_run, a_task, an_assignment
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from reading import cell_page, contrast

from autograder import handout
from autograder.course.model import Course
from autograder.nbgrader.answers import Answer
from autograder.results.feedback import feedback_html
from autograder.results.pages import html
from autograder.results.records import Status
from autograder.results.report import Insight, lecture_html, report_html
from autograder.results.term import Part, students, term_html

COURSE = Course.find(Path(__file__))
OPEN = "document.querySelectorAll('details').forEach(closed => { closed.open = true })"
OF_NBCONVERT = ".jp-InputPrompt, .highlight"
"""The numbers beside code cells and the code, which nbconvert draws in colours of its own."""
needs_browser = pytest.mark.skipif(bool(browsing.lacking()), reason=browsing.lacking())
ANSWERS = [
    Answer("0a1b2c3d", "The weights make up for it.", ("ada", "alan")),
    Answer("1a1b2c3d", "x" * 200 + "\n    code = 1", ("eve",)),
    Answer("student bob", None, ("bob",)),
]
SHELL = '<!DOCTYPE html><html lang="en"><head><title>{}</title></head><body><main>{}</main></body></html>'


def pages() -> dict[str, str]:
    """The pages of a class by their names: every status, a named mistake with example and hints, a weak run."""
    tasks = [
        a_task("forward", 3, 3),
        a_task("grad_W", 0, 6, mistake="dropped-two", message="dW is half.", example="x = 1\nyours: 2"),
    ]
    assignment = an_assignment()
    insight = Insight(lambda record, task: f"def {task}(X):\n    return {' + '.join(['transposed(X)'] * 9)}", {})
    return {
        **{status.value: feedback_html(a_record("s1", status), assignment) for status in Status},
        "feedback": feedback_html(a_record("s1", tasks=tasks), assignment),
        "report": report_html(a_class(), assignment, a_run(), insight),
        "lecture": lecture_html(a_class(), assignment, insight),
        **term_pages(),
        "answers": html()
        .get_template("answers.html.j2")
        .render(assignment=assignment, question=assignment.question, answers=ANSWERS, known={}),
        "weak": report_html([a_record()], assignment, a_run(isolation=1)),
    }


def term_pages() -> dict[str, str]:
    """The page of a term of all assignments, with the year before, and a page of progress."""
    parts = []
    for name in COURSE.names():
        assignment = COURSE.load(name)
        tasks = [
            a_task(task.name, 0 if at % 2 else task.points, task.points, mistake="dropped-two" if at % 2 else None)
            for at, task in enumerate(assignment.tasks)
        ]
        parts.append(Part(assignment, [a_record(student, tasks=tasks) for student in ("ada", "alan", "x" * 60)]))
    student = students(parts)[0]
    rows = [(part.assignment, part.records[0], part.records[0].tasks[1:2]) for part in parts]
    progress = html().get_template("progress.html.j2").render(title="Course", student=student, rows=rows)
    return {"term": term_html("Course", parts, parts[:3]), "progress": progress}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browsing.browser(tmp_path_factory.mktemp("browser")) as opened:
        yield opened


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize(("width", "dark"), [(1400, False), (1400, True), (390, False)], ids=["wide", "dark", "narrow"])
def test_pages_have_no_barrier(page: Page, tmp_path: Path, width: int, dark: bool) -> None:
    """Light, dark and as wide as a telephone, all opened that opens; and nothing is wider than the window."""
    page.show(width=width, dark=dark)
    for name, text in pages().items():
        _open(page, tmp_path / f"{name}.html", text)

        assert page.barriers() == [], name
        assert page.driver.execute_script("return document.documentElement.scrollWidth <= innerWidth"), name


@pytest.mark.browser
@needs_browser
def test_pages_fit_on_paper(page: Page, tmp_path: Path) -> None:
    """Printed on A4 (720 pixels between its margins), opened or closed, no page and no code is cut at the right."""
    page.show(width=720)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    cut = "return [...document.querySelectorAll('body, .table, pre')].filter(e => e.scrollWidth > e.clientWidth).length"
    try:
        for name, text in pages().items():
            _open(page, tmp_path / f"{name}.html", text)

            assert page.driver.execute_script("return document.documentElement.scrollWidth") <= 720, name
            assert page.driver.execute_script(cut) == 0, name
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})


@pytest.mark.browser
@needs_browser
def test_a_keyboard_reaches_what_a_narrow_window_hides(page: Page, tmp_path: Path) -> None:
    """A table that is wider than the window takes the focus, shows it, and the arrow keys move it."""
    page.show(width=390)
    _open(page, tmp_path / "report.html", pages()["report"])
    tables = page.driver.execute_script(
        "return [...document.querySelectorAll('.table')].filter(table => table.scrollWidth > table.clientWidth)"
    )

    assert len(tables) >= 2
    for table in tables:
        table.send_keys("\ue014" * 5)  # the right arrow
        page.until(
            lambda table=table: page.driver.execute_script("return arguments[0].scrollLeft", table) > 0, "scroll"
        )
        assert page.driver.execute_script("return getComputedStyle(arguments[0]).outlineStyle", table) == "solid"


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("name", COURSE.names())
def test_handouts_have_no_barrier(page: Page, tmp_path: Path, name: str) -> None:
    """The notebook and the texts beside it have headings in order and named columns."""
    folder = COURSE.assignments / name
    notebook, _ = HTMLExporter().from_notebook_node(nbformat.read(folder / f"{name}.ipynb", as_version=4))
    page.show()
    _open(page, tmp_path / "notebook.html", notebook)

    assert page.barriers(but=OF_NBCONVERT) == []
    for file in sorted([*folder.glob("*.md"), *COURSE.assignments.glob("*.md")]):
        _open(page, tmp_path / "text.html", SHELL.format(file.stem, cell_page(file.read_text("utf-8"))))

        assert page.barriers() == [], file.name


@pytest.mark.browser
@needs_browser
def test_a_telephone_shows_the_points_of_each_task(page: Page, tmp_path: Path) -> None:
    """A window of 390 pixels has room for each number in the last column of the table at the head of a notebook."""
    page.show(width=390)
    cut = (
        "const table = document.querySelector('table'), edge = table.parentElement.getBoundingClientRect().right;"
        "return [...table.querySelectorAll('td:last-child')].filter(cell => { const range = document.createRange();"
        "range.selectNodeContents(cell); return range.getBoundingClientRect().right > edge }).length"
    )
    for name in COURSE.names():
        book = nbformat.read(COURSE.assignments / name / f"{name}.ipynb", as_version=4)
        book.cells = [cell for cell in book.cells if "| task | what it gives | points |" in cell.source]
        _open(page, tmp_path / f"{name}.html", HTMLExporter().from_notebook_node(book)[0])

        assert len(book.cells) == 1
        assert page.driver.execute_script(cut) == 0, name


@pytest.mark.browser
@needs_browser
def test_a_telephone_shows_figures_whose_words_can_be_read(page: Page, tmp_path: Path) -> None:
    """A figure is made no smaller than three quarters; it is moved within the page, which is not wider than it was."""
    (tmp_path / "pictures.py").write_bytes((Path(handout.__file__).parent / "pictures.py").read_bytes())
    code = "import matplotlib.pyplot as plt\nfrom pictures import show\nplt.figure(figsize=(10, 4))\nshow('Nothing.')"
    cells = [nbformat.v4.new_markdown_cell("# A figure"), nbformat.v4.new_code_cell(code)]
    book = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(book, resources={"metadata": {"path": str(tmp_path)}}).execute()
    seen = {}
    for width in (390, 1400):
        page.show(width=width)
        _open(page, tmp_path / "figure.html", HTMLExporter().from_notebook_node(book)[0])
        size = "const i = document.querySelector('img'); return [i.width / i.naturalWidth, document.body.scrollWidth]"
        seen[width] = page.driver.execute_script(size)

        assert page.barriers(but=OF_NBCONVERT) == []

    assert 0.74 < seen[390][0] < 0.76
    assert seen[1400][0] == 1
    assert seen[390][1] <= 390


@pytest.mark.parametrize("name", COURSE.names())
def test_below_a_figure_stands_what_it_shows(name: str) -> None:
    """A figure has a paragraph below it, before anything else begins; several figures may share a paragraph."""
    cells = json.loads((COURSE.assignments / name / f"{name}.ipynb").read_bytes())["cells"]
    sources = [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    draws = [
        kind == "code" and re.search(r"\b(?:plt\.)?show\(|^draw\w*\(", text, re.M) is not None for kind, text in sources
    ]
    below = [sources[at + 1] for at, drawn in enumerate(draws) if drawn and not draws[at + 1]]

    assert below
    assert [text for kind, text in below if kind != "markdown" or text.startswith(("#", "Hints"))] == []


@pytest.mark.parametrize("name", COURSE.names())
def test_each_figure_has_a_text_of_its_own(name: str) -> None:
    """Each figure is shown with a text; `plt.show()`, which shows it without one, stands in no notebook."""
    script = (COURSE.folder(name) / "notebook.py").read_text("utf-8")
    texts = re.findall(r'^ *show\(f?"(.*)"\)$', script, re.MULTILINE)

    assert texts
    assert "plt.show(" not in script
    assert len(texts) == len(re.findall(r"\bshow\(", script))
    assert [text for text in texts if not 30 < len(text) < 150 or not text.endswith(".")] == []


def test_a_text_of_a_figure_is_the_pictures_alternative(tmp_path: Path) -> None:
    """JupyterLab and a page that nbconvert makes show an image with this text, whatever letters are in it."""
    text = "Loss < 1 & it's falling."
    code = f"import matplotlib.pyplot as plt\nfrom pictures import show\nplt.plot([1, 2])\nshow({text!r})"
    (tmp_path / "pictures.py").write_bytes((Path(handout.__file__).parent / "pictures.py").read_bytes())
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(book, resources={"metadata": {"path": str(tmp_path)}}).execute()
    [output] = book.cells[0].outputs
    page, _ = HTMLExporter().from_notebook_node(book)
    [image] = re.findall(r'<img [^>]*alt="([^"]*)"', page)

    assert {"text/html", "image/png", "text/plain"} == {*output.data}
    assert unescape(image) == text


@pytest.mark.parametrize("name", COURSE.names())
def test_colours_of_a_figure_can_be_told_from_its_ground(name: str) -> None:
    """Figures have letters in these colours, on white and in pale boxes; WCAG 2.2 (1.4.3) asks for 4.5."""
    script = (COURSE.folder(name) / "notebook.py").read_text("utf-8")
    [colours] = re.findall(r"^BLUE, ORANGE, GREEN, PURPLE, GREY = (.*)$", script, re.MULTILINE)
    found = re.findall(r'"(#\w{6})"', colours)

    assert len(found) == 5
    assert {colour: contrast(colour, "#F5F5F5") for colour in found if contrast(colour, "#F5F5F5") < 4.5} == {}


def _open(page: Page, path: Path, text: str) -> None:
    path.write_text(text, "utf-8")
    page.open(path.as_uri())
    page.driver.execute_script(OPEN)
