"""The referee of a3 to a8: the learner's own functions of a2 where they are good, else the course's; no error."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.course.make_stub import stub_source
from autograder.course.model import Course
from autograder.course.variants import variants

COURSE = Course(Path(__file__).parents[1])
SOURCE = COURSE.solutions / "shared" / "referee.py"
A2 = "a2_gradient_check"
ASKS = ("a3_linear_regression", "a4_more_data", "a5_model_regression", "a6_two_layers", "a7_softmax_classifier")
OWN, COURSES = "your own numeric_gradient", "the course's referee"
REFERENCE = COURSE.reference(A2).read_text(encoding="utf-8")


def load(path: Path, name: str) -> Any:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def referee(tmp_path: Path) -> Any:
    """The referee in a folder of its own, as a student has it in a3."""
    folder = tmp_path / "a3_linear_regression"
    folder.mkdir()
    shutil.copy(SOURCE, folder)
    return load(folder / "referee.py", "referee_of_test")


def bowl(x: Any) -> float:
    """3*x[0]**2 + x[0]*x[1]; its gradient at (1, 2) is (8, 1)."""
    return float(3 * x[0] ** 2 + x[0] * x[1])


PLACE = np.array([1.0, 2.0])


def line(referee: Any, capsys: pytest.CaptureFixture[str], gradient: Any) -> str:
    """What the referee prints of a gradient of `bowl`: one line, and nothing on stderr."""
    referee.judge(bowl, PLACE, gradient, "dx")
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.count("\n") == 1
    return shown.out.strip()


PLANTED = [
    ([8.0, 1.0], "ok"),
    ([4.0, 0.5], "scaled, factor 0.5"),
    ([-16.0, -2.0], "flipped, factor -2"),
    ([0.0, 0.0], "zero"),
    ([8.0, 1.0, 0.0], "wrong shape"),
    ([[8.0, 1.0]], "wrong shape"),
    ([8.0, 1.001], "wrong"),
    ([1.0, 8.0], "wrong"),
    ([float("nan"), 1.0], "wrong"),
    ([float("inf"), 1.0], "wrong"),
]


@pytest.mark.parametrize("place", ["beside", "sibling", "nowhere"])
def test_each_planted_gradient_gets_its_word(
    referee: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    """The learner's own functions and the course's give the same words, and the line says who spoke."""
    folder = {"beside": tmp_path / "a3_linear_regression", "sibling": tmp_path / A2}.get(place)
    if folder:
        folder.mkdir(exist_ok=True)
        (folder / "gradient_check.py").write_text(REFERENCE)
    who = OWN if folder else COURSES

    for gradient, word in PLANTED:
        assert f"dx: {word}   ({who})" == line(referee, capsys, np.array(gradient))


@pytest.mark.parametrize("who", [OWN, COURSES])
def test_the_place_keeps_its_numbers_and_any_shape_will_do(
    referee: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], who: str
) -> None:
    """A single number, integers and a matrix can be the place; the array that was passed stays as it was."""
    if who == OWN:
        (tmp_path / "a3_linear_regression" / "gradient_check.py").write_text(REFERENCE)
    matrix = np.array([[1, 2], [3, 4]])
    referee.judge(lambda A: float((A * A).sum()), matrix, 2.0 * matrix, "matrix")
    referee.judge(lambda a: a * a, 3.0, 6.0, "number")
    referee.judge(lambda a: 5.0, PLACE, np.zeros(2), "constant")

    assert [
        f"{name}: ok   ({who})" for name in ("matrix", "number", "constant")
    ] == capsys.readouterr().out.splitlines()
    assert matrix.tolist() == [[1, 2], [3, 4]]


def later(what: str) -> str:
    """Work that is right in the quick check, and does something else on the shape of `PLACE`."""
    line = "    point = np.array(x"
    return REFERENCE.replace(line, f"    if np.shape(x) == (2,):\n        {what}\n{line}")


BROKEN: dict[str, tuple[str | Callable[[], str], str]] = {
    "the stub": (lambda: stub_source(COURSE, A2), "your numeric_gradient is not written yet"),
    "half done": (REFERENCE.replace("return float(np.max(", "return float(np.mean("), "your relative_error does not"),
    "other words": (REFERENCE.replace('"zero"', '"zeros"'), "your verdict does not pass"),
    "no factor": (
        REFERENCE.replace("return float(k), ", "return float(k) + 1, "),
        "your scale_and_residual does not pass",
    ),
    "no Python": ("\n\ndef numeric_gradient(f, x)\n", "your gradient_check.py has a syntax error in line 3"),
    "empty": ("", "your numeric_gradient does not pass"),
    "no text": ("\0", "your gradient_check.py is no Python"),
    "raises at import": (f"{REFERENCE}\n1 / 0\n", "your gradient_check.py does not pass"),
    "ends Python": (f"{REFERENCE}\nimport sys\nsys.exit(0)\n", "your gradient_check.py does not pass"),
    "asks for input": (f"{REFERENCE}\ninput('ready?')\n", "your gradient_check.py does not pass"),
    "never ends": (f"{REFERENCE}\nwhile True: pass\n", "your gradient_check.py takes too long"),
    "says it is right": ("print('\\nall right')\n", "your numeric_gradient does not pass"),
    "fails later": (
        REFERENCE.replace("    point = np.array(x", "    assert np.size(x) in (1, 4, 5)\n    point = np.array(x"),
        "your gradient_check.py raised AssertionError",
    ),
    "ends Python later": (later("raise SystemExit"), "your gradient_check.py raised SystemExit"),
    "never ends later": (later("while True: pass"), "your gradient_check.py takes longer than 2 s here"),
    "flat later": (later("return np.zeros(5)"), "your numeric_gradient does not return the shape (2,)"),
    "none later": (later("return None"), "your numeric_gradient does not return the shape (2,)"),
    "other numbers later": (later("return np.ones(2)"), "your gradient_check.py gives another verdict"),
    "other factor later": (
        REFERENCE.replace("return float(k), ", "return float(k) * (1 + (np.ravel(g)[0] == 4.0)), "),
        "your gradient_check.py gives another verdict",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_work_of_a2_never_breaks_the_notebook(
    referee: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Whatever the learner's file does: one line, the right word by the course's referee, and one reason."""
    made, reason = BROKEN[kind]
    source = made() if callable(made) else made
    referee.SECONDS = 3 if kind == "never ends" else referee.SECONDS
    referee.LIMIT = 2 if kind == "never ends later" else referee.LIMIT
    (tmp_path / "a3_linear_regression" / "gradient_check.py").write_text(source)

    assert line(referee, capsys, np.array([4.0, 0.5])).startswith(f"dx: scaled, factor 0.5   ({COURSES}: {reason}")


