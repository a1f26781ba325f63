"""Finds the isolation level by trying the forbidden things from inside a worker; believes no version and no flag."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from pathlib import Path

import msgspec

from autograder.course.model import Limits
from autograder.faults import GraderFault, StudentFault
from autograder.sandbox.forkserver import ForkServer
from autograder.sandbox.launch import Isolation, SandboxConfig, allowed_mechanisms
from autograder.sandbox.runner import DoesNotImportError, SubmissionRunner
from autograder.sandbox.selftest.probes import LOOP, Probe, Targets, probes, targets

MEANING = {
    3: "namespaces, seccomp, limits, and Landlock where there is one",
    2: "Landlock, seccomp, limits",
    1: "separate process and limits only",
    0: "the self-test failed",
}
_LADDER = (
    Isolation(),
    Isolation(bubblewrap=False),
    Isolation(bubblewrap=False, landlock=False, seccomp=False),
)
_SOURCES = {
    "forbidden.py": Path(__file__).with_name("forbidden.py").read_bytes(),
    "loop.py": b"def loop_forever():\n    while True:\n        pass\n",
}
_REFUSALS = (OSError, ImportError, ValueError, RuntimeError)
"""What a refused probe may raise, beside running out of memory. Any other error says that the probe is broken."""
_LOOP_SECONDS = 0.05


class ProbeResult(msgspec.Struct, frozen=True):
    """Whether a forbidden thing worked from inside a worker. `refused_from` is the lowest level that must refuse it."""

    what: str
    possible: bool
    must_be_refused: bool
    refused_from: int
    subject: str = ""


class IsolationReport(msgspec.Struct, frozen=True):
    """A level, the mechanisms that give it, and what was tried. `notes` say why better ones were not taken."""

    level: int
    isolation: Isolation
    findings: list[ProbeResult]
    parts: list[str]
    notes: list[str]


def isolation_report(
    config: SandboxConfig, secrets: Sequence[Path], allowed: Isolation | None = None
) -> IsolationReport:
    """The highest isolation level that a self-test confirms here, with the fork server of `config`.

    `secrets` are real paths that a worker must not read. `allowed` switches mechanisms off; only tests do that.
    """
    # Its own limits and few modules: the rest costs time.
    config = msgspec.structs.replace(config, limits=_patient(config.limits), warm=("numpy.random",))
    report, server = _climb(config, secrets, allowed or allowed_mechanisms())
    if server is not None:
        server.stop()
    return report


def isolation_report_and_server(
    config: SandboxConfig, secrets: Sequence[Path], allowed: Isolation | None = None
) -> tuple[IsolationReport, ForkServer]:
    """Like isolation_report(), and returns the fork server in which everything was tried, still running.

    Below level 2 a probe may have left something behind: then it is another one, which starts with its first worker.
    """
    report, server = _climb(config, secrets, allowed or allowed_mechanisms())
    if server is not None and (report.level < 2 or server.starts > 1):
        server.stop()
        server = None
    return report, server or ForkServer(msgspec.structs.replace(config, isolation=report.isolation))


def _climb(
    config: SandboxConfig, secrets: Sequence[Path], allowed: Isolation
) -> tuple[IsolationReport, ForkServer | None]:
    """Down the ladder to the first rung that holds; also the fork server of that rung."""
    notes: list[str] = []
    last: IsolationReport | None = None
    tried: set[Isolation] = set()
    for rung in _LADDER:
        isolation = Isolation(
            rung.bubblewrap and allowed.bubblewrap, rung.landlock and allowed.landlock, rung.seccomp and allowed.seccomp
        )
        if isolation in tried:
            continue
        tried.add(isolation)
        server = ForkServer(msgspec.structs.replace(config, isolation=isolation))
        level = 0
        with targets() as around:
            try:
                findings, parts = _try_everything(server, around, secrets)
                level = level_of(isolation, findings)
            except GraderFault as fault:
                notes.append(f"{isolation.names()}: {fault}")
                continue
            finally:
                if level < 2:
                    server.stop()
        open_ = [finding.what for finding in findings if finding.possible and finding.must_be_refused]
        if open_:
            notes.append(f"{isolation.names()}: possible from inside: {', '.join(open_)}")
        report = IsolationReport(level, isolation, findings, parts, list(notes))
        if level >= 2:
            return report, server
        if last is None or level > last.level:  # of equal levels the one with more mechanisms
            last = report
    return last or IsolationReport(0, Isolation(False, False, False), [], [], notes), None


def level_of(isolation: Isolation, findings: Sequence[ProbeResult]) -> int:
    """The level that these findings confirm for these mechanisms."""

    def holds(level: int) -> bool:
        return not any(finding.possible for finding in findings if finding.refused_from <= level)

    if not findings or not holds(1):
        return 0
    if not holds(2):
        return 1
    if isolation.bubblewrap and (isolation.landlock or isolation.seccomp) and holds(3):
        return 3
    return 2 if isolation.landlock and isolation.seccomp else 1


def _patient(limits: Limits) -> Limits:
    """Limits of time that no probe meets on a slow machine."""
    return msgspec.structs.replace(
        limits, import_seconds=20.0, call_seconds=10.0, task_seconds=120.0, submission_seconds=240.0
    )


def _try_everything(
    server: ForkServer, around: Targets, secrets: Sequence[Path]
) -> tuple[list[ProbeResult], list[str]]:
    """All findings, and the parts of the lock-down that the worker believes in. Raises GraderFault.

    Starts the server, and leaves it running with the settings that it has.
    """
    config, limits = server.config, server.config.limits
    torch = "torch" in config.distributions
    worked: dict[str, tuple[Probe, bool]] = {}
    server.start()
    server.config = msgspec.structs.replace(config, limits=_patient(limits))
    with _runner(server, "forbidden.py") as runner:
        parts = list(runner.parts)
        for probe in probes(secrets, around, limits.memory_mib, torch=torch):
            # What is neither a refusal nor a plain no counts as if it had worked: it proves nothing.
            possible = _outcome(runner, probe) not in ("refused", "False") or worked.get(probe.what, (probe, False))[1]
            worked[probe.what] = (probe, possible)
    quick = msgspec.structs.replace(_patient(limits), call_seconds=_LOOP_SECONDS)
    server.config = msgspec.structs.replace(config, limits=quick)
    with _runner(server, "loop.py") as runner:
        worked[LOOP.what] = (LOOP, _outcome(runner, LOOP) != "time-limit")
    server.config = config
    target = 3 if config.isolation.bubblewrap else 2 if config.isolation.landlock or config.isolation.seccomp else 1
    findings = [
        ProbeResult(probe.what, possible, probe.refused_from <= target, probe.refused_from, probe.subject)
        for probe, possible in worked.values()
    ]
    return findings, parts


def _runner(server: ForkServer, file: str) -> SubmissionRunner:
    """A worker that has the functions of one file. Raises GraderFault when it cannot even import them."""
    runner = SubmissionRunner(server, {file: _SOURCES[file]}, file)
    try:
        runner.load()
    except DoesNotImportError as problem:
        raise GraderFault(f"the self-test does not run: {problem}") from problem
    return runner


def _outcome(runner: SubmissionRunner, probe: Probe) -> str:
    try:
        return str(runner.call(0, probe.function, probe.arguments, {}))
    except StudentFault as fault:
        error = getattr(builtins, fault.error, None)
        refused = fault.outcome == "raised" and isinstance(error, type) and issubclass(error, _REFUSALS)
        return "refused" if refused or fault.outcome == "memory-limit" else fault.outcome
