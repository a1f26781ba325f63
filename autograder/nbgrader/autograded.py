"""Reads the records that autograded notebooks hold and writes them as a run, for the report of a class.

Grades nothing. Late penalties and what a person graded are nbgrader's own and are not in it.
"""

from __future__ import annotations

import glob
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from nbgrader.api import MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograder.course.model import Assignment, Course
from autograder.grading.marks import make_record
from autograder.nbgrader.feedback import is_override
from autograder.nbgrader.gradebook import is_there, opened, settings_of
from autograder.nbgrader.roster import Known, known_students
from autograder.results.files import ResultsError, read_whole
from autograder.results.given import with_points
from autograder.results.records import Record, Status
from autograder.results.store import FROM_NBGRADER, ResultStore, RunInfo, read_run
from autograder.submissions.reading import Submission

_NO_DIGEST = "nbgrader"
"""Instead of the course's digest, where the notebooks are of a version that did not write it."""
_BY = "a person in formgrader"
_NO_MARK = (
    "nbgrader has no graded notebook of this submission. Read nbgrader's log, then run `nbgrader autograde` again."
)


def read_records(root: Path, name: str) -> list[Record]:
    """The records that the autograded notebooks of an assignment hold, sorted by student. Raises ResultsError."""
    records = [read_record(book) for book in _books(Course(root), name)]
    return sorted(records, key=lambda record: record.student)


def read_record(book: Path) -> Record:
    """The record that an autograded notebook holds. Raises ResultsError."""
    try:
        return msgspec.convert(json.loads(read_whole(book))["metadata"]["autograder"], Record)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise ResultsError(
            f"{book} has no record of this grader; check nbgrader_config.py and run `nbgrader autograde` again."
        ) from error


def write_run(course: Course, assignment: Assignment, out: Path) -> list[str]:
    """Write results.jsonl and run.json of what nbgrader has graded up to now; an earlier one of the kind is replaced.

    Returns the students who were graded with other hidden cases than most. Who handed in and has no mark is in the run
    as ungradable. Raises ResultsError, also where `out` holds another run.
    """
    earlier = read_run(out)
    ours = earlier is None or earlier.layout == FROM_NBGRADER or earlier.course_hash == _NO_DIGEST
    if not ours or (earlier is not None and earlier.assignment != assignment.name):
        raise ResultsError(
            f"{out} holds a run of `autograder grade` or of another assignment: choose another folder with -o."
        )
    records = with_gradebook(course, assignment, read_records(course.root, assignment.name))
    if not records:
        raise ResultsError(
            f"{course.root} has no autograded {assignment.name}: run `nbgrader autograde {assignment.name}` first."
        )
    seed = Counter(record.seed for record in records).most_common(1)[0][0]
    level = min(record.isolation for record in records)
    digest = Counter(record.course_hash for record in records).most_common(1)[0][0]
    graded = records
    waiting = sorted(_handed_in(course, assignment.name) - {record.student for record in graded})
    known, absent = known_students(course, assignment.name)
    graded = [_named(record, known) for record in graded]
    unmarked = [
        make_record(Submission(student), assignment, Status.UNGRADABLE, seed=seed, level=level, message=_NO_MARK)
        for student in waiting
    ]
    records = graded + [_named(record, known) for record in unmarked]
    newest = max(book.stat().st_mtime for book in _books(course, assignment.name))
    when = datetime.fromtimestamp(newest, UTC).isoformat(timespec="seconds")
    with ResultStore(out, fresh=True) as store:
        run = store.begin(
            RunInfo(
                assignment=assignment.name,
                seed=seed,
                isolation=level,
                course_hash=digest or _NO_DIGEST,
                layout=FROM_NBGRADER,
                absent=[_shown(known[student]) for student in absent if student not in waiting],
                other_cases=[record.student for record in graded if record.course_hash != digest],
                versions={},
                submissions=len(records),
                started=when,
                finished=when,
                place=str(submitted_place(course, assignment.name)),
            )
        )
        for record in records:
            store.append(record)
        store.finish(run)
    return run.other_cases


def with_gradebook(course: Course, assignment: Assignment, records: list[Record]) -> list[Record]:
    """The records as nbgrader's gradebook decides: with the points that a person gave in formgrader, and its due dates.

    They are the mark of record for a run of `autograder grade`, too. A course without nbgrader has none.
    """
    if not is_there(course):
        return records
    with opened(course, reading=True) as gradebook:
        return [_with_gradebook(gradebook, assignment, record) for record in records]


def _with_gradebook(gradebook: Any, assignment: Assignment, record: Record) -> Record:
    try:
        submission = gradebook.find_submission(record.assignment, record.student)
    except MissingEntry:
        return record
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    points = {grade.name: (grade.score, "", _BY) for grade in grades if is_override(grade)}
    due = submission.assignment.duedate and submission.duedate.replace(tzinfo=UTC)
    if due != assignment.late.due:
        record = msgspec.structs.replace(record, due=due.isoformat() if due else "none")
    return with_points(record, points) if points else record


def submitted_place(course: Course, name: str) -> Path:
    """The folder below which nbgrader has what students handed in."""
    folders = _directory(course)
    return Path(folders.format_path(folders.submitted_directory, "*", name).partition("*")[0]).resolve()


def _named(record: Record, known: dict[str, Known]) -> Record:
    """The record with the name and the address that the gradebook has, where the record has none."""
    person = known.get(record.student)
    if person is None or not (person.name or person.email):
        return record
    return msgspec.structs.replace(record, name=record.name or person.name, email=record.email or person.email)


def _shown(person: Known) -> str:
    return f"{person.name} ({person.student})" if person.name else person.student


def _directory(course: Course) -> CourseDirectory:
    return CourseDirectory(config=settings_of(course), root=str(course.root))


def _books(course: Course, name: str) -> list[Path]:
    folders = _directory(course)
    return _found(folders.format_path(folders.autograded_directory, "*", name), f"{name}.ipynb")


def books(course: Course, name: str) -> dict[str, Path]:
    """The autograded notebooks of an assignment, by student."""
    folders = _directory(course)
    index = Path(folders.format_path(folders.autograded_directory, "*", name)).parts.index("*")
    return {book.parts[index]: book for book in _books(course, name)}


def _handed_in(course: Course, name: str) -> set[str]:
    """The students whose work is there to be graded."""
    folders = _directory(course)
    pattern = folders.format_path(folders.submitted_directory, "*", name)
    index = Path(pattern).parts.index("*")
    return {path.parts[index] for path in _found(pattern)}


def _found(pattern: str, *inside: str) -> list[Path]:
    before, star, after = pattern.partition("*")
    return sorted(Path(path) for path in glob.glob(str(Path(glob.escape(before) + star + glob.escape(after), *inside))))
