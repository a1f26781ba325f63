"""What the subcommands share: the course, errors as one sentence, the assignment's name; knows no grading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import click

from autograder.course.model import COURSE_VARIABLE, Course

LEVEL_1_WARNING = "Warning: the isolation level is only 1. Student code could read or change the files of this user."

SHOW_TRACEBACK = "show the traceback"
"""What the context of the command holds where errors are to be shown with their traceback."""


def course_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--course DIR` of a command that needs a course: its parameter `course_folder`, for find_course()."""
    return click.option(
        "--course",
        "course_folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help=f"The course's folder. [default: {COURSE_VARIABLE}, else the course that contains the working folder]",
    )(command)


def isolation_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option `--require-isolation N` of a command that grades; without it, course.toml says what is required."""
    return click.option(
        "--require-isolation",
        type=click.IntRange(1, 3),
        help="Refuse to grade below this level. [default: the level in course.toml]",
    )(command)


def find_course(course_folder: Path | None) -> Course:
    """The course that `--course` names, else the one that Course.find() finds. Raises CourseError."""
    return Course.find() if course_folder is None else Course.at(course_folder)


def fail(sentence: str, status: int = 2) -> NoReturn:
    """End the command with one sentence on standard error."""
    click.echo(f"autograder: {sentence}", err=True)
    raise click.exceptions.Exit(status)


def guess_assignment(course: Course, file_name: str) -> str | None:
    """The assignment whose module has this file name, if exactly one has."""
    found = [name for name in course.names() if course.load(name).module_file == file_name]
    return found[0] if len(found) == 1 else None
