"""The author's commands: a new assignment is good as it is written, and every way to break it is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from factories import a_record, write_course_file

from autograder.authoring.new import start
from autograder.cli import cli
from autograder.course import generate
from autograder.course.model import Course, CourseError
from autograder.course.variants import Variant
from autograder.grading.verdicts import CaseSpec
from autograder.results.records import CaseResult, TaskResult
from autograder.validation import Finding, grades
from autograder.validation.everything import CHECKS, validate
from autograder.validation.grades import check_grades
from autograder.validation.runs import check_runs
from autograder.validation.texts import check_texts

NAME = "a9_mean_error"
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def course(tmp_path) -> Course:
    """A course of its own with one new assignment, generated."""
    (tmp_path / "solutions" / "shared").mkdir(parents=True)
    write_course_file(tmp_path)
    made = Course(tmp_path)
    start(made, NAME)
    generate.write(made, generate.build_all(made), generate.differences(made, generate.build_all(made)))
    return made


def module(course: Course) -> Path:
    return course.folder(NAME) / "mean_error.py"


def hidden(course: Course) -> Path:
    return course.folder(NAME) / "hidden" / "test_hidden.py"


def change(path: Path, old: str, new: str) -> None:
    """Put `new` in the place of `old`, which stands there."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def written_again(course: Course) -> None:
    release = generate.build_all(course)
    generate.write(course, release, generate.differences(course, release))


@pytest.mark.slow
def test_a_new_assignment_is_good(course, found_level):
    """What `autograder new` writes passes every check, each of which looked at something."""
    findings = validate(course.root, NAME, found_level)

    assert [one.faults for one in findings if one.faults] == []
    assert [one.check for one in findings] == list(CHECKS)
    assert all(one.note for one in findings)


def said_of_texts(course: Course, found) -> list[Finding]:
    return list(check_texts(course, NAME))


def said_of_grades(course: Course, found) -> list[Finding]:
    return list(check_grades(course, NAME, found))


def said_of_runs(course: Course, found) -> list[Finding]:
    return list(check_runs(course, NAME))


def wrong_points(course):
    change(course.folder(NAME) / "assignment.toml", "points = 5", "points = 6")


def points_by_hand(course):
    change(course.folder(NAME) / "README.md", "Hidden tests use", "The gradient has 3 points. Hidden tests use")


def long_stub(course):
    change(
        module(course), '"""The predictions of the model.', '"""The predictions of the model.\n' + "\n    More.\n" * 60
    )


def docstring_without_shapes(course):
    change(module(course), "X: (N, D) inputs. w: (D,) weights. Returns an array (N,).", "From X and w to y_hat.")


def argument_not_explained(course):
    change(module(course), "y_hat: (N,) predictions. y: (N,) targets.", "y_hat: (N,) predictions.")
    change(module(course), "y = [1, 2] gives", "targets [1, 2] give")


def solution_in_the_hints(course):
    formula = '(2 / len(y)) * np.einsum(\\"nd,n->d\\", X, y_hat - y)'
    change(
        course.folder(NAME) / "assignment.toml", "Residuals 1 and 3 in two rows", f"return {formula}. Residuals 1, 3"
    )


def not_generated(course):
    change(course.folder(NAME) / "README.md", "You write a linear model", "You write the model")


def no_words_for_a_mistake(course):
    change(course.folder(NAME) / "variants/gradient.py", "wrong dropped-two", "wrong lost-it")


def broken_cell(course):
    change(course.folder(NAME) / "variants/gradient.py", "wrong dropped-two", "wrongly dropped-two")


def wrong_reference(course):
    change(module(course), "(2 / len(y))", "(2.5 / len(y))")


def solved_stub(course):
    change(
        module(course),
        '    # BEGIN SOLUTION\n    return np.einsum("nd,d->n", X, w)\n    # END SOLUTION',
        "    return X @ w",
    )


def wrong_style(course):
    change(course.folder(NAME) / "variants/forward.py", "return X @ w", "return X @ w + 1e-3")


def harmless_mistake(course):
    change(course.folder(NAME) / "variants/gradient.py", "return X.T", "return 2 * X.T")


