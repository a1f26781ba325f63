"""`autograder export`: the marks of a run, or of nbgrader's gradebook, for gradebooks of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import course_option, fail, find_course
from autograder.course.model import Assignment, Course, CourseError, LmsIds, read_settings
from autograder.results.text import names_of, number, one_line

if TYPE_CHECKING:
    from autograder.nbgrader.marks import Marks
    from autograder.results.records import Record

FORMS = ("csv", "canvas", "moodle", "blackboard", "brightspace", "nbgrader")
_ELSEWHERE = {
    "gradescope": "Gradescope imports no marks; `autograder gradescope NAME -o NAME.zip` makes it grade, "
    "and `--to csv` writes a table.",
    "classroom50": "classroom50 reads the result of each submission: `autograder check FILE -a NAME --classroom50`.",
    "github": "GitHub Classroom imports no marks; `--to csv` writes a table.",
    "json": "`autograder check FILE -a NAME --json` prints the record of one file; results.jsonl has all of a run.",
}


class _Form(click.Choice[str]):
    """A form; of other programs' names it says what there is instead."""

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if str(value).lower() in _ELSEWHERE:
            fail(_ELSEWHERE[str(value).lower()])
        return super().convert(value, param, ctx)


@click.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.option("--to", "form", type=_Form(FORMS), required=True, help="The program that will read the marks.")
@click.option(
    "--table",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The table that the LMS gave, to be filled in: Moodle's grading worksheet, or the exported gradebook.",
)
@click.option("--column", default="", metavar="NAME", help="The assignment's column there, its title or its id.")
@click.option("-a", "--assignment", metavar="NAME", help="For an nbgrader course as SOURCE: the assignment.")
@click.option(
    "-o", "--dest", type=click.Path(path_type=Path), help="File to write. [default: in SOURCE; with -a, here]"
)
@click.option("--db", metavar="URL", help="nbgrader's gradebook. [default: the course's]")
@click.option("--dry-run", is_flag=True, help="For nbgrader: write nothing, and say whose points would change.")
@click.option(
    "--yes",
    is_flag=True,
    help="For nbgrader: write without a question, even if the course is not the working folder's.",
)
@course_option
def command(
    source: Path,
    form: str,
    table: Path | None,
    column: str,
    assignment: str | None,
    dest: Path | None,
    db: str | None,
    dry_run: bool,
    yes: bool,
    course_folder: Path | None,
) -> None:
    """Write the marks for another program.

    SOURCE is the folder that `autograder grade` wrote. With -a it is an nbgrader course, whose gradebook has the marks.

    All forms have the same marks. If nbgrader's gradebook has submissions of the assignment, these are its marks, with
    manual points and late penalties. If the run has other marks, nothing is written.

    `--to moodle`, `blackboard` and `brightspace` fill in the table that the LMS gave (--table). So does `--to canvas`;
    without --table it writes a table for the gradebook import. Moodle also gets a zip file of feedback. `--to csv` is
    a table for people. `--to nbgrader` writes into nbgrader's gradebook.

    The exit status is 1 if students with a mark are not in the table of the LMS, or if the run is not complete.
    """
    from autograder.course.exceptions import read_exceptions
    from autograder.nbgrader.gradebook import write_marks
    from autograder.nbgrader.marks import marks_of_course, marks_of_run, refuse_two_marks, time_notes
    from autograder.results.given import with_exceptions
    from autograder.submissions import canvas

    if assignment is not None:
        if course_folder is not None:
            fail("--course cannot be used with -a NAME, because SOURCE is then the course.")
        course, folder, layout, stopped = Course.find(source), Path(), "", ""
        described = course.load(assignment)
        if form == "nbgrader":
            fail("SOURCE is nbgrader's gradebook already; name a folder that `autograder grade` wrote.")
        marks = marks_of_course(course, described, db)
    else:
        course, folder = find_course(course_folder), source
        records, layout, stopped = _records(source)
        described = course.load(records[0].assignment)
        records = with_exceptions(records, read_exceptions(course, described.name))
        if form == "nbgrader":
            if table or column or dest:
                fail("--table, --column and -o are not for nbgrader: --db names another gradebook.")
            refuse_two_marks(records)
            where = _gradebook(course, db, yes or dry_run)
            if dry_run:
                _preview(course, records, described, db, where)
                return
            count = write_marks(course, records, described, db, canvas_ids=layout == canvas.TITLE)
            click.echo(f"{described.name}: {_many(count)} written to {where}.")
            for note in time_notes(records, described.late):
                click.echo(note)
            _say_without_mark(records)
            _say_stopped(stopped)
            return
        marks = marks_of_run(course, records, described, db)
    unmatched = _write(form, course, described, marks, _Places(folder, dest, table, column, layout))
    _say_stopped(stopped)
    if unmatched:
        raise click.exceptions.Exit(1)


class _Places:
    """Where the marks go: the folder of the run, the file that was asked for, the LMS's table and its column."""

    def __init__(self, folder: Path, dest: Path | None, table: Path | None, column: str, layout: str) -> None:
        self.folder, self.dest, self.table, self.column, self.layout = folder, dest, table, column, layout


def _records(out: Path) -> tuple[list[Record], str, str]:
    """The records of a run, what its submissions were read as, and a sentence where the run is not complete."""
    from autograder.results.store import ResultStore, incomplete

    with ResultStore(out) as store:
        records = [record for _, record in sorted(store.done().items())]
    if not records:
        what = "does not exist" if not out.exists() else "holds no results"
        fail(f"{out} {what}; name a folder that `autograder grade` wrote.")
    return records, *((store.run.layout, incomplete(store.run, len(records))) if store.run is not None else ("", ""))


