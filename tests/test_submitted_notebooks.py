"""Hostile, damaged and bulky notebooks: what is read of them, and what formgrader and feedback pages make of them."""

from __future__ import annotations

import functools
import http.server
import io
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import browsing
import jupyter_server_mathjax
import msgspec
import nbformat
import pytest
from browsing import Page
from bs4 import BeautifulSoup
from hostile_notebooks import HONEST, MARKDOWN, PNG, RAN, hostile_cells, hostile_metadata, hostile_outputs
from jupyter_servers import Server
from nbgrader.api import Gradebook
from nbgrader_round import COURSE_ID
from reading import InertCell, cell_page
from selenium.webdriver.common.keys import Keys

from autograder.course.model import Course
from autograder.demo import DemoCourse, DemoUser, build_submission
from autograder.nbgrader import preprocessors, submitted
from autograder.nbgrader.autograded import read_records
from autograder.nbgrader.submitted import UnreadNotebook, read_notebook
from autograder.results.records import Record

NAME = "a1_one_weight"
ANSWER = "written-question"
COURSE = Course.find(Path(__file__).parents[1])
MODULE = COURSE.load(NAME).module_file
TASKS = COURSE.load(NAME).tasks

Book = dict[str, Any]


def a_cell(source: object = "text", kind: str = "markdown", **more: object) -> dict[str, Any]:
    return {"cell_type": kind, "metadata": {}, "source": source, **more}


def a_book(*cells: dict[str, Any], **more: object) -> bytes:
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **more}).encode()


def read(data: bytes) -> Any:
    return read_notebook(io.BytesIO(data))


# -- Reading ----------------------------------------------------------------------------------------------------------


def test_text_pictures_and_grade_ids_are_read_and_nothing_else() -> None:
    """Each cell in its place, its text in one piece."""
    attachments = {"a.png": {"image/png": PNG}}
    mine = {"nbgrader": {"grade_id": "answer", "points": 100, "solution": True}, "tags": ["a"]}
    book = read(
        a_book(
            a_cell(["one\n", "two"], attachments=attachments),
            a_cell("x = 1", "code", outputs=hostile_outputs(), execution_count=3),
            a_cell("raw", "raw") | {"metadata": {"format": "text/html"}},
            a_cell("mine") | {"metadata": mine},
            a_cell("odd", "odd") | {"metadata": "odd", "id": "<b>", "attachments": 3},
            metadata=hostile_metadata(),
        )
    )

    assert [(cell.cell_type, cell.source) for cell in book.cells] == [
        ("markdown", "one\ntwo"),
        ("code", "x = 1"),
        ("raw", "raw"),
        ("markdown", "mine"),
        ("markdown", "odd"),
    ]
    assert [cell.metadata for cell in book.cells] == [{}, {}, {}, {"nbgrader": {"grade_id": "answer"}}, {}]
    assert book.cells[0].attachments == attachments
    assert book.cells[1].outputs == []
    assert book.metadata == {}
    nbformat.validate(book)


