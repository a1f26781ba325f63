"""What the subcommands share: options, errors as one sentence, the assignment's name; knows no grading."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from autograder.course.model import Course, CourseError
from autograder.sandbox.config import MEANS, Isolation

LEVEL_1_WARNING = (
    "Warning: isolation level 1 only: a determined student's code could read or change files of this user."
)
_SWITCH = "AUTOGRADER_TEST_WITHOUT"
"""Names means of isolation to do without, for tests of the fall-back; it can only lower the level, as recorded."""


def fail(sentence: str, status: int = 2) -> NoReturn:
    """End the command with one sentence on standard error."""
    click.echo(f"autograder: {sentence}", err=True)
    raise click.exceptions.Exit(status)


@contextmanager
def plain_errors(*kinds: type[Exception]) -> Iterator[None]:
    """Turn expected errors into one sentence and exit status 2."""
    expected: tuple[type[Exception], ...] = (CourseError, *kinds)
    try:
        yield
    except expected as error:
        fail(str(error))


def allowed_means() -> Isolation:
    """The means of isolation that may be used: all, but for tests."""
    without = set(os.environ.get(_SWITCH, "").split(","))
    return Isolation(**{name: name not in without for name in MEANS})


def guess_assignment(course: Course, file_name: str) -> str | None:
    """The assignment whose module has this file name, if exactly one has."""
    found = [name for name in course.names() if course.load(name).module_file == file_name]
    return found[0] if len(found) == 1 else None
