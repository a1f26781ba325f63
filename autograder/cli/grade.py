"""`autograder grade`: a class, with progress on a terminal and plain lines elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

import click

from autograder.cli import course_option, fail, find_course, isolation_option, workers_option
from autograder.cli.progress import ClassProgress
from autograder.course.model import read_settings
from autograder.faults import STOPPED
from autograder.results.statistics import nobody_scored
from autograder.results.text import one_line


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", required=True, metavar="NAME", help="The assignment to grade.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder for the results. [default: graded/NAME]")
@workers_option
@click.option(
    "--seed",
    type=click.IntRange(0),
    help="Seed of the hidden inputs. [default: the seed of an earlier run, else a new seed]",
)
@isolation_option
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The course's list of students: a CSV that any LMS exports. It adds names, and tells who is missing.",
)
@click.option("--fresh", is_flag=True, help="Discard earlier results in the folder, and grade everything again.")
@click.option("--dask", default="", metavar="ADDRESS", help="Grade on the Dask cluster that has this scheduler.")
@course_option
def command(
    submissions: Path,
    assignment: str,
    out: Path | None,
    workers: int,
    seed: int | None,
    require_isolation: int | None,
    roster: Path | None,
    fresh: bool,
    dask: str,
    course_folder: Path | None,
) -> None:
    """Grade a class.

    SUBMISSIONS is nbgrader's submitted/ folder, a folder of <student>/<module>.py, or the download of Canvas, Moodle,
    Gradescope, Blackboard, Brightspace or a git classroom; unpacked, or as a zip or tar file. If a run was stopped,
    give the same command again: the run goes on where it stopped.

    The exit status is 1 if a person must look: files were handed in and have no mark, or all students have 0 points.
    It is 130 if you stopped the command by Ctrl-C; what was graded until then is kept.
    """
    from autograder.grading.run import RunRequest, grade_class

    course = find_course(course_folder)
    out = out or Path("graded") / assignment
    if os.path.lexists(out) and not os.path.isdir(out):
        what = "a file" if os.path.isfile(out) else "not a folder"
        fail(f"{one_line(str(out))} is {what}; -o needs a folder.")
    order = RunRequest(
        submissions,
        assignment,
        out,
        workers,
        seed,
        require_isolation or read_settings(course).require_isolation,
        fresh,
        dask,
        roster,
    )
    with ClassProgress() as progress:
        try:
            summary = grade_class(course, order, progress)
        except KeyboardInterrupt:
            fail(f"Stopped by Ctrl-C. {progress.kept()} To go on, give the same command again.", STOPPED)
    progress.summary(summary, order.out)
    if any(record.without_mark for record in summary.records) or nobody_scored(summary.records):
        raise click.exceptions.Exit(1)
