"""One pytest process a submission: the plain way to grade with pytest, the oracle's torch imported in each process."""

from __future__ import annotations

import shutil
import time

from peers.environments import HERE, PeerError
from peers.peer import Peer

TESTS = '''"""The checks as pytest cases; the submission is the module beside this file."""

import checks
import linear_regression
import pytest


@pytest.mark.parametrize("check", [pytest.param(check, id=f"{task}-{what}") for task, what, check in checks.CASES])
def test_case(check):
    check(linear_regression)
'''


class Pytest(Peer):
    """A process a submission."""

    key = "pytest"
    name = "one pytest process each"

    def grade(self, sources: list[str]) -> tuple[float, bool]:
        seconds, right = 0.0, True
        for source in sources:
            folder = self.new_folder()
            shutil.copy(HERE / "checks.py", folder)
            (folder / "test_checks.py").write_text(TESTS, encoding="utf-8")
            (folder / "linear_regression.py").write_text(source, encoding="utf-8")
            started = time.perf_counter()
            status = self.environment.run("-m", "pytest", "-q", cwd=folder, check=False)
            seconds += time.perf_counter() - started
            if status not in (0, 1):
                raise PeerError(f"pytest ended with status {status}.")
            right = right and status == 0
        return seconds, right
