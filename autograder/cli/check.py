"""`autograder check`: one file, feedback on the terminal."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from autograder.cli.common import allowed_means, fail, guess_assignment, plain_errors
from autograder.course.model import Assignment, Course
from autograder.results.records import Record, Status
from autograder.results.text import number, one_line


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-a", "--assignment", metavar="NAME", help="The assignment. [default: the one whose module has this name]"
)
@click.option("--seed", type=click.IntRange(0), help="Seed of the hidden inputs. [default: fresh]")
@click.option("--require-isolation", type=click.IntRange(1, 3), default=1, help="Refuse to grade below this level.")
def command(file: Path, assignment: str | None, seed: int | None, require_isolation: int) -> None:
    """Grade one file and print its feedback."""
    from autograder.grading.run import IsolationError, required_level
    from autograder.grading.session import GradingSession
    from autograder.sandbox.forkserver import hide_memory
    from autograder.submissions.discover import read_one

    with plain_errors(IsolationError):
        course = Course.find()
        name = assignment or guess_assignment(course, file.name)
        if name is None:
            fail(f"{one_line(file.name)} is no assignment's module; name the assignment with -a.")
        loaded = course.load(name)
        if not file.exists():
            fail(f"There is no file {file}.")
        hide_memory()
        submission = read_one(file, loaded.module_file, student=file.name)
        level = required_level(course, loaded, require_isolation, allowed_means())
        if seed is None:
            seed = secrets.randbelow(2**31)
        with GradingSession(course, name, seed=seed, isolation=level.isolation, level=level.level) as session:
            record = session.grade(submission)
    for line in feedback_lines(record, loaded):
        click.echo(line)
    if record.status is Status.UNGRADABLE:
        raise click.exceptions.Exit(1)


def feedback_lines(record: Record, assignment: Assignment) -> list[str]:
    """A record for the terminal: the total, then each task with its points and what was found."""
    if record.status is not Status.GRADED:
        return [f"{assignment.title}: {record.status.value}. {one_line(record.message)}"]
    lines = [f"{assignment.title}: {number(record.score)} of {number(record.max_score)} points"]
    width = max(len(task.name) for task in record.tasks)
    for task in record.tasks:
        points = f"{number(task.score)}/{number(task.max_score)}"
        said = one_line(task.message) if task.message else "right"
        lines.append(f"  {task.name:<{width}}  {points:>7}  {said}")
    lines += [f"For a person to look at: {one_line(flag)}" for flag in record.flags]
    return lines
