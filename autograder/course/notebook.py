"""Turns a percent script into a notebook, the same bytes on every machine; knows nothing of solutions or grading."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection
from typing import Any

from autograder.course.model import CourseError

_KEPT = ("question", "tags", "task")
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def notebook_bytes(script: str, where: str, tasks: Collection[str]) -> bytes:
    """The notebook of a percent script, as nbformat 4.5 JSON without outputs.

    A cell keeps the metadata `task` (one of `tasks`, each at most once), `question` and `tags`. Its id comes from its
    content, so that a change to one cell leaves the ids of the others alone. Raises CourseError for other metadata.
    """
    import jupytext  # slow to import, and the grader, which reads stubs, does without it

    cells: list[dict[str, Any]] = []
    times: Counter[str] = Counter()
    checked: set[str] = set()
    for cell in jupytext.reads(script, fmt="py:percent").cells:
        kind, source = str(cell.cell_type), str(cell.source).strip("\n")
        metadata = {key: value for key, value in cell.metadata.items() if key != "lines_to_next_cell"}
        _check_metadata(metadata, where, tasks, checked)
        digest = hashlib.sha256(f"{kind}\n{source}".encode()).hexdigest()[:12]
        times[digest] += 1
        entry: dict[str, Any] = {
            "cell_type": kind,
            "id": digest if times[digest] == 1 else f"{digest}-{times[digest]}",
            "metadata": metadata,
            "source": source.splitlines(keepends=True),
        }
        if kind == "code":
            entry |= {"execution_count": None, "outputs": []}
        cells.append(entry)
    book = {"cells": cells, "metadata": _METADATA, "nbformat": 4, "nbformat_minor": 5}
    return (json.dumps(book, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def _check_metadata(metadata: dict[str, Any], where: str, tasks: Collection[str], checked: set[str]) -> None:
    unknown = sorted(set(metadata) - set(_KEPT))
    if unknown:
        raise CourseError(f"{where} has a cell with {', '.join(unknown)}; a cell may have {', '.join(_KEPT)}.")
    if metadata.get("question", "text") not in ("text", "answer"):
        raise CourseError(f'{where} has a cell with question={metadata["question"]!r}; it is "text" or "answer".')
    task = metadata.get("task")
    if task is None:
        return
    if task not in tasks:
        raise CourseError(f"{where} has a cell for the task {task!r}, which assignment.toml does not name.")
    if task in checked:
        raise CourseError(f"{where} has two cells for the task {task!r}; one is due.")
    checked.add(task)
