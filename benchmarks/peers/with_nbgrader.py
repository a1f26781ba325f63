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
import time
from typing import Any

from peers.environments import HERE, PeerError
from peers.notebooks import TASKS, cells, code, notebook
from peers.peer import Peer

ASSIGNMENT = "regression"
FEW = 1
SETTINGS = 'c = get_config()\nc.CourseDirectory.course_id = "benchmark"\n'


def graded_notebook(solutions: dict[str, str]) -> str:
    """The notebook with these solution cells."""

    def about(grade_id: str, **kind: Any) -> dict[str, Any]:
        return {"schema_version": 3, "grade_id": grade_id, "task": False} | kind

    made = []
    for task in TASKS:
        solve = about(f"solve-{task}", grade=False, solution=True, locked=False)
        check = about(f"check-{task}", grade=True, solution=False, locked=True, points=1)
        made.append(code(solutions[task], f"solve-{task}", nbgrader=solve))
        made.append(code(f"import checks\nchecks.run({task!r}, globals())", f"check-{task}", nbgrader=check))
    return json.dumps(notebook(made))


class Nbgrader(Peer):
    """One command a class, one kernel a submission."""

    key = "nbgrader"
    name = "nbgrader autograde"

    def seconds_each(self, sources: list[str]) -> float:
        """Seconds a further submission. Raises PeerError when a right one does not get full marks."""
        return (self.right(sources) - self.right(sources[:FEW])) / (len(sources) - FEW)

    def grade(self, sources: list[str]) -> tuple[float, bool]:
        folder = self.new_folder()
        master = folder / "source" / ASSIGNMENT
        master.mkdir(parents=True)
        (folder / "nbgrader_config.py").write_text(SETTINGS)
        shutil.copy(HERE / "checks.py", master)
        empty = {task: f"# write {task} here" for task in TASKS}
        (master / f"{ASSIGNMENT}.ipynb").write_text(graded_notebook(empty))
        self.environment.run("-m", "nbgrader", "generate_assignment", ASSIGNMENT, cwd=folder)
        for number, source in enumerate(sources):
            submitted = folder / "submitted" / f"s{number:03}" / ASSIGNMENT
            submitted.mkdir(parents=True)
            (submitted / f"{ASSIGNMENT}.ipynb").write_text(graded_notebook(cells(source)))
        started = time.perf_counter()
        self.environment.run("-m", "nbgrader", "autograde", ASSIGNMENT, cwd=folder)
        seconds = time.perf_counter() - started
        with contextlib.closing(sqlite3.connect(folder / "gradebook.db")) as gradebook:
            scores = [score for (score,) in gradebook.execute("select auto_score from grade")]
        if len(scores) != len(sources) * len(TASKS):
            raise PeerError(f"nbgrader graded {len(scores)} cells where there are {len(sources) * len(TASKS)}.")
        return seconds, all(score == 1 for score in scores)
