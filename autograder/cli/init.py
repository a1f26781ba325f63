"""`autograder init`: starts a course of one's own, with an assignment that already works."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import fail


@click.command("init")
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
def command(folder: Path) -> None:
    """Start a course in DIR, by default in the working folder.

    This writes course.toml, nbgrader_config.py, .gitignore and one small assignment that works. It does not change
    existing files. docs/authoring.md explains each file.
    """
    from autograder.authoring.start import init

    try:
        written, kept = init(folder)
    except OSError as error:
        fail(f"{error.filename} cannot be written: {error.strerror}.")
    root = folder.resolve()
    for path in written:
        click.echo(path.relative_to(root))
    for path in kept:
        click.echo(f"{path.relative_to(root)} already exists and was not changed.")
    inside = "" if root == Path.cwd() else f"`cd {folder}`, then "
    click.echo(f"Next: {inside}`autograder validate`, and `autograder new NAME` for your own assignment.")