def test_notebook_of_format_3_is_read() -> None:
    """Its cells lie in worksheets, and some have other names."""
    cells = [
        {"cell_type": "heading", "level": 2, "source": ["A", "B"], "metadata": {}},
        {"cell_type": "code", "input": "x = 1", "outputs": [{"output_type": "pyout", "html": RAN}], "language": RAN},
        {"cell_type": "html", "source": f"<script>{RAN}</script>"},
        {"cell_type": "markdown", "source": "text", "metadata": {"nbgrader": {"grade_id": ANSWER}}},
    ]
    book = read(json.dumps({"nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]}).encode())

    assert [(cell.cell_type, cell.source) for cell in book.cells] == [
        ("markdown", "## AB"),
        ("code", "x = 1"),
        ("markdown", f"<script>{RAN}</script>"),
        ("markdown", "text"),
    ]
    assert book.cells[3].metadata == {"nbgrader": {"grade_id": ANSWER}}


def test_bulky_honest_notebook_loses_nothing() -> None:
    """Outputs of 30 MB are passed over, whatever is in them; pictures of 10 MB are kept."""
    figure = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * 30_000_000}}
    pictures = {f"{count}.png": {"image/png": "A" * 5_000_000} for count in range(2)}
    book = read(a_book(a_cell("plot()", "code", outputs=[figure]), a_cell("mine", attachments=pictures)))

    assert [cell.source for cell in book.cells] == ["plot()", "mine"]
    assert book.cells[1].attachments == pictures


SMALL = {"cell_type": "markdown", "source": ""}
UNREAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "cells": (lambda: a_book(*[SMALL] * 20_000), "it has 20000 cells, but the limit is 500"),
    "tiny-cells": (
        lambda: b'{"nbformat":4,"cells":[' + b",".join([b'{"cell_type":""}'] * 1_000_000) + b"]}",
        "it has 1000000 cells",
    ),
    "sheets": (
        lambda: json.dumps({"nbformat": 3, "worksheets": [{"cells": [SMALL] * 300}] * 2}).encode(),
        "it has 600 cells",
    ),
    "bytes": (lambda: bytes(submitted.MAX_BYTES + 1), "it is larger than 64 MiB"),
    "text": (lambda: a_book(*[a_cell("word " * 1000)] * 60), "its text is longer than 250000 characters"),
    "code": (lambda: a_book(a_cell("x = 1\n" * 50_000, "code")), "its text is longer than 250000 characters"),
    "picture": (
        lambda: a_book(a_cell("a", attachments={"a": {"image/png": "A" * submitted.MAX_KEPT}})),
        "its text and pictures are larger than 32 MiB",
    ),
    "pieces": (lambda: a_book(a_cell(["a"] * 600_000)), "in too many pieces"),
    "names": (lambda: a_book(a_cell("a", attachments={str(n): {} for n in range(600_000)})), "in too many pieces"),
    "deep": (lambda: a_book(a_cell("a")).replace(b'"a"', b"[" * 100_000 + b"]" * 100_000), "damaged"),
    "deep-metadata": (lambda: b'{"nbformat":4,"metadata":' + b'{"a":' * 100_000 + b"0" + b"}" * 100_001, "damaged"),
    "empty": (lambda: b"", "damaged"),
    "truncated": (lambda: a_book(a_cell())[:-2], "damaged"),
    "list": (lambda: b"[]", "damaged"),
    "old": (lambda: a_book(a_cell()).replace(b'"nbformat": 4', b'"nbformat": 2'), "damaged"),
    "binary": (lambda: b"PK\x03\x04" + bytes(range(256)), "damaged"),
    "odd-source": (lambda: a_book(a_cell({"a": 1})), "damaged"),
    "surrogate": (lambda: a_book(a_cell("\ud800")), "damaged"),
    "cells-no-list": (lambda: a_book().replace(b'"cells": []', b'"cells": {}'), "damaged"),
}


@pytest.mark.parametrize("kind", UNREAD)
def test_notebook_beyond_the_bounds_is_not_read(kind: str) -> None:
    """The sentence says which bound."""
    make, why = UNREAD[kind]

    with pytest.raises(UnreadNotebook, match=why):
        read(make())


def test_only_so_much_of_a_file_is_read() -> None:
    """A file that has no end is none either."""

    class Endless(io.RawIOBase):
        asked = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 <= size <= submitted.MAX_BYTES + 1
            return bytes(size)

    with pytest.raises(UnreadNotebook, match="larger"):
        read_notebook(Endless())


# -- A class through nbgrader -----------------------------------------------------------------------------------------


def _append(*cells: dict[str, Any]) -> Callable[[Book], None]:
    return lambda book: book["cells"].extend(cells)


def _answer(source: object, **more: object) -> Callable[[Book], None]:
    def change(book: Book) -> None:
        _graded(book, ANSWER).update(source=source, **more)

    return change


def _graded(book: Book, name: str) -> dict[str, Any]:
    [cell] = [cell for cell in book["cells"] if cell["metadata"].get("nbgrader", {}).get("grade_id") == name]
    return cell


def _hostile(book: Book) -> None:
    """Each hostile text in a cell below a word of its own, everything else that is hostile, and an honest answer."""
    _answer(f'{HONEST[1]}\n\nThe chain rule makes it so.\n\n<img src=x onerror="{EXPLOIT}">')(book)
    for place, source in enumerate(every_text()):
        book["cells"].append(a_cell(f"Word-{place}.\n\n{source}", id=f"h{place}"))
    book["cells"].extend(hostile_cells())
    book["metadata"] = hostile_metadata()
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = hostile_outputs()


