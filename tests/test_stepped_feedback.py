"""The graph on a feedback page: right numbers, nothing of a submission but them, and a policy for its script alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import msgspec
import pytest
from browsing import Page
from factories import HOSTILE_MESSAGE, a_class, a_record, a_task, an_assignment, write_course_file
from reading import harmless

from autograder.course.graphs import Graph, calculated
from autograder.course.model import Assignment, Course, CourseError
from autograder.handout import watch
from autograder.handout.watch import number, step_through
from autograder.results import pages
from autograder.results.feedback import feedback_html, feedback_markdown
from autograder.results.records import Record
from autograder.results.stepped import Pictures

COURSE = Course.find(Path(__file__))
NAMES = [name for name in COURSE.names() if COURSE.load(name).graphs]
GIVEN = "x = 3, w = 0.5, y = 5"
NODES: list[dict[str, Any]] = [
    {"name": "x"},
    {"name": "w"},
    {"name": "p", "says": "x·w", "value": "x * w", "parents": [["x", "w"], ["w", "x"]]},
    {"name": "y"},
    {"name": "L", "says": "(y − p)²", "value": "(y - p)**2", "parents": [["p", "-2 * (y - p)"], ["y", "2 * (y - p)"]]},
]


def a_graph(**changes: Any) -> Graph:
    return msgspec.convert({"task": "grad_W", "nodes": NODES} | changes, Graph)


def with_graph() -> Assignment:
    return an_assignment(graphs=[a_graph()])


def failed(example: str, student: str = "s1") -> Record:
    """grad_W failed; at x = 3, w = 0.5, y = 5: p = 1.5, dL/dp = -2*3.5 = -7, dL/dw = -21, dL/dx = -3.5, dL/dy = 7."""
    return a_record(student, tasks=[a_task("grad_W", 0, 6, mistake="dropped-two", message="Half.", example=example)])


def without_its_script(page: str) -> str:
    """The page without the one script, where its policy allows that script and no other."""
    own = pages.to_run(watch.SCRIPT)
    assert page.count(f"script-src '{own.allowed}';") == 1
    assert page.count("script-src") == 1
    return page.replace(f"<script>{own.text}</script>", "", 1)


@pytest.mark.parametrize("name", NAMES)
def test_declared_graphs_give_what_is_right_on_the_examples(name: str) -> None:
    """Each graph fits an example of its task; the way back ends at the gradients that the reference gives there."""
    shipped = json.loads((COURSE.assignments / name / "explanations.json").read_text("utf-8"))["examples"]
    compared = 0
    for graph in COURSE.load(name).graphs:
        fitting = [one for one in shipped[graph.task] if graph.on(one["given"]) and "calls" not in one["given"]]
        assert fitting, graph.when
        for example in fitting:
            found = graph.on(example["given"])
            assert found is not None
            markup = step_through(found[0], "", found[1]).markup()
            heads, grads = (re.findall(rf'class="{kind}"[^>]*>([^<]*)<', markup) for kind in ("wh", "wg"))
            ends = {head.split(" ")[0]: grad for head, grad in zip(heads, grads, strict=True)}
            for key, right in example["right"].items():
                node = {"dL_dyhat": "ŷ"}.get(key, re.sub(r"^(dL_d|d)|\.grad$", "", key))
                value = right["array"] if isinstance(right, dict) else right
                while isinstance(value, list):
                    [value] = value
                if node in ends:
                    assert ends[node] == f"grad {number(value)}", (example["given"], key)
                    compared += 1

    assert compared >= 4


def test_the_numbers_are_those_of_the_example() -> None:
    """The picture stands on the page, and its last state has the gradients at the example's numbers."""
    page = feedback_html(failed(f"{GIVEN}\ndL_dw = -21\nyours: -10.5"), with_graph())

    assert re.findall(r'class="wg"[^>]*>([^<]*)<', page) == [f"grad {n}" for n in ("−3.5", "−21", "−7", "7", "1")]
    assert "Backward, from p to w: <" in page
    assert page.index("The smallest example") < page.index("<svg") < page.index("Hint 1")


