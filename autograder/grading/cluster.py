"""Grades submissions on a Dask cluster: the same batches, with the submissions' bytes in the task and no shared disk.

Scheduling, and giving a lost machine's work to another one, are Dask's. Each machine needs this package and the course.
"""

from __future__ import annotations

import functools
import itertools
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from autograder.course.model import Course, CourseError
from autograder.grading.conditions import IsolationError, course_hash, required_level
from autograder.grading.pool import AHEAD, Graded, Setting, grade_with, in_batches
from autograder.grading.session import GradingSession
from autograder.sandbox.forkserver import hide_memory
from autograder.submissions.reading import Submission

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_SECONDS = 10
_ADDRESS = re.compile(r"((tcp|tls|ws|wss)://)?[^/\s]+:\d{1,5}")


class ClusterError(Exception):
    """The cluster cannot be used; its text is one sentence."""


class Parcel(msgspec.Struct, frozen=True):
    """One task: what to grade and how. It crosses as MessagePack, and so does what comes back."""

    setting: Setting
    digest: str
    """The `course_hash` of the course that is to be graded with."""
    batch: list[Submission]


def grade_on_cluster(
    address: str, setting: Setting, digest: str, submissions: Iterable[Submission]
) -> Iterator[Graded]:
    """Grade submissions on the cluster whose scheduler is at `address`; yields in the order in which they are done.

    Raises ClusterError when there is no such cluster, and when a machine of it has another course, or gives a lower
    isolation level than `setting`.
    """
    try:
        from distributed import Client, as_completed
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ClusterError("Dask is not installed; install its package `distributed` beside the autograder.") from None
    if not _ADDRESS.fullmatch(address):
        raise ClusterError(f"{address} is no address of a Dask scheduler; one looks like tcp://127.0.0.1:8786.")
    try:
        client = Client(address, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise ClusterError(f"No Dask scheduler answers at {address}; start one with `dask scheduler`.") from error
    batches = in_batches(submissions)
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"The Dask scheduler at {address} has no workers; start some with `dask worker`.")
        waiting: dict[Any, list[Submission]] = {}

        def submit(count: int) -> list[Any]:
            made = []
            for batch in itertools.islice(batches, count):
                future = _submitted(client, Parcel(setting, digest, batch))
                waiting[future.key] = batch
                made.append(future)
            return made

        done = as_completed(submit(threads * AHEAD))
        for future in done:
            batch = waiting.pop(future.key)
            try:
                yield from msgspec.msgpack.decode(future.result(), type=list[Graded])
            except KilledWorker:
                yield from (Graded(submission, None, 0.0) for submission in batch)
            for more in submit(1):
                done.add(more)


def _submitted(client: Client, parcel: Parcel) -> Any:
    return client.submit(_grade_parcel, msgspec.msgpack.encode(parcel, enc_hook=str), pure=False)


def _grade_parcel(data: bytes) -> bytes:
    """Runs on a machine of the cluster. One batch at a time in a process: a session is for one thread."""
    parcel = msgspec.msgpack.decode(data, type=Parcel, dec_hook=lambda kind, text: kind(text))  # a path is a text
    with _turn():
        session = _session(parcel.setting, parcel.digest)
        return msgspec.msgpack.encode([grade_with(session, submission) for submission in parcel.batch])


@functools.cache
def _turn() -> threading.Lock:
    return threading.Lock()


@functools.cache
def _session(setting: Setting, digest: str) -> GradingSession:
    """This process's session, at an isolation level that this machine was found to give."""
    hide_memory()
    try:
        root = Path(setting.root)
        course = Course(root) if (root / "solutions").is_dir() else Course.find(Path(__file__))
        assignment = course.load(setting.assignment)
        if course_hash(course, assignment) != digest:
            raise ClusterError(f"A machine of the cluster has another version of {assignment.name}; install the same.")
        found = required_level(course, assignment, setting.level)
        return msgspec.structs.replace(setting, root=course.root, isolation=found.isolation).open().__enter__()
    except (IsolationError, CourseError) as error:
        raise ClusterError(f"A machine of the cluster cannot grade: {error}") from error