def _format_3(book: Book) -> None:
    cells = [
        {"cell_type": "html", "source": f'<img src=x onerror="{RAN}">'},
        {"cell_type": "heading", "level": 1, "source": f'<img src=x onerror="{RAN}">'},
        {"cell_type": "markdown", "source": "The chain rule.", "metadata": {"nbgrader": {"grade_id": ANSWER}}},
    ]
    book.clear()
    book.update({"nbformat": 3, "nbformat_minor": 0, "metadata": hostile_metadata(), "worksheets": [{"cells": cells}]})


def _headings(book: Book) -> None:
    """The tasks' names as headings, above their cells: formgrader finds the field of a task's points by its name."""
    answer = _graded(book, ANSWER)
    answer["source"] = "".join(f"# {task.name}\n\n" for task in TASKS) + "The chain rule."
    book["cells"].remove(answer)
    book["cells"].insert(0, answer)


def every_text() -> list[str]:
    return [source for sources in MARKDOWN.values() for source in sources]


EXPLOIT = (
    "fetch('/formgrader/api/grades?submission_id=' + submission_id).then(a => a.json()).then(all => all.forEach(one => "
    "fetch('/formgrader/api/grade/' + one.id, {method: 'PUT', headers: {'X-CSRFToken': (document.cookie.match('_xsrf="
    f"([^;]*)') || [])[1]}}, body: JSON.stringify({{...one, manual_score: one.max_score}})}}))); {RAN}"
)
"""All points for whoever's page an instructor opens in formgrader."""

WRONG = "wrong gradients-dropped-two"
CLASS: dict[str, Callable[[Book], None]] = {
    "ada": _answer("\n\n".join(HONEST)),
    "mallory": _hostile,
    "trudy": _format_3,
    "headings": _headings,
    "untouched": lambda book: None,
    "raw-answer": _answer(f'<img src=x onerror="{RAN}"> mine', cell_type="raw"),
    "code-answer": _answer(f'<img src=x onerror="{RAN}"> mine', cell_type="code", outputs=hostile_outputs()),
    "many-cells": _append(*[a_cell("x = 1", "code", outputs=[])] * 20_000),
    "long": _append(a_cell("word " * 60_000)),
    "deep": lambda book: book["metadata"].update(deep=json.loads("[" * 900 + "]" * 900)),
    "zz-after": _answer("Mine."),
}
DAMAGED = {"many-cells", "long", "damaged", "huge"}
"""Whose notebooks are not read."""


class HostileClass:
    """Handed in, graded and given back; everybody's module has the same mistake."""

    def __init__(self, folder: Path) -> None:
        self.school = DemoCourse(COURSE, folder)
        self.desk: DemoUser = self.school.instructor
        self.desk.nbgrader("generate_assignment", NAME)
        for student, change in CLASS.items():
            self._hand_in(student, change)
        (self._hand_in("damaged", lambda book: None) / f"{NAME}.ipynb").write_bytes(b'{"cells": [')
        with (self._hand_in("huge", lambda book: None) / f"{NAME}.ipynb").open("r+b") as file:
            file.truncate(submitted.MAX_BYTES + 1)
        self.said = self.desk.nbgrader("autograde", NAME)
        self.feedback_said = self.desk.nbgrader("generate_feedback", NAME)

    def _hand_in(self, student: str, change: Callable[[Book], None]) -> Path:
        folder = self.desk.folder / "submitted" / student / NAME
        shutil.copytree(self.desk.folder / "release" / NAME, folder)
        (folder / MODULE).write_text(build_submission(COURSE, NAME, WRONG) or "", encoding="utf-8")
        (folder / "timestamp.txt").write_text("2030-01-01 12:00:00 UTC")
        path = folder / f"{NAME}.ipynb"
        book = json.loads(path.read_text())
        change(book)
        path.write_text(json.dumps(book))
        return folder

    def autograded(self, student: str) -> Any:
        return nbformat.read(self.desk.folder / "autograded" / student / NAME / f"{NAME}.ipynb", as_version=4)

    def feedback(self, student: str) -> Path:
        return self.desk.folder / "feedback" / student / NAME / f"{NAME}.html"

    def grades(self, student: str) -> dict[str, tuple[float | None, float | None, bool]]:
        """By cell: the grader's points, a person's, and whether a person is to look."""
        with Gradebook(f"sqlite:///{self.desk.folder}/gradebook.db", COURSE_ID) as book:
            grades = book.find_submission_notebook(NAME, NAME, student).grades
            return {grade.name: (grade.auto_score, grade.manual_score, grade.needs_manual_grade) for grade in grades}

    def records(self) -> dict[str, Record]:
        return {record.student: record for record in read_records(self.desk.folder, NAME)}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> HostileClass:
    return HostileClass(tmp_path_factory.mktemp("notebooks") / "school")


