"""Grades submissions on a Dask cluster: each is a task that holds its bytes, so that no shared disk is needed.

Scheduling, and giving a lost machine's work to another one, are Dask's. Its worker grades in a process as pool.py has
them: what a submission can bring down is that, and not the worker. Each machine needs this package and the course.
"""

from __future__ import annotations

import functools
import itertools
import multiprocessing
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from autograder.course.model import Course, CourseError
from autograder.faults import UserError
from autograder.grading.environment import IsolationError, course_hash, required_level
from autograder.grading.pool import AHEAD, Graded, GradingProcess, SessionConfig
from autograder.sandbox.forkserver import hide_memory
from autograder.submissions.reading import Submission

if TYPE_CHECKING:
    from distributed import Client

_CONNECT_SECONDS = 10
_ADDRESS = re.compile(r"((tcp|tls|ws|wss)://)?[^/\s]+:\d{1,5}")


class ClusterError(UserError):
    """The cluster cannot be used; its text is one sentence."""


class ClusterTask(msgspec.Struct, frozen=True):
    """One task: what to grade and how. It crosses as MessagePack, and so does what comes back."""

    config: SessionConfig
    digest: str
    """The `course_hash` of the course that is to be graded with."""
    submission: Submission


def grade_on_cluster(
    address: str, config: SessionConfig, digest: str, submissions: Iterable[Submission]
) -> Iterator[Graded]:
    """Grade submissions on the cluster whose scheduler is at `address`; yields in the order in which they are done.

    Raises ClusterError when there is no such cluster, and when a machine of it has another course, or gives a lower
    isolation level than `config`.
    """
    try:
        from distributed import Client, as_completed
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise ClusterError("Dask is not installed; install the package `distributed`.") from None
    if not _ADDRESS.fullmatch(address):
        raise ClusterError(
            f"{address} is not the address of a Dask scheduler; an address looks like tcp://127.0.0.1:8786."
        )
    try:
        client = Client(address, timeout=_CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        raise ClusterError(f"No Dask scheduler answers at {address}; start one with `dask scheduler`.") from error
    source = iter(submissions)
    aside: list[Submission] = []
    """What was on machines that were lost, again and again: it may have stood beside what did it."""
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterError(f"The Dask scheduler at {address} has no workers; start some with `dask worker`.")
        waiting: dict[Any, Submission] = {}

        def submit(count: int) -> list[Any]:
            futures = []
            for submission in itertools.islice(source, count):
                future = _submitted(client, ClusterTask(config, digest, submission))
                waiting[future.key] = submission
                futures.append(future)
            return futures

        done = as_completed(submit(threads * AHEAD))
        for future in done:
            submission = waiting.pop(future.key)
            try:
                yield _decoded(future.result())
            except KilledWorker:
                aside.append(submission)
            for more in submit(1):
                done.add(more)
        for submission in aside:  # each with the whole cluster to itself
            try:
                yield _decoded(_submitted(client, ClusterTask(config, digest, submission)).result())
            except KilledWorker:
                yield Graded(submission, None, 0.0)


def _submitted(client: Client, task: ClusterTask) -> Any:
    return client.submit(_grade_task, msgspec.msgpack.encode(task, enc_hook=str), pure=False)


def _decoded(data: bytes) -> Graded:
    return msgspec.msgpack.decode(data, type=Graded)


def _grade_task(data: bytes) -> bytes:
    """Runs on a machine of the cluster, in several threads where its worker has them."""
    task = msgspec.msgpack.decode(data, type=ClusterTask, dec_hook=lambda kind, text: kind(text))  # a path is a text
    with _lock():
        config = _found_here(task.config, task.digest)
    return msgspec.msgpack.encode(_process_of(threading.get_ident()).process(config).grade(task.submission))


class _ThreadProcess:
    """The grading process of a thread of Dask's worker."""

    def __init__(self) -> None:
        self._config: SessionConfig | None = None
        self._process: GradingProcess | None = None

    def process(self, config: SessionConfig) -> GradingProcess:
        """The process, which stays for the next submission of the same run; that of another run ends."""
        if self._process is None or self._config != config:
            if self._process is not None:
                self._process.close()
            # Dask's nanny says that its worker may have no processes of its own; they end with it.
            multiprocessing.current_process().daemon = False
            self._config, self._process = config, GradingProcess(config)
        return self._process


@functools.cache
def _process_of(thread: int) -> _ThreadProcess:
    return _ThreadProcess()


@functools.cache
def _lock() -> threading.Lock:
    return threading.Lock()


@functools.cache
def _found_here(config: SessionConfig, digest: str) -> SessionConfig:
    """The config with the course of this machine, and with the mechanisms that were found to work here."""
    hide_memory()
    try:
        root = Path(config.root)
        course = Course(root) if (root / "solutions").is_dir() else Course.find()
        assignment = course.load(config.assignment)
        if course_hash(course, assignment) != digest:
            raise ClusterError(
                f"A machine of the cluster has another version of {assignment.name}; install the same version on all."
            )
        report = required_level(course, assignment, config.level)
        return msgspec.structs.replace(config, root=course.root, isolation=report.isolation)
    except (IsolationError, CourseError) as error:
        raise ClusterError(f"A machine of the cluster cannot grade: {error}") from error
