"""What a student's own machine says: `pytest` in the assignment folder and the notebook's check cells."""

from __future__ import annotations

import functools
import io
import os
import re
import resource
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.generate import build
from autograder.course.model import Course
from autograder.course.variants import find_variant
from autograder.course.variants import variants as all_variants
from autograder.handout.explain import raised
from autograder.handout.python_errors import Place, advice, error_in_words, words_of

COURSE = Course.find(Path(__file__))
A3, A4 = "a3_linear_regression", "a4_more_data"
TASKS = [task.name for task in COURSE.load(A3).tasks]
ALL = len(TASKS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An assignment folder as a student gets it, with nothing filled in."""
    place = tmp_path / A3  # alone in a folder: other assignments beside it would count as the course
    place.mkdir()
    return hand_out(place, A3)


@functools.cache
def files_of(name: str) -> dict[str, bytes]:
    """What a student gets of an assignment, built once."""
    return build(COURSE, name)


def hand_out(folder: Path, name: str) -> Path:
    for file, data in files_of(name).items():
        (folder / file).write_bytes(data)
    return folder


def solve(folder: Path, *variants: str) -> None:
    """Fill in the reference, with the given wrong functions in the place of the right ones."""
    text = COURSE.reference(A3).read_text(encoding="utf-8")
    for name in variants:
        text += find_variant(COURSE, A3, "wrong", name).source.removeprefix(COURSE.reference(A3).read_text())
    (folder / "linear_regression.py").write_text(text, encoding="utf-8")


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Exit status and output of a command in the folder, in the folder's own interpreter settings."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTEST_ADDOPTS")}
    command = [sys.executable, "-B", *arguments]
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode() + done.stderr.decode()


def run_pytest(folder: Path, *arguments: str) -> tuple[int, str]:
    return run(folder, "-m", "pytest", "-p", "no:cacheprovider", *arguments)


def check(folder: Path, task: str) -> tuple[int, str]:
    """What a check cell of the notebook says."""
    code = "import gradcheck\ntry: gradcheck.check({!r})\nexcept AssertionError as error: exit(print(error) or 1)"
    return run(folder, "-c", code.format(task))


def test_nothing_is_started(folder: Path) -> None:
    """A fresh folder says so, task by task, and shows no traceback."""
    status, said = run_pytest(folder)

    assert status == 1
    assert [line.split(maxsplit=1)[1] for line in said.splitlines()[:ALL]] == ["not started"] * ALL
    assert said.splitlines()[-1] == f"0 of {ALL} tasks pass their public tests."
    assert "Error" not in said


def test_all_is_right(folder: Path) -> None:
    """The reference passes everything; each task has its line."""
    solve(folder)
    status, said = run_pytest(folder)

    assert status == 0
    assert said.count("right (") == ALL - 1
    assert "\nfind_bug  example accepted; the grader checks the id (2 tests)\n" in said
    assert said.splitlines()[-1] == f"{ALL} of {ALL} tasks pass their public tests."


def test_one_task_says_what_is_wrong(folder: Path) -> None:
    """`pytest -k` runs one task: the mistake, the smallest example, all of the mistake's text, and where to read."""
    solve(folder, "grad_W-transposed")
    status, said = run_pytest(folder, "-k", "grad_W")

    assert status == 1
    assert said.startswith("grad_W  1 of 4 tests pass\n  dW is transposed: its two axes are in the wrong order.\n")
    assert "    dW = [[24, -16]], shape (1, 2)\n    yours: dW = [[24], [-16]], shape (2, 1)\n" in said
    for paragraph in COURSE.load(A3).mistakes["transposed"].paragraphs:
        assert paragraph.replace("`", "") in " ".join(said.split())
    assert said.splitlines()[-3:] == [
        "  Where to read: “3. The gradient with respect to the weights” in the notebook.",
        "  Next hint: hint 3 of grad_W, below its check in the notebook or in HINTS.md.",
        "  It fits best here, because the check knows the mistake.",
    ]
    assert max(len(line) for line in said.splitlines()) <= 90


@pytest.mark.parametrize(
    ("variant", "task", "says"),
    [
        ("grad_W-dropped-two", "grad_W", "The square brings a 2: the slope of r**2 is 2*r."),
        ("grad_W-sign-flipped+dropped-two", "grad_W", "The residual was taken the other way round."),
        ("grad_b-bias-averaged", "grad_b", "The bias gradient is the mean over the rows."),
        ("loss-half-loss", "loss", "The loss was halved."),
        ("loss-absolute-error", "loss", "The error was not squared"),
        ("update-ascent", "update", "The step goes uphill."),
        ("update-returns-step", "update", "The step was returned instead of the new value."),
    ],
)
def test_the_usual_mistakes_are_named_here_too(folder: Path, variant: str, task: str, says: str) -> None:
    """The public tests name what the grader names, and the text of MISTAKES.md follows."""
    solve(folder, variant)

    assert says in run_pytest(folder, "-k", task)[1]


@pytest.mark.parametrize("wrong", [[], ["grad_W-transposed"], ["grad_W-dropped-two"]])
def test_the_notebook_says_the_same(folder: Path, wrong: list[str]) -> None:
    """A check cell and `pytest -k` print the same words, and agree on whether it is right."""
    solve(folder, *wrong)

    assert check(folder, "grad_W") == run_pytest(folder, "-k", "grad_W")


def test_a_task_waits_for_another(folder: Path) -> None:
    """fit calls the functions before it: while they are not there, it has not failed."""
    stub = (folder / "linear_regression.py").read_text(encoding="utf-8")
    solve(folder)
    whole = (folder / "linear_regression.py").read_text(encoding="utf-8")
    (folder / "linear_regression.py").write_text(
        stub + whole[whole.index("def fit(") :].replace("# BEGIN SOLUTION", ""), encoding="utf-8"
    )
    _, said = run_pytest(folder, "-k", "fit")

    assert said.splitlines()[0] == "fit  waits for forward, which is not started"


def test_an_error_shows_its_line(folder: Path) -> None:
    """A crash is told by its last line and the line of the student's own file, with what was printed before."""
    path = folder / "linear_regression.py"
    solve(folder)
    text = path.read_text(encoding="utf-8") + "\n\ndef loss(Y_hat, Y):\n    print('here')\n    return Y_hat.total()\n"
    path.write_text(text, encoding="utf-8")
    where = f"loss raises AttributeError in line {len(text.splitlines())}"
    whole = f"{where}, “return Y_hat.total()”: 'numpy.ndarray' object has no attribute 'total'."
    _, said = run_pytest(folder, "-k", "loss")

    assert f"{where}. Y_hat = " in " ".join(said.split())
    assert f"yours: {whole}" in " ".join(said.split())
    assert "Traceback" not in said

    (folder / "explanations.json").unlink()  # what a test of test_public.py says
    _, said = run_pytest(folder, "-k", "loss")

    assert whole in " ".join(said.split())
    assert "printed: here" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("code", "says", "helps"),
    [
        ("def f(:\n    pass\n", "linear_regression.py, line 1: invalid syntax. def f(:", "an open bracket"),
        ("def f():\nreturn 1\n", "linear_regression.py, line 2: expected an indented block", "four spaces"),
        (
            "import numpy as np\nx = np.zero(3)\n",
            "linear_regression.py, line 2: AttributeError: module 'numpy' has no attribute 'zero'. x = np.zero(3)",
            "Did you mean zeros?",
        ),
        ("x = nothing\n", "linear_regression.py, line 1: NameError: name 'nothing' is not", "Give it a value"),
        ("import pandas\n", "linear_regression.py, line 1: ModuleNotFoundError: ", "this assignment does not offer"),
        ("n = int(input())\n", "linear_regression.py asks for input in line 1, “n = int(input())”", "You cannot type"),
        ("%matplotlib inline\n", "linear_regression.py, line 1: invalid syntax. %matplotlib", "a notebook command"),
        ("    !pip install numpy\n", "linear_regression.py, line 1: ", "four spaces"),
        ("```python\n", "linear_regression.py, line 1: invalid syntax. ```python", "marks code in a text"),
        ("<<<<<<< HEAD\nx = 1\n", "linear_regression.py, line 1: invalid syntax. <<<<<<< HEAD", "Keep one version"),
        ("x = 5 − 3\n", "linear_regression.py, line 1: invalid character '−' (U+2212).", "Type this sign again"),
        (
            "assert 1 == 2\n",
            "linear_regression.py, line 1: AssertionError. assert 1 == 2",
            "Code outside the functions",
        ),
        ("get_ipython()\n", "linear_regression.py, line 1: NameError: name 'get_ipython'", "a notebook command"),
        ("import nunpy\n", "linear_regression.py, line 1: ModuleNotFoundError: ", "Did you mean numpy?"),
        ("exit()\n", "linear_regression.py ends the program in line 1, “exit()”.", "Remove the call"),
        ("raise NotImplementedError\n", "linear_regression.py calls a function that is not written yet", "is loaded"),
    ],
)
def test_a_file_that_does_not_import(folder: Path, code: str, says: str, helps: str) -> None:
    """Of each cause its line and what helps against it are told, and no advice on another one; in a check cell too."""
    if code == "import pandas\n":  # where pandas is installed, the finding of the folder is all that is told
        code = "import sys\nsys.modules['pandas'] = None\nimport pandas\n"
        says = says.replace("line 1", "line 3")
    (folder / "linear_regression.py").write_text(code, encoding="utf-8")
    status, said = run_pytest(folder)
    told = " ".join(said.split())

    assert status != 0
    assert told.startswith(says)
    assert helps in told
    assert ("bracket" in told) == (helps == "an open bracket")
    assert "-s" not in told
    assert " ".join(check(folder, "loss")[1].split()).startswith(says)