@pytest.mark.parametrize(
    "example",
    [
        "",
        "x = 3, w = 0.5",
        "x = [[3, 2]], w = 0.5, y = 5",
        "x = [[3], w = 0.5, y = 5",
        "x = a, w = 0.5, y = 5",
        "x = 3",
    ],
)
def test_without_all_numbers_there_is_no_picture_and_no_script(example: str) -> None:
    """An example of another size, or none at all, leaves the page as it was."""
    page = feedback_html(failed(f"{example}\nyours: 1" if example else ""), with_graph())

    assert "<svg" not in page
    assert "script" not in page


def test_arrays_of_one_entry_are_numbers() -> None:
    """Also behind a formula, with a note on integers, and with an exponent."""
    line = "y = a * a, x = [[3]], w = [-5e-1], y = 5 (x, y: integers)"

    assert Pictures().of(a_task("grad_W", 0, 6, example=line), with_graph()) is not None
    assert Pictures().of(a_task("grad_W", 0, 6, example=line), an_assignment(graphs=[a_graph(when="y = b")])) is None


def test_nothing_but_numbers_comes_from_a_record() -> None:
    """Whatever stands in an example, the picture holds the author's words and numbers; only its own script may run."""
    for text in (
        f"{GIVEN}, also {HOSTILE_MESSAGE}\n{HOSTILE_MESSAGE}",
        f"{HOSTILE_MESSAGE}, {GIVEN}\n{HOSTILE_MESSAGE}",
    ):
        page = feedback_html(failed(text), with_graph())
        plain = feedback_html(failed(GIVEN), with_graph())
        harmless(without_its_script(page))
        assert re.findall("<svg.*</svg>", page) == re.findall("<svg.*</svg>", plain)
    for record in a_class():
        page = feedback_html(record, with_graph())
        assert "<script>" not in page
        harmless(page)


def test_equal_pictures_are_drawn_once() -> None:
    """A class with one example has one picture, and it adds less than 20 kB to a page."""
    run, assignment = Pictures(), with_graph()
    pictures = [run.of(failed(f"{GIVEN}\nyours: {at}").tasks[0], assignment) for at in range(3)]
    other = run.of(failed(f"{GIVEN.replace('5', '4')}\nyours: 1").tasks[0], assignment)
    bare, full = (feedback_html(failed(GIVEN), one) for one in (an_assignment(), with_graph()))

    assert pictures[0] is not None
    assert pictures[0] is pictures[1] is pictures[2]
    assert pictures[0] != other
    assert pictures[0] is not Pictures().of(failed(GIVEN).tasks[0], assignment)
    assert len(full.encode()) - len(bare.encode()) < 20_000
    assert "svg" not in feedback_markdown(failed(GIVEN), with_graph())


@pytest.mark.parametrize("text", ["1 / x", "log(x)", "(-1 - x) ** 0.5", "exp(1000 + x)", "1e400 * x", "10 ** 999 + x"])
def test_arithmetic_without_a_value_is_told_from_a_program(text: str) -> None:
    """It costs the picture of the example, whatever Python's own error is."""
    with pytest.raises(ArithmeticError):
        calculated(text, {"x": 0.0})
    assert a_graph(nodes=[{"name": "x"}, {"name": "y", "value": text}]).on("x = 0") is None


@pytest.mark.parametrize("text", ["1 / (1 - x)", "sqrt(x - w)", "log(1 - x - w)", "1 / (x - w)", "acosh(x)", "x / 1e3"])
def test_arithmetic_that_has_a_value_somewhere_is_no_fault(text: str) -> None:
    """A local gradient may have a place where it has no value."""
    assert a_graph(nodes=[{"name": "x"}, {"name": "w"}, {"name": "y", "value": text}]).faults() == []


@pytest.mark.parametrize(
    "text",
    [
        *(
            "__import__('os')",
            "x.real",
            "exec(x)",
            "x if y else w",
            "'a' * 3",
            "z",
            "x < y",
            "[x]",
            "x +",
            "\0",
            "True",
        ),
        *("factorial(x)", "frexp(x)", "gcd(x)", "pow(x)", "pi", "x" * 300, "-" * 100_000 + "x", "(" * 150 + "x"),
    ],
)
def test_arithmetic_is_no_program(text: str) -> None:
    """A graph's expressions are sums, products, powers and functions of math, of known names; all else is one error."""
    with pytest.raises(ValueError, match=r"is not arithmetic|is not known|is longer than"):
        calculated(text, {"x": 1.0, "y": 2.0, "w": 3.0})


