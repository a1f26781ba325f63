"""A run over a class: finds submissions and the isolation level, grades what is left, writes every output file."""

from __future__ import annotations

import importlib.metadata
import platform
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec

import autograder
from autograder.course.exceptions import PointsException, read_exceptions
from autograder.course.model import Assignment, Course
from autograder.grading.class_files import insight, wanted
from autograder.grading.environment import course_hash, new_seed, required_level
from autograder.grading.marks import identity, make_record
from autograder.grading.pool import Graded, SessionConfig, grade_all
from autograder.results.feedback import write_feedback
from autograder.results.files import ResultsError
from autograder.results.given import with_exceptions
from autograder.results.records import Record, Status
from autograder.results.report import write_report
from autograder.results.stepped import Pictures
from autograder.results.store import ResultStore, RunInfo, read_run
from autograder.results.tables import write_grades
from autograder.sandbox.forkserver import hide_memory
from autograder.sandbox.selftest import IsolationReport
from autograder.submissions.discover import SubmissionSource, find_class
from autograder.submissions.reading import Submission
from autograder.submissions.roster import Joined, RosterError, join, read_roster

_LOST = "The grader failed: two processes that graded this submission were lost."


class RunRequest(msgspec.Struct, frozen=True):
    """What to grade and how. `seed` None: the one of an earlier run in `out`, else a fresh one."""

    submissions: Path
    assignment: str
    out: Path
    workers: int = 1
    seed: int | None = None
    require_isolation: int = 1
    fresh: bool = False
    dask: str = ""
    """The address of a Dask scheduler, on whose machines to grade instead of on `workers` processes of this one."""
    roster: Path | None = None
    """The course's list of students, a CSV."""


class Summary(msgspec.Struct, frozen=True):
    """What a run came to."""

    records: list[Record]
    level: IsolationReport
    seed: int
    graded_now: int
    seconds: float
    assignment: Assignment
    run: RunInfo
    """What run.json says: the form of the submissions, and who is missing, not on the roster, or gone."""

    @property
    def ungradable(self) -> int:
        return sum(record.status is Status.UNGRADABLE for record in self.records)


class ProgressListener:
    """Is told how a run goes on; the default does nothing."""

    def starting(self, total: int, already: int, level: IsolationReport) -> None:
        """`total` submissions, of which `already` have a record from an earlier part of the run."""

    def graded(self, record: Record) -> None:
        """One more record is written."""


def grade_class(course: Course, request: RunRequest, listener: ProgressListener | None = None) -> Summary:
    """Grade a class and write results.jsonl, grades.csv, feedback, report.html and run.json.

    Each record is written as soon as it is there; a run that was stopped goes on where it was. Raises CourseError,
    SubmissionsError, IsolationError or ResultsError, each with one sentence, when the run cannot be made.
    """
    listener = listener or ProgressListener()
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), time.monotonic()
    hide_memory()
    if request.out.resolve() == request.submissions.resolve():
        raise ResultsError(f"{request.out} holds the submissions; name another folder for the results with -o.")
    assignment = course.load(request.assignment)
    exceptions = read_exceptions(course, assignment.name)
    handed_in = find_class(request.submissions, wanted(course, assignment))
    joined = Joined(handed_in.sources, [], [])
    if request.roster is not None:
        joined = join(handed_in.sources, read_roster(request.roster))
        if len(joined.unlisted) == len(handed_in.sources):
            raise RosterError(
                f"No student who handed in is on {request.roster}: name the roster of this course, or leave out "
                "--roster. Nothing was graded."
            )
    sources = joined.sources
    layout, left_out = handed_in.layout, [name for name in handed_in.left_out if not _is_roster(request, name)]
    seed = _seed(request)
    level = required_level(course, assignment, request.require_isolation)
    with ResultStore(request.out, fresh=request.fresh) as store:
        run = store.begin(
            RunInfo(
                assignment=assignment.name,
                seed=seed,
                isolation=level.level,
                course_hash=course_hash(course, assignment),
                versions=versions(),
                workers=request.workers,
                submissions=len(sources),
                started=started,
                place=str(request.submissions.resolve()),
                roster=str(request.roster.resolve()) if request.roster else "",
                layout=layout,
                left_out=left_out,
                absent=joined.absent,
                unlisted=joined.unlisted,
            )
        )
        gone = store.drop({source.student for source in sources})
        earlier = store.done()
        kept = {source.student: _kept(earlier.get(source.student), source) for source in sources}
        todo = [source for source in sources if kept[source.student] is None]
        done = {student: record for student, record in kept.items() if record is not None}
        for record in done.values():
            if record != earlier[record.student]:
                store.append(record)
        listener.starting(len(sources), len(sources) - len(todo), level)
        pictures = Pictures()
        _complete_pages(request.out, done, todo, assignment, exceptions, pictures)
        count = len(todo)
        del sources, done, handed_in, joined, earlier, kept
        config = SessionConfig(course.root, assignment.name, seed, level.isolation, level.level)
        times = dict(run.times)
        with closing(_graded(config, todo, request, run.course_hash)) as results:  # an error here ends the processes
            for graded in results:
                record = graded.record or make_record(
                    graded.submission,
                    assignment,
                    Status.UNGRADABLE,
                    seed=seed,
                    level=level.level,
                    message=_LOST,
                    course_hash=run.course_hash,
                )
                store.append(record)
                write_feedback(request.out, with_exceptions([record], exceptions)[0], assignment, pictures)
                times[record.student] = graded.seconds
                listener.graded(record)
        records = sorted(store.done().values(), key=lambda record: record.student)
        finished = datetime.now(UTC).isoformat(timespec="seconds")
        seconds = round((run.seconds or 0.0) + time.monotonic() - clock, 2)
        times = {record.student: times[record.student] for record in records if record.student in times}
        run = msgspec.structs.replace(run, times=times, finished=finished, seconds=seconds, gone=gone)
        store.finish(run)
        records = with_exceptions(records, exceptions)
        write_grades(request.out, records, assignment)
        write_report(request.out, records, assignment, run, insight(course, assignment, run))
    return Summary(records, level, seed, count, time.monotonic() - clock, assignment, run)


