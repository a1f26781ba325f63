"""`autograder grade`: a class, with a progress bar on a terminal and plain lines elsewhere."""

from __future__ import annotations

import os
import time
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from autograder.cli import LEVEL_1_WARNING, course_option, fail, find_course, isolation_option
from autograder.course.model import read_settings
from autograder.grading.run import ProgressListener, Summary
from autograder.results.records import Record
from autograder.results.statistics import judged
from autograder.results.text import number, one_line
from autograder.sandbox.launch import allowed_mechanisms
from autograder.sandbox.selftest import MEANING, IsolationReport

_LINE_SECONDS = 10.0


class ClassProgress(ProgressListener):
    """A progress bar with count, rate and remaining time, or every few seconds a line. Use as a context manager."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._total = self._done = self._now = 0
        self._last_line = time.monotonic()
        self._first: float | None = None
        """When the first result came: what the workers needed to start tells nothing of the rate."""

    def __enter__(self) -> ClassProgress:
        return self

    def __exit__(self, *exc_info: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def starting(self, total: int, already: int, level: IsolationReport) -> None:
        self._total, self._done = total, already
        self._last_line = time.monotonic()
        if level.level == 1:
            self._say(LEVEL_1_WARNING)
        if already:
            self._say(f"{already} of {total} submissions are already graded; the run goes on with the rest.")
        if self._console.is_terminal and already < total:
            columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"))
            self._bar = Progress(*columns, TimeRemainingColumn(), console=self._console, transient=True)
            self._task = self._bar.add_task("grading", total=total, completed=already, rate="")
            self._bar.start()

    def graded(self, record: Record) -> None:
        self._done += 1
        self._now += 1
        now = time.monotonic()
        if self._first is None:
            self._first = now
        rate = (self._now - 1) / max(now - self._first, 1e-9)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, completed=self._done, rate=f"{rate:.1f}/s" if rate else "")
        elif now - self._last_line >= _LINE_SECONDS:
            self._last_line = now
            left = f", {rate:.1f} a second, {(self._total - self._done) / rate:.0f} s left" if rate else ""
            self._say(f"{self._done} of {self._total} graded{left}.")

    def summary(self, summary: Summary, out: Path) -> None:
        """A few lines on what the run came to and where it is."""
        scores = [record.score for record in judged(summary.records)]
        mean = f"mean {number(sum(scores) / len(scores))}" if scores else "no mark"
        click.echo(
            f"{len(summary.records)} submission{'' if len(summary.records) == 1 else 's'}, "
            f"{summary.graded_now} graded now in {summary.seconds:.1f} s; "
            f"{mean} of {number(summary.records[0].max_score)}."
        )
        click.echo(f"Isolation level {summary.level.level} ({MEANING[summary.level.level]}), seed {summary.seed}.")
        flagged = sum(bool(record.flags) for record in summary.records)
        if flagged:
            click.echo(f"{flagged} flagged for a person to look at.")
        for record in summary.records:
            if record.status.value == "ungradable":
                click.echo(f"Ungradable: {one_line(record.student, 60)}: {one_line(record.message)}")
        click.echo(f"Results in {out}: report.html, grades.csv, feedback/, results.jsonl, run.json")

    def _say(self, line: str) -> None:
        self._console.print(line, highlight=False, markup=False)


@click.command()
@click.argument("submissions", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", required=True, metavar="NAME", help="The assignment to grade.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder for the results. [default: graded/NAME]")
@click.option(
    "-j",
    "--workers",
    type=click.IntRange(1, 256),
    default=os.cpu_count() or 1,
    show_default="all cores",
    help="How many submissions are graded at the same time.",
)
@click.option(
    "--seed",
    type=click.IntRange(0),
    help="Seed of the hidden inputs. [default: the seed of an earlier run, else a new seed]",
)
@isolation_option
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
    fresh: bool,
    dask: str,
    course_folder: Path | None,
) -> None:
    """Grade a class.

    SUBMISSIONS is nbgrader's submitted/ folder, a folder of <student>/<module>.py, or a zip or tar file of such a
    folder. If a run was stopped, give the same command again: the run goes on where it stopped.
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
        allowed_mechanisms(),
        dask,
    )
    with ClassProgress() as progress:
        summary = grade_class(course, order, progress)
    progress.summary(summary, order.out)
    if summary.ungradable:
        raise click.exceptions.Exit(1)
