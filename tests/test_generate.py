"""`autograder generate`: what students get is exactly what solutions/ gives, and holds no line of a solution."""

from __future__ import annotations

import ast
import importlib.util
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import mistune
import nbformat
import pytest
from click.testing import CliRunner, Result
from factories import write_course_file

from autograder.authoring import generate
from autograder.authoring.blocks import prose
from autograder.authoring.leaks import leaks, secrets
from autograder.authoring.validation.texts import MOST_LINES
from autograder.cli import cli
from autograder.course.make_stub import stub_source
from autograder.course.model import Course, CourseError

REPOSITORY = Path(__file__).resolve().parents[1]

TOML = """\
title = "Lines"
module = "line"
summary = "A line."
order = {order}
minutes = 10
data = ["points.csv"]

[question]
text = "Why?"
points = 2

[[tasks]]
name = "slope"
points = 1
summary = "The slope between two points."
hints = ["Think of a hill.", "Height over width.", "From (0, 0) to (2, 6): 1*3 + 2**2, `1*3`, $2*3$, *so* 6."]

[[tasks]]
name = "height"
points = 2.5
summary = "The height at x."
hints = ["Where is 0?", "Start at b.", "At 2, with slope 3 and b = 1, it is 7."]
"""

MODULE = '''\
"""Lines."""

# Rows are points.


def slope(x, y):
    """The slope, a float."""
    # BEGIN SOLUTION
    width = x[1] - x[0]
    return (y[1] - y[0]) / width
    # END SOLUTION


def height(x, a, b=0.0):
    """The height at x."""
    # BEGIN SOLUTION
    return a * x + b * 1.0
    # END SOLUTION
'''

TASKS = """\
Allow about 10 minutes.

| task | what it gives | points |
|---|---|---|
| `slope` | The slope between two points. | 1 |
| `height` | The height at x. | 2.5 |
| | in all | 3.5 |

The written question at the end of the notebook gives 2 points more. A person reads it."""

NOTEBOOK = """\
# %% [markdown]
# # Lines
# The slope is $a$ — a number.
# <!-- tasks -->
# %%


import line
# %load_ext autoreload
# %autoreload 2
from gradcheck import check

# %% task="slope"
check("slope")

# %% task="height"
check("height")

# %%
# BEGIN SOLUTION
print(line.height(2, 3) - 17)
# END SOLUTION

# %% [markdown] question="text"
# ## A question
#
# <!-- question -->

# %% [markdown] question="answer"
# Your answer here.

# %%

# %%
"""

FILES = [
    "HINTS.md",
    "MISTAKES.md",
    "README.md",
    "conftest.py",
    "explain.py",
    "explanations.json",
    "gradcheck.py",
    "handing_in.py",
    "line.py",
    "points.csv",
    "pytest.ini",
    "python_errors.py",
    "requirements.txt",
    "test_public.py",
]