def test_a_broken_graph_is_told(tmp_path: Path) -> None:
    """Arithmetic that is not allowed or has no value, a node too early, a wrong task, a wrong key: a sentence each."""
    write_course_file(tmp_path)
    folder = tmp_path / "solutions" / "b1"
    folder.mkdir(parents=True)
    head = (COURSE.folder(NAMES[0]) / "assignment.toml").read_text("utf-8").partition("[[graphs]]")[0]
    tail = '\n[[tasks]]\nname = "t"\npoints = 1\nsummary = "It."\nhints = ["a", "b", "c"]\n'
    early, x = 'task = "t"\nnodes = [{ name = "y", parents = [["x", "1"]] }, { name = "x" }]', '{ name = "x" }'
    write = "write names, numbers, + - * / **, and functions of math such as exp(a)."
    for graph, says in (
        (early, "a graph of t: its node y has the parent x, which must stand before it."),
        (
            f'task = "t"\nnodes = [{x}, {{ name = "y", value = "x +" }}]',
            f"a graph of t: the value of its node y: 'x +' is not arithmetic; {write}",
        ),
        (
            f'task = "t"\nnodes = [{x}, {{ name = "y", value = "factorial(x)" }}]',
            f"the value of its node y: factorial(x) is not arithmetic; {write}",
        ),
        (
            f'task = "t"\nnodes = [{x}, {{ name = "y", value = "x / 0" }}]',
            "the value of its node y: 'x / 0' has no value for any numbers; write arithmetic that has one.",
        ),
        (
            f'task = "t"\nwhen = "y = x"\nnodes = [{x}, {{ name = "y", parents = [["x", "x.real"]] }}]',
            "a graph of t ('y = x'): the local gradient of its node y for x: x.real is not arithmetic; write ",
        ),
        (
            f'task = "t"\nnodes = [{{ name = "p", value = "2 * y" }}, {{ name = "y", value = "x" }}, {x}]',
            "the value of its node p: '2 * y' needs y; move the node y above it.",
        ),
        (f'task = "t"\nstart = "G("\nnodes = [{x}, {{ name = "y" }}]', f"its start: 'G(' is not arithmetic; {write}"),
        ('task = "u"\nnodes = [{ name = "x" }, { name = "y" }]', "no task 'u'"),
        ('task = "t"\nnode = []\nnodes = [{ name = "x" }, { name = "y" }]', "a graph of t has a key `node`"),
    ):
        (folder / "assignment.toml").write_text(f"{head}[[graphs]]\n{graph}\n{tail}", "utf-8")
        with pytest.raises(CourseError, match=re.escape(says)):
            Course(tmp_path).load("b1")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with browsing.browser(tmp_path_factory.mktemp("stepped")) as opened:
        yield opened


@pytest.mark.browser
@pytest.mark.skipif(bool(browsing.lacking()), reason=browsing.lacking())
@pytest.mark.parametrize(("width", "dark"), [(1400, False), (390, True)], ids=["wide", "narrow-dark"])
def test_the_page_steps_under_its_policy(page: Page, tmp_path: Path, width: int, dark: bool) -> None:
    """The page's own script runs, and another script does not; no barrier, and nothing wider than the window."""
    page.show(width=width, dark=dark)
    text = feedback_html(failed(f"{GIVEN}\ndL_dw = -21\nyours: -10.5"), with_graph())
    path = tmp_path / "page.html"
    path.write_text(text.replace("</main>", "<script>document.title = 'taken'</script></main>"), "utf-8")
    page.open(path.as_uri())
    for _ in range(4):
        page.press(".watch button[data-go='1']")
    said = page.find(".watch-now").text
    page.picture(f"stepped-{width}")

    assert "1 × (−7) = −7" in said
    assert page.driver.title.startswith("Feedback")
    assert page.barriers() == []
    assert page.driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")
