"""`autograder doctor`: what this machine's sandbox refuses, and what is missing; presents facts, finds none."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import msgspec

from autograder.cli import course_option, fail, find_course
from autograder.course.due_dates import in_local_time
from autograder.course.model import Course, read_settings
from autograder.doctor import Health, Sandbox, examine
from autograder.doctor.machine import Machine, Mechanism
from autograder.doctor.nbgrader_setup import Gradebook
from autograder.nbgrader.settings import CONFIG
from autograder.sandbox.launch import allowed_mechanisms
from autograder.sandbox.selftest import ProbeResult

_LABEL = 14
_WIDTH = 100


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, which docs/security.md describes.")
@click.option("--require-isolation", type=click.IntRange(1, 3), help="Exit with status 2 if the level is lower.")
@course_option
def command(as_json: bool, require_isolation: int | None, course_folder: Path | None) -> None:
    """Test the sandbox, and say what is missing.

    The command tries each forbidden action from inside a worker. So the level shows what this machine really refuses.
    """
    health = examine(allowed_mechanisms(), lambda: find_course(course_folder))
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(health), indent=2).decode())
    else:
        click.echo("\n".join(lines(health)))
        if health.course:
            for line in due_dates(Course(Path(health.course))):
                click.echo(line)
    if require_isolation is not None and health.level < require_isolation:
        fail(f"Isolation level {require_isolation} is required, but this machine gives {health.level}.")


def lines(health: Health) -> Iterator[str]:
    """A report for the terminal."""
    yield f"Isolation level {health.level}: {health.meaning}"
    yield from _section("Machine", _machine(health.machine, health.versions))
    yield from _section("Mechanisms", _mechanisms(health.means))
    first: Sandbox | None = None
    for sandbox in health.sandboxes:
        for_whom = f" ({', '.join(sandbox.assignments)})" if sandbox.assignments else ""
        title = f"Tried from inside a worker with {', '.join(sandbox.libraries)}{for_whom}"
        yield from _section(title, _sandbox(sandbox, first))
        first = first or sandbox
    yield from _section("nbgrader", _gradebook(health.nbgrader))
    yield from _section("What to do", [("", item) for item in health.advice] or [("", "Nothing.")])


def due_dates(course: Course) -> Iterator[str]:
    """Each due date of a course as it was understood; nothing without due dates."""
    due = read_settings(course).due
    if due:
        yield from _section("Due dates by this machine's clock", [(name, in_local_time(due[name])) for name in due])


def _section(title: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield ""
    yield title
    for label, text in rows:
        indent = " " * (_LABEL + 4) if label else "    "
        first = f"  {label:<{_LABEL}}  " if label else "  "
        yield textwrap.fill(text, _WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)


def _machine(machine: Machine, versions: dict[str, str | None]) -> Iterator[tuple[str, str]]:
    yield (
        "system",
        f"{machine.system}, {machine.kernel}, {machine.architecture}"
        + (", in a container" if machine.container else ""),
    )
    yield "user", f"{machine.user} ({machine.uid})"
    memory = f", {machine.memory_mib / 1024:.1f} GiB of memory" if machine.memory_mib else ""
    yield "processors", f"{machine.processors}{memory}"
    yield "versions", ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    missing = [name for name, version in versions.items() if version is None]
    if missing:
        yield "not installed", ", ".join(missing)


def _mechanisms(means: list[Mechanism]) -> Iterator[tuple[str, str]]:
    for mechanism in means:
        used = "in force" if mechanism.used else "not in force"
        yield mechanism.name, f"{used}, {mechanism.detail}" if mechanism.detail else used


def _sandbox(sandbox: Sandbox, first: Sandbox | None) -> Iterator[tuple[str, str]]:
    yield "level", f"{sandbox.level}, by {sandbox.means}"
    if first is not None and sandbox.level == first.level and _results(sandbox) <= _results(first):
        yield "refused", f"the same as with {', '.join(first.libraries)}"
    else:
        yield from _findings(sandbox.findings)
    for note in sandbox.notes:
        if not sandbox.findings or not note.startswith(f"{sandbox.means}:"):  # these findings are above
            yield "not taken", note
    if sandbox.worker_ms is not None and sandbox.call_ms is not None:
        yield "fresh worker", f"{sandbox.worker_ms:.1f} ms"
        yield "a call", f"{sandbox.call_ms:.2f} ms"


def _results(sandbox: Sandbox) -> set[tuple[str, bool]]:
    return {(finding.what, finding.possible) for finding in sandbox.findings}


def _findings(findings: list[ProbeResult]) -> Iterator[tuple[str, str]]:
    possible = [finding for finding in findings if finding.possible]
    yield "refused", f"{len(findings) - len(possible)} of {len(findings)} attempts"
    yield from _by_subject([finding for finding in findings if not finding.possible])
    yield "possible", f"{len(possible)} of {len(findings)} attempts" if possible else "nothing"
    yield from _by_subject(possible)


def _by_subject(findings: list[ProbeResult]) -> Iterator[tuple[str, str]]:
    for subject in dict.fromkeys(finding.subject for finding in findings):
        yield f"  {subject}", ", ".join(finding.what for finding in findings if finding.subject == subject)


def _gradebook(gradebook: Gradebook) -> Iterator[tuple[str, str]]:
    if gradebook.version is None:
        yield "version", "not installed; only the nbgrader commands need it"
        return
    yield "version", f"{gradebook.version}{'' if gradebook.supported else f', expected {gradebook.wanted}'}"
    yield "kernel", "python3 is there" if gradebook.kernel else "python3 is missing"
    if gradebook.exchange is not None:
        there = f", mode {gradebook.exchange.mode}" if gradebook.exchange.exists else " is not there yet"
        yield "exchange", f"{gradebook.exchange.path}{there}"
    yield (
        "config",
        {"read": f"{', '.join(gradebook.files)} read", "missing": f"no {CONFIG} here", "broken": f"{CONFIG} is broken"}[
            gradebook.config
        ],
    )
