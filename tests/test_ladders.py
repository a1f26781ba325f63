"""A ladder makes a learner derive: its numbers are right, a slip is named, and no formula shows before its check."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from factories import write_course_file

from autograder.authoring import generate
from autograder.authoring.ladders import faults_of_notebook, read_ladders
from autograder.authoring.start import start
from autograder.authoring.validation.texts import check_texts
from autograder.course.make_stub import source_text
from autograder.course.model import Course, CourseError

ROOT = Path(__file__).resolve().parents[1]
REAL = Course(ROOT)
NAME = "a9_mean_error"
WITHOUT = {
    "a6_two_layers": {"tanh_backward", "mlp_backward"},
    "a8_autograd_engine": {"gradients", "backward"},
}
"""Gradient tasks of the course that have no ladder: there the text itself makes a learner derive."""

LADDERS = """
import numpy as np

from autograder.cases.ladders import slope, step

X, Y_HAT, Y = np.array([[5.0], [2.0]]), np.array([8.0, 4.0]), np.array([7.0, 7.0])


def gradient(reference):
    yield step(
        -1,
        oracles=[
            reference.gradient(X, Y_HAT, Y)[0],
            slope(lambda w: np.mean((Y_HAT + X @ w - Y) ** 2), np.zeros(1), (0,)),
        ],
        given={"X": X},
        slips={"The 2 of the square is missing.": -0.5, "The loss is a mean.": -2},
    )


LADDERS = {"gradient": gradient}
"""
ABOVE = """
# **One number.** Two rows, `X = [[5], [2]]`.

# %%
check_step("gradient", 1, ...)

# %% [markdown]
# $$\\frac{\\partial L}{\\partial w_d} = \\sum_n \\frac{\\partial L}{\\partial \\hat y_n}\\, \\square$$
#
# PLANT
#
# <details>
# <summary>Compare</summary>
#
# $$\\frac{\\partial L}{\\partial w_d} = \\frac2N \\sum_n r_n\\, x_{nd}$$
#
# </details>

# %% task="gradient"
check("gradient")

# %% [markdown] derivation="gradient"
# $$\\frac{\\partial \\hat y_n}{\\partial w_d} = x_{nd}, \\qquad
# \\frac{\\partial L}{\\partial w_d} = \\frac{2}{N} \\sum_n r_n\\, x_{nd}
# = \\frac{2}{N}\\,\\sum_n (\\hat y_n - y_n) x_{nd}$$
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course with one assignment, whose gradient has a ladder."""
    write_course_file(tmp_path)
    made = Course(tmp_path)
    start(made, NAME)
    script = made.folder(NAME) / "notebook.py"
    text = script.read_text().replace(
        "from gradcheck import check", "from gradcheck import check\nfrom ladder import check_step"
    )
    script.write_text(text.replace('\n# %% task="gradient"\ncheck("gradient")\n', f"#{ABOVE}"))
    (made.folder(NAME) / "ladders.py").write_text(LADDERS)
    return made


def edit(course: Course, file: str, old: str, new: str) -> None:
    path = course.folder(NAME) / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_ladder_is_shipped_as_numbers(course: Course) -> None:
    """The folder has ladder.py, and the right number and the slips' numbers in explanations.json; no package is due."""
    built = generate.build(course, NAME)

    data = json.loads(built["explanations.json"])
    assert data["ladders"] == {
        "gradient": [
            {"right": -1.0, "slips": [[-0.5, "The 2 of the square is missing."], [-2.0, "The loss is a mean."]]}
        ]
    }
    assert b"from gradcheck import as_array" in built["ladder.py"]
    assert "ladder" not in built["requirements.txt"].decode()
    assert b'"ladder.py"' in built[f"{NAME}.ipynb"].replace(b"\\", b"")


