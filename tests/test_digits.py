"""The capstone's own parts: the small engine that is handed out, and what `earlier.py` takes of a learner's work."""

from __future__ import annotations

import ast
import runpy
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from home import Home

from autograder.cases.examples import example_calls
from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.counterexample import load_module
from autograder.handout.gradcheck import ChecksFailed, as_array
from tests.hidden_modules import hidden_module

COURSE = Course.find(Path(__file__))
NAME, ENGINE = "a9_digits", "autograd_engine"
REFERENCE = load_module(COURSE.reference(NAME))
GIVEN = example_calls(REFERENCE)
OWN = load_module(COURSE.reference("a8_autograd_engine"))
worker_helper = hidden_module(NAME, "worker_helper")

OPERATIONS = {
    "+": lambda a, b: a + b + 2,
    "-": lambda a, b: 2 - a - b,
    "*": lambda a, b: 3 * a * b * a,
    "/": lambda a, b: a / b + 2 / b,
    "neg": lambda a, b: -a * b,
    "**": lambda a, b: a**3 + b**2 + (a * a) ** 1.5,
    "@": lambda a, b: a @ b.T @ np.ones((3, 2)),
    "relu": lambda a, b: (a * b).relu() + (0 * a).relu(),
    "tanh": lambda a, b: (a + b).tanh(),
    "exp": lambda a, b: (a - b).exp(),
    "log": lambda a, b: (a * a + 1).log() * b,
    "sums": lambda a, b: a.sum() + b.sum(axis=1, keepdims=True) + (a * b).sum(axis=0) + a.mean(),
}


def outcome(tensor, compute):
    """The result and the gradients of two operands, a matrix and one row, after two calls of backward."""
    rng = np.random.default_rng(3)
    a, b = tensor(rng.normal(size=(3, 4))), tensor(rng.normal(size=(3, 4) if "@" in compute else (1, 4)))
    result = OPERATIONS[compute](a, b)
    for _ in range(2):
        result.backward(np.arange(1.0, 1 + result.data.size).reshape(result.data.shape))
    return [result.data, a.grad, b.grad]


@pytest.mark.parametrize("name", OPERATIONS)
def test_the_small_engine_is_an_engine(name):
    """Each operator of assignment 8 gives the data and the gradients of the reference, with reuse and broadcasting."""
    for got, want in zip(outcome(GIVEN.Tensor, name), outcome(OWN.Tensor, name), strict=True):
        np.testing.assert_allclose(got, want, rtol=1e-12, atol=1e-12)


def test_the_grader_has_the_engine_of_the_handout():
    """The helper is the file of the handout without the import of the learner's file, so home and grader agree."""
    assert "import digits" not in worker_helper.LAB
    assert "class Tensor" in worker_helper.LAB


@pytest.fixture
def folders(tmp_path) -> Path:
    """The folder of the capstone as a learner has it, solved, with no other folder beside it."""
    folder = tmp_path / NAME
    folder.mkdir()
    for file in ("earlier.py", "example_calls.py"):
        (folder / file).write_bytes((COURSE.assignments / NAME / file).read_bytes())
    (folder / "digits.py").write_bytes(COURSE.reference(NAME).read_bytes())
    return folder


def taken(folder: Path, monkeypatch) -> str:
    """What `earlier.py` says that it took."""
    monkeypatch.syspath_prepend(str(folder))
    for name in ("digits", "example_calls"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    try:
        return runpy.run_path(str(folder / "earlier.py"))["TAKEN"]
    finally:
        for name in ("digits", "example_calls"):
            sys.modules.pop(name, None)


def own_engine(folder: Path, change: tuple[str, str] = ("", ""), beside: bool = False) -> None:
    """Put an engine into its own folder, or beside the capstone, with one change."""
    text = COURSE.reference("a8_autograd_engine").read_text()
    assert change[0] in text
    place = folder if beside else folder.parent / "a8_autograd_engine"
    place.mkdir(exist_ok=True)
    (place / f"{ENGINE}.py").write_text(text.replace(*change) if change[0] else text)


@pytest.mark.parametrize("beside", [False, True])
def test_the_own_engine_is_taken_where_it_is_right(folders, monkeypatch, beside):
    """From its own folder, or from beside the capstone."""
    own_engine(folders, beside=beside)

    assert "your Tensor," in taken(folders, monkeypatch)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("G * A)])", "G)])"), "yours fails the check"),
        (("G * (self.data > 0)", "G"), "yours fails the check"),
        (("node.grad = node.grad + G", "node.grad = G"), "yours fails the check"),
        (("self.data - other.data", "self.data + other.data"), "yours fails the check"),
        (("import numpy as np", "import numpy as np\nraise SystemExit"), "yours stops with SystemExit"),
        (("class Tensor:", "class Tensor"), "yours stops with SyntaxError"),
        (("class Tensor:", "while True: pass\nclass Tensor:"), "yours takes more than 4 seconds"),
        (("A = np.exp(self.data)", "while True: pass"), "yours takes more than 4 seconds"),
        (("import numpy as np", "import os\nos._exit(0)"), "yours ends Python before the check is over"),
        (
            ("import numpy as np", "import numpy as np\nprint('verdict: is right', 1 / 0)"),
            "yours stops with ZeroDivisionError",
        ),
        (("import numpy as np", "import numpy as np\ninput('ready?')"), "yours stops with EOFError"),
    ],
    ids=["exp", "relu", "second-call", "minus", "exits", "syntax", "endless", "endless-call", "ends", "prints", "asks"],
)
def test_a_wrong_engine_is_not_taken(folders, monkeypatch, change, says):
    """The course's engine takes its place, and the line says why. Nothing hangs, and Python goes on."""
    own_engine(folders, change)
    if "seconds" in says:
        text = (folders / "earlier.py").read_text()
        (folders / "earlier.py").write_text(text.replace("SECONDS = 20", "SECONDS = 4"))

    assert f"Tensor of the course ({says})" in taken(folders, monkeypatch)


