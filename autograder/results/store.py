"""Keeps a run on disk: results.jsonl, one record a submission, and run.json; knows nothing of grading."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import msgspec

from autograder.course.permissions import close
from autograder.results import records
from autograder.results.files import (
    ResultsError,
    cannot,
    open_to_append,
    open_to_read,
    read_whole,
    refuse_odd,
    write_whole,
)
from autograder.results.records import Record, TaskResult
from autograder.results.text import file_stem

FROM_NBGRADER = "nbgrader's autograded notebooks"
"""What the records of a run were read from, where nbgrader made them."""
RECORDS_FILE = "results.jsonl"
RUN_FILE = "run.json"
GONE_FILE = "gone.jsonl"
"""The records of students who are not among the submissions any more: in no table, but not lost."""
_REPLACED = (RUN_FILE, "grades.csv", "report.html", GONE_FILE)
_FEEDBACK = "feedback"
_BY_REGRADE = re.compile(r"\.(\d+|new)")
"""What `autograder regrade` adds to the name of a run that it keeps, or has not finished."""


class RunInfo(msgspec.Struct, frozen=True, kw_only=True):
    """What is worth knowing of a run beside its records. Everything that differs from run to run stands here."""

    assignment: str
    seed: int
    isolation: int
    course_hash: str
    """Digest of what the marks depend on: hidden cases, reference, points."""
    versions: dict[str, str]
    """Of autograder, python, numpy, torch and pytest."""
    workers: int = 1
    submissions: int = 0
    started: str = ""
    """Date and time, ISO 8601."""
    finished: str | None = None
    seconds: float | None = None
    times: dict[str, float] = {}
    """Seconds each student's submission took."""
    place: str = ""
    """Where the submissions are, on the machine that graded them; `explain` and `regrade` read them there again."""
    roster: str = ""
    """Where the list of students is, if one was given."""
    layout: str = ""
    """What the submissions were read as, such as "Canvas' download"."""
    left_out: list[str] = []
    """Files and folders among the submissions that belong to no student."""
    absent: list[str] = []
    """Who is on the roster and did not hand in."""
    unlisted: list[str] = []
    """Who handed in and is not on the roster."""
    other_cases: list[str] = []
    """Who was graded with other hidden cases than most, as `nbgrader autograde` can do one after the other."""
    gone: list[str] = []
    """Who had a record in an earlier part of the run and is not among the submissions any more."""
    schema_version: int = records.SCHEMA_VERSION


