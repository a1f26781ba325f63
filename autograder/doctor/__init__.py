"""Everything that `autograder doctor` finds, as one object; its JSON is described in docs/security.md.

The sandboxes of a course are tried, one for all assignments with the same libraries and memory: level and times.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import numpy as np

from autograder.course.model import Course, CourseError, read_settings
from autograder.course.permissions import Exposed, exposed, how_to_close
from autograder.doctor.machine import Machine, Mechanism, mechanisms, this_machine, versions
from autograder.doctor.nbgrader_setup import Gradebook, gradebook
from autograder.faults import GraderFault, StudentFault
from autograder.grading.environment import hidden_file, no_self_test, sandbox_config
from autograder.sandbox.forkserver import ForkServer, hide_memory
from autograder.sandbox.launch import Isolation, SandboxConfig
from autograder.sandbox.runner import SubmissionRunner
from autograder.sandbox.selftest import MEANING, IsolationReport, ProbeResult, isolation_report
from autograder.submissions.tree import reason

SCHEMA_VERSION = 1


class Health(msgspec.Struct, frozen=True):
    """The state of this machine. More keys may be added, none removed."""

    schema_version: int
    level: int
    """The lowest of the sandboxes' levels."""
    meaning: str
    machine: Machine
    versions: dict[str, str | None]
    means: list[Mechanism]
    """As the sandbox with the lowest level has them."""
    sandboxes: list[Sandbox]
    nbgrader: Gradebook
    course: str | None
    exposed: list[Exposed]
    """What of the course other users of this machine can read, by its modes."""
    advice: list[str]
    """What to do, in sentences; empty when all is well."""


def examine(allowed: Isolation, find: Callable[[], Course] = Course.find) -> Health:
    """Try everything. Takes a few seconds: each sandbox is started and tried."""
    hide_memory()
    here = this_machine()
    course, problem = _course(find)
    tried = list(try_sandboxes(course, allowed))
    lowest = min(tried, key=lambda pair: pair[0].level)[1]
    found_means = mechanisms(lowest, allowed, container=here.container)
    nbgrader = gradebook(course)
    open_to_others = exposed(course.root, [Path(nbgrader.gradebook)] if nbgrader.gradebook else []) if course else []
    advice = [problem] if problem else []
    if isinstance(lowest, _NotTried):
        advice += lowest.notes
    else:
        advice += [f"{mechanism.name}: {mechanism.advice}" for mechanism in found_means if mechanism.advice]
        if lowest.level == 0:
            advice.append(
                "Nothing is graded here: an action that must be refused is possible, or the sandbox does not start."
            )
    return Health(
        schema_version=SCHEMA_VERSION,
        level=lowest.level,
        meaning=MEANING[lowest.level],
        machine=here,
        versions=versions(),
        means=found_means,
        sandboxes=[sandbox for sandbox, _ in tried],
        nbgrader=nbgrader,
        course=str(course.root) if course else None,
        exposed=open_to_others,
        advice=advice + nbgrader.problems + how_to_close(open_to_others),
    )


def _course(find: Callable[[], Course]) -> tuple[Course | None, str]:
    """The course here, if it can be read, else why not."""
    try:
        course = find()
        course.names()
        read_settings(course)
    except CourseError as error:
        return None, str(error)
    except OSError as error:
        return None, f"The course cannot be read: {error.filename or 'the working folder'}: {reason(error)}."
    return course, ""


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


class _NotTried(IsolationReport, frozen=True):
    """The self-test could not begin; the note says why. Of the mechanisms of isolation nothing is known then."""


def try_sandboxes(course: Course | None, allowed: Isolation) -> Iterator[tuple[Sandbox, IsolationReport]]:
    """Try each sandbox that the course needs, or a plain one where there is no course. Raises CourseError."""
    for names, config, secrets in _needed(course):
        try:
            report = isolation_report(config, secrets, allowed)
        except OSError as error:
            report = _NotTried(0, Isolation(False, False, False), [], [], [no_self_test(error)])
        worker, call = (
            _times(msgspec.structs.replace(config, isolation=report.isolation)) if report.level else (None, None)
        )
        yield (
            Sandbox(
                assignments=names,
                libraries=list(config.distributions),
                memory_mib=config.limits.memory_mib,
                level=report.level,
                means=report.isolation.names(),
                findings=report.findings,
                notes=report.notes,
                worker_ms=worker,
                call_ms=call,
            ),
            report,
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
    except (GraderFault, StudentFault, OSError):
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
