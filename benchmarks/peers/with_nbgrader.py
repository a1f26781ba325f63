"""nbgrader as it comes: `nbgrader autograde` with its own Execute, one kernel a submission, on a plain notebook.

The notebook holds nothing but what is graded: a solution cell for each function and one grade cell for each task, the
fewest that give marks by task. What is the same for any class is left out: the seconds of a small class are subtracted
from those of a larger one. Feedback pages, which nbgrader makes by a command of their own, are not counted.
"""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from peers.environments import HERE, PeerError
from peers.notebooks import TASKS, cells, code, notebook
from peers.peer import Peer

ASSIGNMENT = "regression"
EXAMPLES = HERE / "examples.py"
FEW = 1
SETTINGS = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'


def _about(grade_id: str, **kind: Any) -> dict[str, Any]:
    return {"schema_version": 3, "grade_id": grade_id, "task": False} | kind


def _solution(source: str, grade_id: str) -> dict[str, Any]:
    return code(source, grade_id, nbgrader=_about(grade_id, grade=False, solution=True, locked=False))


def _check(source: str, grade_id: str) -> dict[str, Any]:
    return code(source, grade_id, nbgrader=_about(grade_id, grade=True, solution=False, locked=True, points=1))


class Nbgrader(Peer):
    """One command a class, one kernel a submission."""

    key = "nbgrader"
    name = "nbgrader autograde"
    tasks: Sequence[str] = TASKS

    def seconds_each(self, sources: list[str]) -> float:
        """Seconds a further submission. Raises PeerError when a right one does not get full marks."""
        return (self.right(sources) - self.right(sources[:FEW])) / (len(sources) - FEW)

    def put_checks(self, folder: Path) -> None:
        """Put what the grade cells import beside the notebook."""
        shutil.copy(HERE / "checks.py", folder)

    def notebook(self, source: str | None) -> str:
        """The notebook as it is handed in, or as it is handed out."""
        solutions = cells(source) if source else {task: f"# write {task} here" for task in self.tasks}
        made = []
        for task in self.tasks:
            made.append(_solution(solutions[task], f"solve-{task}"))
            made.append(_check(f"import checks\nchecks.run({task!r}, globals())", f"check-{task}"))
        return json.dumps(notebook(made))

    def grade(self, sources: list[str]) -> tuple[float, bool]:
        folder = self.new_folder()
        master = folder / "source" / ASSIGNMENT
        master.mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text(SETTINGS)
        self.put_checks(master)
        (master / f"{ASSIGNMENT}.ipynb").write_text(self.notebook(None))
        self.environment.run("-m", "nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder)
        for number, source in enumerate(sources):
            submitted = folder / "submitted" / f"s{number:03}" / ASSIGNMENT
            submitted.mkdir(parents=True)
            (submitted / f"{ASSIGNMENT}.ipynb").write_text(self.notebook(source))
        started = time.perf_counter()
        self.environment.run("-m", "nbgrader", "autograde", ASSIGNMENT, cwd=folder)
        seconds = time.perf_counter() - started
        with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as gradebook:
            scores = [score for (score,) in gradebook.execute("select auto_score from grade")]
        if len(scores) != len(sources) * len(self.tasks):
            raise PeerError(f"nbgrader graded {len(scores)} cells where there are {len(sources) * len(self.tasks)}.")
        return seconds, all(score == 1 for score in scores)


class NbgraderForModule(Nbgrader):
    """The same for any assignment: the module in one solution cell, a grade cell for each task with its examples."""

    def __init__(self, scratch: Path, handout: Path, module: str, reference: Path) -> None:
        super().__init__(scratch)
        self.handout, self.module = handout, module
        listing = [sys.executable, "-B", str(EXAMPLES), str(handout), module, str(reference)]
        self.calls = json.loads(subprocess.run(listing, stdout=subprocess.PIPE, check=True).stdout)
        self.tasks = list(self.calls)

    def put_checks(self, folder: Path) -> None:
        """Put the examples beside the notebook, and what calls them."""
        shutil.copytree(self.handout, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.ipynb", "conftest*"))
        shutil.copy(EXAMPLES, folder)
        (folder / "about.json").write_text(json.dumps({"module": self.module, "calls": self.calls}), encoding="utf-8")

    def notebook(self, source: str | None) -> str:
        """The notebook as it is handed in, or as it is handed out."""
        made = [_solution(source or "# write the module here", "solve")]
        for number, task in enumerate(self.tasks):
            made.append(_check(f"import examples\nexamples.check({task!r}, globals())", f"check-{number}"))
        return json.dumps(notebook(made))
