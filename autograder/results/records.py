"""The record of one graded submission, schema version 1; knows only what is written to results.jsonl."""

from __future__ import annotations

import enum

import msgspec

SCHEMA_VERSION = 1


class Status(enum.StrEnum):
    """What became of a submission as a whole."""

    GRADED = "graded"
    UNCHANGED = "unchanged"
    MISSING = "missing"
    UNREADABLE = "unreadable"
    DOES_NOT_IMPORT = "does-not-import"
    UNGRADABLE = "ungradable"


class CaseResult(msgspec.Struct, frozen=True):
    """One hidden case: `id` as pytest names it without the task's name, and whether it passed."""

    id: str
    passed: bool
    core: bool


class Given(msgspec.Struct, frozen=True):
    """Points of a task that a person gave: what the grader gave `before`, why, and who decided."""

    before: float
    reason: str
    by: str


class TaskResult(msgspec.Struct, frozen=True):
    """The marks of one task. `mistake` is an id of the curriculum or None; `message` is one sentence, or empty."""

    name: str
    score: float
    max_score: float
    mistake: str | None
    message: str
    cases: list[CaseResult]
    example: str = ""
    """The smallest public example on which it shows: what is given, the right value worked out, the student's value."""
    given: Given | None = None
    """Where a person gave the points in `score`, instead of the grader's; never in results.jsonl of `grade`."""


class Record(msgspec.Struct, frozen=True):
    """One line of results.jsonl. `message` says why nothing could be graded, and is empty otherwise."""

    schema_version: int
    student: str
    assignment: str
    status: Status
    score: float
    max_score: float
    sha256: str | None
    seed: int
    isolation: int
    flags: list[str]
    tasks: list[TaskResult]
    message: str = ""
    content_sha256: str | None = None
    """A digest of all graded files, where `sha256` is of the module alone."""
    timestamp: str = ""
    """When the submission was handed in, as nbgrader or the LMS wrote it; empty where neither did."""
    due: str = ""
    """When the work was due, as nbgrader's gradebook has it where that is not what course.toml says: ISO 8601, or
    `none`. Never in results.jsonl of `grade`."""
    name: str = ""
    """The student's name, and in `email` the address, where the LMS or the roster has them."""
    email: str = ""
    ids: dict[str, str] = {}
    """Further ids of the student that the roster has: `lms`, `login`, `number`, `github`."""
    late: bool | None = None
    """Whether the LMS marks the submission as late; None where it does not say."""
    partners: list[str] = []
    """The ids of the others in a group that handed in together; each has a record of their own."""
    same_person: list[str] = []
    """The ids of other records that may be of this person, too: one name, or one line of the roster."""
    file: str = ""
    """Where the module was found, if not under its own name in its own place."""
    source: str = ""
    """The folder or file of the LMS's download that held it, where that is not the student's id."""
    notes: list[str] = []
    """What was done to find the module and its helpers, in sentences that the student is told."""
    found: list[str] = []
    """Where nothing could be graded: names of files that were there."""
    course_hash: str = ""
    """The digest of the hidden cases, the reference and the points that it was graded with; a run has one as well."""

    @property
    def without_mark(self) -> bool:
        """Whether files were there and no case could be run on them: a person must look."""
        if self.status is Status.MISSING:
            return bool(self.found)
        return self.status in (Status.UNREADABLE, Status.DOES_NOT_IMPORT, Status.UNGRADABLE)


def encode(record: Record) -> bytes:
    """One line of JSON, without the line end; the same record gives the same bytes."""
    return msgspec.json.encode(record)


def decode(line: bytes) -> Record:
    """Read one line of results.jsonl. Raises msgspec.DecodeError or msgspec.ValidationError when it is not a record."""
    return msgspec.json.decode(line, type=Record)
