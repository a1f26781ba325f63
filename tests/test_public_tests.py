"""What students run: public tests on stub and reference, and the guide notebooks from top to bottom."""

from __future__ import annotations

import ast
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jupytext
import nbclient
import pytest

from autograder.course.model import Course

COURSE = Course.find(Path(__file__))
NAMES = tuple(COURSE.names())
PASSES = re.compile(r"(?m)^\w+ +(?:right|example accepted; the grader checks the id) \(\d+ tests?\)$")
"""What the check says of a task that passes its tests."""


def handed_out(tmp_path, name: str, *, solved: bool):
    """A student's folder, as generated; with the reference in the stub's place where `solved`."""
    folder = tmp_path / name
    shutil.copytree(COURSE.assignments / name, folder)
    if solved:
        shutil.copy(COURSE.reference(name), folder / COURSE.load(name).module_file)
    return folder


def run(folder, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("PYTHONPATH", None)
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.parametrize("name", NAMES)
def test_public_tests_pass_with_the_reference(tmp_path, name):
    """Every public test passes on the reference solution."""
    done = run(handed_out(tmp_path, name, solved=True), "-m", "pytest", "-q", "-p", "no:cacheprovider")

    assert done.returncode == 0, done.stdout
    assert len(PASSES.findall(done.stdout)) == len(COURSE.load(name).tasks)


@pytest.mark.parametrize("name", NAMES)
def test_public_tests_fail_on_the_stub(tmp_path, name):
    """Not one public test passes on the stub, also without the examples: none of them checks nothing."""
    folder = handed_out(tmp_path, name, solved=False)
    (folder / "explanations.json").unlink()
    done = run(folder, "-m", "pytest", "-q", "-p", "no:cacheprovider")

    assert done.returncode == 1
    assert not PASSES.search(done.stdout)
    assert " not started" in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_check_cell_of_a_task(tmp_path, name):
    """`gradcheck.check(task)` finds public tests of the first task and the last; the stub is called not started.

    The notebook's test runs the check cells of all tasks.
    """
    solved, stub = handed_out(tmp_path / "a", name, solved=True), handed_out(tmp_path / "b", name, solved=False)
    tasks = COURSE.load(name).tasks

    for task in (tasks[0], tasks[-1]):
        cell = f"import gradcheck; gradcheck.check({task.name!r})"
        done = run(solved, "-c", cell)
        assert (done.returncode, bool(PASSES.match(done.stdout))) == (0, True), (task.name, done.stdout)
        assert done.stdout.startswith(f"{task.name}  ")
        done = run(stub, "-c", cell)
        said = done.stderr.splitlines()[-1]
        assert done.returncode == 1
        assert re.fullmatch(rf"gradcheck.ChecksFailed: {task.name}  (?:waits for \w+, which is )?not started", said), (
            said
        )


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs_with_the_reference(tmp_path, name):
    """The guide notebook executes from top to bottom with the reference in place, its check cells included."""
    folder = handed_out(tmp_path, name, solved=True)
    notebook = jupytext.read(folder / f"{name}.ipynb")

    nbclient.NotebookClient(notebook, timeout=240, resources={"metadata": {"path": str(folder)}}).execute()

    checks = [cell for cell in notebook.cells if "task" in cell.metadata]
    assert {cell.metadata["task"] for cell in checks} == {task.name for task in COURSE.load(name).tasks}
    assert all(PASSES.match(cell.outputs[0]["text"]) for cell in checks)
    assert any("image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", []))