STUDENTS = [*CLASS, "damaged", "huge"]


@pytest.mark.parametrize("student", STUDENTS)
def test_marks_are_those_of_the_python_file(handed_in: HostileClass, student: str) -> None:
    """Whatever the notebook is; the written answer waits for a person, but for one that nobody touched."""
    points = {task.name: (task.score, None, False) for task in handed_in.records()["ada"].tasks}
    untouched = student in ("untouched", "deep")

    assert 0 < sum(score for score, *_ in points.values()) < COURSE.load(NAME).max_score
    assert handed_in.grades(student) == points | {ANSWER: (0.0, None, False) if untouched else (None, None, True)}


@pytest.mark.parametrize("student", sorted(DAMAGED))
def test_unread_notebook_is_named_and_its_answer_says_so(handed_in: HostileClass, student: str) -> None:
    """In the log for the instructor; on the page for both."""
    cells = [cell for cell in handed_in.autograded(student).cells if "nbgrader" in cell.metadata]
    [cell] = [cell for cell in cells if cell.metadata.nbgrader.grade_id == ANSWER]

    assert f"The notebook of {student} was not read: it" in handed_in.said
    assert cell.source.startswith("Your notebook was not read: it")
    assert "Your notebook was not read: it" in handed_in.feedback(student).read_text()
    assert len(handed_in.autograded(student).cells) < 20


@pytest.mark.parametrize("student", STUDENTS)
def test_autograded_notebook_is_rebuilt(handed_in: HostileClass, student: str) -> None:
    """Its metadata, ids and outputs are the grader's; no script of a student's stands anywhere but in text."""
    book = handed_in.autograded(student)
    kept = json.loads(json.dumps(book))

    nbformat.validate(book)
    assert set(kept["metadata"]) == {"kernelspec", "language_info", "autograder"}
    assert kept["metadata"]["kernelspec"] == {"display_name": "Python 3", "language": "python", "name": "python3"}
    assert kept["metadata"]["language_info"] == {"name": "python"}
    assert [cell["id"] for cell in kept["cells"]] == [f"cell-{count}" for count in range(1, len(kept["cells"]) + 1)]
    for cell in kept["cells"]:
        graded = "nbgrader" in cell["metadata"]
        assert set(cell["metadata"]) <= {"nbgrader"}
        assert cell["cell_type"] in ("code", "markdown")
        assert cell["cell_type"] == "markdown" or len(cell["outputs"]) == (2 if graded else 0)
        assert "attachments" not in cell
        if cell["cell_type"] == "markdown":
            InertCell(cell_page(cell["source"]))


@pytest.mark.parametrize("student", STUDENTS)
def test_cells_of_the_feedback_page_are_inert(handed_in: HostileClass, student: str) -> None:
    """As generate_feedback wrote it: a cell runs nothing and has no name; around it all is nbgrader's."""
    page = BeautifulSoup(handed_in.feedback(student).read_text(), "html.parser")
    cells = page.select(".text_cell_render, .input_area pre")

    assert len(cells) > 5
    for cell in cells:
        InertCell(cell.decode_contents())
        cell.decompose()
    assert RAN not in str(page)
    assert page.title is not None
    assert page.title.text == NAME


def test_honest_answer_is_as_it_was_written(handed_in: HostileClass) -> None:
    """Byte for byte in the autograded notebook."""
    [cell] = [c for c in handed_in.autograded("ada").cells if c.metadata.get("nbgrader", {}).get("grade_id") == ANSWER]

    assert cell.source == "\n\n".join(HONEST)


