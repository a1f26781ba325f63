"""Before handing in, a folder says what the grader would refuse; its first ten minutes go without a hitch."""

from __future__ import annotations

import ast
import functools
import json
import os
import shutil
import subprocess
import sys
import tomllib
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.authoring.first_steps import RANGES
from autograder.authoring.generate import build
from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.flags import import_notes
from autograder.grading.session import GradingSession
from autograder.grading.verdicts import import_message
from autograder.handout import handing_in, python_errors
from autograder.results.feedback import feedback_markdown
from autograder.results.records import Status
from autograder.sandbox.runner import DoesNotImportError
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
A1, A2, A3, FILE = "a1_one_weight", "a2_gradient_check", "a3_linear_regression", "linear_regression.py"
RIGHT = COURSE.reference(A3).read_text(encoding="utf-8")
PYPROJECT = tomllib.loads((COURSE.root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@functools.cache
def files_of(name: str) -> dict[str, bytes]:
    """What a student gets of an assignment, built once."""
    return build(COURSE, name)


def count(name: str) -> int:
    """How many tasks an assignment has."""
    return len(COURSE.load(name).tasks)


def shipped(name: str) -> types.ModuleType:
    """handing_in.py as the folder of an assignment has it."""
    module = types.ModuleType("handing_in")
    exec(files_of(name)["handing_in.py"], module.__dict__)
    return module


def write(folder: Path, name: str = A3) -> Path:
    """An assignment's folder as students get it."""
    folder.mkdir(parents=True, exist_ok=True)
    for file, data in files_of(name).items():
        (folder / file).write_bytes(data)
    return folder


def solve(folder: Path, name: str = A3) -> Path:
    shutil.copy(COURSE.reference(name), folder)
    return folder


def run(folder: Path, *arguments: str, **environment: str) -> tuple[int, bytes]:
    """Exit status and output of Python in a folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST"))}
    done = subprocess.run(
        [sys.executable, "-B", *arguments],
        cwd=folder,
        env=kept | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of assignment 3, solved, with no other assignment beside it."""
    return solve(write(tmp_path / "course" / A3))


@pytest.fixture(scope="module")
def session(isolation) -> Iterator[GradingSession]:
    with GradingSession(COURSE, A3, seed=3, isolation=isolation[0], level=isolation[1]) as opened:
        yield opened


@pytest.mark.parametrize("name", COURSE.names())
def test_right_work_is_met_with_silence(name: str, tmp_path: Path) -> None:
    """No right variant of any assignment, and neither the reference nor the stub, has a finding."""
    module, file = shipped(name), COURSE.load(name).module_file
    sources = {variant.name: variant.source for variant in variants(COURSE, name) if variant.right}
    sources |= {"reference": COURSE.reference(name).read_text(), "stub": files_of(name)[file].decode()}

    assert len(sources) > 5
    for label, source in sources.items():
        (tmp_path / file).write_text(source, encoding="utf-8")
        assert (label, module.findings(tmp_path)) == (label, [])


@pytest.mark.parametrize(
    ("line", "home", "grader"),
    [
        ("import matplotlib.pyplot as plt", "imports matplotlib in line 1, which this assignment does not offer.", ""),
        ("import torch", "gives the gradients", "the grader has no PyTorch."),
        ("from gradcheck import check_array", "This file is not handed in", ""),
        ("from utils.math import residual", "The grader takes Python files, not folders.", "imports utils in line 1"),
        ("open('log.txt', 'w').write('trained')", handing_in.FILES, ""),
        ("import numpy as np; np.save('w.npy', np.zeros(3))", handing_in.FILES, ""),
        ("import os; os.chdir(os.path.dirname(os.path.abspath(__file__)))", handing_in.FILES, ""),
        ("rows = open('notes.csv').read()", handing_in.FILES, ""),
    ],
)
def test_home_and_grader_name_one_cause(session, folder: Path, line: str, home: str, grader: str) -> None:
    """What costs all points in the grader is told at home, with its line, and in the grader's words."""
    (folder / "utils").mkdir()
    source = f"{line}\n{RIGHT}".replace("from __future__ import annotations\n", "")
    (folder / FILE).write_text(source, encoding="utf-8")
    said = shipped(A3).findings(folder)
    record = session.grade(Submission("ada", {FILE: source.encode()}))

    assert record.status is Status.DOES_NOT_IMPORT
    assert len(said) == 1
    assert "line 1" in said[0]
    assert "line 1" in record.message
    assert home.replace("gives the gradients", "give the gradients") in said[0]
    assert (grader or home) in record.message


CAUSES = (
    python_errors.AT_THE_TOP,
    python_errors.SYNTAX,
    python_errors.INDENTED,
    python_errors.OTHER_SIGNS,
    python_errors.NO_TYPING,
    handing_in.TO_THE_NOTEBOOK,
)


@pytest.mark.parametrize(
    ("code", "helps"),
    [
        ("x = undefined", python_errors.AT_THE_TOP),
        ("def f(:\n    pass", python_errors.SYNTAX),
        ("def f():\nreturn 1", python_errors.INDENTED),
        ("x = 5 − 3", python_errors.OTHER_SIGNS),
        ("n = input()", python_errors.NO_TYPING),
        ("while True:\n    pass", handing_in.TO_THE_NOTEBOOK),
        ("import matplotlib", ""),
        ("letters = 'caf\xe9'", ""),
    ],
)
def test_the_grader_gives_each_cause_its_own_advice(session, code: str, helps: str) -> None:
    """A student whose file cannot be loaded reads what helps against this, and nothing about other causes."""
    source = f"{RIGHT}\n{code}\n".encode("latin-1" if "\xe9" in code else "utf-8")
    record = session.grade(Submission("ada", {FILE: source}))

    assert record.status is Status.DOES_NOT_IMPORT
    assert [cause for cause in CAUSES if cause in record.message] == ([helps] if helps else [])
    assert feedback_markdown(record, COURSE.load(A3)).count("bracket") == (helps == python_errors.SYNTAX)


@pytest.mark.parametrize("name", COURSE.names())
def test_an_import_of_a_shipped_file_is_told_alike_at_home_and_by_the_grader(name: str, tmp_path: Path) -> None:
    """Those of every assignment, and those that one assignment ships: the file works at home, and is not handed in."""
    assignment, folder = COURSE.load(name), write(tmp_path / name)
    for module in (*handing_in.SHIPPED, *assignment.shipped_modules):
        (folder / assignment.module_file).write_text(f"import {module}\n", encoding="utf-8")
        problem = DoesNotImportError("raised", "ModuleNotFoundError", f"No module named '{module}'", 1)
        [at_home] = shipped(name).findings(folder)

        assert "This file is not handed in" in at_home
        assert at_home == import_message(problem, assignment)
        assert at_home == import_notes([f"{module} 1"], assignment)[0]


@pytest.mark.parametrize(
    "line",
    [
        "data = np.genfromtxt('crop_yields.csv', delimiter=',', skip_header=1)",
        "NAME = 'crop_yields.csv'\ndata = open(NAME).read()",
        "from pathlib import Path\ndata = (Path(__file__).parent / 'crop_yields.csv').read_text()",
        "try:\n    import matplotlib.pyplot\nexcept ImportError:\n    pass",
        "def draw():\n    import matplotlib.pyplot as plt\n    plt.savefig('x.png')",
        "if __name__ == '__main__':\n    import tqdm\n    print(fit)\n    open('log.txt', 'w')",
        "import math, time, random, sys, os",
        "TABLE = [i for i in range(3)]\nfor i in range(3):\n    TABLE.append(i)",
        "import io\nx = np.loadtxt(io.StringIO('1,2'), delimiter=',')",
    ],
)
def test_what_the_grader_takes_is_not_told(session, folder: Path, line: str) -> None:
    """Reading what was handed out, optional imports, code that the grader never runs: full marks, and no finding."""
    source = f"{RIGHT}\n{line}\n"
    (folder / FILE).write_text(source, encoding="utf-8")
    record = session.grade(Submission("ada", {FILE: source.encode()}))

    assert record.score == record.max_score
    assert shipped(A3).findings(folder) == []


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"# caf\xe9\n", "has a letter in line 1 that is not UTF-8. Save the file as UTF-8."),
        ("x = 1\n".encode("utf-16"), "is saved as UTF-16. Save it as UTF-8."),
        (b" \n", "is empty. Save your work in it."),
        (b"print('hello')\n", "prints in line 1 while it is imported."),
        (b"while True:\n    break\n", "runs a loop in line 1 while it is imported."),
        (b"def fit():\n    pass\n\n\nfit()\n", "calls fit in line 5 while it is imported."),
        (b"def fit():\n    helper()\n\n\ndef helper():\n    import torch\n", "imports torch in line 6"),
        (b"def fit():\n    open('log.txt', 'a').write('x')\n", "uses open in fit, in line 2. The grader can only read"),
        (b"import mine\n", "imports mine in line 1. Hand in mine.py, too."),
        (b"exit()\n", "ends the program in line 1 while it is imported. Then no task can be tested."),
        (b"n = input()\n", "asks for input in line 1 while it is imported. You cannot type there."),
        (b"def fit():\n    pass\n\n\nprint(fit())\n", "prints and calls fit in line 5 while it is imported."),
        (
            b"def fit():\n    pass\n\n\nfit()\nprint(1)\nprint(2)\n",
            "calls fit in line 5 and prints in line 6 while it is imported.",
        ),
    ],
)
def test_a_finding(folder: Path, source: bytes, says: str) -> None:
    """Each kind of refused or uncounted work has a sentence with the line."""
    (folder / "mine.py").write_text("x = 1\n")
    (folder / FILE).write_bytes(source)

    assert [says in text for text in shipped(A3).findings(folder)] == [True]


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("type Vector = list[float]\n", 1),
        ("x = 1\ndef first[T](xs: list[T]) -> T:\n    return xs[0]\n", 2),
        ("d = {'a': 1}\ns = f'{d['a']}'\n", 2),
        ("s = f\"{'\\n'.join('ab')}\"\n", 1),
    ],
)
def test_newer_python_than_the_graders(folder: Path, source: str, line: int) -> None:
    """Syntax that the oldest grading Python does not know is told with its line, by a Python that knows it."""
    (folder / FILE).write_text(source)
    said = shipped(A3).findings(folder)
    if sys.version_info < (3, 12):
        assert said == []  # Python itself refuses the file
    else:
        assert [f"in line {line}" in text and "3.11" in text for text in said] == [True]