def _write(form: str, course: Course, assignment: Assignment, marks: Marks, places: _Places) -> bool:
    """Write the file; returns whether students with a mark have no line in the table of the LMS."""
    from autograder.nbgrader.fill import LMS_FORMS, TABLES, filled_in, moodle_feedback
    from autograder.nbgrader.tables import marks_csv
    from autograder.results.files import write_whole
    from autograder.submissions import canvas
    from autograder.submissions.sheet import read_sheet

    suffix = places.table.suffix if places.table is not None else ".csv"
    file = places.dest or places.folder / ("marks.csv" if form == "csv" else f"{form}{suffix}")
    if file.is_dir():
        fail(f"{file} is a folder; -o needs a file.")
    if places.table is not None and file.resolve() == places.table.resolve():
        fail(f"{file} is the table of the LMS itself; name another file with -o.")
    if form not in LMS_FORMS:
        if places.table or places.column:
            fail(f"--table and --column are for {', '.join(LMS_FORMS)}.")
        write_whole(file, marks_csv(marks, assignment))
        click.echo(f"{assignment.name}: {_many(len(marks.marks))} written to {file}.")
        _say(marks, [])
        return False
    column = places.column or read_settings(course).lms.get(form, LmsIds()).assignments.get(assignment.name, "")
    if places.table is None:
        if form != "canvas":
            fail(f"--to {form} needs --table FILE: {TABLES[form]}.")
        _write_canvas(file, assignment, marks, column, by_id=places.layout == canvas.TITLE)
        return False
    sheet = read_sheet(places.table, "The table")
    filled = filled_in(form, sheet, str(places.table), marks, assignment, column, places.layout)
    write_whole(file, filled.data)
    click.echo(f"{assignment.name}: {_many(len(filled.marks))} written to {file}.")
    if form == "moodle":
        pages = file.with_name(f"{file.stem}-feedback.zip")
        write_whole(pages, moodle_feedback(filled, assignment))
        click.echo(f"Feedback pages written to {pages}.")
    _say(marks, filled.notes)
    if filled.unmatched:
        click.echo(f"No line in {places.table}: {', '.join(one_line(student, 90) for student in filled.unmatched)}.")
    return bool(filled.unmatched)


def _write_canvas(file: Path, assignment: Assignment, marks: Marks, column: str, *, by_id: bool) -> None:
    """Canvas' table without Canvas' own gradebook."""
    from autograder.nbgrader.tables import canvas_csv
    from autograder.results.files import write_whole

    title = f"{assignment.title} ({column})" if column.isdigit() else column or assignment.title
    write_whole(file, canvas_csv(marks, title, by_id=by_id))
    count = sum(mark.score is not None for mark in marks.marks)
    click.echo(f"{assignment.name}: {_many(count)} written to {file}.")
    notes = (
        []
        if title.endswith(")")
        else [
            f"Canvas looks for an assignment called '{title}', and makes a new one if there is none. Name yours with "
            "--column 'TITLE (ID)', or give Canvas' own gradebook with --table."
        ]
    )
    _say(marks, notes)


def _say(marks: Marks, notes: list[str]) -> None:
    click.echo(f"These are the marks of {marks.source}, out of {number(marks.max_score)}.")
    for note in [*marks.notes, *notes]:
        click.echo(note)
    zero = [mark.record.student for mark in marks.marks if mark.score == 0 and mark.record.without_mark]
    if zero:
        click.echo(f"0 points, although files were handed in: {names_of(zero)}. Look at them before you upload.")
    _say_without_mark([mark.record for mark in marks.marks if mark.score is None])


def _say_stopped(sentence: str) -> None:
    """End with status 1 where the run is not complete, so that nobody takes some marks for all."""
    if sentence:
        click.echo(sentence)
        raise click.exceptions.Exit(1)


def _say_without_mark(records: list[Record]) -> None:
    from autograder.results.records import Status

    for record in records:
        if record.status is Status.UNGRADABLE:
            click.echo(f"No mark: {one_line(record.student, 60)}: {one_line(record.message)}")


def _gradebook(course: Course, db: str | None, yes: bool) -> str:
    """The gradebook that will be written, by its name. Asks where it is another course's than the working folder's."""
    from autograder.nbgrader.gradebook import address, shown

    where = shown(address(course, db))
    here = _here()
    if db is None and not yes and here is not None and here != course.root:
        try:
            agreed = click.confirm(f"The marks go to {where}, but the working folder is in {here}. Write them?")
        except click.Abort:  # nobody is there to answer
            agreed = False
        if not agreed:
            fail("Nothing was written. Go to the course's folder, or give --yes.")
    return where


def _here() -> Path | None:
    """The course around the working folder, whatever the environment names."""
    try:
        return Course.find(Path.cwd()).root
    except CourseError:
        return None


def _preview(course: Course, records: list[Record], assignment: Assignment, db: str | None, where: str) -> None:
    from autograder.nbgrader.gradebook import preview

    lines = preview(course, records, assignment, db)
    for line in lines:
        click.echo(line)
    click.echo(f"{assignment.name}: the points of {len(lines)} of {len(records)} would change in {where}.")
    click.echo("Nothing was written.")


def _many(count: int) -> str:
    return f"{count} student{'' if count == 1 else 's'}"