def test_more_is_shown_on_request(folder: Path) -> None:
    """`pytest -v` is pytest's own output."""
    solve(folder)

    assert "PASSED" in run_pytest(folder, "-v")[1]


def test_a_task_of_another_name(folder: Path) -> None:
    """A wrong name is told in words."""
    assert "no public test with that name" in run_pytest(folder, "-k", "nothing")[1]
    assert check(folder, "nothing")[0] == 1


SETTINGS = {
    "PYTEST_ADDOPTS": ["-v", "-k 'not grad_W'", "--no-such-option", "-x -q", "'"],
    "PYTEST_PLUGINS": ["no_such_plugin"],
    "PYTEST_DEBUG": ["1"],
    "TEAMCITY_VERSION": ["1"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in SETTINGS.items() for value in values])
def test_settings_of_pytest_change_no_check_cell(folder: Path, name: str, value: str) -> None:
    """What a person or a CI sets for their own tests, such as -v, is not meant for the check cells."""
    solve(folder)
    code = f"import os\nos.environ[{name!r}] = {value!r}\nimport gradcheck\ngradcheck.check('grad_W')"

    assert run(folder, "-c", code) == (0, "grad_W  right (4 tests)\n")


def test_the_mistakes_are_those_of_the_assignment(folder: Path) -> None:
    """MISTAKES.md lists what can be made here and not what belongs elsewhere."""
    text = (folder / "MISTAKES.md").read_text(encoding="utf-8")

    assert "## `bias-averaged`" in text
    assert "## `not-zeroed`" not in text
    assert text.count("\n\n## `") > 20