def add(root: Path, name: str, order: int) -> Path:
    """Write the sources of one small assignment; returns its folder."""
    folder = root / "solutions" / name
    shared = root / "solutions" / "shared"
    folder.mkdir(parents=True)
    shared.mkdir(exist_ok=True)
    (shared / "points.csv").write_text("x,y\n0,1\n")
    (folder / "assignment.toml").write_text(TOML.format(order=order))
    (folder / "line.py").write_text(MODULE)
    (folder / "notebook.py").write_text(NOTEBOOK)
    (folder / "test_public.py").write_text("import line\n")
    (folder / "README.md").write_text("# Lines\n\n<!-- tasks -->\n")
    return folder


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A course of two assignments, b1 and then a2, in the working folder."""
    write_course_file(tmp_path)
    add(tmp_path, "b1", 1)
    add(tmp_path, "a2", 2)
    monkeypatch.chdir(tmp_path)
    return Course(tmp_path)


def run(*args: str) -> Result:
    return CliRunner().invoke(cli, ["generate", *args])


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Every file below a folder, with its bytes and its time of change."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_assignment_is_exactly_these_files(course: Course) -> None:
    """An assignment is its stub, notebook, tests, what explains them, README, hints and data, and nothing else."""
    result = run()

    written = {path: data for path, (data, _) in tree(course.assignments).items()}
    assert (result.exit_code, result.output) == (0, "START.md: wrote 1 file\na2: wrote 14 files\nb1: wrote 14 files\n")
    expected = [f"{name}/{file}" for name in ("a2", "b1") for file in [*FILES, f"{name}.ipynb"]]
    assert sorted([*expected, "START.md"]) == sorted(written)
    assert (REPOSITORY / "autograder" / "handout" / "gradcheck.py").read_bytes() == written["b1/gradcheck.py"]
    assert stub_source(course, "b1").encode() == written["b1/line.py"]
    assert written["b1/README.md"].decode().startswith(f"# Lines\n\n{TASKS}\n\n## Install\n")
    assert written["b1/test_public.py"] == b"import line\n"
    assert written["b1/points.csv"] == b"x,y\n0,1\n"


def test_second_run_touches_nothing(course: Course) -> None:
    """Only what changed is written: a second run leaves every file alone, a changed source rewrites one file."""
    run()
    before = tree(course.assignments)

    second = run()
    unchanged = tree(course.assignments)
    (course.solutions / "a2" / "README.md").write_text("# New\n\n<!-- tasks -->\n")
    third = run()
    after = tree(course.assignments)

    assert second.output == "a2: unchanged\nb1: unchanged\n"
    assert before == unchanged
    assert third.output == "a2: wrote 1 file\nb1: unchanged\n"
    assert [path for path in after if after[path] != before[path]] == ["a2/README.md"]


def test_check_lists_each_difference_and_writes_nothing(course: Course, tmp_path: Path) -> None:
    """--check exits with 1, one sorted line a difference, and writes nothing; `generate` then settles it."""
    run()
    folder = course.assignments
    (folder / "b1" / "line.py").write_text("changed\n")
    (folder / "b1" / "HINTS.md").unlink()
    (folder / "b1" / "notes.txt").write_text("stray\n")
    (folder / "b1" / "__pycache__").mkdir()
    (folder / "b1" / "__pycache__" / "line.pyc").write_bytes(b"stray")
    (folder / "a2" / "README.md").unlink()
    (folder / "a2" / "README.md").symlink_to(tmp_path / "solutions" / "a2" / "README.md")
    (folder / "old").mkdir()
    (folder / "old" / "README.md").write_text("stale\n")
    (folder / "link").symlink_to(tmp_path / "solutions")
    before = tree(folder)

    checked = run("--check")
    untouched = tree(folder)
    written = run()
    clean = run("--check")

    assert checked.exit_code == 1
    assert checked.output.splitlines() == [
        "changed  a2/README.md",
        "changed  b1/line.py",
        "missing  b1/HINTS.md",
        "stray    b1/__pycache__/",
        "stray    b1/notes.txt",
        "stray    link",
        "stray    old/",
        "Run `autograder generate`. Edit only solutions/, because assignments/ is written from it.",
    ]
    assert before == untouched
    assert written.output.splitlines() == [
        "a2: wrote 1 file",
        "b1: wrote 2 files, removed 2 stray",
        "link: removed 1 stray",
        "old: removed 1 stray",
    ]
    assert not (folder / "a2" / "README.md").is_symlink()
    assert (tmp_path / "solutions" / "a2" / "README.md").is_file()
    assert (clean.exit_code, clean.output) == (0, "assignments/ equals what solutions/ gives (2 assignments).\n")


def test_check_before_the_first_run_lists_all_files(course: Course) -> None:
    """Without assignments/ every file is missing, and --check does not make the folder."""
    result = run("--check")

    assert result.exit_code == 1
    assert result.output.count("missing  ") == 29
    assert not course.assignments.exists()


def test_named_assignment_leaves_the_others_alone(course: Course) -> None:
    """With a name, only that assignment is compared and written."""
    (course.assignments / "old").mkdir(parents=True)

    written = run("a2")
    checked = run("a2", "--check")
    other = run("--check", "b1")

    assert written.output == "a2: wrote 14 files\n"
    assert (checked.exit_code, checked.output) == (0, "assignments/ equals what solutions/ gives (1 assignment).\n")
    assert other.exit_code == 1
    assert sorted(path.name for path in course.assignments.iterdir()) == ["a2", "old"]


def test_a_file_in_the_place_of_a_folder_gives_way(course: Course) -> None:
    """Whatever stands in the place of an assignment's folder is removed, a link without what it points to."""
    elsewhere = course.root / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept\n")
    course.assignments.mkdir()
    (course.assignments / "a2").write_text("a file\n")
    (course.assignments / "b1").symlink_to(elsewhere)

    result = run()

    assert (
        result.output
        == "START.md: wrote 1 file\na2: wrote 14 files, removed 1 stray\nb1: wrote 14 files, removed 1 stray\n"
    )
    assert [path.name for path in elsewhere.iterdir()] == ["kept.txt"]
    assert run("--check").exit_code == 0


