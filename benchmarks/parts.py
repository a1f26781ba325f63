"""Where the time of a run goes: grades a class in this process with clocks around the seams of the grader, prints JSON.

    python benchmarks/parts.py FOLDER [-a NAME] [--core 0]

A seam that the grader no longer has is left out and named; its time is then in the rest. Give it a class without
loopers: they wait for their time limit, which would be the largest part.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psutil
from classroom import NAME
from ours import SEED

import autograder.grading.run
from autograder.course.model import Course
from autograder.grading.pool import Graded, SessionConfig
from autograder.grading.run import RunRequest, grade_class
from autograder.submissions.reading import Submission

WAITING = "waiting for the session"
SEAMS = (
    ("autograder.grading.run", "required_level", "self-test of the isolation"),
    ("autograder.grading.run", "write_feedback", "feedback pages"),
    ("autograder.grading.run", "write_grades", "class report"),
    ("autograder.grading.run", "write_report", "class report"),
    ("autograder.results.store", "ResultStore.append", "records"),
    ("autograder.grading.session", "GradingSession.__enter__", "start of the session"),
    ("autograder.grading.session", "GradingSession.grade", WAITING),
    ("autograder.sandbox.forkserver", "ForkServer.spawn", "fork and lock-down"),
    ("autograder.sandbox.channel", "WorkerProcess.ask", "calls"),
    ("autograder.sandbox.channel", "WorkerProcess.post", "calls"),
    ("autograder.sandbox.channel", "WorkerProcess.next", "calls"),
    ("autograder.sandbox.channel", "WorkerProcess.close", "end of workers"),
    ("autograder.sandbox.forkserver", "ForkServer.settle", "end of workers"),
    ("autograder.grading.plugin", "GradingPlugin.run_case", "pytest and cases"),
)
"""Module, function or method, and the part that its time is counted for; of nested ones the inner counts alone."""


class Clocks:
    """Adds up the seconds within functions, by part. Each thread has its own nesting."""

    def __init__(self) -> None:
        self.times: dict[str, float] = defaultdict(float)
        self.missing: list[str] = []
        self._own = threading.local()

    def put(self, module: str, path: str, part: str) -> None:
        """Put a clock around a function; note it as missing where there is none."""
        try:
            owner: Any = importlib.import_module(module)
            *outer, name = path.split(".")
            for one in outer:
                owner = getattr(owner, one)
            inner = getattr(owner, name)
        except (ImportError, AttributeError):
            self.missing.append(path)
            return

        def timed(*args: Any, **kwargs: Any) -> Any:
            stack = self._own.__dict__.setdefault("stack", [])
            started = time.perf_counter()
            stack.append(0.0)
            try:
                return inner(*args, **kwargs)
            finally:
                spent = time.perf_counter() - started
                self.times[part] += spent - stack.pop()
                if stack:
                    stack[-1] += spent

        setattr(owner, name, timed)


def grade_here(setting: SessionConfig, submissions: Iterable[Submission], workers: int) -> Iterator[Graded]:
    """What grade_all() does in another process, where these clocks would not be."""
    with setting.open() as session:
        for submission in submissions:
            started = time.monotonic()
            record = session.grade(submission)
            yield Graded(submission, record, round(time.monotonic() - started, 4))


def measure(folder: Path, name: str) -> dict[str, Any]:
    """Milliseconds a submission by part, one-off parts spread over the class."""
    imported = time.time() - psutil.Process().create_time()
    clocks = Clocks()
    for seam in SEAMS:
        clocks.put(*seam)
    autograder.grading.run.grade_all = grade_here
    with tempfile.TemporaryDirectory() as scratch:
        started = time.perf_counter()
        summary = grade_class(Course.find(Path(__file__)), RunRequest(folder, name, Path(scratch) / "out", 1, SEED))
        whole = time.perf_counter() - started
    number = len(summary.records)
    del clocks.times[WAITING]  # it waits for parts that have clocks of their own in the session's thread
    parts = {"start of Python, imports": imported} | dict(clocks.times)
    parts["rest"] = max(0.0, whole - sum(clocks.times.values()))
    return {
        "submissions": number,
        "isolation": summary.level.level,
        "milliseconds": {part: round(1e3 * spent / number, 3) for part, spent in sorted(parts.items())},
        "missing": clocks.missing,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-a", "--assignment", default=NAME)
    parser.add_argument("--core", type=int, help="run on this core alone")
    options = parser.parse_args()
    if options.core is not None:
        os.sched_setaffinity(0, {options.core})
    print(json.dumps(measure(options.folder, options.assignment)))


if __name__ == "__main__":
    main()