_PRESSED = """
import contextlib, io, json, os, pathlib, sys, traceback
folder, name, module = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
os.environ["MPLBACKEND"] = "agg"
sys.path.insert(0, str(folder))
from IPython.core.interactiveshell import InteractiveShell
shell, pressed = InteractiveShell.instance(), []
for cell in json.loads((folder / f"{name}.ipynb").read_text("utf-8"))["cells"]:
    if cell["cell_type"] == "code" and "task" not in cell["metadata"]:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            done = shell.run_cell("".join(cell["source"]))
        error = done.error_before_exec or done.error_in_exec
        files = [pathlib.Path(one.filename) for one in traceback.extract_tb(error and error.__traceback__)]
        shipped = [one.name for one in files if one.parent == folder and one.name != module]
        told = error is None or hasattr(error, "_render_traceback_")
        pressed.append([type(error).__name__, [] if told else shipped, "".join(cell["source"])])
print(json.dumps(pressed))
"""
"""Presses the cells of a notebook in their order, but for the check cells: what each raises, through which files."""
UNWRITTEN = {"stub": r"\g<0>", "returns nothing": "return None"}
"""What stands in the learner's file where the stub says that something is not written."""


@pytest.mark.slow
@pytest.mark.parametrize(("name", "unwritten"), zip(NAMES, itertools.cycle(UNWRITTEN)))
def test_no_cell_raises_from_a_file_that_is_not_the_learners(tmp_path, name, unwritten):
    """Whoever presses the cells with an unwritten file sees no traceback through the files that the course ships.

    A check cell ends in a sentence (see above). Another cell may show the learner's own file, or the cell itself.
    """
    folder, module = handed_out(tmp_path, name, solved=False), COURSE.load(name).module_file
    source = (folder / module).read_text("utf-8")
    pattern = r"raise NotImplementedError\(.*\)"
    assert re.search(pattern, source)
    (folder / module).write_text(re.sub(pattern, UNWRITTEN[unwritten], source), "utf-8")
    done = run(folder, "-c", _PRESSED, str(folder), name, module)
    pressed = json.loads(done.stdout.splitlines()[-1])

    assert [cell for cell in pressed if cell[1]] == []
    assert {error for error, _, _ in pressed} > {"NoneType"}
    assert not {error for error, _, _ in pressed} & {"SyntaxError", "ModuleNotFoundError"}


def bound_and_used(source: str) -> tuple[set[str], set[str]]:
    """The names that a cell's own level binds, and all names that it uses."""
    tree = ast.parse(source)
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    bound: set[str] = set()
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound.add(node.name)
            continue
        if isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            bound |= {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            bound.add(node.id)
        waiting += ast.iter_child_nodes(node)
    return bound, used


def leans_on_starred(cells) -> set[str]:
    """The names that a later cell uses and that have their last value from a starred part."""
    starred, level, owed, found = False, 0, set(), set()
    for cell in cells:
        if cell.cell_type == "markdown":
            for heading in re.finditer(r"^(#+) (★?)", cell.source, re.MULTILINE):
                if heading[2]:
                    starred, level = True, len(heading[1])
                elif starred and len(heading[1]) <= level:
                    starred = False
        elif cell.cell_type == "code":
            source = re.sub(r"^%.*$", "", cell.source, flags=re.MULTILINE)
            bound, used = bound_and_used(source)
            owed = owed | bound if starred else owed - bound
            found |= set() if starred else owed & used
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_starred_part_can_be_skipped(name):
    """A starred part is optional: no later cell uses what only it has made, or has changed."""
    assert leans_on_starred(jupytext.read(COURSE.folder(name) / "notebook.py").cells) == set()


def test_a_later_cell_that_leans_on_a_starred_part_is_found():
    """Also where the part changes a name of before; what a later cell makes anew is its own."""
    starred = "# %%\na = b = c = 1\n\n# %% [markdown]\n# ## ★ More\n\n# %%\nimport d.e\na, c = 2, 3\n"
    later = "\n# %% [markdown]\n# ## Next\n\n# %%\nc = 4\nprint(b, c, [b for b in ()])\n"

    assert leans_on_starred(jupytext.reads(starred + later, "py:percent").cells) == set()
    assert leans_on_starred(jupytext.reads(f"{starred}{later}print(a, d)\n", "py:percent").cells) == {"a", "d"}
