"""`autograder generate`: writes `assignments/` from `solutions/`, or says where the two differ."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.authoring import generate
from autograder.cli import course_option, fail, find_course
from autograder.course.permissions import exposed, how_to_close


@click.command("generate")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option(
    "--check", is_flag=True, help="Write nothing; list the files that differ, and exit with status 1 if there are any."
)
@course_option
def command(names: tuple[str, ...], check: bool, course_folder: Path | None) -> None:
    """Write what students get (assignments/) from what authors write (solutions/).

    Without NAME, this writes all assignments and removes every other file and folder from assignments/. If a student's
    file would show a line of a solution, the command writes nothing.
    """
    course = find_course(course_folder)
    for name in names:
        course.load(name)
    release = generate.build_all(course)
    if names:
        release = {name: files for name, files in release.items() if name in names}
    differences = generate.differences(course, release, whole=not names)
    if check:
        _report(differences, release)
    else:
        try:
            generate.write(course, release, differences)
        except OSError as error:
            fail(f"{error.filename} cannot be written: {error.strerror}.")
        for name in sorted({*release, *(difference.assignment for difference in differences)}):
            click.echo(f"{name}: {_done([d for d in differences if d.assignment == name])}")
        for sentence in how_to_close(exposed(course.root)):
            click.echo(sentence, err=True)


def _report(differences: list[generate.Difference], release: generate.Release) -> None:
    if not differences:
        many = f"{len(release)} assignment{'' if len(release) == 1 else 's'}"
        click.echo(f"assignments/ equals what solutions/ gives ({many}).")
        return
    for difference in differences:
        click.echo(f"{difference.kind:<7}  {difference.path}")
    click.echo("Run `autograder generate`. Edit only solutions/, because assignments/ is written from it.")
    raise click.exceptions.Exit(1)


def _done(differences: list[generate.Difference]) -> str:
    removed = sum(difference.kind == "stray" for difference in differences)
    written = len(differences) - removed
    parts = [f"wrote {written} file{'' if written == 1 else 's'}"] if written else []
    parts += [f"removed {removed} stray"] if removed else []
    return ", ".join(parts) or "unchanged"
