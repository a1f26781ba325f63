"""`autograder demo`: the sample class, from files to marks, with a line of reason for each."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.cli.common import allowed_means, plain_errors
from autograder.cli.progress import ClassProgress
from autograder.course.model import Assignment, Course
from autograder.results.records import Record, Status
from autograder.results.text import number, one_line


@click.command()
@click.option("-o", "--out", type=click.Path(path_type=Path), default=Path("demo-out"), show_default=True)
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Seed of the hidden inputs.")
def command(out: Path, seed: int) -> None:
    """Grade the sample class.

    Builds its submissions, grades all of them in the sandbox, and prints each mark with one line of reason.
    """
    from autograder.course.sample import read_sample_class, write_sample_class
    from autograder.grading.run import IsolationError, Order, grade_class
    from autograder.results.files import ResultsError
    from autograder.submissions.discover import SubmissionsError

    with plain_errors(SubmissionsError, IsolationError, ResultsError):
        course = Course.find()
        submitted = out / "submitted"
        shutil.rmtree(submitted, ignore_errors=True)
        write_sample_class(course, submitted)
        names = sorted({name for student in read_sample_class(course).students for name in student.work})
        console = Console(width=None if sys.stdout.isatty() else 150)
        ungradable = 0
        for name in names:
            order = Order(submitted, name, out / "graded" / name, os.cpu_count() or 1, seed, 1, True, allowed_means())
            with ClassProgress() as progress:
                summary = grade_class(course, order, progress)
            ungradable += summary.ungradable
            console.print(marks_table(summary.records, course.load(name)))
            progress.summary(summary, order.out)
            click.echo()
    click.echo(f"Look at {out}/graded/<assignment>/report.html (the class) and feedback/<student>.html (one student).")
    if ungradable:
        raise click.exceptions.Exit(1)


def marks_table(records: list[Record], assignment: Assignment) -> Table:
    """Each student's mark and the reason for it, for the terminal."""
    table = Table(title=f"{assignment.name}: {assignment.title}", title_justify="left", box=None, pad_edge=False)
    table.add_column("student", no_wrap=True, min_width=max(len(one_line(record.student, 30)) for record in records))
    table.add_column("mark", justify="right", no_wrap=True, min_width=7)
    table.add_column("reason")
    for record in records:
        mark = f"{number(record.score)}/{number(record.max_score)}"
        table.add_row(one_line(record.student, 30), mark, reason(record))
    return table


def reason(record: Record) -> str:
    """One line on why a record has its mark."""
    if record.status is Status.UNCHANGED:
        return "not started"
    if record.status is not Status.GRADED:
        return one_line(record.message, 200)
    lost = [task for task in record.tasks if task.score < task.max_score]
    if not lost:
        return "all right"
    said = [f"{task.name}: {task.message}" for task in lost[:1]]
    more = [task.name for task in lost[1:]]
    return one_line(" ".join(said) + (f" Also {', '.join(more)}." if more else ""), 200)
