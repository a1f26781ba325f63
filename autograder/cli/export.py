"""`autograder export`: the marks of a run, for gradebooks of other programs."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import course_option, fail, find_course
from autograder.results.text import one_line

FORMS = ("csv", "canvas", "nbgrader")


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The program that will read the marks.")
@click.option("-o", "--dest", type=click.Path(path_type=Path), help="File or folder to write. [default: in OUT]")
@click.option("--db", metavar="URL", help="nbgrader's gradebook. [default: the course's]")
@course_option
def command(out: Path, form: str, dest: Path | None, db: str | None, course_folder: Path | None) -> None:
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
        where = "nbgrader's gradebook"
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