def test_regrade_has_other_inputs_unless_asked_otherwise(handed_in: HostileClass) -> None:
    """One command grades a class with one seed, the next with another, and a recorded one gives the same record."""
    first = handed_in.records()
    asked = f"--GradeSubmission.seed={first['ada'].seed}"
    only = ("autograde", NAME, "--force", "--student", "ada")
    handed_in.desk.nbgrader(*only)
    second = handed_in.records()["ada"]
    handed_in.desk.nbgrader(*only, asked)
    third = handed_in.records()["ada"]
    handed_in.desk.nbgrader("generate_feedback", NAME, "--force", "--student", "ada")

    assert len({record.seed for record in first.values()}) == 1
    assert second.seed != first["ada"].seed
    assert msgspec.json.encode(third) == msgspec.json.encode(first["ada"])
    assert not (handed_in.desk.folder / ".autograder").exists()


# -- In a browser ------------------------------------------------------------------------------------------------------

IN_A_BROWSER = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(browsing.lacking()), reason=browsing.lacking()),
]
CELLS = ".text_cell_render"
TOUCH = """
    document.addEventListener("click", (event) => {
        const link = event.target.closest("a");
        if (link && !link.protocol.startsWith("javascript")) event.preventDefault();
    }, true);
    for (const element of document.querySelectorAll(arguments[0] + " *")) {
        for (const kind of ["mouseover", "mouseenter", "focus", "pointerdown", "toggle"])
            element.dispatchEvent(new Event(kind, {bubbles: true}));
        if (element.click) element.click();
    }
"""
"""What a reader may do to what is in the cells; no link is followed but one that runs something."""
DRAW = """
    const done = arguments[1], script = document.createElement("script");
    script.src = arguments[0];
    script.onload = () => {
        MathJax.Hub.Register.StartupHook("End", () => {
            MathJax.Hub.Queue(() => done(MathJax.Hub.getAllJax().map((jax) => jax.originalText)));
        });
    };
    document.head.append(script);
"""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with browsing.browser(tmp_path) as opened:
        opened.driver.set_script_timeout(browsing.SECONDS)
        yield opened


@pytest.fixture(scope="module")
def mathjax() -> Iterator[str]:
    """The address of MathJax without its list of what is safe: nothing here relies on it."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *message: object) -> None:
            pass

    folder = Path(jupyter_server_mathjax.__file__).parent / "static"
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/MathJax.js?config=TeX-AMS-MML_HTMLorMML-full"
        server.shutdown()


def _look(page: Page, mathjax: str) -> tuple[str, list[str]]:
    """Touch everything in the cells, draw the formulas, and touch it again: nothing has run.

    Returns the text of the cells, and the formulas that were drawn.
    """
    run = page.driver.execute_script
    text = "\n".join(run("return [...document.querySelectorAll(arguments[0])].map((cell) => cell.innerText)", CELLS))
    named = run(
        "return document.querySelectorAll(arguments[0]).length", f"{CELLS} [id], {CELLS} [name], {CELLS} .score"
    )
    run(TOUCH, CELLS)
    drawn = page.driver.execute_async_script(DRAW, mathjax)
    run(TOUCH, CELLS)
    page.picture("seen")
    links = run("return [...document.querySelectorAll(arguments[0])].map((link) => link.protocol)", f"{CELLS} a[href]")
    positions = run(
        "return [...document.querySelectorAll(arguments[0])].map((one) => getComputedStyle(one).position)", f"{CELLS} *"
    )

    assert named == 0
    assert set(links) <= {"http:", "https:", "mailto:"} | {run("return location.protocol")}
    assert "fixed" not in positions
    assert run("return document.documentElement.dataset.ran || null") is None
    return text, drawn


def _drawable(source: str) -> str:
    """A formula's text as MathJax is given it."""
    return source.strip().removeprefix("$$").removesuffix("$$").strip()


def _check_hostile(text: str, drawn: list[str]) -> None:
    for place in range(len(every_text())):
        assert f"Word-{place}." in text
    assert "The chain rule makes it so." in text
    assert _drawable(HONEST[1]) in [formula.strip() for formula in drawn]
    assert "c<d" in drawn  # it stands beside one that is not drawn
    assert not [formula for formula in drawn if submitted._MACRO.search(formula)]