def test_without_earlier_work_the_course_gives_everything(folders, monkeypatch):
    """No folder beside the capstone: engine and softmax of the course, nothing on standard error."""
    assert taken(folders, monkeypatch).count("of the course (there is no") == 2

    asked = subprocess.run([sys.executable, "-c", "import earlier"], cwd=folders, capture_output=True, check=True)
    assert (asked.stdout, asked.stderr) == (b"", b"")


def test_the_own_softmax_is_taken(folders, monkeypatch):
    """The reference of assignment 7 passes the check."""
    path = COURSE.reference("a7_softmax_classifier")
    (folders.parent / "a7_softmax_classifier").mkdir()
    (folders.parent / "a7_softmax_classifier" / path.name).write_bytes(path.read_bytes())

    assert "your softmax." in taken(folders, monkeypatch)


def of_notebook(name, **names):
    """A function that the guide notebook defines, with these names beside it."""
    tree = ast.parse((COURSE.folder(NAME) / "notebook.py").read_text())
    code = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    exec(compile(ast.Module([code], []), "notebook", "exec"), names)
    return names[name]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (2410, "right"),
        (2410.0, "right"),
        (np.int64(2410), "right"),
        (2411, "not yet"),
        (2400, "not yet"),
        (float("nan"), "not yet"),
        (None, "Type a number first."),
        (..., "Type a number first."),
        *[
            (odd, "not yet: type a single number")
            for odd in ("2410", [2410], np.full(3, 2410.0), np.array(None), {}, 2410j, 10**400, len, True)
        ],
    ],
    ids=repr,
)
def test_a_count_is_right_to_the_last_digit_and_odd_input_is_told(typed, says, capsys):
    """The cell that checks the number of parameters raises nothing, whatever is typed."""
    of_notebook("compare", as_array=as_array)(typed, 2410)

    assert capsys.readouterr().out == f"{says}\n"


class Odd:
    """Functions of a learner that return something else."""

    def __init__(self, found):
        self.forward = self.loss = self.train = self.accuracy = lambda *_: found


@pytest.mark.parametrize("task", ["forward", "loss", "train", "accuracy"])
@pytest.mark.parametrize(
    "found",
    [None, "text", [], [None], {}, np.zeros((3, 2, 1)), np.array(None), GIVEN.Tensor(np.zeros(7))],
    ids=["None", "text", "list", "list of None", "dict", "three axes", "array of None", "tensor"],
)
def test_odd_work_costs_a_cell_of_the_notebook_one_sentence(task, found):
    """Where a function returns another thing than it should, the later cells show a sentence and no traceback."""
    asked = of_notebook("asked", digits=Odd(found), as_array=as_array, Tensor=GIVEN.Tensor, ChecksFailed=ChecksFailed)

    with pytest.raises(ChecksFailed, match=f"{task} is not right yet. Run the check cell of {task}"):
        asked(task, (3, 10))


SMALL = {"Dense-none-transposed_kept", "one_hot-none-int8", "accuracy-changes-argument"}
"""Wrong work that no example shows: a public test asks the first, and the others cost an edge in the grader."""


def test_no_wrong_work_is_right_at_home():
    """Each wrong variant is wrong on the examples of its task, or a task that it breaks is."""
    home = Home(COURSE, NAME)
    wrong = [one for one in variants(COURSE, NAME) if not one.right and not one.where.startswith("variants/find_bug")]

    assert {one.name for one in wrong if not home.says(one.source)} <= SMALL