@pytest.mark.parametrize("text", ["f\"{d['a']}\\n\"", 'f"""{d["a"]}"""', "f'{x!r:>{width}}'", "'a' f'{x}' \"b\""])
def test_older_strings_are_no_news(folder: Path, text: str) -> None:
    """What every Python understands is not taken for new."""
    (folder / FILE).write_text(f"d, x, width = {{'a': 1}}, 1, 2\ns = {text}\n")

    assert shipped(A3).findings(folder) == []


def test_pytest_and_the_check_end_with_it(folder: Path) -> None:
    """The tests pass, and below them stands what the grader would refuse; also in the notebook's check."""
    (folder / FILE).write_text(f"print('loaded')\n{RIGHT}", encoding="utf-8")
    told = b"linear_regression.py prints in line 1 while it is imported."
    status, said = run(folder, "-m", "pytest")
    checked = run(folder, "-c", "import gradcheck; gradcheck.check('loss')")[1]

    assert status == 0
    assert f"{count(A3)} of {count(A3)} tasks pass their public tests.".encode() in said
    assert told in said
    assert told in checked


def test_what_it_offers_is_what_the_grader_offers() -> None:
    """One list of libraries and data, from assignment.toml, stands in the handout; one version of Python in both."""
    for name in COURSE.names():
        loaded, about = COURSE.load(name), shipped(name).ASSIGNMENT
        assert (about["offered"], about["data"]) == (loaded.libraries, loaded.data)
        assert about["tasks"] == [task.name for task in loaded.tasks]
    assert PYPROJECT["requires-python"] == f">={'.'.join(map(str, handing_in.GRADER_PYTHON))}"


