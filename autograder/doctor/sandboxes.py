"""Tries the sandboxes of a course, one for all assignments with the same libraries and memory: level and times."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from autograder.course.model import Course, CourseError
from autograder.faults import GraderFault, StudentFault
from autograder.grading.environment import hidden_file, sandbox_config
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.launch import Isolation, SandboxConfig
from autograder.sandbox.runner import SubmissionRunner
from autograder.sandbox.selftest import IsolationReport, ProbeResult, isolation_report

_WORKERS = 15
_CALLS = 50
_SOURCE = b"def same(x):\n    return x\n"


class Sandbox(msgspec.Struct, frozen=True):
    """One sandbox as it was tried. Times are medians in milliseconds; null where there is nothing to measure."""

    assignments: list[str]
    libraries: list[str]
    memory_mib: int
    level: int
    means: str
    findings: list[ProbeResult]
    notes: list[str]
    worker_ms: float | None
    call_ms: float | None


def try_sandboxes(course: Course | None, allowed: Isolation) -> Iterator[tuple[Sandbox, IsolationReport]]:
    """Try each sandbox that the course needs, or a plain one where there is no course. Raises CourseError."""
    for names, config, secrets in _needed(course):
        found = isolation_report(config, secrets, allowed)
        worker, call = (
            _times(msgspec.structs.replace(config, isolation=found.isolation)) if found.level else (None, None)
        )
        yield (
            Sandbox(
                assignments=names,
                libraries=list(config.distributions),
                memory_mib=config.limits.memory_mib,
                level=found.level,
                means=found.isolation.names(),
                findings=found.findings,
                notes=found.notes,
                worker_ms=worker,
                call_ms=call,
            ),
            found,
        )


def _needed(course: Course | None) -> list[tuple[list[str], SandboxConfig, list[Path]]]:
    """The assignments that share a sandbox, its settings, and the files that it must hide."""
    if course is None:
        return [([], SandboxConfig(), [])]
    groups: dict[tuple[tuple[str, ...], int], tuple[list[str], SandboxConfig, list[Path]]] = {}
    for name in course.names():
        config = sandbox_config(course.load(name), Isolation())
        group = groups.setdefault((config.distributions, config.limits.memory_mib), ([], config, []))
        group[0].append(name)
        group[2].extend(_secrets(course, name))
    return list(groups.values())


def _secrets(course: Course, name: str) -> list[Path]:
    paths = [course.reference(name)]
    try:
        paths.append(hidden_file(name, course))
    except CourseError:  # an assignment that is still being written: `autograder validate` says so
        return [path for path in paths if path.is_file()]
    return [path for path in paths if path.is_file()]


def _times(config: SandboxConfig) -> tuple[float | None, float | None]:
    """Median milliseconds of a fresh locked worker, and of a call that gives back a small array."""
    try:
        with ForkServer(config) as server:
            workers = [_timed_worker(server) for _ in range(_WORKERS + 1)][1:]  # the first one warms up
            with SubmissionRunner(server, {"same.py": _SOURCE}, "same.py") as runner:
                runner.load()
                calls = [_timed_call(runner) for _ in range(_CALLS + 1)][1:]
    except (GraderFault, StudentFault):
        return None, None
    return round(statistics.median(workers), 2), round(statistics.median(calls), 3)


def _timed_worker(server: ForkServer) -> float:
    if server.starts == 0:
        server.start()
    started = time.perf_counter()
    worker = server.spawn()
    took = time.perf_counter() - started
    worker.close()
    return took * 1000


def _timed_call(runner: SubmissionRunner) -> float:
    started = time.perf_counter()
    runner.call(0, "same", (np.ones((5, 3)),), {})
    return (time.perf_counter() - started) * 1000
