"""Checks by running what students run: the public tests and the guide notebook, in a copy of their folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from autograder.course.generate import build
from autograder.course.model import Assignment, Course
from autograder.validation import Finding

_SECONDS = 300
_SKIPPED = "nbclient and ipykernel are not installed: the notebook was not run"


def check_runs(course: Course, name: str) -> Iterator[Finding]:
    """Run the public tests on reference and stub, and the notebook with the reference in place."""
    assignment = course.load(name)
    with tempfile.TemporaryDirectory(prefix="autograder-validate-") as place:
        solved = _handed_out(course, assignment, Path(place) / "solved", solved=True)
        bare = _handed_out(course, assignment, Path(place) / "bare", solved=False)
        yield _public_tests(assignment, solved, bare)
        yield _notebook(assignment, solved)


def _handed_out(course: Course, assignment: Assignment, folder: Path, *, solved: bool) -> Path:
    """A student's folder as `generate` makes it; with the reference in the stub's place where `solved`."""
    folder.mkdir()
    for file, data in build(course, assignment.name).items():
        (folder / file).write_bytes(data)
    if solved:
        shutil.copy(course.reference(assignment.name), folder / assignment.module_file)
    return folder


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTEST_ADDOPTS")}
    return subprocess.run(
        [sys.executable, "-B", "-m", *arguments],
        cwd=folder,
        env=environment | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )


def _public_tests(assignment: Assignment, solved: Path, bare: Path) -> Finding:
    faults = []
    done = _run(solved, "pytest", "-q", "-p", "no:cacheprovider")
    if done.returncode != 0:
        faults.append(f"test_public.py fails on the reference: {_last(done.stdout) or _last(done.stderr)}")
    for task in assignment.tasks:
        if not re.search(rf"^{task.name} +right \(", done.stdout, re.MULTILINE) and done.returncode == 0:
            faults.append(f"test_public.py has no test of {task.name}: name it test_{task.name}_...")
    on_stub = _run(bare, "pytest", "-q", "-p", "no:cacheprovider")
    if on_stub.returncode == 0 or " right (" in on_stub.stdout:
        faults.append("A public test passes on the stub, so that it tests nothing.")
    return Finding("public tests", f"{len(assignment.tasks)} tasks", tuple(faults))


def _notebook(assignment: Assignment, folder: Path) -> Finding:
    try:
        import nbclient
        import nbformat
    except ImportError:
        return Finding("notebook", _SKIPPED)
    notebook = nbformat.read(folder / f"{assignment.name}.ipynb", as_version=4)
    client = nbclient.NotebookClient(notebook, timeout=_SECONDS, resources={"metadata": {"path": str(folder)}})
    try:
        client.execute(stderr=subprocess.DEVNULL)  # where the kernel warns of what is no concern here
    except nbclient.exceptions.CellExecutionError as error:
        return Finding("notebook", "", (f"The notebook stops with the reference in place: {_last(str(error))}",))
    checks = [cell for cell in notebook.cells if "task" in cell.metadata]
    quiet = [cell.metadata["task"] for cell in checks if " right (" not in str(cell.get("outputs"))]
    faults = tuple(f"The check cell of {task} does not say that the reference is right." for task in quiet)
    return Finding("notebook", f"{len(notebook.cells)} cells", faults)


def _last(text: str) -> str:
    """The last line that says anything."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""
