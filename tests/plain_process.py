"""Makes the self-test's attempts in plain processes, without any sandbox; run as a script it prints what came of each.

There they must work: a probe that fails everywhere would prove nothing about a sandbox.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.sandbox import selftest
from autograder.sandbox.selftest.probes import Probe, probes, targets

WORKED = "True"
ENDED = "ended with status 0"
_SECONDS = 20


def results() -> dict[str, str]:
    """What each function returned or raised, as text, in a process of its own below a fresh, unconfined one."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "torch.py").write_text("")  # in the place of the real one, which takes seconds
        done = subprocess.run(
            [sys.executable, __file__],
            env={**os.environ, "PYTHONPATH": os.pathsep.join([folder, *sys.path])},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            timeout=_SECONDS * 3,
        )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def _main() -> None:
    found = {}
    with targets() as around:
        scope: dict[str, object] = {}
        exec(compile(selftest._SOURCES["forbidden.py"], "forbidden.py", "exec"), scope)
        for probe in probes([Path(__file__)], around, 1, torch=False):
            found[probe.function] = _alone(scope, probe)
    print(json.dumps(found))  # noqa: T201  # to the process that started this one


def _alone(scope: dict[str, object], probe: Probe) -> str:
    """What a probe comes to in a process of its own, which it may end, replace or spoil."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            said = repr(scope[probe.function](*probe.arguments))  # type: ignore[operator]
        except BaseException as error:  # noqa: BLE001  # told to the parent process
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with open(reading, "rb") as answer:
        said = answer.read().decode()
    _, status = os.waitpid(pid, 0)
    return said or f"ended with status {os.waitstatus_to_exitcode(status)}"


if __name__ == "__main__":
    _main()
