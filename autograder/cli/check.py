"""`autograder check`: one file, feedback on the terminal."""

from __future__ import annotations

import importlib
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click

from autograder.cli.common import LEVEL_1_WARNING, allowed_means, fail, guess_assignment, plain_errors
from autograder.course.model import Assignment, Course
from autograder.results import explain
from autograder.results.feedback import explained
from autograder.results.records import Record, Status, TaskResult
from autograder.results.statistics import lost_points
from autograder.results.text import number, one_line

_MOST_LINES = 6


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-a", "--assignment", metavar="NAME", help="The assignment. [default: the one whose module has this name]"
)
@click.option("--seed", type=click.IntRange(0), help="Seed of the hidden inputs. [default: one for this day]")
@click.option("--fresh", is_flag=True, help="Draw new hidden inputs; without it they stay the same for a day.")
@click.option("--require-isolation", type=click.IntRange(1, 3), default=1, help="Refuse to grade below this level.")
def command(file: Path, assignment: str | None, seed: int | None, fresh: bool, require_isolation: int) -> None:
    """Grade one file and print its feedback.

    The hidden inputs are drawn once a day, for two checks to differ by the file only, and to be quick: what they should
    give is kept in the user's cache folder, which only this user can read.
    """
    from autograder.grading.conditions import IsolationError, required_server
    from autograder.grading.remembered import Remembered
    from autograder.sandbox.forkserver import hide_memory
    from autograder.submissions.discover import read_one

    with plain_errors(IsolationError), ThreadPoolExecutor(1) as beside:
        course = Course.find()
        if file.is_dir():
            fail(f"{one_line(str(file))} is a folder; a file is due.")
        name = assignment or guess_assignment(course, file.name)
        if name is None:
            fail(f"{one_line(file.name)} is no assignment's module; name the assignment with -a.")
        loaded = course.load(name)
        if not file.exists():
            fail(f"There is no file {file}.")
        hide_memory()
        submission = read_one(file, loaded.module_file, student=file.name)
        imported = beside.submit(importlib.import_module, "autograder.grading.session")  # while the self-test waits
        level, server = required_server(course, loaded, require_isolation, allowed_means())
        if level.level == 1:
            click.echo(LEVEL_1_WARNING, err=True)
        remembered = Remembered(course, loaded, level.level)
        if seed is None:
            seed = remembered.seed(fresh=fresh)
        session = imported.result().GradingSession(
            course,
            name,
            seed=seed,
            isolation=level.isolation,
            level=level.level,
            known=remembered.oracles(seed),
            server=server,
        )
        with server, session:
            record = session.grade(submission)
            oracles = session.new_oracles()
        if oracles is not None:
            remembered.keep(seed, oracles)
    for line in feedback_lines(record, loaded):
        click.echo(line)
    if record.status is Status.UNGRADABLE:
        raise click.exceptions.Exit(1)


def feedback_lines(record: Record, assignment: Assignment) -> list[str]:
    """A record for the terminal: the total, what is right, then each mistake, at most six lines on what it is."""
    if record.status is not Status.GRADED:
        said = one_line(f"{assignment.title}: {record.status.value}. {record.message}", 400)
        about = explain.explanation(record.status.value) if record.status is Status.DOES_NOT_IMPORT else ()
        return [*textwrap.wrap(said, 80), *(line for text in about for line in explain.wrapped(text, 80))]
    lines = [f"{assignment.title}: {number(record.score)} of {number(record.max_score)} points"]
    right = [task.name for task in record.tasks if not lost_points(task)]
    if right:
        lines.append(_right(right, everything=len(right) == len(record.tasks)))
    wrong = [task for task in record.tasks if lost_points(task)]
    for task in wrong:
        points = f"{task.name}  {number(task.score)} of {number(task.max_score)}"
        lines += ["", points, *(f"    {line}" for line in _about(task))]
    read = [f"{task.name} in “{assignment.sections[task.name]}”" for task in wrong if task.name in assignment.sections]
    if read:
        lines += ["", *textwrap.wrap(f"Where to read, in the notebook: {', '.join(read)}.", 80)]
    lines += [f"For a person to look at: {one_line(flag)}" for flag in record.flags]
    return lines


def _right(names: list[str], *, everything: bool) -> str:
    return "Every task is right." if everything else f"Right: {', '.join(names)}"


def _about(task: TaskResult) -> list[str]:
    """What was found, the text and the example, six lines in all: of the text as many sentences as fit."""
    found = explain.wrapped(explain.capital(one_line(task.message)))
    lines = [one_line(line) for line in task.example.splitlines()]
    if lines and len(both := "; ".join(lines[-2:])) <= explain.WIDTH:
        lines[-2:] = [both]
    example = [part for line in lines for part in explain.wrapped(line)]
    said: list[str] = []
    for sentence in explain.sentences(explained(task)):
        longer = explain.wrapped(" ".join([*said, sentence]))
        if len(found) + len(longer) + len(example) > _MOST_LINES:
            break
        said.append(sentence)
    found = found[: max(1, _MOST_LINES - len(example))]
    return [*found, *explain.wrapped(" ".join(said)), *example][:_MOST_LINES]
