"""`autograder answers`: the written answers of a class on one page, without names, and their points."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli import course_option, find_course
from autograder.results.text import number, one_line


@click.command("answers")
@click.argument("name")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Folder to write. [default: graded/NAME]")
@click.option("--write", is_flag=True, help="Write the points of answers.csv into nbgrader's gradebook.")
@course_option
def command(name: str, out: Path | None, write: bool, course_folder: Path | None) -> None:
    """Show all answers to the written question of the assignment NAME on one page, without names.

    The command writes answers.html, with the model answer, and answers.csv, with a line for each answer. Equal answers
    are one line. Write points and comments into answers.csv, then give the command again with --write: the points go
    into nbgrader's gradebook. What you wrote stays when you give the command again.

    Students whose marks came without a notebook have a line of their own.
    """
    from autograder.nbgrader.answers import (
        ANSWERS_PAGE,
        ANSWERS_TABLE,
        read_answers,
        read_points,
        write_points,
        write_table,
    )

    course = find_course(course_folder)
    assignment = course.load(name)
    out = out or Path("graded") / name
    answers, silent = read_answers(course, assignment)
    if silent:
        many = f"{len(silent)} student{'s' if len(silent) != 1 else ''}"
        click.echo(f"No answer: {many} ({one_line(', '.join(silent), 200)}).")
    points = read_points(out, assignment)
    waiting = [answer for answer in answers if answer.key not in points]
    if not write:
        write_table(out, answers, assignment)
        where = f"{out / ANSWERS_PAGE}, {out / ANSWERS_TABLE}"
        click.echo(f"{len(answers)} answers, {len(waiting)} without points: {where}.")
        return
    count, changed = write_points(course, assignment, answers, points)
    students = f"{count} student{'s' if count != 1 else ''}"
    click.echo(f"{students} have points of at most {number(assignment.question.points)} in the gradebook.")
    if changed:
        click.echo(f"Other points than before: {one_line(', '.join(changed), 300)}.")
    if waiting:
        names = one_line(", ".join(answer.key for answer in waiting), 300)
        click.echo(f"No points yet for {len(waiting)} of {len(answers)} answers: {names}.")