def test_a_submission_without_the_folder_is_no_worse_off(folder: Path) -> None:
    """The check works where conftest.py and MISTAKES.md were not copied along; nothing graded depends on them."""
    solve(folder)
    for name in ("conftest.py", "MISTAKES.md"):
        (folder / name).unlink()

    assert check(folder, "loss")[0] == 0


def test_only_what_the_tests_need_is_imported(folder: Path) -> None:
    """Neither torch nor the plugins that Jupyter brings: they would take longer than everything else together."""
    solve(folder)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    command = [
        sys.executable,
        "-X",
        "importtime",
        "-m",
        "pytest",
        "-q",
        "-s",
    ]  # -s: what an import says is not captured
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}

    assert done.returncode == 0
    assert "numpy" in imported
    assert not imported & {
        "torch",
        "anyio.pytest_plugin",
        "platformdirs.pytest_plugin",
        "_hypothesis_pytestplugin",
        "xdist.plugin",
    }


def test_the_first_answer_comes_at_once(folder: Path) -> None:
    """Interpreter, NumPy and pytest included: well under a second of computing."""
    solve(folder, "grad_W-dropped-two")
    run_pytest(folder)
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run_pytest(folder, "-k", "grad_W")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    assert min(spent) < 1.5  # about 0.5 on an idle machine; processors that are shared count more
    shutil.rmtree(folder / "__pycache__", ignore_errors=True)


def write(folder: Path, code: str) -> None:
    """Fill in the reference of a3 with some functions written again."""
    text = COURSE.reference(A3).read_text(encoding="utf-8")
    (folder / "linear_regression.py").write_text(f"{text}\n\n{code}\n", encoding="utf-8")


ENDLESS = "def loss(Y_hat, Y):\n    while True:\n        pass"


def hurry(folder: Path) -> None:
    """Wait for a second only."""
    conftest = (folder / "conftest.py").read_text(encoding="utf-8")
    for before, after in (("\nSECONDS = 20\n", "\nSECONDS = 1\n"), ("\nPATIENT = 5\n", "\nPATIENT = 0.3\n")):
        assert before in conftest
        conftest = conftest.replace(before, after)
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")


