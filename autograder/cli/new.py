"""`autograder new`: starts an assignment for its author, as a small one that already works."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import course_option, find_course


@click.command("new")
@click.argument("name")
@click.option("--title", help="The assignment's title. [default: made from NAME]")
@course_option
def command(name: str, title: str | None, course_folder: Path | None) -> None:
    """Start the assignment NAME, for example a9_momentum.

    This writes solutions/NAME/, a small assignment that works. Change it step by step. docs/authoring.md explains each
    file.
    """
    from autograder.authoring.start import start

    course = find_course(course_folder)
    written = start(course, name, title)
    for path in written:
        click.echo(path.relative_to(course.root))
    click.echo(f"Next: `autograder generate {name}`, then `autograder validate {name}`.")
