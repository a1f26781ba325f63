"""Checks by running what students run: the public tests and the guide notebook, in a copy of their folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from autograder.authoring.generate import build
from autograder.authoring.validation import Finding
from autograder.course.model import Assignment, Course
from autograder.course.variants import Variant, variants
from autograder.handout import explain

_SECONDS = 300
_SKIPPED = "nbclient and ipykernel are not installed: the notebook was not run"
_AS_STUDENTS = ("-q", "-p", "no:cacheprovider")
_IN_DETAIL = ("-v", "--tb=short", "-p", "no:cacheprovider")
_IN_ORDER = """
import importlib, json, os, signal, sys
import pytest
order = json.load(sys.stdin)
for library in order["libraries"]:
    importlib.import_module(library)
for source, output in order["runs"]:
    child = os.fork()
    if child == 0:
        signal.alarm(order["seconds"])
        said = os.open(output, os.O_WRONLY | os.O_CREAT)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.replace(source, order["module"])
        status = pytest.main(order["arguments"])
        sys.stdout.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Runs the tests on one module after the other: libraries are imported once, torch takes longer than the tests."""
_PASSES = r" \(\d+ tests?\)"
"""What stands behind a task that passes its public tests."""
_FRAME = re.compile(r"^test_public\.py:(\d+): in (\w+)$", re.MULTILINE)
_ERROR = re.compile(r"^E +(?:\w+\.)*(\w+): (.*)$", re.MULTILINE)


def check_runs(course: Course, name: str, *, fast: bool = False) -> Iterator[Finding]:
    """Run the public tests on reference, stub and right variants, and the notebook with the reference in place.

    With `fast` on reference and stub only.
    """
    assignment, stub = course.load(name), build(course, name)
    reference = stub | {assignment.module_file: course.reference(name).read_bytes()}
    with tempfile.TemporaryDirectory(prefix="autograder-validate-") as folder:
        solved, bare = _laid_out(reference, Path(folder) / "solved"), _laid_out(stub, Path(folder) / "bare")
        (bare / explain.FILE).unlink()  # the tests of test_public.py alone
        finding = _public_tests(assignment, solved, bare)
        if fast:
            yield finding
            return
        styled = _laid_out(reference, Path(folder) / "styled")
        right = [variant for variant in variants(course, name) if variant.right]
        faults = tuple(_on_right_variants(assignment, styled, right))
        yield finding._replace(note=f"{finding.note}, {len(right)} styles", faults=finding.faults + faults)
        yield _notebook(course, assignment, solved)


def _on_right_variants(assignment: Assignment, folder: Path, right: list[Variant]) -> Iterator[str]:
    """The public tests that right work in another style does not pass."""
    runs = [(folder / f"source_{number}", folder / f"output_{number}") for number in range(len(right))]
    for variant, (source, _) in zip(right, runs, strict=True):
        source.write_text(variant.source, encoding="utf-8")
    order = {
        "libraries": assignment.libraries,
        "runs": [(str(source), str(output)) for source, output in runs],
        "seconds": _SECONDS,
        "module": assignment.module_file,
        "arguments": _IN_DETAIL,
    }
    done = _python(folder, "-c", _IN_ORDER, stdin=json.dumps(order), seconds=_SECONDS * max(len(right), 1))
    statuses = [int(line) for line in done.stdout.split()]
    if len(statuses) < len(right):
        yield f"The public tests cannot be run on the right variants: {_last(done.stderr)}."
    for variant, status, (_, output) in zip(right, statuses, runs, strict=False):
        if status:
            failure = _first_failure(assignment, output.read_text(encoding="utf-8", errors="replace"))
            where = f"solutions/{assignment.name}/{variant.where} {variant.name}"
            yield f"{where} is right, but a public test fails: {failure}."


def _first_failure(assignment: Assignment, output: str) -> str:
    """The first failure in what pytest printed with short tracebacks: file, line, test and what it says."""
    frame, error = _FRAME.search(output), _ERROR.search(output)
    if frame is None or error is None:
        return _last(output).rstrip(".")
    kind = "" if error[1] == "Mismatch" else f"{error[1]}: "
    return f"solutions/{assignment.name}/test_public.py:{frame[1]} {frame[2]}: {kind}{error[2]}"[:300].rstrip(".")


def _laid_out(files: Mapping[str, bytes], folder: Path) -> Path:
    """A student's folder with these files."""
    folder.mkdir()
    for file, data in files.items():
        (folder / file).write_bytes(data)
    return folder


def _python(
    folder: Path, *arguments: str, stdin: str = "", seconds: int = _SECONDS
) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if key != "PYTHONPATH" and not key.startswith("PYTEST_")
    }
    return subprocess.run(
        [sys.executable, "-B", *arguments],
        cwd=folder,
        env=environment | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def _public_tests(assignment: Assignment, solved: Path, bare: Path) -> Finding:
    faults = []
    done = _python(solved, "-m", "pytest", *_AS_STUDENTS)
    if done.returncode != 0:
        again = _python(solved, "-m", "pytest", *_IN_DETAIL)
        faults.append(f"test_public.py fails on the reference: {_first_failure(assignment, again.stdout)}.")
    for task in assignment.tasks:
        if not re.search(rf"^{task.name} .*{_PASSES}$", done.stdout, re.MULTILINE) and done.returncode == 0:
            faults.append(f"test_public.py has no test of {task.name}: add a test with the name test_{task.name}_...")
    on_stub = _python(bare, "-m", "pytest", *_AS_STUDENTS)
    if on_stub.returncode == 0 or re.search(_PASSES, on_stub.stdout):
        faults.append("A public test passes on the stub, so it tests nothing.")
    return Finding("public tests", f"{len(assignment.tasks)} tasks", tuple(faults))


def _notebook(course: Course, assignment: Assignment, folder: Path) -> Finding:
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
        where = f"solutions/{assignment.name}/notebook.py{_line(course, assignment, str(error))}"
        fault = f"{where} The notebook stops with the reference solution: {_last(str(error)).rstrip('.')}."
        return Finding("notebook", "", (fault,), str(error))
    checks = [cell for cell in notebook.cells if "task" in cell.metadata]
    quiet = [cell.metadata["task"] for cell in checks if not re.search(_PASSES, str(cell.get("outputs")))]
    faults = tuple(f"The check cell of {task} does not say that the reference is right." for task in quiet)
    return Finding("notebook", f"{len(notebook.cells)} cells", faults)


def _line(course: Course, assignment: Assignment, error: str) -> str:
    """The line of notebook.py at which a cell stopped, as `:12`; "" where it cannot be told."""
    marked = re.search(r"^-+> +\d+ (.*\S)", re.sub(r"\x1b\[[\d;]*m", "", error), re.MULTILINE)
    script = (course.folder(assignment.name) / "notebook.py").read_text(encoding="utf-8").splitlines()
    return next(
        (f":{number}" for number, line in enumerate(script, 1) if marked and line.strip() == marked[1].strip()), ""
    )


def _last(text: str) -> str:
    """The last line that says anything."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1][:200] if lines else ""
