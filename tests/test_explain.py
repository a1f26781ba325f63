"""`autograder explain`: an instructor sees why a point was lost, with hidden inputs, and nobody else does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import an_assignment

from autograder.cli import cli
from autograder.cli.account import side_by_side, value_lines
from autograder.course.definitions import anonymous, definition
from autograder.course.model import Course
from autograder.demo import build_submission
from autograder.grading.marks import worth
from autograder.grading.verdicts import CaseSpec
from autograder.results.store import read_results

COURSE = Course.find(Path(__file__))
NAME, MODULE = "a3_linear_regression", "linear_regression.py"


def invoke(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env={"COLUMNS": "140"})


@pytest.fixture(scope="module")
def run(tmp_path_factory) -> Path:
    """A graded class of two: one with a formula that is wrong, one who wrote nothing."""
    root = tmp_path_factory.mktemp("explained")
    for student, recipe in {"ada": "wrong grad_W-dropped-two", "bob": "stub"}.items():
        (root / "in" / student).mkdir(parents=True)
        (root / "in" / student / MODULE).write_text(build_submission(COURSE, NAME, recipe) or "")
    graded = invoke("grade", root / "in", "-a", NAME, "-o", root / "out", "-j", 1, "--seed", 5)
    assert graded.exit_code == 0, graded.output
    return root / "out"


def test_a_lost_point_is_explained_with_the_hidden_case(run: Path) -> None:
    """The case and its property, what it is worth, the inputs, both values, both functions; only of what is asked."""
    result = invoke("explain", run, "ada", "grad_W")
    text = result.output

    assert result.exit_code == 0, text
    assert "Graded again today, the marks are the same." in text
    assert "values[11x7x3]  (core case: all 6 points need it; test_hidden.py:" in text
    assert "has the shape of W" in text or "with respect to W" in text
    assert "asked   grad_W(X, Y_hat, Y)\n            X = float64 array of shape (11, 7)\n" in text
    right, came = text.index("right   dW = "), text.index("came    dW = ")
    assert right < came < text.index("21 of 21 numbers differ; the first is [0, 0]: ")
    assert "grad_W of ada" in text
    assert "grad_W of the reference" in text
    assert "return 2 * (Y_hat - Y).T @ X" in text
    assert "fit:" not in text


def test_cases_that_fail_alike_are_shown_twice(run: Path) -> None:
    """Of the cases that one slip fails two of a kind are explained, the others named; `--full` explains each."""
    (record,) = [one for one in read_results(run)[1] if one.student == "ada"]
    (task,) = [one for one in record.tasks if one.name == "grad_W"]
    failed = [case.id for case in task.cases if not case.passed]
    kinds = Counter(case.partition("[")[0] for case in failed)
    short, full = (invoke("explain", run, "ada", "grad_W", *more).output for more in ((), ("--full",)))

    assert max(kinds.values()) > 2
    assert short.count(" case: ") + short.count(" case in part ") == sum(min(2, count) for count in kinds.values())
    for kind, count in kinds.items():
        if count > 2:
            assert f"  {count - 2} more case{'s fail' if count > 3 else ' fails'} like {kind}[" in short
    assert all(case in short for case in failed)
    assert "--full shows all of them." in short
    assert full.count(" case: ") + full.count(" case in part ") == len(failed)
    assert "more case" not in full


def test_nothing_of_it_is_written(run: Path) -> None:
    """The command leaves every file of the run as it was, and says what there is where no case was run."""
    before = {path: path.read_bytes() for path in run.rglob("*") if path.is_file()}
    result = invoke("explain", run, "bob")

    assert (result.exit_code, result.output.splitlines()[1]) == (0, "The file is as it was handed out.")
    assert {path: path.read_bytes() for path in run.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("folder", ["assignments", f"assignments/{NAME}", "release", "feedback/ada"])
def test_a_folder_that_students_get_is_refused(folder: str) -> None:
    result = invoke("explain", COURSE.root / folder, "ada", "--course", COURSE.root)

    assert result.exit_code == 2
    assert "this output holds hidden inputs; use the terminal." in result.output


def test_an_unknown_student_or_task_is_one_sentence(run: Path) -> None:
    for arguments, said in (
        (["eve"], "has no record of eve"),
        ([""], "has no record of ''"),
        (["ada", "grad_q"], "has no task 'grad_q'"),
    ):
        result = invoke("explain", run, *arguments)

        assert (result.exit_code, result.output.count("\n")) == (2, 1)
        assert said in result.output


def test_what_a_case_is_worth() -> None:
    """A core case is worth its whole part, the edges share what the core leaves."""
    task = an_assignment().tasks[2]
    specs = [CaseSpec(f"n{i}", "grad_W", f"c{i}", core=i < 2) for i in range(5)]

    assert [round(worth(task, specs, spec), 9) for spec in specs] == [6, 6, 0.4, 0.4, 0.4]
    parted = [CaseSpec(f"n{i}", "grad_W", f"c{i}", core=True, part=part) for i, part in enumerate(("", "one", "two"))]
    assert [worth(task, parted, spec) for spec in parted] == [6, 3, 3]


SOURCE = '''\
import numpy as np

def f(x):
    return 1

@decorated
def f(x):
    """Ada Lovelace's."""
    name = "Ada"  # Ada
    return x + 1, f"{name}"

y = 3
'''


def test_a_function_is_taken_out_of_a_module() -> None:
    """The last of its name, with its decorators; anonymous: without comments, docstrings and strings."""
    found = definition(SOURCE, "f")

    assert found.startswith("@decorated\ndef f(x):\n    ")
    assert found.endswith('f"{name}"')
    assert anonymous(SOURCE, "f") == "@decorated\ndef f(x):\n    name = '…'\n    return (x + 1, '…')"
    assert "Ada" not in anonymous(SOURCE, "f")
    assert [definition(text, "f") for text in ("def g(): pass", "def f(:", "\0")] == ["", "", ""]


def test_what_a_student_chose_moves_no_cursor() -> None:
    escape = "\x1b[2J"

    assert escape not in "".join(side_by_side(f"# {escape}", "b", ("a", "b"), 120))
    assert escape not in "".join(value_lines("x", {escape: [escape]}))
