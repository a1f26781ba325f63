"""`autograder roster`: names and addresses of a list of students, for nbgrader's gradebook."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import course_option, find_course
from autograder.results.text import names_of


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--id",
    "role",
    type=click.Choice(("login", "number", "lms", "github", "email")),
    default="login",
    show_default=True,
    help="By which of their ids nbgrader knows the students who are not in the gradebook yet.",
)
@click.option("--db", metavar="URL", help="nbgrader's gradebook. [default: the course's]")
@course_option
def command(file: Path, role: str, db: str | None, course_folder: Path | None) -> None:
    """Write the names of a course's students into nbgrader's gradebook.

    FILE is a CSV that any LMS exports. Students who are in the gradebook are recognised by an id or the mail address;
    the others are added. Then formgrader, the reports and the exports show names, and who has never handed in.
    """
    from autograder.nbgrader.roster import write_students
    from autograder.submissions.roster import read_roster

    written = write_students(find_course(course_folder), read_roster(file), role, db)
    click.echo(f"Named: {len(written.named)}. Added: {len(written.added)}.")
    if written.without_id:
        click.echo(f"Not added, because the list has no {role} for them: {names_of(written.without_id)}.")
    if written.unlisted:
        click.echo(f"In the gradebook, but not on the list: {names_of(written.unlisted)}.")
