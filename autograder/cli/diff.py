"""`autograder diff`: who moved between two runs, by how much, on which task and why."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from autograder.course.model import Assignment, Course, CourseError
from autograder.results.diff import Move, RunDiff, TaskMove
from autograder.results.text import number, one_line


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def command(old: Path, new: Path) -> None:
    """Compare two runs of one assignment: whose mark changed, by how much, on which task and why.

    OLD and NEW are folders that `autograder grade` wrote. The exit status is 0 whether or not marks changed.
    """
    print_difference(old, new)


def print_difference(old: Path, new: Path) -> None:
    """Print whose mark changed between the runs in two folders. Raises ResultsError."""
    from autograder.results.diff import compare
    from autograder.results.store import incomplete, read_results

    before, after = read_results(old), read_results(new)
    for folder, (run, records) in ((old, before), (new, after)):
        stopped = incomplete(run, len(records))
        if stopped:
            click.echo(f"{one_line(str(folder))}: {stopped}")
    compared = compare(before, after, _assignment(after[0].assignment))
    console = Console(width=None if sys.stdout.isatty() else 150, highlight=False, markup=False)
    if compared.moves:
        console.print(moves_table(compared))
        click.echo()
    click.echo("\n".join(closing(compared)))


def _assignment(name: str) -> Assignment | None:
    """The assignment in the course here, which knows what late work loses; None outside a course."""
    try:
        return Course.find().load(name)
    except CourseError:
        return None


def moves_table(compared: RunDiff) -> Table:
    """One line for each who moved, the largest loss first."""
    table = Table(box=None, pad_edge=False, title=compared.assignment, title_justify="left")
    width = max(len(one_line(move.student, 30)) for move in compared.moves)
    table.add_column("student", no_wrap=True, min_width=width)
    for head in ("old", "new", "moved"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("task by task")
    table.add_column("why")
    for move in compared.moves:
        table.add_row(
            one_line(move.student, 30),
            _mark(move.old),
            _mark(move.new),
            signed(move.by) if move.old is not None and move.new is not None else "",
            tasks_moved(move),
            ", ".join(move.why),
        )
    return table


def tasks_moved(move: Move) -> str:
    """What moved within a submission, such as `grad_W -6 (minus-twice), fit +1`; its state where it had no marks."""
    parts = [_task(task) for task in move.tasks]
    if move.was != move.now:
        parts.insert(0, f"{move.was} → {move.now}")
    return ", ".join(parts)


def closing(compared: RunDiff) -> list[str]:
    """What to know of the two runs: how many did not move, and what else is different."""
    same = f"{compared.same} submission{'' if compared.same == 1 else 's'} did not change."
    return [same if compared.moves else f"No mark changed: {same}", *compared.runs]


def signed(value: float) -> str:
    """A difference with its sign: +2, -0.5."""
    return f"{'+' if value > 0 else ''}{number(value)}"


def _task(task: TaskMove) -> str:
    named = f" ({one_line(task.mistake, 60)})" if task.mistake else ""
    return f"{one_line(task.name, 60)} {signed(task.by)}{named}" if task.by else f"{one_line(task.name, 60)}{named}"


def _mark(value: float | None) -> str:
    return "–" if value is None else number(value)