def graded(name: str, points: float) -> dict[str, Any]:
    """nbgrader's metadata, version 3, of a cell that the autograder grades."""
    fixed = {"cell_type": "code", "grade": True, "locked": True, "schema_version": 3, "solution": False, "task": False}
    return {"grade_id": name, "points": points, **fixed}


def test_notebook_is_the_same_bytes_everywhere_and_minimal(course: Course) -> None:
    """The notebook is valid, has no outputs and only the metadata it needs, and nbformat writes it the same way."""
    data = generate.build(course, "b1")["b1.ipynb"]
    book = nbformat.reads(data.decode(), as_version=4)

    answer = graded("written-question", 2) | {"cell_type": "markdown", "locked": False, "solution": True}
    nbformat.validate(book)
    assert f"{nbformat.writes(book)}\n".encode() == data
    assert generate.build(course, "b1")["b1.ipynb"] == data
    assert book.metadata == {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    first = book.cells.pop(1)
    assert (first.cell_type, first.metadata) == ("code", {})
    assert [(cell.cell_type, cell.source, cell.metadata) for cell in book.cells] == [
        ("markdown", f"# Lines\nThe slope is $a$ — a number.\n{TASKS}", {}),
        ("code", "import line\n%load_ext autoreload\n%autoreload 2\nfrom gradcheck import check", {}),
        ("code", 'check("slope")', {"task": "slope", "nbgrader": graded("slope", 1)}),
        ("markdown", book.cells[3].source, {"editable": False}),
        ("code", 'check("height")', {"task": "height", "nbgrader": graded("height", 2.5)}),
        ("markdown", book.cells[5].source, {"editable": False}),
        ("code", "# Write your code here.", {}),
        ("markdown", "## A question\n\nWhy?\n\n(2 points. A person reads the answer.)", {"question": "text"}),
        ("markdown", "Your answer here.", {"question": "answer", "nbgrader": answer}),
        ("code", "", {}),
        ("code", "", {}),
    ]
    assert all(cell.outputs == [] and cell.execution_count is None for cell in book.cells if cell.cell_type == "code")


def test_cell_ids_come_from_content(course: Course) -> None:
    """A change to one cell leaves the ids of the others as they are; equal cells still have different ids."""

    def ids() -> list[str]:
        return [cell["id"] for cell in json.loads(generate.build(course, "b1")["b1.ipynb"])["cells"]]

    before = ids()
    edit(course.folder("b1") / "notebook.py", "The slope is $a$", "The slope is $m$")
    after = ids()

    assert len(set(before)) == len(before)
    assert [one == other for one, other in zip(before, after, strict=True)] == [False] + [True] * 11


def test_hints_open_one_at_a_time(course: Course) -> None:
    """Each task has three closed disclosures in the order of the tiers; a product of numbers is no emphasis."""
    text = generate.build(course, "b1")["HINTS.md"].decode()

    assert text.endswith(
        "\n## `height` (2.5 points)\n\nThe height at x.\n\n"
        "<details>\n<summary>Hint 1: a nudge</summary>\n\nWhere is 0?\n\n</details>\n\n"
        "<details>\n<summary>Hint 2: a sketch</summary>\n\nStart at b.\n\n</details>\n\n"
        "<details>\n<summary>Hint 3: a worked line</summary>\n\nAt 2, with slope 3 and b = 1, it is 7.\n\n</details>\n"
    )
    assert "## `slope` (1 point)\n" in text
    assert r"From (0, 0) to (2, 6): 1\*3 + 2\*\*2, `1*3`, $2*3$, *so* 6." in text
    assert 6 == text.count("<details>") == text.count("</details>")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the square of the *output*. A is 3*4, *so*: go", "the square of the *output*. A is 3\\*4, *so*: go"),
        ("(*both* sides) 2*(3)*4 and **no** 2**3", "(*both* sides) 2\\*(3)\\*4 and **no** 2\\*\\*3"),
    ],
)
def test_a_star_is_emphasis_or_a_product(text: str, shown: str) -> None:
    """Whatever stands behind it, the star that ends an emphasis stays; the stars of products are escaped."""
    assert shown == prose(text)


