"""Grades submissions on several processes, each with a pytest session and fork server; yields records as they come.

Scheduling is concurrent.futures'; nothing here knows what a mark is.
"""

from __future__ import annotations

import functools
import gc
import itertools
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import msgspec

from autograder.course.model import Course
from autograder.grading.remembered import Remembered
from autograder.grading.session import GradingSession
from autograder.results.records import Record
from autograder.sandbox.config import Isolation
from autograder.sandbox.forkserver import hide_memory
from autograder.submissions.reading import Submission

BATCH = 4
AHEAD = 3
"""Batches that wait for each worker: enough to keep it busy, few enough to hold little in memory."""


class Setting(msgspec.Struct, frozen=True):
    """What a grading session is opened with; the same in every process of a run."""

    root: Path
    assignment: str
    seed: int
    isolation: Isolation
    level: int
    known: bytes = b""
    """Packed oracle values, so that not every process computes them, which takes torch."""

    def open(self) -> GradingSession:
        return GradingSession(
            Course(self.root),
            self.assignment,
            seed=self.seed,
            isolation=self.isolation,
            level=self.level,
            known=self.known,
        )

    def remembered(self) -> Remembered:
        """What this machine remembers of the assignment."""
        course = Course(self.root)
        return Remembered(course, course.load(self.assignment), self.level)


class Graded(msgspec.Struct, frozen=True):
    """A record and the seconds that it took; no record where the process that made it was lost."""

    submission: Submission
    record: Record | None
    seconds: float


def grade_all(setting: Setting, submissions: Iterable[Submission], workers: int) -> Iterator[Graded]:
    """Grade submissions on `workers` processes (1: in this one); yields in the order in which they are done."""
    remembered = setting.remembered()
    setting = msgspec.structs.replace(setting, known=remembered.oracles(setting.seed))
    if workers == 1:
        with setting.open() as session:
            for submission in submissions:
                yield grade_with(session, submission)
            found = session.new_oracles()
        if found is not None:
            remembered.keep(setting.seed, found)
        return
    if not setting.known and (found := computed_oracles(setting)):
        remembered.keep(setting.seed, found)
        setting = msgspec.structs.replace(setting, known=found)
    left = yield from _on_processes(setting, in_batches(submissions), workers)
    while left:  # a grading process was lost: go on in new ones
        left = yield from _on_processes(setting, in_batches(left), workers)


def computed_oracles(setting: Setting) -> bytes:
    """The packed oracle values of a run, by grading the reference in a process of its own.

    It ends before the others start, and torch's memory is free again. Empty where that process was lost.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _start_process) as pool:
        try:
            return pool.submit(_compute_oracles, setting).result()
        except BrokenProcessPool:
            return b""


def _compute_oracles(setting: Setting) -> bytes:
    course = Course(setting.root)
    assignment = course.load(setting.assignment)
    reference = Submission("the reference", {assignment.module_file: course.reference(assignment.name).read_bytes()})
    with setting.open() as session:
        session.grade(reference)
        return session.new_oracles() or b""


def in_batches(submissions: Iterable[Submission]) -> Iterator[list[Submission]]:
    """The submissions in the portions that are sent off at once; none is taken before its turn."""
    source = iter(submissions)
    return iter(lambda: list(itertools.islice(source, BATCH)), [])


def _on_processes(
    setting: Setting, batches: Iterator[list[Submission]], workers: int
) -> Generator[Graded, None, list[Submission]]:
    """Yields what is done; returns the submissions that are still to do when a process was lost."""
    waiting: dict[Future[list[Graded]], list[Submission]] = {}
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _start_process) as pool:
        try:
            for batch in itertools.islice(batches, workers * AHEAD):
                waiting[pool.submit(_grade_batch, setting, batch)] = batch
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    yield from future.result()
                    del waiting[future]
                    for batch in itertools.islice(batches, 1):
                        waiting[pool.submit(_grade_batch, setting, batch)] = batch
        except BrokenProcessPool:
            lost, *rest = waiting.values()
            yield from (Graded(submission, None, 0.0) for submission in lost)
            return [submission for batch in (*rest, *batches) for submission in batch]
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return []


def _start_process() -> None:
    """In each new process: end with the grader, leave interrupts to it, be unreadable to others, keep to one core."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG
        # It and its workers wait for each other in turn: on one core that costs a third less than across two.
        number = int(multiprocessing.current_process().name.rpartition("-")[2])  # counted by the process that starts it
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[number % len(cores)]})
    hide_memory()


def _grade_batch(setting: Setting, batch: list[Submission]) -> list[Graded]:
    session = _session(setting)
    return [grade_with(session, submission) for submission in batch]


@functools.cache
def _session(setting: Setting) -> GradingSession:
    """This process's session, opened with its first batch; it ends with the process."""
    session = setting.open().__enter__()
    gc.collect()
    gc.freeze()  # what is there now stays: looking through it again and again would take longer than a submission
    return session


def grade_with(session: GradingSession, submission: Submission) -> Graded:
    """Grade one submission and note how long it took."""
    started = time.monotonic()
    record = session.grade(submission)
    return Graded(submission, record, round(time.monotonic() - started, 4))
