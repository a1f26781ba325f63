"""Grades submissions on several processes, each with a pytest session and fork server; yields records as they come.

A process grades one submission at a time. Where it is lost (it crashed, or the machine had no memory left), that is the
submission at fault: a fresh process grades it once more, and the others never notice. The grader itself goes on. Which
process takes which submission is left to concurrent.futures; nothing here knows what a mark is.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import os
import queue
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from multiprocessing.connection import Connection
from pathlib import Path

import msgspec

from autograder.course.model import Course
from autograder.grading.session import GradingSession
from autograder.results.records import Record
from autograder.sandbox.forkserver import hide_memory
from autograder.sandbox.launch import Isolation
from autograder.submissions.reading import Submission

AHEAD = 2
"""Submissions that are held for each process: enough to keep it busy, few enough to hold little in memory."""
_TRIES = 2
"""Processes that may be lost with a submission: the first may have been ended for another reason."""
_SPAWN = multiprocessing.get_context("spawn")


class SessionConfig(msgspec.Struct, frozen=True):
    """What a grading session is opened with; the same in every process of a run."""

    root: Path
    assignment: str
    seed: int
    isolation: Isolation
    level: int

    def open(self) -> GradingSession:
        return GradingSession(
            Course(self.root),
            self.assignment,
            seed=self.seed,
            isolation=self.isolation,
            level=self.level,
        )


class Graded(msgspec.Struct, frozen=True):
    """A record and the seconds that it took; no record where the process that made it was lost."""

    submission: Submission
    record: Record | None
    seconds: float


def grade_all(config: SessionConfig, submissions: Iterable[Submission], workers: int) -> Iterator[Graded]:
    """Grade submissions on `workers` processes; yields in the order in which they are done."""
    processes = [GradingProcess(config, core) for core in _cores(workers)]
    try:
        yield from _on_processes(processes, iter(submissions))
    finally:
        for process in processes:
            process.close()


def _cores(workers: int) -> list[int | None]:
    """For each process the core that it keeps to; none for a single process, which may run beside other programs."""
    if workers == 1 or sys.platform != "linux":
        return [None] * workers
    return list(itertools.islice(itertools.cycle(sorted(os.sched_getaffinity(0))), workers))


class GradingProcess:
    """A process that grades one submission at a time. Where it is lost, another one takes its place."""

    def __init__(self, config: SessionConfig, core: int | None = None) -> None:
        """Start it; on `core` alone, if there is one. Its session is opened for the first submission."""
        self._config = config
        self._core = core
        self._stopped = False
        self._start()

    def _start(self) -> None:
        self._connection, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs, self._config, self._core), daemon=True)
        self._process.start()
        theirs.close()  # so that the end of the process is the end of the connection
        if self._stopped:
            self._process.kill()

    def grade(self, submission: Submission) -> Graded:
        """Grade a submission; without a record where two processes were lost with it.

        Raises whatever the opening of the session raised, CourseError above all, and EOFError once it was killed.
        """
        for _ in range(_TRIES):
            try:
                self._connection.send(submission)
                answer: Graded | Exception = self._connection.recv()
            except (EOFError, OSError):
                if self._stopped:
                    raise EOFError from None
                self._end()
                self._start()
                continue
            if isinstance(answer, Exception):
                raise answer
            return answer
        return Graded(submission, None, 0.0)

    def kill(self) -> None:
        """End it at once, also while another thread waits for it; that thread gets EOFError."""
        self._stopped = True
        self._process.kill()

    def close(self) -> None:
        """End it, and forget it; nobody may be waiting for it."""
        self._stopped = True
        self._end()

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()


def _on_processes(processes: list[GradingProcess], submissions: Iterator[Submission]) -> Iterator[Graded]:
    free: queue.SimpleQueue[GradingProcess] = queue.SimpleQueue()
    for process in processes:
        free.put(process)

    def grade(submission: Submission) -> Graded:
        process = free.get()
        try:
            return process.grade(submission)
        finally:
            free.put(process)

    with ThreadPoolExecutor(len(processes)) as threads:
        try:
            some = itertools.islice(submissions, len(processes) * AHEAD)
            waiting = {threads.submit(grade, submission) for submission in some}
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
                    waiting |= {threads.submit(grade, submission) for submission in itertools.islice(submissions, 1)}
        except BaseException:
            threads.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.kill()
            raise


def _start_process(core: int | None = None) -> None:
    """In each new process: end with the grader, leave interrupts to it, be unreadable to others, keep to a core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        if core is not None:  # it and its workers wait for each other in turn: that costs a third less than across two
            os.sched_setaffinity(0, {core})
            with contextlib.suppress(OSError):  # a worker's answer then wakes it once the worker pauses, not at once
                os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    hide_memory()


def _serve(connection: Connection, config: SessionConfig, core: int | None) -> None:
    """The life of a grading process. Its session ends with it."""
    _start_process(core)
    submission = connection.recv()
    try:
        session = config.open().__enter__()
    except Exception as error:  # noqa: BLE001  # of the machine or the course, not of a submission: the run ends
        connection.send(error)
        return
    gc.collect()
    gc.freeze()  # what is there now stays: looking through it again and again would take longer than a submission
    while True:
        started = time.monotonic()
        record = session.grade(submission)
        connection.send(Graded(submission, record, round(time.monotonic() - started, 4)))
        submission = connection.recv()
