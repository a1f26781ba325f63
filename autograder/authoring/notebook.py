"""Turns a percent script into a notebook, the same bytes on every machine; knows nothing of solutions or grading."""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from collections.abc import Collection
from typing import Any

from autograder.authoring.blocks import derivation_block, filled, hints_cell
from autograder.course.model import Assignment, CourseError

_KEPT = ("derivation", "folded", "question", "tags", "task")
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}

ANSWER = "written-question"
"""nbgrader's id of the answer's cell; with its dash it can be no task's name."""
_SCHEMA = 3
"""The version of nbgrader's cell metadata."""


def notebook_bytes(script: str, where: str, assignment: Assignment, first_code: str = "") -> bytes:
    """The notebook of a percent script, as nbformat 4.5 JSON without outputs; marker lines have become their blocks.

    A cell `first_code` comes before the script's first code cell.

    A cell keeps the metadata `task` (each of the assignment's tasks has one cell), `question` (one cell has the text,
    one the answer), `derivation` and `tags`. A task's cell and the answer's get nbgrader's metadata too: the first is
    graded by the autograder and locked, the second by a person. Below a task's cell stand its hints. The text of a
    `derivation` and the code of a `folded` cell are closed until a reader opens them. A cell's id comes from its
    content, so that a change to one cell leaves the ids of the others alone. Raises CourseError for other metadata,
    and where a cell is missing.
    """
    import jupytext  # slow to import, and the grader, which reads stubs, does without it

    cells: list[dict[str, Any]] = []
    times: Counter[str] = Counter()
    tasks = {task.name: task.points for task in assignment.tasks}
    checked: set[str] = set()
    scripted = list(jupytext.reads(script, fmt="py:percent").cells)
    for cell in _with_first(scripted, first_code):
        kind, source = str(cell.cell_type), str(cell.source).strip("\n")
        metadata = {key: value for key, value in cell.metadata.items() if key != "lines_to_next_cell"}
        _check_metadata(metadata, where, tasks, checked)
        source = filled(source, assignment) if kind == "markdown" else source
        if "derivation" in metadata:
            if kind != "markdown":
                raise CourseError(f"{where} has a derivation that is code; write `# %% [markdown] derivation=...`.")
            source = derivation_block(metadata["derivation"], source)
        metadata = _with_folded_code(metadata, kind, where)
        digest = hashlib.sha256(f"{kind}\n{source}".encode()).hexdigest()[:12]
        times[digest] += 1
        entry: dict[str, Any] = {
            "cell_type": kind,
            "id": digest if times[digest] == 1 else f"{digest}-{times[digest]}",
            "metadata": metadata | _grading(metadata, kind, assignment),
            "source": source.splitlines(keepends=True),
        }
        if kind == "code":
            entry |= {"execution_count": None, "outputs": []}
        cells.append(entry)
    _check_all_there(cells, where, tasks)
    book = {"cells": _with_hints(cells, assignment), "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(book, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _with_hints(cells: list[dict[str, Any]], assignment: Assignment) -> list[dict[str, Any]]:
    """The cells, with a cell of hints below each task's cell. It cannot be edited, so it stays as it was handed out."""
    with_hints = []
    for cell in cells:
        with_hints.append(cell)
        if "task" in cell["metadata"]:
            source = hints_cell(assignment.task(cell["metadata"]["task"]))
            digest = hashlib.sha256(source.encode()).hexdigest()[:12]
            lines = source.splitlines(keepends=True)
            metadata = {"editable": False}
            with_hints.append({"cell_type": "markdown", "id": f"hints-{digest}", "metadata": metadata, "source": lines})
    return with_hints


def _with_folded_code(metadata: dict[str, Any], kind: str, where: str) -> dict[str, Any]:
    """The metadata with what closes a cell's code until a reader opens it, in JupyterLab and on pages made of it."""
    if "folded" not in metadata:
        return metadata
    if metadata["folded"] is not True or kind != "code" or "task" in metadata:
        raise CourseError(
            f"{where} has folded={metadata['folded']!r}; write folded=true, at a code cell without a task."
        )
    kept = {key: value for key, value in metadata.items() if key != "folded"}
    return kept | {"jupyter": {"source_hidden": True}, "tags": [*metadata.get("tags", []), "hide-input"]}


def _with_first(cells: list[Any], source: str) -> list[Any]:
    """The cells with a code cell of this source before the first code cell, where there are both."""
    at = next((at for at, cell in enumerate(cells) if cell.cell_type == "code"), None)
    if at is None or not source:
        return cells
    cell = copy.deepcopy(cells[at])
    cell.source, cell.metadata = source, {}
    return [*cells[:at], cell, *cells[at:]]


def _grading(metadata: dict[str, Any], kind: str, assignment: Assignment) -> dict[str, Any]:
    """nbgrader's metadata of a cell, nothing for a cell without points."""
    if "task" in metadata:
        name, points, by_person = metadata["task"], assignment.task(metadata["task"]).points, False
    elif metadata.get("question") == "answer":
        name, points, by_person = ANSWER, assignment.question.points, True
    else:
        return {}
    return {
        "nbgrader": {
            "cell_type": kind,
            "grade": True,
            "grade_id": name,
            "locked": not by_person,
            "points": points,
            "schema_version": _SCHEMA,
            "solution": by_person,
            "task": False,
        }
    }


def _check_all_there(cells: list[dict[str, Any]], where: str, tasks: Collection[str]) -> None:
    """Without its cell a task could not be marked in nbgrader."""
    graded = [cell["metadata"]["nbgrader"] for cell in cells if "nbgrader" in cell["metadata"]]
    named = [meta["grade_id"] for meta in graded]
    for task in tasks:
        if task not in named:
            raise CourseError(f'{where} has no cell for the task {task}; add a cell `# %% task="{task}"`.')
    if named.count(ANSWER) != 1:
        raise CourseError(f'{where} has {named.count(ANSWER)} cells `# %% [markdown] question="answer"`; expected 1.')
    for meta in graded:
        if meta["cell_type"] != ("markdown" if meta["solution"] else "code"):
            raise CourseError(
                f"{where} has a check cell that is text or an answer cell that is code: {meta['grade_id']}."
            )


def _check_metadata(metadata: dict[str, Any], where: str, tasks: Collection[str], checked: set[str]) -> None:
    unknown = sorted(set(metadata) - set(_KEPT))
    if unknown:
        raise CourseError(f"{where} has a cell with {', '.join(unknown)}; a cell may have {', '.join(_KEPT)}.")
    if metadata.get("question", "text") not in ("text", "answer"):
        raise CourseError(f'{where} has a cell with question={metadata["question"]!r}; expected "text" or "answer".')
    task = metadata.get("task")
    if task is None:
        return
    if task not in tasks:
        raise CourseError(f"{where} has a cell for the task {task!r}, which assignment.toml does not name.")
    if task in checked:
        raise CourseError(f"{where} has two cells for the task {task!r}; remove one cell.")
    checked.add(task)
