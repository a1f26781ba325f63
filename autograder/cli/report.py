"""`autograder report`: the pages and tables of a run, made again from its records."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.common import plain_errors
from autograder.course.model import Course


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
def command(out: Path) -> None:
    """Make feedback pages, report.html and grades.csv again.

    OUT is the folder that `autograder grade` wrote. Nothing is graded: results.jsonl and run.json are read and stay.
    """
    from autograder.results.feedback import write_feedback
    from autograder.results.files import ResultsError
    from autograder.results.report import REPORT_FILE, write_report
    from autograder.results.store import read_results
    from autograder.results.tables import GRADES_FILE, write_grades

    with plain_errors(ResultsError):
        run, records = read_results(out)
        assignment = Course.find().load(run.assignment)
        for record in records:
            write_feedback(out, record, assignment)
        write_grades(out, records, assignment)
        write_report(out, records, assignment, run)
    many = f"{len(records)} submission{'' if len(records) == 1 else 's'}"
    click.echo(f"{many}: wrote {out / REPORT_FILE}, {out / GRADES_FILE} and {out / 'feedback'}.")
