"""`autograder regrade`: the same submissions and the same seed again, after a case or the course changed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import course_option, fail, find_course, workers_option
from autograder.cli.diff import print_difference
from autograder.course.model import Course, is_course, read_settings
from autograder.results.files import ResultsError, cannot

if TYPE_CHECKING:
    from autograder.results.store import RunInfo


@click.command("regrade")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", metavar="NAME", help="For an nbgrader course: the assignment.")
@click.option(
    "--submissions", type=click.Path(path_type=Path), help="Where the submissions are now. [default: where they were]"
)
@workers_option
@course_option
def command(
    out: Path, assignment: str | None, submissions: Path | None, workers: int, course_folder: Path | None
) -> None:
    """Grade a run again, with the seed that it had, and show whose mark changed.

    OUT is a folder that `autograder grade` wrote. The new run takes its place, and the old run is kept beside it, as
    OUT.1, OUT.2 and so on. With -a, OUT is an nbgrader course: the command runs `nbgrader autograde --force` with the
    seed of the earlier marks, and keeps the earlier records in graded/NAME.1.

    Without -a, the exit status is 1 if files were handed in that have no mark.
    """
    if assignment is not None:
        if submissions is not None:
            fail("--submissions cannot be used with -a NAME, because nbgrader has its own folder.")
        kept, out = _of_course(Course.at(out), assignment)
        unmarked = False
        then = f" Next: `nbgrader generate_feedback {assignment} --force`, then `nbgrader release_feedback`."
    else:
        if is_course(out):
            fail(f"{out} is a course; name the assignment with -a.")
        (kept, unmarked), then = _of_run(find_course(course_folder), out, submissions, workers), ""
    click.echo()
    print_difference(kept, out)
    click.echo(f"The earlier run is kept in {kept}.{then}")
    if unmarked:
        raise click.exceptions.Exit(1)


def _of_run(course: Course, out: Path, submissions: Path | None, workers: int) -> tuple[Path, bool]:
    """Grade again in a folder of its own, which then takes the place of `out`, with its table of answers.

    Returns where the old run is, and whether files were handed in that have no mark.
    """
    from autograder.cli.progress import ClassProgress
    from autograder.grading.run import RunRequest, grade_class
    from autograder.nbgrader.answers import ANSWERS_PAGE, ANSWERS_TABLE
    from autograder.results.store import FROM_NBGRADER, read_results

    run, _ = read_results(out)
    if run.layout == FROM_NBGRADER:
        fail(f"nbgrader graded {out}: use `autograder regrade COURSE -a {run.assignment}`.")
    path = submissions or Path(run.place)
    if not (submissions or run.place) or not path.exists():
        fail(f"The submissions are not in {run.place or 'a known place'} any more; say where with --submissions.")
    new = out.with_name(f"{out.name}.new")
    request = RunRequest(
        path,
        run.assignment,
        new,
        workers,
        run.seed,
        read_settings(course).require_isolation,
        not _goes_on(new, run, course),
        roster=Path(run.roster) if run.roster and Path(run.roster).exists() else None,
    )
    with ClassProgress() as progress:
        summary = grade_class(course, request, progress)
    progress.summary(summary, out)
    kept = _free(out)
    try:
        out.rename(kept)
        new.rename(out)
        for name in (ANSWERS_PAGE, ANSWERS_TABLE):
            if (kept / name).is_file():
                (kept / name).rename(out / name)
    except OSError as error:
        raise cannot("rename", new, error) from error
    return kept, any(record.without_mark for record in summary.records)


def _goes_on(new: Path, run: RunInfo, course: Course) -> bool:
    """Whether a regrade that was stopped can go on: of the same seed and today's cases."""
    from autograder.grading.environment import course_hash
    from autograder.results.store import read_run

    try:
        earlier = read_run(new)
    except ResultsError:
        return False
    today = course_hash(course, course.load(run.assignment))
    return earlier is not None and (earlier.assignment, earlier.seed, earlier.course_hash) == (
        run.assignment,
        run.seed,
        today,
    )


def _of_course(course: Course, name: str) -> tuple[Path, Path]:
    """Have nbgrader grade everybody again; returns the folders with the records before and after."""
    from autograder.cli.report import write_pages
    from autograder.nbgrader.autograded import read_records, write_run

    assignment = course.load(name)
    out = course.root / "graded" / name
    seeds = Counter(record.seed for record in read_records(course.root, name)).most_common(1)
    kept = _free(out)
    write_run(course, assignment, kept)
    command = [sys.executable, "-m", "nbgrader", "autograde", name, "--force"]
    status = subprocess.run(
        [*command, f"--GradeSubmission.seed={seeds[0][0]}"], cwd=course.root, check=False
    ).returncode
    write_run(course, assignment, out)
    write_pages(course, out)
    if status:
        click.echo("nbgrader could not grade everybody; its lines above say whom and why.", err=True)
    return kept, out


def _free(out: Path) -> Path:
    number = 1
    while os.path.lexists(out.with_name(f"{out.name}.{number}")):
        number += 1
    return out.with_name(f"{out.name}.{number}")