def _check_honest(text: str, drawn: list[str]) -> None:
    assert {_drawable(source) for source in HONEST[1:4]} <= {formula.strip() for formula in drawn}
    assert {"a<b", "b>c", "a < b", "x_1"} <= set(drawn)
    for words in ("if a<b and c>d:", 'print("x & y")', "plain <b> & code", "3 < 4 > 2, x<y", "größer als 3 < 4"):
        assert words in text


class TestInABrowser:
    """An instructor opens what a class handed in, in formgrader and on the feedback pages."""

    pytestmark = IN_A_BROWSER

    def test_manual_grading(self, handed_in: HostileClass, page: Page, mathjax: str) -> None:
        """No script runs, no mark changes but the one that is typed, and answers and formulas are read."""
        before = {student: handed_in.grades(student) for student in STUDENTS}
        seen = {}
        with Server(handed_in.desk) as server:
            books = json.loads(server.ask(f"formgrader/api/submitted_notebooks/{NAME}/{NAME}"))
            page.open(server.address("formgrader"))
            page.find("#main-table tr", NAME)
            for student in ("mallory", "trudy", "ada", "raw-answer", "many-cells", "headings"):
                [number] = [book["id"] for book in books if book["student"] == student]
                page.open(server.address(f"formgrader/submissions/{number}/"))
                page.find(f"#{ANSWER}")
                seen[student] = _look(page, mathjax)
            page.open(page.driver.current_url)
            page.until(lambda: page.driver.execute_script("return formgrader.grades?.loaded"), "the fields are there")
            page.find(f"#{ANSWER}").send_keys("1.5", Keys.TAB)
            page.until(lambda: handed_in.grades("headings")[ANSWER][1] == 1.5, "the points are saved")
        after = {student: handed_in.grades(student) for student in STUDENTS}

        _check_hostile(*seen["mallory"])
        _check_honest(*seen["ada"])
        assert "The chain rule." in seen["trudy"][0]
        assert re.search(r"Your notebook was not read: it has 200\d\d cells", seen["many-cells"][0])
        assert after.pop("headings") == before.pop("headings") | {ANSWER: (None, 1.5, False)}
        assert after == before

    @pytest.mark.parametrize("student", ["mallory", "trudy", "ada", "raw-answer", "code-answer"])
    def test_feedback(self, handed_in: HostileClass, page: Page, mathjax: str, student: str) -> None:
        """As a student or an instructor opens it: from the disk."""
        page.open(handed_in.feedback(student).as_uri())
        text, drawn = _look(page, mathjax)

        if student == "mallory":
            _check_hostile(text, drawn)
        if student == "ada":
            _check_honest(text, drawn)


# -- Seeds in one process, as formgrader's buttons have them ----------------------------------------------------------


class Session:
    """In the place of a grading session: takes its seed down."""

    opened: list[int]
    closed: list[int]

    def __init__(self, seed: int, opened: list[int], closed: list[int]) -> None:
        self.seed, self.opened, self.closed = seed, opened, closed

    def __enter__(self) -> Session:
        self.opened.append(self.seed)
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.closed.append(self.seed)

    def grade(self, submission: object) -> int:
        return self.seed


def test_seed_is_another_when_a_student_comes_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All who come for the first time have the same; at most one session is open."""
    opened: list[int] = []
    closed: list[int] = []
    monkeypatch.setattr(preprocessors, "GradingSession", lambda *_, seed, **__: Session(seed, opened, closed))
    grader = preprocessors.FolderGrader(COURSE.root, NAME, 1)
    first, again, more = "abc", "bca", "cbab"
    seeds = [grader.grade(student, tmp_path, None) for student in first + again + more]
    asked = [grader.grade("a", tmp_path, 7), grader.grade("a", tmp_path, 7)]

    rounds = [set(seeds[:3]), set(seeds[3:6]), set(seeds[6:9]), set(seeds[9:])]
    assert all(len(each) == 1 for each in rounds)
    assert len(set(seeds)) == 4
    assert asked == [7, 7]
    assert len(opened) == 5
    assert closed == opened[:-1]
    assert max(seeds) > 2**32
    grader.close()
    grader.close()
    assert closed == opened
