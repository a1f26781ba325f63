"""`autograder report`: the pages and tables of a run, made again from its records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import course_option, fail, find_course
from autograder.course.model import Course, is_course
from autograder.results.text import one_line

if TYPE_CHECKING:
    from autograder.results.records import Record
    from autograder.results.term import Part


@click.command()
@click.argument("place", type=click.Path(path_type=Path))
@click.option("-a", "--assignment", metavar="NAME", help="For an nbgrader course: the assignment.")
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    help="Of a course: the folder to write. [default: graded/NAME; for the term, graded]",
)
@click.option(
    "--before", type=click.Path(path_type=Path), metavar="DIR", help="For the term: the course of the year before."
)
@course_option
def command(
    place: Path, assignment: str | None, out: Path | None, before: Path | None, course_folder: Path | None
) -> None:
    """Write the feedback pages, report.html and grades.csv again. This command grades nothing.

    PLACE is a folder that `autograder grade` wrote, or a course. Of a course without -a, the command writes the page of
    the term, graded/term.html, and a page of progress for each student. It reads the runs in graded/, and what nbgrader
    graded. With --before, last year's course stands beside this year's.

    Of a folder, the command reads results.jsonl and run.json and does not change them. With -a, PLACE is an nbgrader
    course. The command reads the notebooks that `nbgrader autograde` graded.
    """
    if assignment is None and is_course(place):
        write_the_term(Course.at(place), out, before)
        return
    if before is not None:
        fail("--before is for the term: name a course, without -a.")
    if assignment is None:
        if out is not None:
            fail("-o needs -a NAME. Without -a, the pages are written to PLACE, beside the records.")
        course, out = find_course(course_folder), place
    else:
        if course_folder is not None:
            fail("--course cannot be used with -a NAME, because PLACE is then the course.")
        from autograder.nbgrader.autograded import write_run

        course, out = Course.find(place), out or Path("graded") / assignment
        odd = write_run(course, course.load(assignment), out)
        if odd:
            click.echo(
                f"Graded with other hidden cases than the rest: {one_line(', '.join(odd), 300)}. To give all the same: "
                f"`nbgrader autograde {assignment} --force`."
            )
    records = write_pages(course, out)
    many = f"{len(records)} submission{'' if len(records) == 1 else 's'}"
    click.echo(f"{many}: wrote {out / 'report.html'}, {out / 'grades.csv'} and {out / 'feedback'}.")


def write_pages(course: Course, out: Path) -> list[Record]:
    """Make every page and table of the run in a folder; returns its records. Raises ResultsError."""
    from autograder.course.exceptions import read_exceptions
    from autograder.grading.class_files import insight
    from autograder.nbgrader.autograded import with_gradebook
    from autograder.nbgrader.gradebook import is_there
    from autograder.results.feedback import write_feedback
    from autograder.results.given import not_applied, with_exceptions
    from autograder.results.report import write_report
    from autograder.results.stepped import Pictures
    from autograder.results.store import FROM_NBGRADER, incomplete, later_run, read_results, runs_in
    from autograder.results.tables import write_grades

    run, records = read_results(out)
    assignment = course.load(run.assignment)
    exceptions = read_exceptions(course, run.assignment)
    if run.layout != FROM_NBGRADER:  # there the gradebook has both already
        records = with_exceptions(records, exceptions)
        places = {*runs_in(out.resolve().parent), *runs_in(course.root.resolve() / "graded")}
        later = later_run(run, {record.student for record in records}, sorted(places))
        if later is None:
            records = with_gradebook(course, assignment, records)
        elif is_there(course):
            click.echo(
                f"{one_line(str(later))} is a later run of {run.assignment}, so the points and due dates of nbgrader's "
                "gradebook are on its pages only."
            )
    elif with_exceptions(records, exceptions) != records:
        click.echo(
            "exceptions.toml gives points that nbgrader's gradebook does not have yet: run "
            f"`autograder regrade . -a {run.assignment}`."
        )
    for sentence in (incomplete(run, len(records)), *not_applied(records, exceptions)):
        if sentence:
            click.echo(one_line(sentence))
    pictures = Pictures()
    for record in records:
        write_feedback(out, record, assignment, pictures)
    write_grades(out, records, assignment)
    write_report(out, records, assignment, run, insight(course, assignment, run))
    return records


def write_the_term(course: Course, out: Path | None, before: Path | None) -> None:
    """Write the page of a term, and the students' pages of progress."""
    from autograder.course.model import read_settings
    from autograder.results.term import TERM_FILE, write_term

    parts = parts_of_term(course)
    if not parts:
        fail(f"{course.root / 'graded'} has no run; grade an assignment first, with `autograder grade` or nbgrader.")
    earlier = parts_of_term(Course.at(before)) if before is not None else []
    folder = out or course.root / "graded"
    count = write_term(folder, read_settings(course).title, parts, earlier)
    graded = ", ".join(part.assignment.name for part in parts)
    many = f"{count} student{'' if count == 1 else 's'}"
    click.echo(f"{many}, {graded}: wrote {folder / TERM_FILE} and a page for each student.")


def parts_of_term(course: Course) -> list[Part]:
    """The latest records of each graded assignment, in the order of the course.

    They are those of the latest run in graded/; where there is none, nbgrader's. Raises CourseError or ResultsError.
    """
    from autograder.course.exceptions import read_exceptions
    from autograder.nbgrader.autograded import read_records, with_gradebook
    from autograder.nbgrader.settings import CONFIG
    from autograder.results.given import with_exceptions
    from autograder.results.store import FROM_NBGRADER, incomplete, read_results, runs_in
    from autograder.results.term import Part

    runs: dict[str, tuple[str, list[Record]]] = {}
    for folder in runs_in(course.root / "graded"):
        run, records = read_results(folder)
        known = runs.get(run.assignment)
        if run.layout != FROM_NBGRADER and (known is None or known[0] < run.started):
            records = with_exceptions(records, read_exceptions(course, run.assignment))
            stopped = incomplete(run, len(records))
            if stopped:
                click.echo(f"{one_line(str(folder))}: {stopped}")
            runs[run.assignment] = run.started, with_gradebook(course, course.load(run.assignment), records)
    parts = []
    for name in course.names():
        if name in runs:
            parts.append(Part(course.load(name), runs[name][1]))
        elif (course.root / CONFIG).is_file():
            graded = read_records(course.root, name)
            if graded:
                assignment = course.load(name)
                parts.append(Part(assignment, with_gradebook(course, assignment, graded)))
    return parts