@pytest.mark.parametrize("arguments", [[], ["-k", "loss"], ["-k", "fit"]])
def test_an_endless_loop_ends_with_a_sentence(folder: Path, arguments: list[str]) -> None:
    """A line is printed while it runs; it is stopped once, and nothing that uses it waits for it again."""
    write(folder, ENDLESS)
    hurry(folder)
    status, said = run_pytest(folder, *arguments)
    told = " ".join(said.split())
    line = len((folder / "linear_regression.py").read_text("utf-8").rstrip().splitlines())

    assert status == 1
    assert (
        len(re.findall(rf"loss is still running, now in line (?:{line}|{line - 1})\. It is stopped after 1 s\.", said))
        == 1
    )
    if "fit" not in arguments:
        assert "loss does not end within 1 s: look for a loop that never ends. It was stopped in line " in told
        assert "Because of this, 2 more tests did not run." in told
    if "loss" not in arguments:
        assert "fit uses loss, which is not right yet. Mend loss first." in told
    assert "Traceback" not in said


def test_a_file_that_never_loads_is_stopped(folder: Path) -> None:
    """So is an endless loop outside of the functions."""
    (folder / "linear_regression.py").write_text("x = 1\nwhile True:\n    x = x\n", encoding="utf-8")
    hurry(folder)
    status, said = run_pytest(folder)

    assert status != 0
    assert "linear_regression.py is not loaded after 1 s. It was stopped in line " in " ".join(said.split())
    assert "runs a loop in line 2 while it is imported." in " ".join(said.split())
    assert "Traceback" not in said


def test_what_was_stopped_by_hand_is_not_passed(folder: Path) -> None:
    """After Ctrl-C the task that ran is not counted as right, and those before it keep their lines."""
    write(folder, "def loss(Y_hat, Y):\n    raise KeyboardInterrupt")
    status, said = run_pytest(folder)

    assert status != 0
    assert said.splitlines()[0].split(maxsplit=1) == ["forward", "right (3 tests)"]
    assert said.splitlines()[1].split(maxsplit=1) == ["loss", "stopped before it came to its end"]
    assert "1 of 2 tasks pass their public tests." in said


def test_the_task_to_mend_first_is_named(folder: Path) -> None:
    """Of a task that fails because of another only that is said; its own faults are not mixed with it."""
    solve(folder, "grad_W-dropped-two")
    _, said = run_pytest(folder)

    assert "fit uses grad_W, which is not right yet. Mend grad_W first." in " ".join(said.split())
    assert said.count("factor 2") == 1
    assert said.splitlines()[-1] == f"{ALL - 2} of {ALL} tasks pass their public tests."


@pytest.mark.parametrize(
    "code",
    ["def find_bug():\n    raise SystemExit", "def update(param, grad, lr):\n    raise SystemExit"],
)
def test_nothing_is_said_to_use_what_it_never_calls(folder: Path, code: str) -> None:
    """A task that ends Python is not blamed on another task's fault."""
    solve(folder, "grad_W-dropped-two")
    with (folder / "linear_regression.py").open("a", encoding="utf-8") as file:
        file.write(f"\n\n{code}\n")
    task = code.partition("(")[0].removeprefix("def ")
    _, said = run_pytest(folder)

    assert "ends the program in line" in " ".join(said.split())
    assert f"{task} uses" not in said


def test_a_misnamed_layer_is_told_once(tmp_path: Path) -> None:
    """A class that is not right is to be mended before what makes its objects."""
    source = COURSE.reference("a5_model_regression").read_text(encoding="utf-8").replace("self.linear", "self.layer")
    (hand_out(tmp_path, "a5_model_regression") / "model_regression.py").write_text(source, encoding="utf-8")
    _, said = run_pytest(tmp_path)

    assert " ".join(said.split()).count("which is not right yet. Mend ModelRegression first.") == 3
    assert said.count("yours:") == 1


