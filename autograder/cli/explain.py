"""`autograder explain`: why a student lost points, with the hidden case's inputs, for the person who answers."""

from __future__ import annotations

import inspect
import os
import shutil
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.cli import course_option, fail, find_course, isolation_option
from autograder.course.exceptions import read_exceptions
from autograder.course.model import Assignment, Course, is_course, read_settings
from autograder.results.given import as_graded, given, in_words, with_exceptions
from autograder.results.text import number, one_line

if TYPE_CHECKING:
    from autograder.grading.accounts import CaseAccount
    from autograder.results.records import Record, TaskResult
    from autograder.submissions.reading import Submission

_FOR_STUDENTS = ("assignments", "release", "feedback")
"""Folders of a course that students get."""


@click.command("explain")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("student")
@click.argument("task", required=False)
@click.option("-a", "--assignment", metavar="NAME", help="For an nbgrader course: the assignment.")
@click.option(
    "--submissions", type=click.Path(path_type=Path), help="Where the submissions are now. [default: where they were]"
)
@click.option("--full", is_flag=True, help="Show all cases that fail, every call, and every number.")
@isolation_option
@course_option
def command(
    source: Path,
    student: str,
    task: str | None,
    assignment: str | None,
    submissions: Path | None,
    full: bool,
    require_isolation: int | None,
    course_folder: Path | None,
) -> None:
    """Explain to an instructor why a student lost points.

    SOURCE is a folder that `autograder grade` wrote, or an nbgrader course. The command runs the student's file again
    with the seed of the mark. For each lost point it shows the hidden case, its property, what it is worth, its inputs,
    what is right, what came, and the student's function beside the reference.

    The output holds hidden inputs and the solution. It goes to the terminal only; do not send it to students.
    """
    course = find_course(course_folder or (source if is_course(source) else None))
    _refuse_student_folders(course, source)
    record, digest, path = _record(source, student, assignment)
    loaded = course.load(record.assignment)
    if task is not None:
        loaded.task(task)
    exceptions = [
        exception for exception in read_exceptions(course, loaded.name) if exception.student == record.student
    ]
    for line in _head(record, loaded):
        click.echo(line)
    for changed in given(with_exceptions([record], exceptions)[0]):
        click.echo(one_line(f"Points that a person gave: {in_words(changed)}"))
    record = as_graded(record)
    wrong = [result for result in record.tasks if result.score < result.max_score and task in (None, result.name)]
    if not any(result.cases for result in wrong):
        if record.tasks and not wrong:
            click.echo(f"{task or 'Every task'} has full marks.")
        return
    _explain(course, loaded, record, wrong, digest, submissions or path, require_isolation, full=full)


def _explain(
    course: Course,
    assignment: Assignment,
    record: Record,
    wrong: Sequence[TaskResult],
    digest: str,
    path: Path,
    require: int | None,
    *,
    full: bool,
) -> None:
    """Run the student's file again, and print the account of each task."""
    from autograder.cli.account import side_by_side, task_lines
    from autograder.course.definitions import definition
    from autograder.course.modules import load_module
    from autograder.grading.class_files import ClassFiles
    from autograder.grading.environment import course_hash, required_level
    from autograder.grading.session import GradingSession
    from autograder.sandbox.forkserver import hide_memory

    submission = ClassFiles(course, assignment, path).read(record.student)
    if submission is None or not submission.files:
        fail(f"{path} has no file of {one_line(record.student, 60)} any more; say where it is with --submissions.")
    hide_memory()
    level = required_level(course, assignment, require or read_settings(course).require_isolation)
    with GradingSession(
        course, assignment.name, seed=record.seed, isolation=level.isolation, level=level.level
    ) as session:
        accounts = session.accounts(submission)
        again = session.grade(submission)
    changed = bool(digest) and digest != course_hash(course, assignment)
    for line in _differences(record, again, submission, changed=changed):
        click.echo(line)
    reference = load_module(course.reference(assignment.name))
    theirs = course.reference(assignment.name).read_text(encoding="utf-8")
    mine = submission.text(assignment.module_file)
    width = shutil.get_terminal_size((110, 40)).columns
    for result in wrong:
        click.echo()
        task = assignment.task(result.name)
        of_task = [account for account in accounts if account.spec.task == result.name]
        names = _argument_names(reference, of_task)
        for line in task_lines(result, task, of_task, reference, names, full=full):
            click.echo(line)
        click.echo()
        name = task.definition
        titles = (f"{name} of {one_line(record.student, 40)}", f"{name} of the reference")
        for line in side_by_side(definition(mine, name), definition(theirs, name), titles, width):
            click.echo(line)


