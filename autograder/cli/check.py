"""`autograder check`: one file, feedback on the terminal."""

from __future__ import annotations

import importlib
import os
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import (
    LEVEL_1_WARNING,
    course_option,
    fail,
    find_course,
    guess_assignment,
    isolation_option,
)
from autograder.course.model import read_settings
from autograder.results.text import number, one_line

if TYPE_CHECKING:
    from autograder.course.model import Assignment
    from autograder.results.records import Record
    from autograder.sandbox.forkserver import ForkServer
    from autograder.sandbox.selftest import IsolationReport


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", metavar="NAME", help="The assignment. [default: found by the name of FILE]")
@click.option("--seed", type=click.IntRange(0), help="Seed of the hidden inputs. [default: a new seed]")
@click.option("--json", "form", flag_value="record", help="Print the record as JSON instead of the feedback.")
@click.option("--classroom50", "form", flag_value="classroom50", help="Print a result.json for classroom50.")
@isolation_option
@course_option
def command(
    file: Path,
    assignment: str | None,
    seed: int | None,
    form: str | None,
    require_isolation: int | None,
    course_folder: Path | None,
) -> None:
    """Grade one file and print its feedback.

    The hidden inputs are new each time. With --seed N, the number N always gives the same inputs.

    With --json, the only output is the record, schema version 1. It names hidden cases, so do not show it to students.
    With --classroom50, the only output is a result.json, which students may see.
    """
    from autograder.grading.environment import new_seed, required_server, sandbox_config
    from autograder.sandbox.forkserver import hide_memory
    from autograder.sandbox.launch import Isolation

    with ThreadPoolExecutor(1) as beside, ExitStack() as at_end:
        course = find_course(course_folder)
        if os.path.isdir(file):
            fail(f"{one_line(str(file))} is a folder; name a file in the folder.")
        if not os.path.exists(file):
            fail(f"There is no file {one_line(str(file))}.")
        name = assignment or guess_assignment(course, file.name)
        if name is None:
            fail(f"{one_line(file.name)} is not the module of an assignment; name the assignment with -a.")
        loaded = course.load(name)
        require = require_isolation or read_settings(course).require_isolation
        if form == "classroom50":
            from autograder.results.forms import classroom50_identity

            classroom50_identity(os.environ)  # refuses before anything is graded
        hide_memory()
        # The sandbox starts and is tried out on another processor, while this one imports what grading needs.
        future = beside.submit(required_server, course, loaded, require)
        at_end.callback(_stop, future)

        from autograder.cases.by_torch import import_torch
        from autograder.cli.feedback import feedback_lines
        from autograder.grading.session import GradingSession
        from autograder.results.records import Status
        from autograder.submissions.discover import read_one

        import_torch()
        for module in sandbox_config(loaded, Isolation()).warm:  # the reference needs them, as submissions do
            with suppress(Exception):  # as in the sandbox: what is only wanted early may fail in any way
                importlib.import_module(module)
        tasks = [task.name for task in loaded.tasks]
        submission = read_one(file, loaded.module_file, student=file.name, tasks=tasks)
        level, server = future.result()
        if level.level == 1:
            click.echo(LEVEL_1_WARNING, err=True)
        drawn = new_seed() if seed is None else seed
        with GradingSession(
            course, name, seed=drawn, isolation=level.isolation, level=level.level, server=server
        ) as session:
            record = session.grade(submission)
    if form == "record":
        _print_json(record)
    elif form == "classroom50" and record.status is not Status.UNGRADABLE:
        _print_classroom50(record, loaded)
    else:
        for line in feedback_lines(record, loaded):
            click.echo(line, err=form is not None)
    if record.status is Status.UNGRADABLE:
        raise click.exceptions.Exit(1)


def _print_json(value: object) -> None:
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value)).decode())


def _print_classroom50(record: Record, assignment: Assignment) -> None:
    """Print a result.json; say on standard error where whole points differ from the mark."""
    from datetime import UTC, datetime

    from autograder.results.forms import classroom50

    result = classroom50(record, assignment, os.environ, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if result["score"] != record.score:
        click.echo(f"classroom50 takes whole points: {number(record.score)} is written as {result['score']}.", err=True)
    _print_json(result)


def _stop(future: Future[tuple[IsolationReport, ForkServer]]) -> None:
    """Stop the fork server, if one was found; a session that was opened has done so."""
    if future.exception() is None:
        future.result()[1].stop()
