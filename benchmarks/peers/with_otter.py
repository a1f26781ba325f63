"""otter-grader without containers: `otter run`, one process and one kernel a submission, as its manual has it."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

from peers.environments import HERE
from peers.notebooks import cells, code, notebook
from peers.peer import Peer

TEST_FILE = '''"""The checks of one task in otter's exception-based format."""

import checks
from otter.test_files import test_case

OK_FORMAT = False
name = {task!r}
points = {points}
'''
TEST_CASE = """

@test_case(name={what!r}, points=1)
def case_{number}(env):
    checks.CASES[{number}][2](checks.Names(env))
"""


class Otter(Peer):
    """A process and a kernel a submission."""

    key = "otter"
    name = "otter run"

    def __init__(self, scratch: Path) -> None:
        super().__init__(scratch)
        self._full = self._write_tests()
        checks = str(self.scratch / "checks.py")
        self._otter("generate", "-t", "tests", "-o", "autograder.zip", "--no-requirements", checks)

    def _write_tests(self) -> int:
        """Write a test file for each task; returns how many cases there are in all."""
        shutil.copy(HERE / "checks.py", self.scratch)
        listing = "import json, checks; json.dump([case[:2] for case in checks.CASES], open('cases.json', 'w'))"
        self.environment.run("-c", listing, cwd=self.scratch)
        found = json.loads((self.scratch / "cases.json").read_text())
        tests = self.scratch / "tests"
        tests.mkdir()
        for task in dict.fromkeys(task for task, _ in found):
            cases = [(number, what) for number, (one, what) in enumerate(found) if one == task]
            text = TEST_FILE.format(task=task, points=len(cases))
            text += "".join(TEST_CASE.format(what=what, number=number) for number, what in cases)
            (tests / f"{task}.py").write_text(text, encoding="utf-8")
        return len(found)

    def _otter(self, *arguments: str) -> None:
        self.environment.run("-m", "otter", *arguments, cwd=self.scratch)

    def grade(self, sources: list[str]) -> tuple[float, bool]:
        seconds, right = 0.0, True
        for source in sources:
            folder = self.new_folder()
            submission = folder / "regression.ipynb"
            made = notebook([code(cell, f"solve-{task}") for task, cell in cells(source).items()])
            submission.write_text(json.dumps(made), encoding="utf-8")
            started = time.perf_counter()
            self._otter("run", "-a", "autograder.zip", "-o", str(folder), "--no-logo", str(submission))
            seconds += time.perf_counter() - started
            results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
            right = right and sum(test.get("score") or 0 for test in results["tests"]) == self._full
        return seconds, right