def test_without_a_ladder_nothing_is_shipped(tmp_path: Path) -> None:
    """An assignment without ladders has no ladder.py; validate notes its gradient, which is no fault."""
    write_course_file(tmp_path)
    bare = Course(tmp_path)
    start(bare, NAME)
    built = generate.build(bare, NAME)

    assert "ladder.py" not in built
    assert "ladders" not in json.loads(built["explanations.json"])
    [finding] = [one for one in check_texts(bare, NAME) if one.check == "ladders"]
    assert (finding.note, finding.faults) == ("0 numbers; no ladder for gradient", ())


BROKEN = [
    ("ladders.py", "        -1,", "        -2,", "step 1 of gradient: -2 is written down, but the reference gives -1."),
    ("ladders.py", "np.mean(", "np.sum(", "step 1 of gradient: -1 is written down, but the reference gives -2."),
    ("ladders.py", '": -0.5', '": -1', 'the slip "The 2 of the square is missing." makes the right number'),
    ("ladders.py", '": -0.5', '": -2', 'and "The loss is a mean." make the same number'),
    (
        "ladders.py",
        '{"gradient": gradient}',
        '{"gradient": gradient, "fit": gradient}',
        "has a ladder of fit, which is not",
    ),
    ("ladders.py", "LADDERS = ", "OTHER = ", "ladders.py cannot be used: AttributeError"),
    ("ladders.py", "reference.gradient(X, Y_HAT, Y)[0],", "1 / 0,", "ladders.py:13: ZeroDivisionError"),
    ("notebook.py", "[[5], [2]]", "[[5], [3]]", "does not show `X = [[5], [2]]` above step 1 of gradient."),
    ("notebook.py", 'check_step("gradient", 1, ...)', "1", "never asks for step 1 of gradient"),
    (
        "notebook.py",
        'check_step("gradient", 1, ...)',
        'check_step("gradient", 2, ...)',
        "asks for step 2 of gradient, which",
    ),
    (
        "notebook.py",
        'check("forward")',
        'check("forward")\ncheck_step("gradient", 1, ...)',
        "for step 1 of gradient twice",
    ),
    ("notebook.py", ' derivation="gradient"', "", "has a ladder of gradient and no cell `# %% [markdown] derivation="),
    ("notebook.py", ' derivation="gradient"', ' derivation="grad"', "has a derivation of 'grad', which is not a task"),
    (
        "notebook.py",
        "# %% [markdown]\n# ## 1.",
        '# %% [markdown] derivation="gradient"\n# ## 1.',
        "above its check; put it below",
    ),
    ("notebook.py", '%% task="forward"', '%% task="forward" derivation="forward"', "has a derivation that is code"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_a_ladder_that_is_not_sound_is_refused(course: Course, file: str, old: str, new: str, message: str) -> None:
    """A wrong number, slips that cannot be told apart, a step that nobody asks for: generate says so, and where."""
    edit(course, file, old, new)

    with pytest.raises(CourseError, match=re.escape(message)):
        generate.build(course, NAME)


def test_a_step_below_its_check_is_refused(course: Course) -> None:
    """A number that is asked for when the code is right makes nobody derive."""
    edit(course, "notebook.py", 'check_step("gradient", 1, ...)', "1")
    edit(
        course,
        "notebook.py",
        "# %% [markdown]\n# ## Train it",
        '# %%\ncheck_step("gradient", 1, ...)\n\n# %% [markdown]\n# ## Train it',
    )

    with pytest.raises(CourseError, match="asks for step 1 of gradient below the check of gradient; put it above"):
        generate.build(course, NAME)


EARLY = [
    r"$$\frac{\partial L}{\partial w_d} = \frac2N \sum_n r_n\, x_{nd}$$".replace(r"\frac2N", r"\frac{2}{N}"),
    r"So $\partial L/\partial w_d = \tfrac{2}{N} \sum_{n} r_{n} \cdot x_{nd}$.",
    r"$$\partial \hat y_n / \partial w_d = x_{nd}$$",
    r"The code follows $2 / N \sum_n (\hat{y}_n - y_n)\, x_{nd}$.",
    r"In code: `(2/len(y)) * np.einsum('nd,n->d', X, y_hat - y)`.",
]
LATE = [
    r"$$\frac{\partial L}{\partial w_d} = \sum_n \frac{\partial L}{\partial \hat y_n}"
    r"\frac{\partial \hat y_n}{\partial w_d}$$",
    r"$$\frac{\partial L}{\partial w_d} = \frac{\square}{\square} \sum_\square \square\, \square$$",
    r"The gaps: $2$, $N$, $r_n$, $x_{nd}$, $\hat y_n - y_n$.",
]


@pytest.mark.parametrize("plant", EARLY)
def test_a_formula_above_its_check_is_found(course: Course, plant: str) -> None:
    """The formula of the derivation or of the reference, however it is spelled, may not stand open above the check."""
    edit(course, "notebook.py", "PLANT", plant)

    with pytest.raises(CourseError, match="shows a formula of gradient above its check"):
        generate.build(course, NAME)


@pytest.mark.parametrize("plant", LATE)
def test_the_chain_rule_and_gaps_may_stand_there(course: Course, plant: str) -> None:
    """What a learner needs in order to derive may show: the chain rule, a formula with gaps, what could fill them."""
    edit(course, "notebook.py", "PLANT", plant)

    assert generate.build(course, NAME)


@pytest.mark.parametrize(
    ("name", "task"), [(name, task.name) for name in REAL.names() for task in REAL.load(name).tasks]
)
def test_a_planted_derivation_is_found_in_every_notebook(name: str, task: str) -> None:
    """The search is not blind: each equation of a derivation, put open above the check of its task, is found."""
    assignment, ladders = REAL.load(name), read_ladders(REAL, name)
    module = source_text(REAL, name, assignment.module_file)[0]
    book = json.loads((REAL.assignments / name / f"{name}.ipynb").read_bytes())
    told = [cell for cell in book["cells"] if cell["metadata"].get("derivation") == task]
    at = next(at for at, cell in enumerate(book["cells"]) if cell["metadata"].get("task") == task)
    plain = {"cell_type": "markdown", "metadata": {}}

    def faults(source: str) -> list[str]:
        planted = {**book, "cells": [*book["cells"][:at], {**plain, "source": [source]}, *book["cells"][at:]]}
        return faults_of_notebook(json.dumps(planted).encode(), name, assignment, ladders, module)

    assert faults("Nothing.") == []
    for cell in told:
        text = re.sub(r"</?details>|<summary>.*</summary>", "", "".join(cell["source"]))
        assert re.search(r"\$\$.+\$\$", text, re.DOTALL)
        for formula in re.findall(r"\$\$.+?\$\$", text, re.DOTALL):
            assert [fault for fault in faults(formula) if f"a formula of {task} above its check" in fault], formula


def test_every_gradient_of_the_course_has_a_ladder() -> None:
    """Each task that asks for a gradient's formula has one, but for those that are listed here."""
    bare = {
        name: {
            task.name for task in REAL.load(name).tasks if task.gradient and task.name not in read_ladders(REAL, name)
        }
        for name in REAL.names()
    }

    left = {name: tasks for name, tasks in bare.items() if tasks}
    assert left == WITHOUT


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a learner has it: two steps, the second of two numbers."""
    path = tmp_path_factory.mktemp("handout")
    source = (ROOT / "autograder" / "handout" / "ladder.py").read_text().replace("autograder.handout.", "")
    (path / "ladder.py").write_text(source)
    (path / "gradcheck.py").write_bytes((ROOT / "autograder" / "handout" / "gradcheck.py").read_bytes())
    steps = [{"right": -18.0, "slips": [[-9.0, "Half."]]}, {"right": [4.0, 2.0], "slips": [[[2.0, 4.0], "Swapped."]]}]
    (path / "explanations.json").write_text(json.dumps({"ladders": {"grad": steps}}))
    return path


ODD = """
class Odd:
    shape, dtype = property(lambda self: 1 / 0), property(lambda self: 1 / 0)
    def __array__(self, *a, **k): raise RuntimeError("call detach() first")
    def __eq__(self, other): raise ValueError("ambiguous")
    def __bool__(self): raise ValueError("ambiguous")
    def __repr__(self): raise ValueError("no words")
"""
"""A value that resists, as a tensor does."""


def said(folder: Path, calls: list[str]) -> list[str]:
    """What the calls print in a fresh interpreter, in lines. They end well, and say nothing on stderr."""
    code = f"import numpy as np\nfrom ladder import check_step\n{ODD}" + "\n".join(calls)
    done = subprocess.run([sys.executable, "-B", "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


RIGHT = ["-18", "-18.0", "2*(-3)*3", "np.float64(-18)", "np.array(-18.0)", "-18.004"]
OPEN = ["...", "None"]
FORM = [
    '"-18"',
    "(-18,)",
    "[-18]",
    "True",
    "np.array([-18.0])",
    "1j",
    "{}",
    "object()",
    "2**2000",
    "print",
    "[[1], [2, 3]]",
    "np.zeros((2, 2))",
    "Odd()",
]
OTHER = ["18", "5", 'float("nan")', 'float("inf")', "0", "-17.9"]


def test_what_is_said_of_a_number(folder: Path) -> None:
    """Right, a slip in its sentence, not yet, no number, not filled in: each is one line, and never an error.

    The right number shows in none of them.
    """
    answers = [*RIGHT, *OPEN, *FORM, *OTHER, "-9"]
    lines = said(folder, [f'check_step("grad", 1, {answer})' for answer in answers])
    ends: dict[str, str] = dict(zip(answers, lines, strict=True))

    assert {ends[answer] for answer in RIGHT} == {"grad, step 1: right."}
    assert {ends[answer].partition(". ")[0] for answer in OPEN} == {"grad, step 1: not filled in yet"}
    assert {ends[answer] for answer in FORM} == {"grad, step 1: not yet. Type one number, such as -3.5."}
    assert {ends[answer].partition(". ")[0] for answer in OTHER} == {"grad, step 1: not yet"}
    assert ends["-9"] == "grad, step 1: not yet. Half."
    assert [line for line in lines if "18" in line] == []


def test_what_is_said_of_several_numbers(folder: Path) -> None:
    """A tuple, a list or an array of numbers; a gap in it makes it not filled in."""
    answers = ["(4, 2)", "[4, 2.0]", "np.array([4, 2])", "(2, 4)", "(4, ...)", "(4, 2, 1)", "4", "(...)", "()"]
    lines = said(folder, [f'check_step("grad", 2, {answer})' for answer in answers])

    assert {"grad, step 2: right."} == {*lines[:3]}
    assert lines[3] == "grad, step 2: not yet. Swapped."
    assert [line.partition(". ")[0] for line in lines[4:]] == [
        "grad, step 2: not filled in yet",
        "grad, step 2: not yet",
        "grad, step 2: not yet",
        "grad, step 2: not filled in yet",
        "grad, step 2: not filled in yet",
    ]


def test_other_numbers_may_have_a_sentence_of_their_own(course: Course, folder: Path, tmp_path: Path) -> None:
    """What the author writes for numbers that no slip makes is said instead of the look at factors and signs."""
    edit(course, "ladders.py", "-2},\n", '-2},\n        otherwise="Look at the mean.",\n')
    for file in ("ladder.py", "gradcheck.py"):
        (tmp_path / file).write_bytes((folder / file).read_bytes())
    (tmp_path / "explanations.json").write_bytes(generate.build(course, NAME)["explanations.json"])

    assert said(tmp_path, ['check_step("gradient", 1, 7)', 'check_step("gradient", 1, -2)']) == [
        "gradient, step 1: not yet. Look at the mean. Hint 3 of gradient works out another example.",
        "gradient, step 1: not yet. The loss is a mean.",
    ]
    assert "Look at each factor and its sign." in said(folder, ['check_step("grad", 1, 7)'])[0]


@pytest.mark.parametrize("text", [None, "", "{}", '{"ladders": {}}', '{"ladders": []}', "[]"])
def test_a_lost_file_is_a_sentence(folder: Path, tmp_path: Path, text: str | None) -> None:
    """Without the numbers, or with a file that holds others, the cell says what to do and the notebook runs on."""
    for file in ("ladder.py", "gradcheck.py"):
        (tmp_path / file).write_bytes((folder / file).read_bytes())
    if text is not None:
        (tmp_path / "explanations.json").write_text(text)

    assert said(tmp_path, ['check_step("grad", 1, 5)']) == [
        "grad, step 1: explanations.json, beside ladder.py, has no steps. Take a fresh copy of this folder."
    ]


TASKS = ["None", "1", "[]", "{}", "np.zeros(2)", "print", '"slope"']
NUMBERS = ["None", '"1"', "1.0", "True", "[1]", "np.zeros(2)", "...", "0", "-1", "9", "10**30"]
NO_STEP = [*(f"check_step({one}, 1, 5)" for one in TASKS), *(f'check_step("grad", {one}, 5)' for one in NUMBERS)]


def test_a_step_that_is_not_there_names_those_that_are(folder: Path) -> None:
    """A misspelled task, a number that is too large, anything else in their places: which steps the folder has."""
    lines = said(folder, NO_STEP)

    assert len(lines) == len(NO_STEP)
    assert [one for one in lines if "there is no such step. The steps of this folder are: grad 1 to " not in one] == []


def cells(course: Course) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(generate.build(course, NAME)[f"{NAME}.ipynb"])["cells"]
    return found


def test_a_derivation_is_closed_and_below_the_hints(course: Course) -> None:
    """The order of a task: ladder, check, hints, derivation. The derivation opens on a click."""
    made = cells(course)
    at = next(at for at, cell in enumerate(made) if cell["metadata"].get("task") == "gradient")
    text = "".join(made[at + 2]["source"])

    assert made[at + 1]["id"].startswith("hints-")
    assert text.startswith("<details>\n<summary>The derivation of <code>gradient</code>.")
    assert text.endswith("\n\n</details>")


def test_folded_code_is_closed(course: Course) -> None:
    """JupyterLab shows the output of a folded cell and not its code; a page made of the notebook can do so, too."""
    edit(course, "notebook.py", "# %%\nrng = ", "# %% folded=true\nrng = ")
    [cell] = [cell for cell in cells(course) if "".join(cell["source"]).startswith("rng = ")]

    assert cell["metadata"] == {"jupyter": {"source_hidden": True}, "tags": ["hide-input"]}


@pytest.mark.parametrize("head", ['task="forward" folded=true', "[markdown] folded=true", "folded=1"])
def test_only_code_without_a_task_is_folded(course: Course, head: str) -> None:
    """A check cell stays open, and text has its own way to be closed."""
    edit(course, "notebook.py", '# %% task="forward"', f"# %% {head}")

    with pytest.raises(CourseError, match="write folded=true, at a code cell without a task"):
        generate.build(course, NAME)


@pytest.mark.parametrize("name", REAL.names())
def test_drawing_code_is_folded(name: str) -> None:
    """A learner sees the figures, not thirty lines of axes: the code of each cell that draws is closed."""
    book = json.loads((REAL.assignments / name / f"{name}.ipynb").read_bytes())
    drawing = [cell for cell in book["cells"] if re.search(r"\bshow\(", "".join(cell["source"]))]
    code = [cell for cell in drawing if cell["cell_type"] == "code"]

    assert code
    assert ["".join(cell["source"])[:60] for cell in code if not cell["metadata"].get("jupyter")] == []