def test_requirements_are_those_of_the_grader() -> None:
    """The ranges are pyproject's; torch is asked for where the grader has it, tqdm where the notebook shows a bar."""
    ours = {text.partition(">")[0]: text.partition(">")[2] for text in PYPROJECT["dependencies"]}
    shared = {name: version for name, version in RANGES.items() if name in ours}
    lines = {name: files_of(name)["requirements.txt"].decode() for name in COURSE.names()}

    assert set(shared) == {"matplotlib", "numpy", "pytest", "torch", "tqdm"}
    assert {name: f">{ours[name]}" for name in shared} == shared
    assert [name for name, text in lines.items() if "\ntorch" in text] == ["a5_model_regression"]
    assert "tqdm" not in lines[A1]
    assert "\ntqdm" in lines[A3]


def test_every_file_says_which_python_is_needed(folder: Path) -> None:
    """An old Python can parse what is shipped, and says in a sentence which Python it should be."""
    for file in [*folder.glob("*.py"), *COURSE.assignments.glob("*/*.py")]:
        ast.parse(file.read_text(encoding="utf-8"), str(file), feature_version=(3, 8))
    old = "import sys; sys.version_info = (3, 9, 18, 'final', 0); import {}"

    for module in ("handing_in", "gradcheck", "conftest"):
        status, said = run(folder, "-c", old.format(module))
        assert status == 1
        assert said.startswith(b"This course needs Python 3.10 or newer")
        assert said.count(b"\n") == 1