def test_notebook_has_the_hints_of_a_task_below_its_check(course: Course) -> None:
    """They are the hints of HINTS.md, closed, in a cell that nbgrader does not know and that cannot be edited."""
    built = generate.build(course, "b1")
    cells = json.loads(built["b1.ipynb"])["cells"]
    below = {cell["metadata"]["task"]: after for cell, after in itertools.pairwise(cells) if "task" in cell["metadata"]}

    assert list(below) == ["slope", "height"]
    assert all((cell["cell_type"], cell["metadata"]) == ("markdown", {"editable": False}) for cell in below.values())
    assert "".join(below["height"]["source"]) == (
        "Hints for `height`. Open a hint, then try again.\n\n"
        "<details>\n<summary>Hint 1: a nudge</summary>\n\nWhere is 0?\n\n</details>\n\n"
        "<details>\n<summary>Hint 2: a sketch</summary>\n\nStart at b.\n\n</details>\n\n"
        "<details>\n<summary>Hint 3: a worked line</summary>\n\nAt 2, with slope 3 and b = 1, it is 7.\n\n</details>"
    )
    for cell in below.values():
        _, hints = "".join(cell["source"]).split("\n\n", 1)
        assert hints in built["HINTS.md"].decode()


@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        ("README.md", "# Lines", "Use `width = x[1]-x[0]` here.", "README.md"),
        ("test_public.py", "import line", "def height(x, a, b):\n  return a*x + b*1.0", "test_public.py"),
        ("notebook.py", "# The slope is $a$", "# So print( line.height(2, 3) - 17 )", "a2.ipynb"),
        ("notebook.py", "import line", "import line\nwidth = x[1] - x[0]", "a2.ipynb"),
        ("assignment.toml", "Start at b.", "return a*x + b*1.0", "HINTS.md"),
        ("line.py", "# Rows are points.", "# def slope: width = x[1] - x[0] and so on", None),
    ],
)
def test_a_line_of_any_solution_stops_everything(
    course: Course, file: str, old: str, new: str, shown: str | None
) -> None:
    """A solution's line in any student file, of its own assignment or another, is refused and nothing is written.

    (The same module may show a line outside of its regions: there its author decides. Another assignment's copy of
    that line is then still a leak.)
    """
    edit(course.folder("a2") / file, old, new)

    result = run()

    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"assignments/a2/{shown or 'line.py'} shows line " in result.stderr
    assert "of solutions/" in result.stderr
    assert not course.assignments.exists()


BROKEN = [
    ("line.py", "    # END SOLUTION\n\n\ndef", "\n\ndef", "solutions/a2/line.py, line 15: BEGIN SOLUTION inside"),
    ("line.py", "def height(", "def depth(", "The stub of solutions/a2/line.py has no function or class height"),
    ("notebook.py", "# END SOLUTION", "", "solutions/a2/notebook.py, line 20: BEGIN SOLUTION without"),
    ("notebook.py", 'task="slope"', 'task="slop"', "solutions/a2/notebook.py has a cell for the task 'slop'"),
    ("notebook.py", 'task="slope"', 'task="height"', "solutions/a2/notebook.py has two cells for the task 'height'"),
    ("notebook.py", 'task="slope"', 'tusk="slope"', "solutions/a2/notebook.py has a cell with tusk"),
    ("notebook.py", 'task="height"', "", "solutions/a2/notebook.py has no cell for the task height"),
    (
        "notebook.py",
        '[markdown] question="answer"',
        "[markdown]",
        "solutions/a2/notebook.py has 0 cells `# %% [markdown] question",
    ),
    (
        "notebook.py",
        '[markdown] question="answer"',
        'question="answer"',
        "solutions/a2/notebook.py has a check cell that is text or an answer",
    ),
    ("notebook.py", 'question="text"', 'question="txt"', "solutions/a2/notebook.py has a cell with question='txt'"),
    ("assignment.toml", "points.csv", "../a2/line.py", "solutions/a2/assignment.toml lists data '../a2/line.py'"),
    ("assignment.toml", "points.csv", "none.csv", "solutions/shared/none.csv cannot be read: No such file"),
    ("assignment.toml", '"points.csv"', '"points.csv", "points.csv"', "Two files of a2 would have the same name"),
    ("README.md", "<!-- tasks -->", "", "solutions/a2/README.md has no line `<!-- tasks -->`"),
    ("README.md", "# Lines", "# Six\n6 points", 'solutions/a2/README.md, line 2: "6 points" is written by hand'),
    ("notebook.py", "# <!-- tasks -->", "#", "solutions/a2/notebook.py has no line `# <!-- tasks -->`"),
    ("README.md", "# Lines", "# BEGIN SOLUTION", "assignments/a2/README.md would hold a solution marker"),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), BROKEN)