@pytest.mark.parametrize(
    ("code", "task", "says"),
    [
        (
            "def update(param, grad, lr):\n    param -= lr * grad\n    return param",
            "update",
            "The call changes the argument param in place. Make a new array instead.",
        ),
        (
            "def grad_W(X, Y_hat, Y):\n    return 2 * (Y_hat - Y) @ X",
            "grad_W",
            "“return 2 * (Y_hat - Y) @ X”: in a product A @ B the last size of A must be the first size of B, "
            "but they are 1 and 2.",
        ),
        ("def grad_b(Y_hat, Y):\n    return {}['b']", "grad_b", "“return {}['b']”: 'b'. The dict has no key 'b'."),
        (
            "def update(p, g, lr):\n    p -= lr * g\n    return p",
            "update",
            "param before the call: [5] yours: param after the call: [4.7]",
        ),
        (
            "def loss(Y_hat, Y):\n    return input()",
            "loss",
            "You cannot type while your code is tested. Take the value from the arguments.",
        ),
        ("def loss(Y_hat):\n    return 1.0", "loss", "loss cannot be called with the expected arguments."),
        (
            "def grad_b(Y_hat, Y):\n    return [8.0]",
            "grad_b",
            "db is a list; expected a NumPy array. np.array(...) makes",
        ),
        (
            "def loss(Y_hat, Y):\n    return ((Y_hat - Y) ** 2).sum",
            "loss",
            "is a function; expected a number. Perhaps ( )",
        ),
        (
            "def fit(X, Y, W, b, lr, epochs):\n    return W",
            "fit",
            "The result of fit is an ndarray; expected 3 values.",
        ),
        (
            "def loss(Y_hat, Y):\n    return sum((Y_hat - Y) ** 2)",
            "loss",
            "The loss is an array, but it must be one number: the sum goes along one axis only.",
        ),
    ],
)
def test_what_is_no_number_is_told_in_words(folder: Path, code: str, task: str, says: str) -> None:
    """Another form, a changed argument and an error have their own words, and an error keeps Python's, too."""
    write(folder, code)

    assert says in " ".join(run_pytest(folder, "-k", task)[1].split())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "operands could not be broadcast together with shapes (3,2) (4,) ",
            "the shapes (3, 2) and (4,) do not fit together",
        ),
        (
            "non-broadcastable output operand with shape (2,) doesn't match the broadcast shape (3,2)",
            "a result of shape (3, 2) does not fit into an array of shape (2,)",
        ),
        (
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
            "(n?,k),(k,m?)->(n?,m?) (size 4 is different from 3)",
            "in a product A @ B the last size of A must be the first size of B, but they are 3 and 4",
        ),
        (
            "matmul: Input operand 0 does not have enough dimensions (has 0, gufunc core with signature "
            "(n?,k),(k,m?)->(n?,m?) requires 1)",
            "in a product A @ B both must be arrays, but one is a single number",
        ),
        (
            "shapes (3,2) and (3,) not aligned: 2 (dim 1) != 3 (dim 0)",
            "the shapes (3, 2) and (3,) do not fit in a product",
        ),
        (
            "mat1 and mat2 shapes cannot be multiplied (4x3 and 2x3)",
            "the shapes (4, 3) and (2, 3) do not fit in a product",
        ),
        ("the sizes are odd", "the sizes are odd"),
    ],
)
def test_errors_in_a_learner_s_words(text: str, says: str) -> None:
    """NumPy's and torch's sentences on shapes become shapes; every other error keeps its own words."""
    assert error_in_words("f", "ValueError", text) == f"f raises ValueError: {says}."
    assert error_in_words("f", "ValueError", text, Place(3)) == f"f raises ValueError in line 3: {says}."
    assert error_in_words("f", "ValueError", text, Place(1, "a + b  # c")) == (
        f"f raises ValueError in line 1, “a + b”: {says}."
    )
    assert error_in_words("f", "ValueError", "") == "f raises ValueError."


FILE = """
import numpy as np

def f(X, Y_hat):
    total = helper(X)
    return total

def helper(X):
    return X

class Tensor:
    def __init__(self, data):
        self.data = data
"""


