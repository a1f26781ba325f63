"""`autograder export`: the marks of a run, for gradebooks of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import course_option, fail, find_course
from autograder.course.model import Assignment, Course, CourseError
from autograder.results.text import one_line

if TYPE_CHECKING:
    from autograder.results.records import Record

FORMS = ("csv", "canvas", "nbgrader")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The program that will read the marks.")
@click.option("-o", "--dest", type=click.Path(path_type=Path), help="File or folder to write. [default: in OUT]")
@click.option("--db", metavar="URL", help="nbgrader's gradebook. [default: the course's]")
@click.option("--dry-run", is_flag=True, help="For nbgrader: write nothing, and say whose points would change.")
@click.option(
    "--yes",
    is_flag=True,
    help="For nbgrader: write without a question, even if the course is not the working folder's.",
)
@course_option
def command(
    out: Path, form: str, dest: Path | None, db: str | None, dry_run: bool, yes: bool, course_folder: Path | None
) -> None:
    """Write the marks of a run.

    OUT is the folder that `autograder grade` wrote. `--to csv` writes a table of all students and tasks. `--to canvas`
    writes a table for the gradebook import of Canvas. `--to nbgrader` writes the marks into nbgrader's gradebook;
    formgrader and `nbgrader export` read them there, and nbgrader applies its late penalties. For Gradescope there is
    a command of its own, `autograder gradescope`.
    """
    from autograder.course.exceptions import read_exceptions
    from autograder.nbgrader.gradebook import write_marks
    from autograder.nbgrader.tables import canvas_csv
    from autograder.results.files import write_whole
    from autograder.results.given import with_exceptions
    from autograder.results.records import Status
    from autograder.results.store import ResultStore
    from autograder.results.tables import grades_csv

    course = find_course(course_folder)
    with ResultStore(out) as store:
        records = [record for _, record in sorted(store.done().items())]
    if not records:
        fail(f"{out} holds no results; name a folder that `autograder grade` wrote.")
    assignment = course.load(records[0].assignment)
    records = with_exceptions(records, read_exceptions(course, assignment.name))
    count = len(records)
    if form == "nbgrader":
        where = _gradebook(course, db, yes or dry_run)
        if dry_run:
            _preview(course, records, assignment, db, where)
            return
        count = write_marks(course, records, assignment, db)
    else:
        file = dest or out / ("canvas.csv" if form == "canvas" else "marks.csv")
        where = str(file)
        text = canvas_csv(records, assignment) if form == "canvas" else grades_csv(records, assignment)
        write_whole(file, text.encode("utf-8", "replace"))
    click.echo(f"{assignment.name}: {count} student{'' if count == 1 else 's'} written to {where}.")
    for record in records:
        if record.status is Status.UNGRADABLE:
            click.echo(f"No mark: {one_line(record.student, 60)}: {one_line(record.message)}")


def _gradebook(course: Course, db: str | None, yes: bool) -> str:
    """The gradebook that will be written, by its name. Asks where it is another course's than the working folder's."""
    from autograder.nbgrader.preview import gradebook_of

    where = gradebook_of(course, db)
    if db is None and not yes and _here() != course.root:
        question = f"The marks go to {where}, but that is not the course of the working folder. Write them?"
        if not click.confirm(question, default=False):
            fail("Nothing was written. Go to the course's folder, or give --yes.")
    return where


def _here() -> Path | None:
    """The course around the working folder, whatever the environment names."""
    try:
        return Course.find(Path.cwd()).root
    except CourseError:
        return None


def _preview(course: Course, records: list[Record], assignment: Assignment, db: str | None, where: str) -> None:
    from autograder.nbgrader.preview import preview

    lines = preview(course, records, assignment, db)
    for line in lines:
        click.echo(line)
    click.echo(f"{assignment.name}: the points of {len(lines)} of {len(records)} would change in {where}.")
    click.echo("Nothing was written.")
