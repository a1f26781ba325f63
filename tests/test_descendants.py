"""Where nothing forbids a submission to start processes, what it started ends with its fork server."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.sandbox.forkserver import ForkServer, kill_descendants
from autograder.sandbox.launch import Isolation, SandboxConfig
from autograder.sandbox.runner import SubmissionRunner

LEAVES = '''
import os, time

def leave(folder, depth):
    """Go on in a session of its own, as an orphan, and leave another one behind."""
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            with open(os.path.join(folder, str(os.getpid())), "w"):
                pass
            if depth:
                leave(folder, depth - 1)
            time.sleep(300)
        os._exit(0)
'''


def alive(pid: int) -> bool:
    """Is there such a process that has not ended?"""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (FileNotFoundError, ProcessLookupError):
        return False


def pids(folder: Path, count: int) -> list[int]:
    """The processes that have told of themselves, once there are so many."""
    for _ in range(500):
        found = [int(path.name) for path in folder.iterdir()]
        if len(found) >= count:
            return found
        time.sleep(0.02)
    pytest.fail("the processes did not start")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach: of root's tmp_path the folders above are closed, and stay so."""
    with tempfile.TemporaryDirectory(prefix="descendants-") as made:
        Path(made).chmod(0o777)
        yield Path(made)


def test_orphans_in_sessions_of_their_own_end_with_the_server(open_folder):
    """At level 1 a submission can fork; what it left behind is gone when the next submission's server starts."""
    server = ForkServer(SandboxConfig(isolation=Isolation(False, False, False)))
    with SubmissionRunner(server, {"m.py": LEAVES.encode()}, "m.py") as runner:
        runner.load()
        runner.begin_case("leave", "leave")
        runner.call(0, "leave", (str(open_folder), 2), {})
        left = pids(open_folder, 3)
        assert all(map(alive, left))

    for _ in range(100):
        if not any(map(alive, left)):
            break
        time.sleep(0.02)
    assert [pid for pid in left if alive(pid)] == []


def test_only_descendants_are_ended():
    """A process beside the ancestor goes on, and so does the ancestor."""
    code = "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
    code += "print(p.pid, flush=True); time.sleep(60)"
    with (
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as above,
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as beside,
    ):
        assert above.stdout is not None
        below = int(above.stdout.readline())
        kill_descendants(above.pid)
        states = (alive(below), alive(above.pid), alive(beside.pid))
        above.kill()
        beside.kill()

    assert states == (False, True, True)
    assert not alive(below)
    assert alive(os.getpid())