def _graded(
    config: SessionConfig, todo: list[SubmissionSource], request: RunRequest, digest: str
) -> Generator[Graded, None, None]:
    workers = max(1, min(request.workers, len(todo)))
    if todo and request.dask:
        from autograder.grading.cluster import grade_on_cluster

        yield from grade_on_cluster(request.dask, config, digest, _taken(todo))
    elif todo:
        yield from grade_all(config, _taken(todo), workers)


def _complete_pages(
    out: Path,
    done: dict[str, Record],
    todo: list[SubmissionSource],
    assignment: Assignment,
    exceptions: list[PointsException],
    pictures: Pictures,
) -> None:
    """Write the pages that are missing or torn: an earlier part of the run may have ended between record and page."""
    ahead = {source.student for source in todo}
    for record in with_exceptions([done[student] for student in done if student not in ahead], exceptions):
        write_feedback(out, record, assignment, pictures)


def _taken(todo: list[SubmissionSource]) -> Iterator[Submission]:
    """The submissions, each read when its turn comes, and out of the list for good."""
    todo.reverse()
    while todo:
        yield todo.pop().read()


def _seed(request: RunRequest) -> int:
    if request.seed is not None:
        return request.seed
    try:
        earlier = read_run(request.out)
    except ResultsError:
        if not request.fresh:
            raise
        earlier = None  # a fresh start forgets what cannot be read, too
    if earlier is not None and earlier.assignment == request.assignment:
        return earlier.seed
    return new_seed()


def _kept(record: Record | None, source: SubmissionSource) -> Record | None:
    """The record of an earlier part of the run, if it graded these bytes, with what is known of the student now."""
    if record is None or record.status is Status.UNGRADABLE:
        return None
    submission = source.read()
    known, notes = [*submission.notes, *submission.flags], record.notes[: len(submission.notes)]
    same = (record.file, notes, record.flags[: len(known)]) == (submission.file, submission.notes, known)
    if submission.problem:
        same = same and record.message == submission.problem
    else:
        same = same and record.content_sha256 == submission.content_sha256()
    return msgspec.structs.replace(record, **identity(submission)) if same else None


def _is_roster(request: RunRequest, name: str) -> bool:
    """Whether a file beside the submissions is the roster itself."""
    return request.roster is not None and request.roster.resolve() == (request.submissions / name).resolve()


def versions() -> dict[str, str]:
    """The versions that a result may depend on."""
    libraries = {name: importlib.metadata.version(name) for name in ("numpy", "torch", "pytest")}
    return {"autograder": autograder.__version__, "python": platform.python_version(), **libraries}
