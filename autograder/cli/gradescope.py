"""`autograder gradescope`: an assignment as an autograder for Gradescope, and the grading in Gradescope's container."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import course_option, fail, find_course, isolation_option
from autograder.course.model import Assignment, Course, read_settings
from autograder.results.text import number, one_line


@click.command()
@click.argument("name")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The zip file to write. [default: NAME.zip]")
@click.option("--grade-in", type=click.Path(path_type=Path), hidden=True, help="Grade in Gradescope's container.")
@isolation_option
@course_option
def command(
    name: str, out: Path | None, grade_in: Path | None, require_isolation: int | None, course_folder: Path | None
) -> None:
    """Write the assignment NAME as a zip file that Gradescope takes as an autograder.

    The file holds the hidden cases of this assignment, and of no other. Keep it as secret as solutions/.
    """
    from autograder.authoring.gradescope import gradescope_zip
    from autograder.results.files import write_whole

    course = find_course(course_folder)
    assignment = course.load(name)
    settings = read_settings(course)
    require = require_isolation or settings.require_isolation
    if grade_in is not None:
        _grade(course, assignment, grade_in, require)
        return
    path = out or Path(f"{name}.zip")
    size = write_whole(path, gradescope_zip(course, assignment, settings, require))
    click.echo(f"{name}: {size / 1024:.0f} KiB written to {path}.")
    click.echo(f"In Gradescope, set the autograder points of the assignment to {number(assignment.max_score)}.")


def _grade(course: Course, assignment: Assignment, folder: Path, require: int) -> None:
    """Grade `folder`/submission and write `folder`/results/results.json, or nothing where there is no mark.

    What is printed is for instructors. The results are written when the last process of the submission is gone.
    """
    import msgspec

    from autograder.grading.environment import new_seed, refuse_open_secrets, required_server
    from autograder.grading.session import GradingSession
    from autograder.results.files import write_whole
    from autograder.results.forms import gradescope
    from autograder.results.records import Status
    from autograder.sandbox.forkserver import hide_memory
    from autograder.submissions.discover import read_folder

    hide_memory()
    level, server = required_server(course, assignment, require)
    with GradingSession(
        course, assignment.name, seed=new_seed(), isolation=level.isolation, level=level.level, server=server
    ) as session:
        refuse_open_secrets(level)
        record = session.grade(
            read_folder("you", folder / "submission", assignment.module_file, [task.name for task in assignment.tasks])
        )
    click.echo(f"Isolation level {level.level} ({level.isolation.names()}), {record.status.value}.")
    for note in level.notes:
        click.echo(one_line(note))
    if record.status is Status.UNGRADABLE:
        fail(f"No mark: {one_line(record.message)}", 1)
    results = gradescope(record, assignment, _notes(folder, assignment))
    write_whole(folder / "results" / "results.json", msgspec.json.format(msgspec.json.encode(results)) + b"\n")


def _notes(folder: Path, assignment: Assignment) -> list[str]:
    """What Gradescope's submission_metadata.json has that instructors should know; nothing where it cannot be read."""
    import msgspec

    from autograder.submissions.tree import read_file

    data, _ = read_file(folder / "submission_metadata.json", "submission_metadata.json")
    try:
        total = float(msgspec.json.decode(data)["assignment"]["total_points"])
    except (msgspec.DecodeError, LookupError, TypeError, ValueError):
        return []
    if total >= assignment.max_score:
        return []
    return [
        f"Gradescope's assignment has {number(total)} points, but this autograder gives up to "
        f"{number(assignment.max_score)}; set its autograder points to {number(assignment.max_score)}."
    ]