@pytest.mark.parametrize(
    ("code", "helps"),
    [
        ("exp(1.0)", "write `np.exp`."),
        ("2.0 ^ 2", "A power is written `**`."),
        ("np.ones(2) ^ 2", "A power is written `**`."),
        ("{'W1': 1}.W1", "An entry of a dict stands in brackets, by its key: `['W1']`."),
        ("Yhat + 1", "Did you mean `Y_hat`?"),
        ("math.exp(1)", "Write `import math` at the top of the file."),
        ("lenght([1])", "Give it a value before this line"),
        ("pritn(1)", "Did you mean `print`?"),
        ("numpi.zeros(2)", "Give it a value before this line"),
        ("np.zero(3)", "Did you mean `zeros`?"),
        ("np.ones(3).summ()", "Did you mean `sum`?"),
        ("np.ones(3).exp()", "write `np.exp(...)` with the array between the parentheses."),
        ("[1, 2].shape", "Make one by `np.array(...)`."),
        ("Tensor(1).dat", "Did you mean `data`?"),
        ("Tensor(1) / Tensor(2)", "The class Tensor needs a method `__truediv__` for /."),
        ("-Tensor(1)", "The class Tensor needs a method `__neg__` for -."),
        ("None + 1", "A value is None here."),
        ("None[0]", "A value is None here."),
        ("a, b = None", "A value is None here."),
        ("[1] * 0.5", "Lists do not calculate entry by entry."),
        ("[1] - [2]", "Lists do not calculate entry by entry."),
        ("2 * np.ones(2)(3)", "For a product write `*`"),
        ("{'dW': 1}['dw']", "The dict has no key 'dw'."),
        ("np.ones(2)[2]", "the last index is the size minus 1."),
        ("np.ones(2)[0, 1]", "fewer axes than the brackets ask for."),
        ("np.ones(2).sum(axis=1)", "Axes are counted from 0."),
        ("1 if np.ones(2) > 0 else 0", "An `if` needs one True or False"),
        ("a, b = 1, 2, 3", "as many names as there are values on the right."),
        ("np.zeros(2, 3)", "`np.zeros((2, 3))`."),
        ("float(np.ones(2))", "One number is needed here, but an array came."),
        ("f(1)", "Compare the number and the order of the arguments"),
        ("f(1, y_hat=2)", "Compare the number and the order of the arguments"),
        ("(3.0)[0]", "A single number has no entries."),
        ("f[0]", "A function is called with ( )"),
        ("list(f)", "A function is called with ( )"),
        ("len(3)", "A single number has no entries."),
        ("Tensor(1)[0]", "A Tensor takes no [ ]. Use its operators and methods"),
        ("Tensor(1)[0] = 2", "A Tensor takes no [ ]. Use its operators and methods"),
        ("list(Tensor(1))", "A Tensor has no entries to go through. Ask the array that it holds."),
        ("len(Tensor(1))", "A Tensor has no entries to go through. Ask the array that it holds."),
        ("{1, 2}[0]", "Make a list of it first"),
        ("1 / 0", "see why it is 0."),
        ("t = lambda: t()\nt()", "Use a loop instead."),
        ("def g():\n    n += 1\ng()", "`n` has no value yet here."),
        ("def g():\n    f = f(1, 2)\ng()", "`f` is the name of a function of your file."),
        ("type('SGD', (), {})()(2)", "an object of SGD cannot be called. Perhaps two arguments are swapped."),
        ("np()", "A module cannot be called."),
        ("Tensor(1).argmax(axis=1)", "A Tensor has no `argmax`, but an array has."),
        ("{id(f): 1}[3]", "Print its keys, and look for the line that should set this one."),
        ("display(1)", "This is a notebook command"),
        ("open('nothing.csv')", "Only the data files of the assignment are there"),
        ("input()", "You cannot type while your code is tested."),
    ],
)
def test_what_helps_against_an_error(code: str, helps: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """For the common causes there is a sentence on what to do, by the words of this Python and this NumPy."""
    names: dict[str, object] = {}
    exec(FILE, names)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            exec(code, names)
    except Exception as error:  # noqa: BLE001  # each of the cases raises another one
        said = advice(*words_of(error), FILE)
    else:
        said = "no error"

    assert helps in said


@pytest.mark.parametrize("text", ["1 is not a good number", "", "nothing of NumPy"])
def test_no_advice_where_the_cause_is_not_known(text: str) -> None:
    """An error that says something of its own gets no sentence that may be wrong."""
    assert advice("ValueError", text) == advice("RuntimeError", text) == ""


def test_a_name_that_is_not_there(folder: Path) -> None:
    """A function that is missing or has another name is said so once, and what calls it waits for it."""
    text = COURSE.reference(A3).read_text(encoding="utf-8").replace("def loss(", "def losss(")
    (folder / "linear_regression.py").write_text(text, encoding="utf-8")
    lines = [line.split(maxsplit=1) for line in run_pytest(folder)[1].splitlines()]

    assert ["loss", "not defined in linear_regression.py: there it is called losss"] in lines
    assert ["fit", "waits for loss, which is not defined in linear_regression.py"] in lines
    assert run_pytest(folder, "-k", "loss")[1].count("Error") == 0


def test_a_file_that_is_not_even_text(folder: Path) -> None:
    """A file in UTF-16 is told as what it is, without a line and without advice on brackets."""
    (folder / "linear_regression.py").write_text("x = 1\n", encoding="utf-16")
    said = " ".join(run_pytest(folder)[1].split())

    assert "is saved as UTF-16. Save it as UTF-8." in said
    assert "line None" not in said
    assert "bracket" not in said


def test_functions_inside_a_class_are_found_there(folder: Path) -> None:
    """Who wraps the functions in a class is told where they are, and to move them."""
    (folder / "linear_regression.py").write_text("class Model:\n    def loss(self, Y_hat, Y):\n        return 0\n")

    assert "loss      not defined in linear_regression.py: move it out of the class Model" in run_pytest(folder)[1]


def test_a_name_that_is_taken_from_its_function(folder: Path) -> None:
    """`loss = 0` below the functions is told as what it is, and what calls loss is not blamed."""
    write(folder, "")
    with (folder / "linear_regression.py").open("a", encoding="utf-8") as file:
        file.write("\n\nloss = 0\n")
    said = " ".join(run_pytest(folder)[1].split())

    assert "loss is not a function: the file gives this name another value." in said
    assert "fit uses loss, which is not right yet. Mend loss first." in said
    assert "expected arguments" not in said


def test_an_assertion_of_the_learner_s_own_is_an_error(folder: Path) -> None:
    """Only a sentence of example_calls.py says what kind of result it is; the learner's own assert does not."""
    write(folder, "def loss(Y_hat, Y):\n    assert len(Y) > 100\n    return 0.0")
    said = " ".join(run_pytest(folder, "-k", "loss")[1].split())

    assert "loss raises AssertionError in line" in said
    assert "kind that the docstring promises" not in said


def test_a_program_that_ends_itself_is_told_once(folder: Path) -> None:
    """`exit()` in a function is told in the grader's words, and not as an error called None."""
    write(folder, "def loss(Y_hat, Y):\n    exit()")
    said = " ".join(run_pytest(folder, "-k", "loss")[1].split())

    assert "“exit()”; it should return a value." in said
    assert ": None" not in said


def test_a_rounded_loss_is_red_at_home(folder: Path) -> None:
    """A loss of two decimals earns nothing in the grader, so one example has more."""
    write(folder, "def loss(Y_hat, Y):\n    return round(float(np.sum((Y_hat - Y) ** 2)), 2)")

    assert "yours: loss = 0.39" in " ".join(run_pytest(folder, "-k", "loss")[1].split())


def test_single_precision_is_told_at_home(folder: Path) -> None:
    """A float32 result has the right digits on small numbers, and earns nothing in the grader: home says so."""
    write(folder, "def grad_b(Y_hat, Y):\n    return 2 * (Y_hat - Y).sum(axis=0).astype(np.float32)")

    assert "db is in single precision (float32)" in " ".join(run_pytest(folder, "-k", "grad_b")[1].split())


def test_nothing_of_pytest_s_own_stands_below_a_sentence(tmp_path: Path) -> None:
    """A public test that says what is wrong says it alone, without the rewritten assert."""
    folder = hand_out(tmp_path, "a5_model_regression")
    right = COURSE.reference("a5_model_regression").read_text(encoding="utf-8")
    wrong = right.replace("nn.Linear(n_in, n_out)", "nn.Linear(n_in, n_out).double()")
    (folder / "model_regression.py").write_text(wrong, encoding="utf-8")
    said = run_pytest(folder, "-k", "ModelRegression")[1]

    assert "linear.weight has the dtype torch.float64; expected torch.float32." in said
    assert "assert " not in said
    assert "Use -v" not in said


def test_a_word_in_another_spelling_is_told_so(tmp_path: Path) -> None:
    """'OK' for 'ok' is nearly right, and that is said."""
    folder = hand_out(tmp_path, "a2_gradient_check")
    right = COURSE.reference("a2_gradient_check").read_text(encoding="utf-8")
    (folder / "gradient_check.py").write_text(right.replace('return "ok"', 'return "OK"'), encoding="utf-8")

    assert "The verdict is the right word in another spelling; expected 'ok'." in run_pytest(folder, "-k", "verdict")[1]


def test_a_part_that_is_not_written(folder: Path, tmp_path: Path) -> None:
    """What waits for a helper or an operator says for which, in which line; what is written is tested as ever."""
    write(folder, "def loss(Y_hat, Y):\n    return mine(Y_hat)\n\ndef mine(Z):\n    raise NotImplementedError")
    line = len((folder / "linear_regression.py").read_text("utf-8").splitlines())
    name = "a8_autograd_engine"
    engine = tmp_path / name
    engine.mkdir()
    hand_out(engine, name)
    operator = "    def __truediv__(self, other):\n"
    before, after = COURSE.reference(name).read_text(encoding="utf-8").split(operator, 1)
    text = f"{before}{operator}        raise NotImplementedError\n{after}"
    (engine / "autograd_engine.py").write_text(text, encoding="utf-8")
    division = text[: text.index("raise NotImplementedError")].count("\n") + 1

    assert f"loss  waits for mine, which is not written yet (line {line})" in run_pytest(folder, "-k", "loss")[1]
    assert (
        f"Tensor  waits for __truediv__, which is not written yet (line {division})"
        in (run_pytest(engine, "-k", "Tensor")[1])
    )


def test_what_is_written_is_explained_before_the_rest_is(tmp_path: Path) -> None:
    """A wrong operator is explained though another one is not written yet."""
    name = "a8_autograd_engine"
    hand_out(tmp_path, name)
    text = COURSE.reference(name).read_text(encoding="utf-8")
    text = text.replace("A = np.tanh(self.data)", "A = np.sinh(self.data)")
    start = text.index("    def log(self):")
    rest = text[text.index("    def backward") :]
    text = f"{text[:start]}    def log(self):\n        raise NotImplementedError\n\n{rest}"
    (tmp_path / "autograd_engine.py").write_text(text, encoding="utf-8")
    told = " ".join(run_pytest(tmp_path, "-k", "Tensor")[1].split())

    assert "y = a.tanh()" in told
    assert "Besides, this task waits for log, which is not written yet (line " in told


@pytest.mark.parametrize(
    "make",
    [
        lambda: np.ones((3, 2)) + np.ones(4),
        lambda: np.ones((3, 2)) @ np.ones((3, 2)),
        lambda: np.float64(3) @ np.ones(2),
        lambda: np.dot(np.ones((3, 2)), np.ones(3)),
        lambda: np.ones(2).__iadd__(np.ones((3, 2))),
    ],
)
def test_the_errors_of_this_numpy_are_known(make: Callable[[], object]) -> None:
    """What NumPy says of shapes that do not fit is said in a learner's words, in this version too."""
    with pytest.raises((ValueError, TypeError)) as caught:
        make()
    said = raised("f", caught.value)

    assert re.search(r"do not fit|does not fit|must be", said), said
    assert "gufunc" not in said
    assert "operand" not in said


def test_without_what_explains_it_the_tests_still_run(folder: Path) -> None:
    """Where explanations.json is missing, test_public.py is all that is tested."""
    solve(folder, "grad_W-dropped-two")
    (folder / "explanations.json").unlink()
    status, said = run_pytest(folder)

    assert status == 1
    assert f"{'grad_W':{max(map(len, TASKS))}}  1 of 3 tests pass" in said
    assert "dW has the right shape, but every number is wrong." in said
    assert "Error" not in said


def test_without_example_calls_the_tests_still_run(tmp_path: Path) -> None:
    """Where example_calls.py is missing, no task that is right loses more than the test of its examples."""
    name = "a8_autograd_engine"
    shutil.copy(COURSE.reference(name), hand_out(tmp_path, name) / "autograd_engine.py")
    (tmp_path / "example_calls.py").unlink()
    _, said = run_pytest(tmp_path)

    assert "unbroadcast  right (" in said
    assert "Traceback" not in said
    assert "INTERNALERROR" not in said


@pytest.mark.parametrize(
    ("variant", "hint", "why"),
    [
        ("grad_W-wrong-shape", 1, "HINTS.md."),
        ("grad_W-none", 2, "It fits best here: the form is right, the answer is not."),
        ("grad_W-dropped-two", 3, "It fits best here, because the check knows the mistake."),
    ],
)
def test_a_failed_task_says_which_hint_is_next(folder: Path, variant: str, hint: int, why: str) -> None:
    """A wrong form points to the first hint, wrong numbers to the second, a named mistake to the last, and why."""
    variants = [one.name for one in all_variants(COURSE, A3) if not one.right and one.name.startswith(variant)]
    solve(folder, variants[0])
    _, said = run_pytest(folder, "-k", "grad_W or grad_b")
    following = f"Next hint: hint {hint} of grad_W, below its check in the notebook or in HINTS.md."

    assert [line.strip() for line in said.splitlines() if "hint" in line] == [following]
    assert f"{why}\n" in said.partition(following.removesuffix("HINTS.md."))[2]
    assert f"<summary>Hint {hint}: " in (folder / "HINTS.md").read_text("utf-8")


def test_a_note_stands_where_the_tests_cannot_know_what_is_right(tmp_path: Path) -> None:
    """A wrong id beside an example that shows the mistake passes; it is not called right."""
    folder = hand_out(tmp_path, A4)
    code = COURSE.reference(A4).read_text("utf-8")
    (folder / "more_data.py").write_text(code.replace('return "portions-weigh-the-same"', 'return "averaged-twice"'))
    status, said = run_pytest(folder, "-k", "find_bug")

    assert status == 0
    assert said.split("\n", 1)[0] == "find_bug  example accepted; the grader checks the id (2 tests)"


def test_an_error_that_is_missing_is_named(tmp_path: Path) -> None:
    """The headline says what should hold; where pytest.raises finds no error, the learner's code raised none either."""
    folder = hand_out(tmp_path, A4)
    wrong = "\n\n_right = squared_error\n\n\ndef squared_error(Y_hat, Y, reduction):\n"
    wrong += '    return _right(Y_hat, Y, "mean" if reduction == "average" else reduction)\n'
    (folder / "more_data.py").write_text(COURSE.reference(A4).read_text("utf-8") + wrong)
    _, said = run_pytest(folder, "-k", "squared_error")

    assert said.splitlines()[1:3] == [
        '  Expected: The unknown reduction "average" raises ValueError.',
        "    The call should raise ValueError, but nothing was raised.",
    ]
    assert "Failed" not in said