def test_the_check_works_from_any_folder(folder: Path, tmp_path: Path) -> None:
    """A notebook whose working folder is another one checks the file of its own folder."""
    code = f"import sys; sys.path.insert(0, {str(folder)!r}); import gradcheck; gradcheck.check('loss')"

    assert b"loss  right" in run(tmp_path, "-c", code)[1]


def test_the_check_works_where_no_process_can_be_started(folder: Path) -> None:
    """In a browser the tests run in this process: with the file as it is now, and without a trace."""
    code = """
import subprocess, sys, os
def refused(*args, **kwargs):
    raise OSError(138, "emscripten does not support processes")
subprocess.Popen = refused
import linear_regression as lin
from gradcheck import ChecksFailed, check
check("loss")
text = open("linear_regression.py").read()
open("linear_regression.py", "w").write(text + "\\n\\ndef loss(Y_hat, Y):\\n    return 0.0\\n")
try:
    check("loss")
except ChecksFailed as failed:
    print("FAILED:", str(failed).splitlines()[0])
open("linear_regression.py", "w").write(text)
check("loss")
print(sys.modules["linear_regression"] is lin, "test_public" in sys.modules)
"""
    status, said = run(folder, "-c", code)

    assert (status, said.decode().splitlines()[-1]) == (0, "True False")
    assert said.count(b"loss  right") == 2
    assert said.count(b"FAILED: loss") == 1


