"""The author's commands: a new assignment is good as it is written, and every way to break it is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from factories import write_course_file

from autograder.authoring import generate
from autograder.authoring.start import start
from autograder.authoring.validation import Finding, grades
from autograder.authoring.validation.everything import CHECKS, validate
from autograder.authoring.validation.grades import check_grades
from autograder.authoring.validation.mistakes import Compared, known_ids, same_numbers, unplanted
from autograder.authoring.validation.runs import check_runs
from autograder.authoring.validation.texts import check_texts
from autograder.cli import cli
from autograder.course.model import Course, CourseError
from autograder.grading.verdicts import CaseSpec

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


def said_of_examples(course: Course, found) -> list[Finding]:
    return said_at_once(course, found)


def said_at_once(course: Course, found) -> list[Finding]:
    """What `--fast` says."""
    return validate(course.root, NAME, found, fast=True)


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


def long_text_on_a_mistake(course):
    change(course.folder(NAME) / "mistakes.md", "Half a gradient still", "Half a gradient is half. " * 30 + "It still")


def mark_of_no_task(course):
    change(hidden(course), 'task("forward", core=True)', 'task("forwards", core=True)')


def mistake_without_its_name(course):
    change(course.folder(NAME) / "variants/gradient.py", "wrong dropped-two", "wrong none by-hand")


def another_name(course):
    change(course.folder(NAME) / "variants/gradient.py", "wrong not-averaged", "wrong doubled sum")


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
    change(hidden(course), '    cross_check(weights.grad.numpy(), dw, what="dw")\n', "")
    change(hidden(course), '    cross_check(predictions.detach().numpy(), y_hat, what="y_hat")\n', "")


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


def task_without_examples(course):
    change(course.folder(NAME) / "examples.py", '"gradient": gradient}', '"slope": gradient}')


def wrong_arithmetic(course):
    change(course.folder(NAME) / "examples.py", "2*({plain(p)}", "3*({plain(p)}")


def example_that_stops(course):
    change(course.folder(NAME) / "examples.py", "small(D, 3)", "small[D]")


def examples_that_are_no_python(course):
    change(course.folder(NAME) / "examples.py", "EXAMPLES = {", "EXAMPLES = {{")


def examples_that_exit(course):
    change(course.folder(NAME) / "examples.py", "EXAMPLES = {", "raise SystemExit(0)\nEXAMPLES = {")


def table_that_stops(course):
    change(hidden(course), '"doubled": 2 * right,', '"doubled": {}["minus-twice"],')


def table_of_words(course):
    change(hidden(course), '"doubled": 2 * right,', '"doubled": "twice",')


def unheard_of_mistake(course):
    change(hidden(course), '"doubled": 2 * right,', '"doubled": 2 * right, "minus-twice": -2 * right,')


def two_mistakes_alike(course):
    change(hidden(course), '"averaged-twice": right / N,', '"averaged-twice": right / 2,')


def two_mistakes_alike_in_one_way(course):
    change(hidden(course), '"averaged-twice": right / N,', '"used-target#other": right / 2 * (1 + 1e-9),')


def hidden_case_that_stops(course):
    change(hidden(course), "    got = student.gradient(", "    1 / 0\n    got = student.gradient(")


def hidden_case_that_stops_later(course):
    change(hidden(course), "    check_array(got, p.dw,", "    got.foo\n    check_array(got, p.dw,")


def hidden_cases_that_cannot_be_imported(course):
    change(hidden(course), "SHAPES = [", "SHAPES = 1 / 0\n[")


def hidden_cases_that_exit(course):
    change(hidden(course), "SHAPES = [", "raise SystemExit\n[")


def given_a_lambda(course):
    change(hidden(course), "p = given(problem, shape)\n    got", "p = given(lambda rng: problem(rng, shape))\n    got")


def cell_that_is_no_python(course):
    change(course.folder(NAME) / "variants/gradient.py", "return 2 * X.T @ (y - y_hat)", "return 2 * X.T @ (y - y_hat")


def style_of_nothing(course):
    with (course.folder(NAME) / "variants/forward.py").open("a") as file:
        file.write("\n\n# %% right mine\n# Mine.\ndef forwards(X, w):\n    return X @ w\n")


def stray_variants(course):
    (course.folder(NAME) / "variants" / "gradient.txt").write_text("old\n")


def mistake_that_depends_on_the_seed(course):
    path = course.folder(NAME) / "variants/gradient.py"
    change(path, "return X.T @ (y_hat - y)", "return (1.5 if len(X) == 11 and X[0, 0] > 0 else 1) * X.T @ (y_hat - y)")


def style_that_fails_a_public_test(course):
    test = "import sys\n    assert 'math' not in vars(model)\n    check_array(model.forward("
    change(course.folder(NAME) / "test_public.py", "check_array(model.forward(", test)
    change(course.folder(NAME) / "variants/forward.py", "# matrix products\n", "# matrix products\nimport math\n\n\n")


def broken_notebook(course):
    change(course.folder(NAME) / "notebook.py", "plt.show()", "plt.shown()")


HIDDEN = f"^solutions/{NAME}/hidden/test_hidden.py"
VARIANTS = f"^solutions/{NAME}/variants"
BREAKS: list[tuple[Callable, Callable, str, str]] = [
    (said_of_texts, wrong_points, "points", "assignment.toml says points = 6, but the tasks' points add up to 5"),
    (said_of_texts, points_by_hand, "said once", 'README.md, line 24: "3 points" is written by hand'),
    (said_of_texts, long_stub, "stub", "lines; expected fewer than 130"),
    (
        said_of_texts,
        docstring_without_shapes,
        "docstrings",
        r"mean_error.py:\d+ The docstring of forward names no shape",
    ),
    (said_of_texts, argument_not_explained, "docstrings", "docstring of gradient does not mention y"),
    (
        said_of_texts,
        long_text_on_a_mistake,
        "words",
        rf"^solutions/{NAME}/mistakes.md:\d+ The text on dropped-two takes",
    ),
    (
        said_at_once,
        mark_of_no_task,
        "reference",
        r"collected: test_hidden.py:\d+ is for forwards, which is not a task; the tasks are forward, gradient",
    ),
    (
        said_of_grades,
        mistake_without_its_name,
        "names",
        f"{VARIANTS}/gradient.py:9 gradient-none-by-hand gets the name dropped-two, but its head says none: "
        "write `# %% wrong dropped-two by-hand`",
    ),
    (
        said_of_grades,
        another_name,
        "names",
        "gradient-doubled-sum gets the name not-averaged; expected doubled",
    ),
    (said_of_texts, solution_in_the_hints, "no leak", "HINTS.md"),
    (said_of_texts, not_generated, "no leak", "README.md is changed; run `autograder generate`"),
    (
        said_of_texts,
        no_words_for_a_mistake,
        "words",
        f"{VARIANTS}/gradient.py:9 There is no text for the mistake lost-it",
    ),
    (said_of_texts, broken_cell, "words", f"{VARIANTS}/gradient.py:9 should read `# %% right STYLE`"),
    (said_of_texts, cell_that_is_no_python, "words", f"{VARIANTS}/gradient.py:30 is not Python: "),
    (said_of_texts, style_of_nothing, "words", f"{VARIANTS}/forward.py:58 defines no function of the reference again"),
    (said_of_texts, stray_variants, "words", f"{VARIANTS}/gradient.txt is not named after a task"),
    (said_of_examples, task_without_examples, "examples", "has examples of slope, which is not a task"),
    (said_of_examples, wrong_arithmetic, "examples", r"^solutions/\S+/examples.py:\d+ gradient, example 1: the calcul"),
    (said_of_examples, example_that_stops, "examples", r"of forward cannot be made: solutions/\S+.py:11: TypeError"),
    (said_of_examples, examples_that_are_no_python, "examples", r"cannot be used: solutions/\S+/examples.py:\d+: "),
    (said_of_examples, examples_that_exit, "examples", r"cannot be used: solutions/\S+/examples.py:\d+: SystemExit"),
    (
        said_at_once,
        table_that_stops,
        "mistakes",
        f"{HIDDEN}:\\d+ .*gradient cannot be made: .*:\\d+: KeyError: 'minus-twice'",
    ),
    (said_at_once, table_of_words, "mistakes", f"{HIDDEN}:\\d+ .*gradient cannot be made: ValueError"),
    (said_at_once, unheard_of_mistake, "mistakes", f"{HIDDEN}:\\d+ can name minus-twice, which has no sentence"),
    (
        said_at_once,
        two_mistakes_alike,
        "mistakes",
        f"{HIDDEN}:\\d+ gradient: averaged-twice and dropped-two make the same",
    ),
    (said_at_once, two_mistakes_alike_in_one_way, "mistakes", "gradient: dropped-two and used-target make the same"),
    (said_at_once, hidden_cases_that_cannot_be_imported, "reference", r"hidden/test_hidden.py:\d+: ZeroDivisionError"),
    (said_at_once, hidden_cases_that_exit, "reference", r"collected: solutions/\S+/test_hidden.py:\d+: SystemExit"),
    (said_at_once, wrong_reference, "reference", "loses points at seed"),
    (said_of_texts, solved_stub, "stub", "forward"),
    (said_of_grades, wrong_style, "right variants", f"{VARIANTS}/forward.py:18 matmul loses points: forward"),
    (
        said_of_grades,
        harmless_mistake,
        "wrong variants",
        f"{VARIANTS}/gradient.py:9 gradient-dropped-two costs points in no task",
    ),
    (
        said_of_grades,
        mistake_of_another_task,
        "wrong variants",
        "forward-doubled costs points in gradient; expected forward",
    ),
    (
        said_of_grades,
        core_mistake_called_an_edge,
        "wrong variants",
        "fails the core cases of gradient; it should fail only edge cases",
    ),
    (
        said_of_grades,
        mistake_that_is_not_named,
        "names",
        f"{VARIANTS}/gradient.py:21 gradient-not-averaged gets no name; no table of gradient has not-averaged with",
    ),
    (
        said_of_grades,
        mistake_that_depends_on_the_seed,
        "seeds",
        f"{VARIANTS}/gradient.py:9 gradient-dropped-two depends on the seed. gradient: 0 points, .* at seed.*; 0",
    ),
    (
        said_of_grades,
        case_that_tests_nothing,
        "cases",
        f"{HIDDEN}:\\d+ No planted mistake fails the edge case forward f",
    ),
    (said_at_once, one_oracle, "oracles", "no second oracle confirms"),
    (said_at_once, quarrelling_oracles, "reference", "ungradable.*two oracles disagree"),
    (
        said_at_once,
        public_test_fails,
        "public tests",
        r"fails on the reference: solutions/\S+/test_public.py:\d+ test_grad",
    ),
    (said_at_once, public_test_tests_nothing, "public tests", "passes on the stub"),
    (said_at_once, task_without_public_test, "public tests", "no test of forward"),
    (
        said_of_runs,
        style_that_fails_a_public_test,
        "public tests",
        f"{VARIANTS}/forward.py:18 matmul is right, but a public test fails: .*test_public.py:\\d+ test_forw",
    ),
    (
        said_of_runs,
        broken_notebook,
        "notebook",
        r"notebook.py:\d+ The notebook stops with the reference solution.*shown",
    ),
]


@pytest.mark.parametrize(("look", "harm", "check", "reason"), BREAKS, ids=[one[1].__name__ for one in BREAKS])
def test_each_way_to_break_it_is_told(course, found_level, monkeypatch, look, harm, check, reason):
    """The check whose business it is fails, and its sentence says what to mend."""
    if check != "seeds":
        monkeypatch.setattr(grades, "SEEDS", grades.SEEDS[:2])
    harm(course)
    if look not in (said_of_texts, said_of_examples):
        written_again(course)
    said = [fault for one in look(course, found_level) if one.check == check for fault in one.faults]

    assert said, "nothing was found"
    assert re.search(reason, said[0], re.DOTALL), said
    assert all(fault.endswith((".", "...")) or check == "no leak" for fault in said)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (hidden_case_that_stops, r"test_hidden.py:\d+ The case cannot be judged: solutions/\S+:\d+: ZeroDivisionError"),
        (hidden_case_that_stops_later, r"test_hidden.py:\d+ The case stops with AttributeError"),
        (
            given_a_lambda,
            r"test_hidden.py:\d+ The case cannot be judged: .*`given` needs a function that has a name",
        ),
    ],
)
def test_a_case_that_stops_is_told_with_its_line(course, found_level, harm, reason):
    """What the reference loses by a broken hidden case is told a second time, with the place and the exception."""
    harm(course)
    said = next(one.faults for one in check_grades(course, NAME, found_level, fast=True))

    assert re.search(reason, said[1]), said


@pytest.mark.parametrize("harm", [None, "ascent", "ascent#chain", "ascent+doubled"])
def test_an_id_that_no_variant_plants_is_noted(course, found_level, harm):
    """The note counts and names it, with its task; a table may know more mistakes than an author plants."""
    if harm:
        change(hidden(course), '"doubled": 2 * right,', f'"doubled": 2 * right, "{harm}": -3 * right,')
        with (course.folder(NAME) / "mistakes.md").open("a") as file:
            file.write("\n## ascent\n> {It} is wrong.\n\nA minus and a 3.\n")
    found = next(one for one in said_at_once(course, found_level) if one.check == "mistakes")

    assert found.faults == ()
    assert f"; {8 if harm else 7} in no variant: absolute-error of gradient, " in found.note
    assert ("ascent of gradient" in found.note) == bool(harm)


def test_a_note_names_a_few_ids():
    """A cell of the table stays short."""
    known = {"forward": set("ab"), "gradient": set("bcdef")}

    assert unplanted(known, set("abcdef")) == ""
    assert unplanted(known, set("acdef")) == "1 in no variant: b of forward"
    assert unplanted(known, {"a"}) == "5 in no variant: b of forward, c of gradient, d of gradient and 2 more"


def missing_marker(course):
    change(course.folder(NAME) / "README.md", "<!-- tasks -->\n", "")


def missing_end(course):
    text = module(course).read_text()
    head, _, tail = text.rpartition("    # END SOLUTION\n")
    module(course).write_text(head + tail)


@pytest.mark.parametrize(
    ("harm", "check"),
    [(broken_cell, "no leak"), (missing_marker, "said once"), (points_by_hand, "said once"), (missing_end, "stub")],
)
def test_a_fault_is_told_once(course, found_level, harm, check):
    """A fault that stops several checks is one thing to fix; the other checks name the check that tells it."""
    harm(course)
    findings = said_at_once(course, found_level)
    faults = [(one.check, fault) for one in findings for fault in one.faults]

    assert len(faults) == len({fault for _, fault in faults})
    assert [fault for _, fault in faults] == [fault for where, fault in faults if where == check]
    assert f"see {check}" in [one.note for one in findings]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            'name = "gradient"',
            'name = "gradient"\nedge = ["integers"]',
            r" in line \d+: task gradient has a key `edge`; the",
        ),
        (
            "minutes = 30",
            "minutes = 30\nlibrary = []",
            r" in line 6: the file has a key `library`; the keys are title, mod",
        ),
        (
            "[question]",
            "[limits]\nseconds = 1\n\n[question]",
            r" in line \d+: \[limits\] has a key `seconds`; the keys are",
        ),
        (
            "[question]",
            "[limit]\ncall_seconds = 1\n\n[question]",
            r" in line \d+: the file has a key `limit`; the keys are",
        ),
    ],
)
def test_an_unknown_key_is_told_with_the_keys_that_there_are(course, old, new, message):
    """The table, the line of the file and the keys; what msgspec calls it helps no author."""
    path = course.folder(NAME) / "assignment.toml"
    change(path, old, new)
    with pytest.raises(CourseError) as caught:
        course.load(NAME)

    assert re.match(f"solutions/{NAME}/assignment.toml is broken{message}", str(caught.value)), caught.value
    key = re.search(r"key `(\w+)`", str(caught.value))[1]
    line = int(re.search(r"line (\d+)", str(caught.value))[1])
    assert key in path.read_text().splitlines()[line - 1]
    assert "sections" not in str(caught.value)


def test_same_numbers_are_those_of_no_comparison_that_differs():
    """A pair counts only if no comparison tells it apart, and if it changes a number at all."""
    spec = CaseSpec("t::one", "gradient", "one", core=True)
    want = np.array([1.0, 2.0])
    first = Compared(
        spec, "dw", want, {"a": 2 * want, "b": 2 * want, "c#way": 2 * want, "d": want, "e": want, "f": None}
    )
    second = Compared(spec, "dw", want, {"a": 3 * want, "b": 3 * want * (1 + 1e-5), "c": 3 * want, "c#way": 3 * want})

    assert same_numbers([first, second]) == [("a", "c")]
    assert same_numbers([first]) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert known_ids([first, second]) == {"gradient": set("abcdef")}


def test_a_traceback_is_shown_to_developers_only(course, monkeypatch):
    """An exception in a file of the author's is one sentence; `--dev` shows the traceback too, on standard error."""
    monkeypatch.chdir(course.root)
    examples_that_are_no_python(course)
    plain = CliRunner().invoke(cli, ["validate", NAME, "--fast"])
    full = CliRunner().invoke(cli, ["validate", NAME, "--fast", "--dev"])

    assert (plain.exit_code, full.exit_code) == (1, 1)
    assert plain.stdout == full.stdout
    assert f"solutions/{NAME}/examples.py" in plain.stdout
    assert "Traceback" not in plain.output
    assert "Traceback" in full.stderr


def test_the_command_exits_with_one_when_something_is_to_be_mended(course, monkeypatch):
    """One table, one line a fault, exit status 1; a broken description is a broken course, status 2."""
    monkeypatch.chdir(course.root)
    wrong_points(course)
    shutil.rmtree(course.folder(NAME) / "variants")
    done = CliRunner().invoke(cli, ["validate", NAME])

    assert done.exit_code == 1, done.output
    assert re.search(r"^points +1 to fix", done.stdout, re.MULTILINE)
    assert f"{NAME}, right variants: solutions/{NAME}/variants has no right variant" in done.stdout

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
    table = guide.partition("## What `autograder validate` looks at")[2].partition("It exits")[0]

    assert re.findall(r"^\| ([a-z ]+) \|", table, re.MULTILINE)[1:] == list(CHECKS)