def mistake_of_another_task(course):
    with (course.folder(NAME) / "variants/forward.py").open("a") as file:
        file.write("\n\n# %% wrong doubled\n# In another task.\ndef gradient(X, y_hat, y):\n    return 0 * w\n")


def core_mistake_called_an_edge(course):
    path = course.folder(NAME) / "variants/gradient.py"
    change(path, "# The 2 of", "# loses: edges\n# The 2 of")


def mistake_that_is_not_named(course):
    change(hidden(course), '"not-averaged": N * right,', "")


def case_that_tests_nothing(course):
    with hidden(course).open("a") as file:
        file.write('\n\n@pytest.mark.task("forward", core=False)\ndef test_forward_fine(student):\n    pass\n')


def one_oracle(course):
    change(hidden(course), "    agree(weights.grad.numpy(), dw)\n", "")
    change(hidden(course), "    agree(predictions.detach().numpy(), y_hat)\n", "")


def quarrelling_oracles(course):
    change(hidden(course), "y_hat, y, X, strict=True)) / N", "y_hat, y, X, strict=True)) / N * 1.001")


def public_test_fails(course):
    change(course.folder(NAME) / "test_public.py", "[-3.0, 8.5]", "[-3.0, 8.6]")


def public_test_tests_nothing(course):
    change(
        course.folder(NAME) / "test_public.py",
        "    check_array(model.forward(",
        "    return\n    check_array(model.forward(",
    )


def task_without_public_test(course):
    change(course.folder(NAME) / "test_public.py", "def test_forward_values", "def test_predictions_values")


def broken_notebook(course):
    change(course.folder(NAME) / "notebook.py", "plt.show()", "plt.shown()")


BREAKS: list[tuple[Callable, Callable, str, str]] = [
    (said_of_texts, wrong_points, "points", "points = 6 is said, and the tasks' points add up to 5"),
    (said_of_texts, points_by_hand, "said once", 'README.md, line 22: "3 points" is written by hand'),
    (said_of_texts, long_stub, "stub", "lines; fewer than 120 are due"),
    (said_of_texts, docstring_without_shapes, "docstrings", "docstring of forward gives no shape"),
    (said_of_texts, argument_not_explained, "docstrings", "docstring of gradient does not speak of y"),
    (said_of_texts, solution_in_the_hints, "no leak", "HINTS.md"),
    (said_of_texts, not_generated, "no leak", "README.md is changed; run `autograder generate`"),
    (said_of_texts, no_words_for_a_mistake, "words", "no text for the mistake lost-it"),
    (said_of_texts, broken_cell, "words", "variants/gradient.py:9 should read `# %% right STYLE`"),
    (said_of_grades, wrong_reference, "reference", "loses points at seed"),
    (said_of_texts, solved_stub, "stub", "forward"),
    (said_of_grades, wrong_style, "right variants", "^variants/forward.py:18 matmul loses points: forward"),
    (
        said_of_grades,
        harmless_mistake,
        "wrong variants",
        "^variants/gradient.py:9 gradient-dropped-two costs points in no task",
    ),
    (
        said_of_grades,
        mistake_of_another_task,
        "wrong variants",
        "forward-doubled costs points in gradient; forward is due",
    ),
    (said_of_grades, core_mistake_called_an_edge, "wrong variants", "fails the core of gradient; only edges are due"),
    (
        said_of_grades,
        mistake_that_is_not_named,
        "names",
        "^variants/gradient.py:21 gradient-not-averaged is named None",
    ),
    (said_of_grades, case_that_tests_nothing, "cases", "No planted mistake fails the edge case forward fine"),
    (said_of_grades, one_oracle, "oracles", "no second oracle confirms"),
    (said_of_grades, quarrelling_oracles, "reference", "ungradable.*two oracles disagree"),
    (said_of_runs, public_test_fails, "public tests", "fails on the reference"),
    (said_of_runs, public_test_tests_nothing, "public tests", "passes on the stub"),
    (said_of_runs, task_without_public_test, "public tests", "no test of forward"),
    (said_of_runs, broken_notebook, "notebook", "stops with the reference in place.*shown"),
]