@pytest.mark.parametrize("letters", ["ascii", "latin-1", "cp437", "cp850", "utf-8"])
def test_plain_letters_for_a_plain_terminal(folder: Path, letters: str) -> None:
    """A terminal without typographic quotes gets plain quotes, from pytest, the check and the command; no error."""
    wrong = f"{RIGHT}\n\ndef grad_W(X, Y_hat, Y):\n    return (Y_hat - Y).T @ X\n"
    (folder / FILE).write_text(wrong, encoding="utf-8")
    check = "import gradcheck\ntry: gradcheck.check('grad_W')\nexcept AssertionError as error: print(error)"
    quote = "“3." if letters == "utf-8" else '"3.'
    commands = {
        "pytest": run(folder, "-m", "pytest", "-k", "grad_W", PYTHONIOENCODING=letters),
        "check": run(folder, "-c", check, PYTHONIOENCODING=letters),
        "command": run(
            COURSE.root, "-m", "autograder", "check", str(folder / FILE), "--seed", "1", PYTHONIOENCODING=letters
        ),
    }

    for said in commands.values():
        assert quote in said[1].decode(letters)
        assert b"Error" not in said[1]


def test_two_assignments_beside_one_another(tmp_path: Path) -> None:
    """Above several folders `pytest` says where to go; in each it works, and its last line is the progress."""
    solve(write(tmp_path / A1, A1), A1)
    write(tmp_path / A2, A2)
    shutil.copytree(tmp_path / A1, tmp_path / "copy of a1")
    above = run(tmp_path, "-m", "pytest")
    named = run(tmp_path, "-m", "pytest", A1)
    other = run(tmp_path / A2, "-m", "pytest")
    alone = run(tmp_path / A1, "handing_in.py")
    done = f"a1 {count(A1)} of {count(A1)}"

    assert above[0] == 2
    assert b"Test one assignment at a time: `cd " in above[1]
    assert b"Traceback" not in above[1]
    said = f"Tasks that pass their tests: {done}"
    assert named[1].decode().splitlines()[-1] == f"{said}. Next: {A2}"
    assert other[1].decode().splitlines()[-1] == f"{said}, a2 0 of {count(A2)}. Next: {A2}"
    assert alone[1].decode().splitlines() == [
        "The grader can take your file as it is.",
        f"{said}, a2 0 of {count(A2)}. Next: {A2}",
    ]


@pytest.mark.parametrize("kept", ["", "[]", '{"loss": 3}', "\x00"])
def test_a_broken_file_of_progress_breaks_nothing(folder: Path, kept: str) -> None:
    """Whatever .progress holds, the tests run as ever."""
    (folder / ".progress").write_text(kept)

    assert (
        run(folder, "-m", "pytest")[1].decode().splitlines()[-1]
        == f"{count(A3)} of {count(A3)} tasks pass their public tests."
    )


@pytest.mark.parametrize("name", COURSE.names())
def test_a_notebook_without_its_folder(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first code cell names what to upload, and is silent where all is there."""
    book = json.loads(files_of(name)[f"{name}.ipynb"])
    source = "".join(next(cell["source"] for cell in book["cells"] if cell["cell_type"] == "code"))
    (tmp_path / "gradcheck.py").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as raised:
        exec(source, {})
    write(tmp_path, name)
    exec(source, {})

    files = str(raised.value).partition(": ")[2].split(", ")
    assert COURSE.load(name).module_file in files
    assert {"conftest.py", "handing_in.py", "test_public.py", *COURSE.load(name).data} <= set(files)
    assert "gradcheck.py" not in files


def test_the_first_notebook_has_the_teachers_numbers_without_torch(tmp_path: Path) -> None:
    """The cell that compares with torch shows where torch is missing what it shows with torch."""
    solve(write(tmp_path, A1), A1)
    book = json.loads((tmp_path / f"{A1}.ipynb").read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]
    cells = [source for source in sources if "import torch" in source]
    code = f"import one_weight as ow\nexec({cells[0]!r})"
    with_torch = run(tmp_path, "-c", code)[1].decode().splitlines()
    without = run(tmp_path, "-c", f"import sys; sys.modules['torch'] = None\n{code}")[1].decode().splitlines()

    assert len(cells) == 1
    assert without[0] == "PyTorch is not installed. The teacher's notebook printed these numbers:"
    assert without[1:] == with_torch
    assert len(with_torch) == 4