class ResultStore:
    """The results of one run of one assignment in a folder. Opening it only reads; `append` writes.

    Every method raises ResultsError where the disk or the folder's content does not allow it.
    """

    def __init__(self, folder: Path, *, fresh: bool = False) -> None:
        """Open the folder; `fresh` forgets what it holds, readable or not."""
        self.folder = folder
        self.run: RunInfo | None = None
        self._path = folder / RECORDS_FILE
        self._file: BinaryIO | None = None
        self._records: dict[str, Record] = {}
        self._behind = False
        """Records were appended since the file was read: while a large class is graded, they are on the disk alone."""
        self._length = 0
        if fresh:
            self.clear()
        else:
            self._records, self._length = _read_records(self._path)
            self.run = read_run(folder)

    def done(self) -> dict[str, Record]:
        """The records that the folder holds, by student; the latest where there are several."""
        if self._behind:
            self._records, _ = _read_records(self._path)
            self._behind = False
        return dict(self._records)

    def begin(self, run: RunInfo) -> RunInfo:
        """Start `run`, or go on with it where it stopped, and say so in run.json.

        Returns the run with the start and the times of the part that is done. Raises ResultsError when the folder holds
        a run whose records do not go together with it, or something that its files cannot take the place of.
        """
        for name in _REPLACED:
            refuse_odd(self.folder / name)
        refuse_odd(self.folder / _FEEDBACK, folder=True)
        for field, meaning, then in (
            ("assignment", "a run of {old}, not of {new}", ""),
            ("seed", "a run with seed {old}, not {new}", "go on with --seed {old}, "),
            ("course_hash", "a run of another version of this assignment", ""),
        ):
            old, new = self._held(field), getattr(run, field)
            if old is not None and old != new:
                what, then = (text.format(old=old, new=new) for text in (meaning, then))
                raise ResultsError(
                    f"{self.folder} holds {what}: {then}choose another folder, or start again with --fresh."
                )
        if self.run is not None:
            run = msgspec.structs.replace(run, started=self.run.started, times={**self.run.times, **run.times})
        self._open()
        self._write_run(run)
        return run

    def append(self, record: Record) -> None:
        """Add one record and hand it to the operating system at once."""
        file = self._open()
        line = memoryview(records.encode(record) + b"\n")
        written = 0
        try:
            while written < len(line):
                written += file.write(line[written:])
        except OSError as error:
            self._cut(file)  # else the next record would be glued to half of this one
            raise cannot("write", self._path, error) from error
        self._length += len(line)
        self._behind = True

    def drop(self, present: Set[str]) -> list[str]:
        """Take the records of all students who are not `present` out of the run, and their pages; returns who they are.

        The records go to gone.jsonl, and come back from there with the student: a slip in the command costs nothing.
        """
        earlier, _ = _read_records(self.folder / GONE_FILE)
        by_student = self.done()
        back = {
            student: record for student, record in earlier.items() if student in present and student not in by_student
        }
        gone = sorted(by_student.keys() - present)
        if gone or back:
            kept = earlier | {student: by_student[student] for student in gone}
            self._write_gone(kept)  # first in both files, so that none is lost if this is where it ends
            by_student |= back
            self._rewrite({student: record for student, record in by_student.items() if student in present})
            self._write_gone({student: record for student, record in kept.items() if student not in present})
            for student in gone:
                for suffix in ("html", "md"):
                    _remove(self.folder / _FEEDBACK / f"{file_stem(student)}.{suffix}")
        return gone

    def _write_gone(self, by_student: dict[str, Record]) -> None:
        lines = (records.encode(by_student[student]) + b"\n" for student in sorted(by_student))
        write_whole(self.folder / GONE_FILE, lines, durable=True)

    def finish(self, run: RunInfo | None = None) -> None:
        """Rewrite results.jsonl sorted by student, one record each, and run.json when `run` is given."""
        self._rewrite(self.done())
        if run is not None:
            self._write_run(run)

    def _rewrite(self, by_student: dict[str, Record]) -> None:
        """Write these records, sorted by student, instead of what is there; the file is opened again when need be."""
        lines = (records.encode(by_student[student]) + b"\n" for student in sorted(by_student))
        self._length = write_whole(self._path, lines, durable=True)
        self._records = by_student
        self._behind = False
        self.close()

    def clear(self) -> None:
        """Forget an earlier run: its records, run.json, tables and pages. Other files in the folder stay."""
        refuse_odd(self.folder / _FEEDBACK, folder=True)  # pages are removed here, not where a link leads
        if self._file is None and (os.path.islink(self._path) or not os.path.isfile(self._path)):
            _remove(self._path)  # nothing that a run wrote
        file = self._open()
        self._length = 0
        self._records, self._behind = {}, False
        self._cut(file)
        for path in (*self.folder.glob(f"{_FEEDBACK}/*.html"), *self.folder.glob(f"{_FEEDBACK}/*.md")):
            _remove(path)
        for name in _REPLACED:
            _remove(self.folder / name)
        self.run = None

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> ResultStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _held(self, field: str) -> object:
        """What the folder's run has for a field, from run.json or else from the records; None when it has nothing."""
        if self.run is not None:
            return getattr(self.run, field)
        first = next(iter(self._records.values()), None)
        held = getattr(first, field, None)
        return None if held == "" else held

    def _open(self) -> BinaryIO:
        """The records file, open for appending behind its last whole line, and locked against a second run."""
        if self._file is not None:
            return self._file
        try:
            if not self.folder.exists():
                self.folder.mkdir(parents=True)
                close(self.folder)
        except OSError as error:
            raise cannot("write", self._path, error) from error
        file = open_to_append(self._path)
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # of this process alone: no child keeps it alive
        except (BlockingIOError, PermissionError) as error:
            file.close()
            raise ResultsError(
                f"Another run is writing to {self.folder}: wait for that run, or choose another folder."
            ) from error
        except OSError:
            pass  # a file system without locks
        self._file = file
        self._cut(file)
        return file

    def _cut(self, file: BinaryIO) -> None:
        try:
            os.ftruncate(file.fileno(), self._length)
        except OSError as error:
            raise cannot("write", self._path, error) from error

    def _write_run(self, run: RunInfo) -> None:
        write_whole(self.folder / RUN_FILE, msgspec.json.format(msgspec.json.encode(run)) + b"\n", durable=True)
        self.run = run


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot("remove", path, error) from error


