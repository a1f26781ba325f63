"""`autograder new`: starts an assignment for its author, as a small one that already works."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import course_option, find_course, plain_errors


@click.command("new")
@click.argument("name")
@click.option("--title", help="The assignment's title. [default: made of its name]")
@course_option
def command(name: str, title: str | None, course_folder: Path | None) -> None:
    """Start the assignment NAME, such as a9_momentum: a small one that works, to be changed step by step.

    Writes solutions/NAME/. docs/authoring.md tells what each file is for.
    """
    from autograder.authoring.new import start

    with plain_errors():
        course = find_course(course_folder)
        written = start(course, name, title)
    for path in written:
        click.echo(path.relative_to(course.root))
    click.echo(f"Next: `autograder generate {name}`, then `autograder validate {name}`.")