def test_broken_source_is_one_sentence_and_exit_2(course: Course, file: str, old: str, new: str, message: str) -> None:
    """A fault of the sources is one sentence on stderr, exit status 2, and nothing is written."""
    edit(course.folder("a2") / file, old, new)

    result = run()

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"autograder: {message}")
    assert result.stderr.count("\n") == 1
    assert not course.assignments.exists()


@pytest.mark.parametrize("file", ["line.py", "notebook.py", "README.md", "test_public.py"])
def test_missing_source_is_one_sentence(course: Course, file: str) -> None:
    """A missing source file is named."""
    (course.folder("a2") / file).unlink()

    with pytest.raises(CourseError, match=f"^solutions/a2/{file} cannot be read: No such file or directory.$"):
        generate.build_all(course)


def test_unknown_assignment_is_one_sentence_and_exit_2(course: Course) -> None:
    """An unknown name says which names there are, and writes nothing, not even the known one beside it."""
    result = run("b1", "b2")

    assert result.exit_code == 2
    assert result.stderr == "autograder: There is no assignment 'b2'; this course has a2, b1.\n"
    assert not course.assignments.exists()


def test_unwritable_file_is_one_sentence_and_exit_2(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written is named, without a traceback."""

    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied", path.name)

    monkeypatch.setattr(Path, "write_bytes", refuse)

    result = run()

    assert result.exit_code == 2
    assert result.stderr == "autograder: START.md cannot be written: Permission denied.\n"


def test_stub_source_needs_no_notebook_library(course: Course) -> None:
    """The grader reads stubs at every start: that imports neither jupytext nor nbformat, NumPy nor torch."""
    code = (
        "import sys; from pathlib import Path; from autograder.course.make_stub import stub_source; "
        "from autograder.course.model import Course; stub_source(Course(Path()), 'b1'); "
        "print(sorted({'jupytext', 'nbformat', 'numpy', 'torch'} & set(sys.modules)))"
    )
    env = {**os.environ, "PYTHONPATH": str(REPOSITORY)}

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)

    assert done.stdout == "[]\n"


# The course itself.


def real() -> Course:
    return Course(REPOSITORY)


def names() -> list[str]:
    """The course's assignments; test_the_course_is_there fails where this is empty."""
    return sorted(path.parent.name for path in (REPOSITORY / "solutions").glob("*/assignment.toml"))


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"stub_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def definitions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Functions and classes by dotted name, those inside of functions left out."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            yield f"{prefix}{child.name}", child
            if isinstance(child, ast.ClassDef):
                yield from definitions(child, f"{prefix}{child.name}.")


def blank(function: Any) -> list[Any]:
    """One argument for each parameter that has to be given, `self` left out."""
    args = function.args
    return [None] * (len([a for a in args.posonlyargs + args.args if a.arg != "self"]) - len(args.defaults))


def test_the_course_is_there() -> None:
    """The tests below are about something."""
    assert {"a1_one_weight", "a3_linear_regression", "a4_more_data", "a5_model_regression"} <= set(names())
    assert sorted(real().names()) == names()


@pytest.mark.parametrize("name", names())
def test_real_stub_keeps_contract_and_leaves_the_work(name: str, tmp_path: Path) -> None:
    """Each task's signature and docstring are the reference's, the stub is short, and each task raises when called."""
    course = real()
    assignment = course.load(name)
    stub = stub_source(course, name)
    path = tmp_path / assignment.module_file
    path.write_text(stub)
    module = load(path)
    expected = dict(definitions(ast.parse(course.reference(name).read_text())))
    found = dict(definitions(ast.parse(stub)))

    assert len(stub.splitlines()) < MOST_LINES
    for key, node in found.items():
        assert ast.get_docstring(expected[key], clean=False) == ast.get_docstring(node, clean=False)
        if isinstance(node, ast.FunctionDef):
            assert ast.dump(expected[key].args) == ast.dump(node.args)
    for task in assignment.tasks:
        assert ast.get_docstring(found[task.definition])
        if isinstance(found[task.definition], ast.FunctionDef):
            with pytest.raises(NotImplementedError, match=rf"^{task.definition} is yours to write\.$"):
                getattr(module, task.definition)(*blank(found[task.definition]))
            continue
        cls = getattr(module, task.definition)
        work = [
            key
            for key in found
            if key.startswith(f"{task.definition}.") and "NotImplementedError" in ast.dump(found[key])
        ]
        assert work
        for key in work:
            with pytest.raises(NotImplementedError, match=rf"^{key} is yours to write\.$"):
                getattr(cls, found[key].name)(cls.__new__(cls), *blank(found[key]))


@pytest.mark.parametrize("name", names())
def test_no_star_is_left_in_what_a_student_reads(name: str) -> None:
    """Rendered, no word of HINTS.md and README.md begins or ends with a star that was meant as emphasis."""
    for file in ("HINTS.md", "README.md"):
        html = mistune.html((real().assignments / name / file).read_text(encoding="utf-8"))
        text = re.sub(r"<(pre|code)\b.*?</\1>|<[^>]+>|\$[^$]*\$", "", str(html), flags=re.DOTALL)

        assert re.findall(r"(?:(?<=\s)|^)\*{1,2}\w[^\n]{0,30}|[^\n]{0,30}[^\W\d]\*{1,2}(?=[\s.,;:)]|$)", text) == []


@pytest.mark.parametrize("name", names())
def test_tasks_stand_in_one_order(name: str) -> None:
    """The tables, the notebook's check cells, the definitions of the stub and the public tests have the same order."""
    assignment = real().load(name)
    tasks = [task.name for task in assignment.tasks]
    script = (real().folder(name) / "notebook.py").read_text(encoding="utf-8")
    tests = (real().assignments / name / "test_public.py").read_text(encoding="utf-8")
    defined = [node.name for node in ast.parse(stub_source(real(), name)).body if hasattr(node, "name")]
    tested = [task for test in re.findall(r"^def test_(\w+)\(", tests, re.MULTILINE) if (task := longest(tasks, test))]

    assert tasks == re.findall(r'^# %%.*\btask="(\w+)"', script, re.MULTILINE)
    assert list(dict.fromkeys(task.definition for task in assignment.tasks)) == [
        name for name in defined if name in {task.definition for task in assignment.tasks}
    ]
    assert tasks == list(dict.fromkeys(tested))


def longest(tasks: list[str], test: str) -> str:
    """The task that a test's name names: the longest that fits, or nothing."""
    return max((task for task in tasks if f"{test}_".startswith(f"{task}_")), key=len, default="")


@pytest.mark.parametrize("name", names())
def test_real_assignment_is_committed_as_generated(name: str) -> None:
    """assignments/ holds exactly what `autograder generate` writes."""
    course = real()

    assert generate.differences(course, {name: generate.build(course, name)}, whole=False) == []


def test_real_check_is_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """`autograder generate --check` is content with the committed course, stray files and folders included."""
    monkeypatch.chdir(REPOSITORY)

    result = run("--check")

    assert (0, f"assignments/ equals what solutions/ gives ({len(names())} assignments).\n") == (
        result.exit_code,
        result.output,
    )


def test_no_solution_survives_in_the_committed_course() -> None:
    """No line of any solution shows in any committed student file, and each assignment has lines that could."""
    course = real()
    sources = generate.solution_sources(course)
    files = {path: data for path, (data, _) in tree(course.assignments).items()}

    assert set(names()) == {secret.where.split("/")[1] for secret in secrets(sources)}
    assert {f"{name}/{name}.ipynb" for name in names()} <= set(files)
    assert leaks(sources, files) == []


def test_real_reference_would_be_noticed() -> None:
    """The search is not blind: each reference, put among the student files, is found."""
    course = real()
    sources = generate.solution_sources(course)

    for name in names():
        assert leaks(sources, {f"{name}/x.py": course.reference(name).read_bytes()})
