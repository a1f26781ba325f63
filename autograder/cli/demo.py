"""`autograder demo`: the sample class through a whole round of nbgrader, with a line of reason for each mark."""

from __future__ import annotations

import csv
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from autograder.cli import course_option, fail, find_course
from autograder.course.model import Assignment, Course, read_settings
from autograder.course.permissions import close
from autograder.demo import SampleStudent, build_submission, demo_class
from autograder.results.records import Record, Status
from autograder.results.text import number, one_line

if TYPE_CHECKING:
    from autograder.demo import DemoCourse, DemoUser

_MARKER = ".autograder-demo"
"""A file in the folder of a demo: what lies there may be deleted by the next demo."""


@click.command()
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    default=Path("demo-out"),
    show_default=True,
    help="Folder for the demo.",
)
@click.option(
    "-a",
    "--assignment",
    "names",
    multiple=True,
    metavar="NAME",
    help="Use only this assignment; may be repeated. [default: all]",
)
@course_option
def command(out: Path, names: tuple[str, ...], course_folder: Path | None) -> None:
    """Run nbgrader from start to end with a sample class.

    solutions/sample_class.toml describes the class. Without it, the class is made from the assignments' variants.

    The command makes an instructor, an exchange and an account for each student in OUT. It runs nbgrader's own
    commands, from generate_assignment to export. It prints each mark with a reason.
    """
    from autograder.cli.report import write_pages
    from autograder.demo import DemoCourse
    from autograder.nbgrader.autograded import write_run

    course = find_course(course_folder)
    chosen = [course.load(name) for name in names or course.names()]
    if not chosen:
        fail("This course has no assignment: start one with `autograder new NAME`.")
    for loaded in chosen:
        if not (course.assignments / loaded.name).is_dir():
            fail(f"There is no assignments/{loaded.name}: run `autograder generate` first.")
    settings = read_settings(course)
    sample = demo_class(course, [loaded.name for loaded in chosen])
    _make_room(out)
    demo = DemoCourse(course, out)
    students = [(student, demo.student(student.name, settings.id)) for student in sample]
    play(course, demo, students, chosen)
    demo.instructor.nbgrader("export")
    console = Console(width=None if sys.stdout.isatty() else 150)
    for assignment in chosen:
        there = Course(demo.instructor.folder)
        report = there.root / "graded" / assignment.name
        write_run(there, assignment, report)
        console.print(marks_table(write_pages(there, report), assignment))
        console.print()
    rows = len(list(csv.DictReader((demo.instructor.folder / "grades.csv").open(encoding="utf-8"))))
    click.echo(f"{rows} marks are in {out}/instructor/grades.csv, as `nbgrader export` wrote them.")
    click.echo(f"What the class got wrong: {out}/instructor/graded/<assignment>/report.html")
    click.echo(
        f"A student's feedback: {out}/students/{sample[0].name}/<assignment>/feedback/. nbgrader's output: {out}/*.log"
    )
    click.echo("To see the marks in formgrader, run this command and choose Formgrader in the nbgrader menu:")
    click.echo(f"  cd {demo.instructor.folder} && JUPYTER_CONFIG_DIR=$PWD/.jupyter jupyter lab")


def _make_room(out: Path) -> None:
    """Empty the folder of an earlier demo, or make a new folder. Ends the command where anybody else's files are."""
    if (out / _MARKER).is_file():
        for path in out.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    elif os.path.lexists(out) and (not out.is_dir() or any(out.iterdir())):
        fail(f"{out} was not made by `autograder demo`: remove it, or choose another folder with -o.")
    out.mkdir(parents=True, exist_ok=True)
    close(out)
    (out / _MARKER).touch()


def play(
    course: Course, demo: DemoCourse, students: list[tuple[SampleStudent, DemoUser]], assignments: list[Assignment]
) -> None:
    """The whole round. Raises CommandError where a command of nbgrader fails."""
    instructor = demo.instructor
    step = _Step()
    for assignment in assignments:
        instructor.nbgrader("generate_assignment", assignment.name)
        instructor.nbgrader("release_assignment", assignment.name)
    step.done(f"generate_assignment, release_assignment: {len(assignments)} assignments")
    for student, account in students:
        mine = [assignment for assignment in assignments if assignment.name in student.work]
        if mine:
            account.nbgrader("fetch_assignment", *(assignment.name for assignment in mine))
        for assignment in mine:
            module = account.folder / assignment.name / assignment.module_file
            source = build_submission(course, assignment.name, student.work[assignment.name])
            if source is None:
                module.unlink()
            else:
                module.write_text(source, encoding="utf-8")
            account.nbgrader("submit", assignment.name)
    step.done(f"fetch_assignment, submit: {len(students)} students")
    graded: list[str] = []
    for assignment in assignments:
        instructor.nbgrader("collect", assignment.name)
        grading = instructor.begin("autograde", assignment.name)
        try:
            _give_back(instructor, graded[-1:])  # of the one before: it only reads the gradebook
        finally:
            grading.finish()
        graded.append(assignment.name)
        step.done(f"collect, autograde: {assignment.name}, {assignment.title}")
    _give_back(instructor, graded[-1:])
    step.done("generate_feedback, release_feedback: the last assignment; the others were done during grading")
    for _, account in students:
        account.nbgrader("fetch_feedback", *(a.name for a in assignments if (account.folder / a.name).is_dir()))
    step.done(f"fetch_feedback: {len(students)} students")


def _give_back(instructor: DemoUser, names: list[str]) -> None:
    for name in names:
        instructor.nbgrader("generate_feedback", name)
        instructor.nbgrader("release_feedback", name)


class _Step:
    """Says what was done and how long it took."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def done(self, what: str) -> None:
        now = time.monotonic()
        click.echo(f"{what} ({now - self._since:.1f} s)")
        self._since = now


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
    parts = [f"{task.name}: {task.message}" for task in lost[:1]]
    more = [task.name for task in lost[1:]]
    return one_line(" ".join(parts) + (f" Also {', '.join(more)}." if more else ""), 200)
