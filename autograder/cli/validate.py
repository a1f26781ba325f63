"""`autograder validate`: tells an author whether an assignment is any good, in one table, with what to mend."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.authoring.validation import Finding
from autograder.authoring.validation.everything import CHECKS, SLOW, validate
from autograder.authoring.validation.grades import SEEDS, USUAL_SEEDS
from autograder.cli import SHOW_TRACEBACK, course_option, find_course
from autograder.grading.environment import required_level
from autograder.results.text import one_line

_MOST_SAID = 400


@click.command("validate")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "-j",
    "--workers",
    type=click.IntRange(1),
    default=2,
    show_default=True,
    help="How many assignments are checked at the same time.",
)
@click.option(
    "--seeds",
    type=click.IntRange(1, len(SEEDS)),
    default=USUAL_SEEDS,
    show_default=True,
    help="How many times each variant is graded, each time with other hidden inputs.",
)
@click.option("--fast", is_flag=True, help="Skip the slow checks: grading the variants and running the notebook.")
@click.option("--dev", is_flag=True, help="Show the traceback if an exception stops a check.")
@course_option
def command(
    names: tuple[str, ...], workers: int, seeds: int, fast: bool, dev: bool, course_folder: Path | None
) -> None:
    """Check your assignments before students get them. Without NAME, this checks all assignments.

    The checks: The reference gets full marks, and the stub gets none. Each planted mistake loses only its own task and
    gets its name. Each hidden case is needed. Two oracles agree. No solution leaks. The public tests and the notebook
    run.

    The exit status is 1 if something must be fixed.
    """
    if dev:
        click.get_current_context().find_root().obj = SHOW_TRACEBACK
    course = find_course(course_folder)
    chosen = list(dict.fromkeys(names)) or course.names()
    reports = {name: required_level(course, course.load(name), 1) for name in chosen}
    console = Console(stderr=False, width=None if sys.stdout.isatty() else 120)
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting = {
            name: pool.submit(validate, course.root, name, reports[name], fast=fast, seeds=seeds) for name in chosen
        }
        findings = {name: _wait(name, future) for name, future in waiting.items()}
    console.print(_table(findings, [check for check in CHECKS if not (fast and check in SLOW)]))
    faults = [
        (name, finding.check, fault)
        for name, listed in findings.items()
        for finding in listed
        for fault in finding.faults
    ]
    for name, check, fault in faults:
        click.echo(f"{name}, {check}: {one_line(fault, _MOST_SAID)}")
    for trace in [finding.trace for listed in findings.values() for finding in listed if dev and finding.trace]:
        click.echo(f"\n{trace.rstrip()}", err=True)
    if faults:
        raise click.exceptions.Exit(1)


def _wait(name: str, future: Future[list[Finding]]) -> list[Finding]:
    """The findings, once they are there; a line then tells that they are."""
    try:
        findings = future.result()
    except BrokenProcessPool:
        fault = (
            "The process that checked an assignment was lost. Validate each assignment alone, and look for os._exit."
        )
        findings = [Finding(CHECKS[0], "", (fault,))]
    faults = sum(len(finding.faults) for finding in findings)
    click.echo(f"{name}: {f'{faults} to fix' if faults else 'good'}", err=True)
    return findings


def _table(findings: dict[str, list[Finding]], checks: list[str]) -> Table:
    """One row a check, one column an assignment."""
    table = Table(box=None, pad_edge=False, header_style="")
    table.add_column("check")
    for name in findings:
        table.add_column(name.partition("_")[0] if len(findings) > 2 else name, overflow="fold")
    for check in checks:
        table.add_row(check, *(_cell(check, listed) for listed in findings.values()))
    return table


def _cell(check: str, findings: list[Finding]) -> str:
    finding = next((candidate for candidate in findings if candidate.check == check), None)
    if finding is None:
        return "not reached"
    return f"{len(finding.faults)} to fix" if finding.faults else finding.note or "good"
