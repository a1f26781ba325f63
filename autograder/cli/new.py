"""`autograder new`: starts an assignment for its author, as a small one that already works."""

from __future__ import annotations

import click

from autograder.cli.common import plain_errors
from autograder.course.model import Course


@click.command("new")
@click.argument("name")
@click.option("--title", help="The assignment's title. [default: made of its name]")
def command(name: str, title: str | None) -> None:
    """Start the assignment NAME, such as a9_momentum: a small one that works, to be changed step by step.

    Writes solutions/NAME/. docs/authoring.md tells what each file is for.
    """
    from autograder.authoring.new import start

    with plain_errors():
        course = Course.find()
        written = start(course, name, title)
    for path in written:
        click.echo(path.relative_to(course.root))
    click.echo(f"Next: `autograder generate {name}`, then `autograder validate {name}`.")
