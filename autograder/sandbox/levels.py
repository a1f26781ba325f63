"""Finds the isolation level by trying the forbidden things from inside a worker; believes no version and no flag."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from autograder.faults import GraderFault, StudentFault
from autograder.sandbox.config import Isolation, SandboxConfig
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.launch import ENVIRONMENT
from autograder.sandbox.runner import SubmissionRunner

MEANING = {
    3: "namespaces, Landlock or seccomp, limits",
    2: "Landlock, seccomp, limits",
    1: "separate process and limits only",
    0: "the self-test failed",
}
_LADDER = (
    Isolation(),
    Isolation(bubblewrap=False),
    Isolation(bubblewrap=False, landlock=False, seccomp=False),
)
_SOURCE = Path(__file__).with_name("forbidden.py")


class Attempt(NamedTuple):
    """One forbidden thing: `function` of forbidden.py, its arguments, and the lowest level that must refuse it."""

    what: str
    function: str
    arguments: tuple[Any, ...]
    refused_from: int


class Finding(msgspec.Struct, frozen=True):
    """Whether a forbidden thing worked from inside a worker."""

    what: str
    possible: bool
    must_be_refused: bool


class Found(msgspec.Struct, frozen=True):
    """A level, the means that give it, and what was tried. `notes` say why better means were not taken."""

    level: int
    isolation: Isolation
    findings: list[Finding]
    parts: list[str]
    notes: list[str]


def find_level(config: SandboxConfig, secrets: Sequence[Path], allowed: Isolation | None = None) -> Found:
    """The highest isolation level that a self-test confirms here, with the fork server of `config`.

    `secrets` are real paths that a worker must not read. `allowed` switches means off; only tests do that.
    """
    allowed = allowed or Isolation()
    notes: list[str] = []
    last: Found | None = None
    tried: set[Isolation] = set()
    for rung in _LADDER:
        isolation = Isolation(
            rung.bubblewrap and allowed.bubblewrap, rung.landlock and allowed.landlock, rung.seccomp and allowed.seccomp
        )
        if isolation in tried:
            continue
        tried.add(isolation)
        try:
            findings, parts = _try_everything(msgspec.structs.replace(config, isolation=isolation), secrets)
        except GraderFault as fault:
            notes.append(f"{isolation.names()}: {fault}")
            continue
        level = _level(isolation, findings)
        open_ = [finding.what for finding in findings if finding.possible and finding.must_be_refused]
        if open_:
            notes.append(f"{isolation.names()}: possible from inside: {', '.join(open_)}")
        found = Found(level, isolation, findings, parts, list(notes))
        if level >= 2:
            return found
        if last is None or level > last.level:  # of equal levels the one with more means
            last = found
    return last or Found(0, Isolation(False, False, False), [], [], notes)


def _level(isolation: Isolation, findings: Sequence[Finding]) -> int:
    def holds(level: int) -> bool:
        return not any(finding.possible for finding in findings if _refused_from(finding.what) <= level)

    if not holds(1):
        return 0
    if not holds(2):
        return 1
    if isolation.bubblewrap and (isolation.landlock or isolation.seccomp) and holds(3):
        return 3
    return 2 if isolation.landlock and isolation.seccomp else 1


def _refused_from(what: str) -> int:
    return _LOWEST[what]


def _attempts(secrets: Sequence[Path], canary: Path, ports: tuple[int, int], memory_mib: int) -> list[Attempt]:
    grader = os.getpid()
    known = [*ENVIRONMENT, "LC_CTYPE", "PWD"]
    arguments: dict[str, tuple[Any, ...]] = {
        "read_file": (str(canary),),
        "list_folder": (str(canary.parent),),
        "write_file": (str(canary) + ".new",),
        "change_mode": (str(canary),),
        "change_time": (str(canary),),
        "connect_tcp": (ports[0],),
        "send_udp": (ports[1],),
        "see_environment": (known,),
        "use_memory": (memory_mib,),
        "map_memory": (memory_mib,),
    }
    for function in ("signal_grader", "signal_by_descriptor", "redirect_signals", "read_memory", "read_environment"):
        arguments[function] = (grader,)
    arguments["trace_grader"] = (grader,)
    found = [Attempt(what, name, arguments.get(name, ()), level) for name, (what, level) in _FORBIDDEN.items()]
    return [Attempt("read hidden cases and solutions", "read_file", (str(path),), 2) for path in secrets] + found


_FORBIDDEN: dict[str, tuple[str, int]] = {
    "read_file": ("read a file of the grader", 2),
    "list_folder": ("list a folder of the grader", 2),
    "write_file": ("write a file", 2),
    "change_mode": ("change a file's mode", 2),
    "change_time": ("change a file's times", 2),
    "connect_tcp": ("connect by TCP", 2),
    "send_udp": ("send by UDP", 2),
    "start_process": ("start a process", 2),
    "start_thread": ("start a thread", 2),
    "run_program": ("run a program", 2),
    "signal_server": ("signal the fork server", 2),
    "signal_grader": ("signal the grader", 2),
    "signal_by_descriptor": ("signal through a descriptor", 2),
    "redirect_signals": ("have signals sent to the grader", 2),
    "limit_server": ("reach the fork server's limits", 2),
    "read_memory": ("open the grader's memory", 1),
    "read_environment": ("read the grader's environment", 1),
    "trace_grader": ("trace the grader", 1),
    "see_environment": ("see the grader's variables in its own environment", 1),
    "see_descriptors": ("find an open descriptor", 1),
    "use_memory": ("use more memory than allowed", 1),
    "map_memory": ("map more memory than allowed", 1),
    "raise_limits": ("raise its own limits", 1),
    "leave_shared_memory": ("leave shared memory behind", 2),
    "write_shared_memory": ("write to shared memory", 2),
    "import_torch": ("import torch", 1),
    "x32_calls": ("make x32 system calls", 2),
    "new_namespaces": ("make namespaces of its own", 2),
    "see_processes": ("see other processes", 2),
}
_LOWEST = {what: level for what, level in _FORBIDDEN.values()} | {
    "read hidden cases and solutions": 2,
    "loop for ever": 1,
}


def _try_everything(config: SandboxConfig, secrets: Sequence[Path]) -> tuple[list[Finding], list[str]]:
    limits = msgspec.structs.replace(config.limits, call_seconds=5.0, task_seconds=60.0, submission_seconds=120.0)
    config = msgspec.structs.replace(config, limits=limits)
    target = 3 if config.isolation.bubblewrap else 2 if config.isolation.landlock or config.isolation.seccomp else 1
    findings: dict[str, bool] = {}
    with _surroundings() as (canary, ports), ForkServer(config) as server:
        files = {"forbidden.py": _SOURCE.read_bytes()}
        with SubmissionRunner(server, files, "forbidden.py", seed=0) as runner:
            runner.load()
            parts = list(runner.parts)
            for attempt in _attempts(secrets, canary, ports, config.limits.memory_mib):
                if attempt.function == "import_torch" and "torch" in config.distributions:
                    continue
                possible = _worked(lambda attempt=attempt: runner.call(0, attempt.function, attempt.arguments, {}))  # type: ignore[misc]  # bound in the loop on purpose
                findings[attempt.what] = findings.get(attempt.what, False) or possible
        quick = msgspec.structs.replace(config, limits=msgspec.structs.replace(limits, call_seconds=0.15))
        server.config = quick
        with SubmissionRunner(server, files, "forbidden.py", seed=0) as runner:
            runner.load()
            findings["loop for ever"] = not _times_out(lambda: runner.call(0, "loop_forever", (), {}))
    return [Finding(what, possible, _LOWEST[what] <= target) for what, possible in findings.items()], parts


def _worked(attempt: Callable[[], Any]) -> bool:
    try:
        return attempt() is not False
    except StudentFault as fault:
        return fault.outcome in ("time-limit", "crashed")  # not refused: something else happened


def _times_out(attempt: Callable[[], Any]) -> bool:
    try:
        attempt()
    except StudentFault as fault:
        return fault.outcome == "time-limit"
    return False


@contextlib.contextmanager
def _surroundings() -> Iterator[tuple[Path, tuple[int, int]]]:
    """A file that everybody may read and change, and listeners on the loopback interface."""
    with tempfile.TemporaryDirectory(prefix="autograder-self-test-") as folder, socket.socket() as tcp:
        os.chmod(folder, 0o777)
        canary = Path(folder) / "canary.txt"
        canary.write_text("a secret\n")
        os.chmod(canary, 0o666)
        tcp.bind(("127.0.0.1", 0))
        tcp.listen(8)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.bind(("127.0.0.1", 0))
            yield canary, (tcp.getsockname()[1], udp.getsockname()[1])
