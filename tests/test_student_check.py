"""What a student's own machine says: `pytest` in the assignment folder and the notebook's check cells."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.authoring.generate import build
from autograder.course.model import Course
from autograder.course.variants import find_variant
from autograder.results.text import wrapped

COURSE = Course.find(Path(__file__))
A3 = "a3_linear_regression"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An assignment folder as a student gets it, with nothing filled in."""
    for file, data in build(COURSE, A3).items():
        (tmp_path / file).write_bytes(data)
    return tmp_path


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
    assert [line.split(maxsplit=1)[1] for line in said.splitlines()[:6]] == ["not started"] * 6
    assert said.splitlines()[-1] == "0 of 6 tasks pass their public tests."
    assert "Error" not in said


def test_all_is_right(folder: Path) -> None:
    """The reference passes everything; each task has its line."""
    solve(folder)
    status, said = run_pytest(folder)

    assert status == 0
    assert said.count("right (") == 6
    assert said.splitlines()[-1] == "6 of 6 tasks pass their public tests."


def test_one_task_says_what_is_wrong(folder: Path) -> None:
    """`pytest -k` runs one task: what was due, what came, the text of the mistake, and where to read."""
    solve(folder, "grad_W-transposed")
    status, said = run_pytest(folder, "-k", "grad_W")

    assert status == 1
    assert said.startswith("grad_W  1 of 3 tests pass\n  Entry (m, d) is twice the sum")
    assert "Its transpose would be right." in " ".join(said.split())
    assert "\n  ".join(wrapped(COURSE.load("a3_linear_regression").mistakes["transposed"].paragraphs[0])) in said
    assert said.splitlines()[-1] == "  Where to read: “3. The gradient with respect to the weights” in the notebook."
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
