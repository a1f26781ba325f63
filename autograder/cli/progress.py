"""Shows how a run goes on: a progress bar on a terminal, plain lines elsewhere; knows records, not their making."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from autograder.cli import LEVEL_1_WARNING
from autograder.grading.run import ProgressListener, Summary
from autograder.results.late import mean_of
from autograder.results.records import Record, Status
from autograder.results.statistics import causes, nobody_scored
from autograder.results.store import GONE_FILE, RunInfo
from autograder.results.text import names_of, one_line
from autograder.sandbox.selftest import MEANING, IsolationReport

_LINE_SECONDS = 10.0
_NO_REASON = {Status.UNCHANGED: "The file is as it was handed out."}


def _python(names: Sequence[str]) -> int:
    return sum(name.endswith((".py", ".ipynb")) for name in names)


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

    def kept(self) -> str:
        """How much of a run that was stopped is kept, as a sentence."""
        if not self._total:
            return "Nothing was graded yet."
        return f"{self._done} of {self._total} submissions are graded, and their records are kept."

    def summary(self, summary: Summary, out: Path) -> None:
        """A few lines on what the run came to and where it is."""
        click.echo(
            f"{len(summary.records)} submission{'' if len(summary.records) == 1 else 's'}, "
            f"{summary.graded_now} graded now in {summary.seconds:.1f} s; "
            f"{mean_of(summary.records, summary.assignment)}."
        )
        click.echo(f"Isolation level {summary.level.level} ({MEANING[summary.level.level]}), seed {summary.seed}.")
        self._counts(summary)
        self._roster(summary.run)
        click.echo(f"Results in {out}: report.html, grades.csv, feedback/, results.jsonl, run.json")

    def _counts(self, summary: Summary) -> None:
        """How many have each status, who has no marks and why, and how many are flagged."""
        records = summary.records
        counts = Counter(record.status for record in records)
        statuses = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
        click.echo(f"Read as {summary.run.layout}. Status: {statuses}.")
        for cause in causes(records):
            reason = one_line(cause.reason, 400) or _NO_REASON.get(cause.status, "")
            click.echo(f"{cause.status.value}: {names_of(cause.students)}: {reason}")
        if len(records) == 1 and counts[Status.UNREADABLE] and _python(records[0].found) > 1:
            click.echo(
                f"If {one_line(records[0].student, 60)} is not a student, but holds a file of each student: put each "
                "file into a folder with the student's name."
            )
        if nobody_scored(records):
            click.echo("All students have 0 points or no mark. Check the name of the assignment, and the files.")
        flagged = sum(bool(record.flags) for record in records)
        if flagged:
            click.echo(f"{flagged} flagged for a person to look at.")

    def _roster(self, run: RunInfo) -> None:
        """Who is missing, not on the roster or gone, and what belongs to nobody."""
        for names, what in (
            (run.absent, "On the roster, but nothing was handed in"),
            (run.unlisted, "Handed in, but not on the roster"),
            (run.gone, f"No longer among the submissions (records moved to {GONE_FILE})"),
            (run.left_out, "Left out, because it belongs to no student"),
        ):
            if names:
                click.echo(f"{what}: {names_of(names)}.")

    def _say(self, line: str) -> None:
        self._console.print(line, highlight=False, markup=False)