def _record(source: Path, student: str, name: str | None) -> tuple[Record, str, Path]:
    """The record of a student, the digest of the hidden cases that made it ("" if unknown), and the submissions."""
    if is_course(source):
        return _of_course(Course.at(source), student, name)
    if name is not None:
        fail("-a is for an nbgrader course; a folder of `autograder grade` has one assignment.")
    from autograder.results.store import read_results

    run, records = read_results(source)
    return _of_student(records, student, source), run.course_hash, Path(run.place or source)


def _of_course(course: Course, student: str, name: str | None) -> tuple[Record, str, Path]:
    from autograder.nbgrader.autograded import read_records, submitted_place

    if name is None:
        had = [
            name
            for name in course.names()
            if any(entry.student == student for entry in read_records(course.root, name))
        ]
        if len(had) != 1:
            what = f"has {', '.join(had)}" if had else "has no autograded assignment"
            fail(f"{one_line(student, 60)} {what}; name the assignment with -a.")
        name = had[0]
    course.load(name)
    record = _of_student(read_records(course.root, name), student, course.root)
    return record, record.course_hash, submitted_place(course, name)


def _of_student(records: Sequence[Record], wanted: str, source: Path) -> Record:
    """The record of the student of this id, else the only one of this name, address or other id."""
    for record in records:
        if record.student == wanted:
            return record
    low = wanted.casefold()
    matches = [
        record
        for record in records
        if low
        and low in (word.casefold() for word in (record.student, record.name, record.email, *record.ids.values()))
    ]
    if len(matches) != 1:
        many = f"{len(matches)} students are called {one_line(wanted, 60)}" if matches else ""
        nobody = f"{source} has no record of {one_line(wanted, 60) or repr(wanted)}"
        fail(f"{many or nobody}; give the id that report.html shows.")
    return matches[0]


def _head(record: Record, assignment: Assignment) -> list[str]:
    who = one_line(f"{record.student} {f'({record.name})' if record.name else ''}", 120)
    lines = [
        f"{assignment.title}: {who}, {number(record.score)} of {number(record.max_score)} points, "
        f"{record.status.value}, seed {record.seed}."
    ]
    if record.message:
        lines.append(one_line(record.message))
    return [*lines, *(f"For a person to look at: {one_line(flag)}" for flag in record.flags)]


def _differences(record: Record, again: Record, submission: Submission, *, changed: bool) -> list[str]:
    """What is not as it was when the mark was made."""
    lines = []
    if submission.content_sha256() != record.content_sha256:
        lines.append("The student's files changed after this mark: what follows is about today's files.")
    if changed:
        lines.append("The hidden cases or the grader changed after this mark: what follows uses today's.")
    before, now = ({task.name: task.score for task in graded.tasks} for graded in (record, again))
    moved = [
        f"{name} {number(before[name])} → {number(now.get(name, 0))}"
        for name in before
        if before[name] != now.get(name)
    ]
    if moved:
        lines.append(f"Graded again today, the marks are different: {', '.join(moved)}.")
    else:
        lines.append("Graded again today, the marks are the same.")
    return lines


def _argument_names(reference: Any, accounts: Sequence[CaseAccount]) -> dict[str, tuple[str, ...]]:
    """What the reference calls the arguments of its functions."""
    names = {}
    for name in {call.name for account in accounts for call in account.calls if call.direct}:
        try:
            names[name] = tuple(inspect.signature(getattr(reference, name)).parameters)
        except (AttributeError, TypeError, ValueError):
            continue
    return names


def _refuse_student_folders(course: Course, source: Path) -> None:
    """Refuse to read from, or to write into, a folder that students get."""
    closed = [(course.root / name).resolve() for name in _FOR_STUDENTS] + [(source / "feedback").resolve()]
    paths = [source.resolve()]
    try:
        if stat.S_ISREG(os.fstat(1).st_mode):
            paths.append(Path(os.readlink("/proc/self/fd/1")))
    except OSError:
        pass  # no standard output, or no /proc: nothing is known of a file
    for path in paths:
        folder = next(
            (closed_folder for closed_folder in closed if path == closed_folder or closed_folder in path.parents), None
        )
        if folder is not None:
            fail(f"Students get the folder {folder}, and this output holds hidden inputs; use the terminal.")