@pytest.mark.parametrize("kind", [kind for kind in BROKEN if "later" in kind])
def test_a_right_gradient_is_never_blamed_for_the_file_of_a2(
    referee: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """Of a gradient that is right nothing else is said, whatever the learner's functions make of it."""
    source = BROKEN[kind][0]
    referee.LIMIT = 2
    assert isinstance(source, str)
    (tmp_path / "a3_linear_regression" / "gradient_check.py").write_text(source)

    assert line(referee, capsys, np.array([8.0, 1.0])).startswith("dx: ok   (")


class Shy:
    """Something that is no array, and says so by an error, as a tensor that keeps its graph does."""

    def __array__(self, *given: Any, **more: Any) -> Any:
        raise RuntimeError("call detach() first")


NO_GRADIENT = "dx: no verdict, because the gradient is {}; it should be an array of numbers of shape (2,)."
NO_NUMBER = "dx: no verdict, because what the function returns is {}; it should be one number."


@pytest.mark.parametrize(
    ("value", "f", "says"),
    [
        (None, bowl, NO_GRADIENT.format("None")),
        ("text", bowl, NO_GRADIENT.format("of type str")),
        ([[1.0, 2.0], [3.0]], bowl, NO_GRADIENT.format("of type list")),
        ({"x": 8.0}, bowl, NO_GRADIENT.format("of type dict")),
        (Shy(), bowl, NO_GRADIENT.format("of type Shy")),
        (np.array([8, None]), bowl, NO_GRADIENT.format("of type object")),
        (PLACE, lambda x: None, NO_NUMBER.format("None")),
        (PLACE, lambda x: "3", NO_NUMBER.format("of type str")),
        (PLACE, lambda x: (bowl(x), {}), NO_NUMBER.format("of type tuple")),
        (
            PLACE,
            lambda x: x,
            "dx: no verdict, because the function returns an array of shape (2,); it should return one number.",
        ),
    ],
)
def test_what_cannot_be_judged_is_said(
    referee: Any, capsys: pytest.CaptureFixture[str], value: Any, f: Callable[..., Any], says: str
) -> None:
    """No array, uneven rows, a tensor, a loss that returns nothing: a sentence, and no error."""
    referee.judge(f, PLACE, value, "dx")

    assert says == capsys.readouterr().out.strip()


def test_who_stops_the_cell_stops_it(referee: Any, tmp_path: Path) -> None:
    """A KeyboardInterrupt that the time limit did not raise comes through."""
    (tmp_path / "a3_linear_regression" / "gradient_check.py").write_text(later("raise KeyboardInterrupt"))

    with pytest.raises(KeyboardInterrupt):
        referee.judge(bowl, PLACE, PLACE)


def test_mended_work_speaks_at_once(referee: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that was saved again is checked again, without a restart; what it prints is not shown."""
    own = tmp_path / "a3_linear_regression" / "gradient_check.py"
    own.write_text(stub_source(COURSE, A2))
    before = line(referee, capsys, np.array([8.0, 1.0]))
    own.write_text(f"import sys\nprint('hello')\nprint('hello', file=sys.stderr)\n{REFERENCE}")
    after = line(referee, capsys, np.array([8.0, 1.0]))

    assert COURSES in before
    assert f"dx: ok   ({OWN})" == after


def test_an_error_of_f_is_shown_as_it_is(referee: Any) -> None:
    """What the learner's loss raises is not hidden behind the referee."""

    def broken(x: Any) -> float:
        raise KeyError("W3")

    with pytest.raises(KeyError, match="W3"):
        referee.judge(broken, PLACE, PLACE)


def test_right_work_of_a2_may_speak_and_most_wrong_work_may_not(referee: Any, tmp_path: Path) -> None:
    """Every right variant of a2 passes the quick check, whatever its style; of the planted wrong work few pieces do."""
    passes: dict[bool, list[bool]] = {True: [], False: []}
    for number, one in enumerate(variants(COURSE, A2)):
        path = tmp_path / f"variant{number}.py"
        path.write_text(one.source)
        passes[one.right].append(not referee._quick_check(path))

    assert all(passes[True])
    assert len(passes[True]) >= 8
    assert sum(passes[False]) / len(passes[False]) < 0.4


@pytest.mark.parametrize("name", [*ASKS, "a8_autograd_engine"])
def test_the_handout_has_the_referee_and_its_cells_ask_it(name: str) -> None:
    """The file is the shared one, needs NumPy and the standard library only, and the notebook asks it."""
    folder = COURSE.assignments / name
    needed = re.findall(r"^(?:import|from) (\w+)", SOURCE.read_text(encoding="utf-8"), re.MULTILINE)
    notebook = (folder / f"{name}.ipynb").read_text(encoding="utf-8")

    assert SOURCE.read_bytes() == (folder / "referee.py").read_bytes()
    assert {word for word in needed if word not in sys.stdlib_module_names} == {"numpy"}
    assert notebook.count("judge(") >= 2
    assert "referee" not in (folder / "requirements.txt").read_text(encoding="utf-8")
    assert "`referee.py`" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_module_that_imports_the_referee_is_told_before_handing_in(tmp_path: Path) -> None:
    """It works at home, and the grader does not have the file."""
    folder = tmp_path / "a3_linear_regression"
    shutil.copytree(COURSE.assignments / "a3_linear_regression", folder)
    with (folder / "linear_regression.py").open("a", encoding="utf-8") as file:
        file.write("\nfrom referee import judge\n")
    found = load(folder / "handing_in.py", "handing_in_of_test").findings(folder)

    assert len(found) == 1
    assert "imports referee in line" in found[0]
    assert found[0].endswith("This file is not handed in, so the grader does not have it.")
