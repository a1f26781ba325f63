"""What a student's own machine says: `pytest` in the assignment folder and the notebook's check cells."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from autograder.authoring.generate import build
from autograder.course.model import Course
from autograder.course.variants import find_variant
from autograder.course.variants import variants as all_variants
from autograder.handout.explain import error_in_words, raised

COURSE = Course.find(Path(__file__))
A3 = "a3_linear_regression"
TASKS = [task.name for task in COURSE.load(A3).tasks]
ALL = len(TASKS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An assignment folder as a student gets it, with nothing filled in."""
    place = tmp_path / A3  # alone in a folder: other assignments beside it would count as the course
    place.mkdir()
    return hand_out(place, A3)


def hand_out(folder: Path, name: str) -> Path:
    for file, data in build(COURSE, name).items():
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
    assert said.count("right (") == ALL
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
    assert said.splitlines()[-2:] == [
        "  Where to read: “3. The gradient with respect to the weights” in the notebook.",
        "  Next hint: hint 3 of grad_W, below its check in the notebook or in HINTS.md.",
    ]
    assert max(len(line) for line in said.splitlines()) <= 90


@pytest.mark.parametrize(
    ("variant", "task", "says"),
    [
        ("grad_W-dropped-two", "grad_W", "The 2 of the square is missing."),
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
    _, said = run_pytest(folder, "-k", "loss")

    assert "loss raises AttributeError: 'numpy.ndarray' object has no attribute 'total'." in " ".join(said.split())
    assert "Traceback" not in said

    (folder / "explanations.json").unlink()  # what a test of test_public.py says
    _, said = run_pytest(folder, "-k", "loss")

    assert "AttributeError: 'numpy.ndarray' object has no attribute 'total'" in said
    assert f"linear_regression.py, line {len(text.splitlines())}: return Y_hat.total()" in said
    assert "printed: here" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("def f(:\n    pass\n", "linear_regression.py, line 1: invalid syntax."),
        ("import numpy as np\nx = np.zero(3)\n", "linear_regression.py, line 2: AttributeError"),
    ],
)
def test_a_file_that_does_not_import(folder: Path, code: str, says: str) -> None:
    """One line says where, and the text says what it usually is; the check cell says so too."""
    (folder / "linear_regression.py").write_text(code, encoding="utf-8")
    status, said = run_pytest(folder)

    assert status != 0
    assert said.startswith(says)
    assert "an open bracket" in " ".join(said.split())
    assert check(folder, "loss")[1].startswith(says)


def test_more_is_shown_on_request(folder: Path) -> None:
    """`pytest -v` is pytest's own output."""
    solve(folder)

    assert "PASSED" in run_pytest(folder, "-v")[1]


def test_a_task_of_another_name(folder: Path) -> None:
    """A wrong name is told in words."""
    assert "no public test with that name" in run_pytest(folder, "-k", "nothing")[1]
    assert check(folder, "nothing")[0] == 1


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


@pytest.mark.parametrize("arguments", [[], ["-k", "loss"], ["-k", "fit"]])
def test_an_endless_loop_ends_with_a_sentence(folder: Path, arguments: list[str]) -> None:
    """Each test has a limit, and so has what is tried to say which task is to be mended first."""
    write(folder, ENDLESS)
    conftest = (folder / "conftest.py").read_text(encoding="utf-8")
    assert "\nSECONDS = 20\n" in conftest
    (folder / "conftest.py").write_text(conftest.replace("\nSECONDS = 20\n", "\nSECONDS = 1\n"), encoding="utf-8")
    status, said = run_pytest(folder, *arguments)

    assert status == 1
    if "fit" not in arguments:
        assert "loss does not end within 1 s: look for a loop that never ends." in " ".join(said.split())
    if "loss" not in arguments:
        assert "fit uses loss, which is not right yet. Mend loss first." in " ".join(said.split())
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
            "The call changes its first argument in place; return a new array.",
        ),
        (
            "def grad_W(X, Y_hat, Y):\n    return 2 * (Y_hat - Y) @ X",
            "grad_W",
            "grad_W raises ValueError: in a product A @ B the last size of A must be the first size of B, "
            "but they are 1 and 2.",
        ),
        ("def grad_b(Y_hat, Y):\n    return {}['b']", "grad_b", "grad_b raises KeyError: 'b'."),
    ],
)
def test_what_is_no_number_is_told_in_words(folder: Path, code: str, task: str, says: str) -> None:
    """A changed argument is named, and an error on an example keeps Python's own words."""
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
        ("name 'np' is not defined", "name 'np' is not defined"),
    ],
)
def test_errors_in_a_learner_s_words(text: str, says: str) -> None:
    """NumPy's and torch's sentences on shapes become shapes; every other error keeps its own words."""
    assert error_in_words("f", "ValueError", text) == f"f raises ValueError: {says}."
    assert error_in_words("f", "ValueError", text, " in line 3") == f"f raises ValueError in line 3: {says}."
    assert error_in_words("f", "ValueError", "") == "f raises ValueError."


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
    ("variant", "hint"), [("grad_W-wrong-shape", 1), ("grad_W-none", 2), ("grad_W-dropped-two", 3)]
)
def test_a_failed_task_says_which_hint_is_next(folder: Path, variant: str, hint: int) -> None:
    """A wrong form points to the first hint, wrong numbers to the second, a named mistake to the last."""
    variants = [one.name for one in all_variants(COURSE, A3) if not one.right and one.name.startswith(variant)]
    solve(folder, variants[0])
    _, said = run_pytest(folder, "-k", "grad_W or grad_b")
    following = f"Next hint: hint {hint} of grad_W, below its check in the notebook or in HINTS.md."

    assert [line.strip() for line in said.splitlines() if "hint" in line] == [following]
    assert f"<summary>Hint {hint}: " in (folder / "HINTS.md").read_text("utf-8")
