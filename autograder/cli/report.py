"""`autograder report`: the pages and tables of a run, made again from its records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import course_option, fail, find_course
from autograder.course.model import Course
from autograder.results.text import one_line

if TYPE_CHECKING:
    from autograder.results.records import Record


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", metavar="NAME", help="For an nbgrader course: the assignment.")
@click.option(
    "-o", "--out", type=click.Path(path_type=Path), help="With -a: the folder to write. [default: graded/NAME]"
)
@course_option
def command(place: Path, assignment: str | None, out: Path | None, course_folder: Path | None) -> None:
    """Write the feedback pages, report.html and grades.csv again. This command grades nothing.

    Without -a, PLACE is a folder that `autograder grade` wrote. The command reads results.jsonl and run.json and does
    not change them. With -a, PLACE is an nbgrader course. The command reads the notebooks that `nbgrader autograde`
    graded.
    """

    if assignment is None:
        if out is not None:
            fail("-o needs -a NAME. Without -a, the pages are written to PLACE, beside the records.")
        course, out = find_course(course_folder), place
    else:
        if course_folder is not None:
            fail("--course cannot be used with -a NAME, because PLACE is then the course.")
        from autograder.nbgrader.autograded import write_run

        course, out = Course.find(place), out or Path("graded") / assignment
        odd = write_run(course, course.load(assignment), out)
        if odd:
            click.echo(
                f"Graded with other hidden cases than the rest: {one_line(', '.join(odd), 300)}. To give all the same: "
                f"`nbgrader autograde {assignment} --force`."
            )
    records = write_pages(course, out)
    many = f"{len(records)} submission{'' if len(records) == 1 else 's'}"
    click.echo(f"{many}: wrote {out / 'report.html'}, {out / 'grades.csv'} and {out / 'feedback'}.")


def write_pages(course: Course, out: Path) -> list[Record]:
    """Make every page and table of the run in a folder; returns its records. Raises ResultsError."""
    from autograder.course.exceptions import read_exceptions
    from autograder.grading.handed_in import insight
    from autograder.results.feedback import write_feedback
    from autograder.results.given import not_applied, with_exceptions
    from autograder.results.report import write_report
    from autograder.results.store import FROM_NBGRADER, read_results
    from autograder.results.tables import write_grades

    run, records = read_results(out)
    assignment = course.load(run.assignment)
    exceptions = read_exceptions(course, run.assignment)
    if run.layout != FROM_NBGRADER:  # there the gradebook decides
        records = with_exceptions(records, exceptions)
    elif with_exceptions(records, exceptions) != records:
        click.echo(
            "exceptions.toml gives points that nbgrader's gradebook does not have yet: run "
            f"`autograder regrade . -a {run.assignment}`."
        )
    for sentence in not_applied(records, exceptions):
        click.echo(one_line(sentence))
    for record in records:
        write_feedback(out, record, assignment)
    write_grades(out, records, assignment)
    write_report(out, records, assignment, run, insight(course, assignment, run))
    return records