def read_run(folder: Path) -> RunInfo | None:
    """What run.json of a folder says, None when there is none. Raises ResultsError when it is not a run."""
    path = folder / RUN_FILE
    data = read_whole(path)
    if not data:
        return None
    try:
        return msgspec.json.decode(data, type=RunInfo)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ResultsError(
            f"{path} is not the file of a run ({error}): choose another folder, or use --fresh."
        ) from error


def read_results(folder: Path) -> tuple[RunInfo, list[Record]]:
    """A run and its records, by student. Raises ResultsError when the folder does not hold both."""
    if not os.path.isdir(folder):  # Path.is_dir raises an error for a folder below a closed one
        what = f"{folder} is a file" if os.path.isfile(folder) else f"There is no folder {folder}"
        raise ResultsError(f"{what}; name a folder that `autograder grade` wrote.")
    run = read_run(folder)
    by_student, _ = _read_records(folder / RECORDS_FILE)
    if run is None or not by_student:
        what = RUN_FILE if run is None else f"record in {RECORDS_FILE}"
        then = "name a folder that `autograder grade` wrote"
        if run is not None or by_student:  # a run that was stopped at once, or whose file somebody removed
            then = "give the `autograder grade` command again, or remove the folder"
        raise ResultsError(f"{folder} has no {what}; {then}.")
    other = next((record.assignment for record in by_student.values() if record.assignment != run.assignment), None)
    if other is not None:
        raise ResultsError(f"{folder} has a run of {run.assignment}, but records of {other}: name a folder of one run.")
    return run, [by_student[student] for student in sorted(by_student)]


def incomplete(run: RunInfo, count: int) -> str:
    """A sentence on a run that was stopped, or whose file lost records, with `count` records; "" for a whole run."""
    if count < run.submissions:
        return (
            f"The run is not complete: {count} of {run.submissions} submissions have a record. Give the same "
            "`autograder grade` command again; it grades the rest."
        )
    if run.finished is None:
        return "The run was stopped before its end. Give the same `autograder grade` command again; it goes on."
    return ""


class _Shared:
    """Equal results of a task are kept once: of a large class most are, and memory stays small."""

    def __init__(self) -> None:
        self._tasks: dict[bytes, TaskResult] = {}

    def lean(self, record: Record) -> Record:
        """The same record, with results of tasks that other records have too."""
        tasks = [self._tasks.setdefault(msgspec.msgpack.encode(task), task) for task in record.tasks]
        return msgspec.structs.replace(record, tasks=tasks)


def runs_in(place: Path) -> list[Path]:
    """The folders of runs in a folder, also where one file of a run is lost; none that a regrade keeps, or has not
    finished."""
    folders = {file.parent for name in (RUN_FILE, RECORDS_FILE) for file in place.glob(f"*/{name}")}
    return [folder for folder in sorted(folders) if not _BY_REGRADE.fullmatch(folder.suffix)]


def later_run(run: RunInfo, students: Set[str], folders: Iterable[Path]) -> Path | None:
    """Where some of these students were graded again after a run: the folder of a later run of the assignment.

    Runs of `autograder grade` count, and folders that are runs; None where there is no such folder.
    """
    for folder in folders:
        with contextlib.suppress(ResultsError):
            other = read_run(folder)  # a small file: the records of other runs need not be read
            if other is None or other.layout == FROM_NBGRADER or other.assignment != run.assignment:
                continue
            if other.started > run.started and students & {record.student for record in read_results(folder)[1]}:
                return folder
    return None


def _read_records(path: Path) -> tuple[dict[str, Record], int]:
    """The records of a file by student, and the length of its whole lines.

    A last line without its end, or that is no record, is what a killed run leaves behind, and does not count.
    """
    by_student: dict[str, Record] = {}
    shared = _Shared()
    length = 0
    wrong: Exception | None = None
    for at, line in enumerate(_whole_lines(path), start=1):
        if wrong is not None:
            raise ResultsError(
                f"{path}, line {at - 1}, is not a record, because someone edited the file: remove the line, and give "
                "the same `autograder grade` command again."
            ) from wrong
        try:
            record = records.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            wrong = error  # no harm in the last line
            continue
        if record.schema_version != records.SCHEMA_VERSION:
            raise ResultsError(
                f"{path}, line {at}, has schema version {record.schema_version}, which this autograder does not "
                "know: use the version that wrote the file, or start again with --fresh."
            )
        by_student[record.student] = shared.lean(record)
        length += len(line)
    return by_student, length


def _whole_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file that have an end; none where there is no file. Raises ResultsError."""
    try:
        with open_to_read(path) as file:
            yield from (line for line in file if line.endswith(b"\n"))
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot("read", path, error) from error