@pytest.mark.parametrize(("look", "harm", "check", "reason"), BREAKS, ids=[one[1].__name__ for one in BREAKS])
def test_each_way_to_break_it_is_told(course, found_level, look, harm, check, reason):
    """The check whose business it is fails, and its sentence says what to mend."""
    harm(course)
    if look is not said_of_texts:
        written_again(course)
    said = [fault for one in look(course, found_level) if one.check == check for fault in one.faults]

    assert said, "nothing was found"
    assert re.search(reason, said[0], re.DOTALL), said
    assert all(fault.endswith((".", "...")) or check in ("public tests", "notebook", "no leak") for fault in said)


def test_what_a_single_case_notices_is_graded_at_a_second_seed(course, monkeypatch):
    """A planted mistake that passes there is told, with the seed; one that two cases notice is not graded there."""
    specs = [CaseSpec(f"{number}", "loss", f"{number}", core=True) for number in range(2)]
    planted = [
        Variant(f"loss-{name}", False, name, "", f"variants/loss.py:{line}", (("loss", ""),), None, "core")
        for line, name in enumerate(("narrow", "broad"), 1)
    ]
    monkeypatch.setattr(grades, "variants", lambda *_: planted)

    def session(**failed: int) -> Any:
        def grade(submission: Any) -> Any:
            count = failed[next(iter(submission.files.values())).decode()]
            cases = [CaseResult(spec.id, place >= count, spec.core) for place, spec in enumerate(specs)]
            task = TaskResult("loss", 2.0 - count, 2.0, None, "", cases)
            return a_record(tasks=[task])

        return SimpleNamespace(grade=grade, specs=specs)

    monkeypatch.setattr(grades.Course, "load", lambda *_: SimpleNamespace(module_file="m.py"))
    first, second = session(narrow=1, broad=2), session(narrow=0)
    said = {one.check: one.faults for one in grades._variants(course, NAME, first, second)}

    assert len(said["wrong variants"]) == 2
    assert said["wrong variants"][0].startswith(
        f"variants/loss.py:1 loss-narrow at seed {grades.SEEDS[-2]} costs points in no task"
    )


def test_the_command_exits_with_one_when_something_is_to_be_mended(course, monkeypatch):
    """One table, one line a fault, exit status 1; a broken description is a broken course, status 2."""
    monkeypatch.chdir(course.root)
    wrong_points(course)
    shutil.rmtree(course.folder(NAME) / "variants")
    done = CliRunner().invoke(cli, ["validate", NAME])

    assert done.exit_code == 1
    assert re.search(r"^points +1 to mend", done.stdout, re.MULTILINE)
    assert f"{NAME}, right variants: There is no right variant" in done.stdout

    (course.folder(NAME) / "assignment.toml").write_text("title = 3\n")
    assert CliRunner().invoke(cli, ["validate", NAME]).exit_code == 2


def test_new_writes_over_nothing(course, monkeypatch):
    """An assignment that is there, a name that is none, and a module that another has are one sentence each."""
    monkeypatch.chdir(course.root)
    before = {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()}
    hidden_alone = course.solutions / "b1_other" / "hidden" / "test_hidden.py"
    hidden_alone.parent.mkdir(parents=True)
    hidden_alone.write_text("# mine\n")

    for name in (NAME, "../x", "a9", "A9_Momentum", "b9_mean_error", "b1_other"):
        with pytest.raises(CourseError):
            start(course, name)
        done = CliRunner().invoke(cli, ["new", name])
        assert (done.exit_code, done.stderr.count("\n")) == (2, 1)
    shutil.rmtree(course.solutions / "b1_other")
    assert {path: path.read_bytes() for path in course.root.rglob("*") if path.is_file()} == before


def test_the_guide_speaks_of_every_check():
    """docs/authoring.md lists what validate looks at, each by its name, and nothing else."""
    guide = (ROOT / "docs" / "authoring.md").read_text()
    table = guide.partition("looks at")[2].partition("It exits")[0]

    assert re.findall(r"^\| ([a-z ]+) \|", table, re.MULTILINE)[1:] == list(CHECKS)
