"""Seconds a submission for a class of 200 (a3), and where they go: fork and lock-down, calls, pytest, the rest.

Run it with `make bench`. Times on a shared machine are noisy: quote the medians and the shares, not single figures.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.grading.conditions import required_level
from autograder.grading.plugin import GradingPlugin
from autograder.grading.run import Order, grade_class, versions
from autograder.grading.session import GradingSession
from autograder.sandbox.channel import WorkerProcess
from autograder.sandbox.forkserver import ForkServer
from autograder.submissions.reading import Submission

NAME = "a3_linear_regression"
RIGHT_SHARE = 0.7


def write_class(course: Course, folder: Path, size: int) -> list[Submission]:
    """A class of which 70 % is right, in different styles, and the rest wrong in different ways."""
    module_file = course.load(NAME).module_file
    found = variants(course, NAME)
    right = [variant.source for variant in found if variant.right]
    wrong = [variant.source for variant in found if not variant.right]
    made = []
    for number in range(size):
        is_right = (number * 7) % 10 < 10 * RIGHT_SHARE
        source = (right if is_right else wrong)[number % (len(right) if is_right else len(wrong))]
        student = f"s{number:05d}"
        (folder / student).mkdir(parents=True)
        (folder / student / module_file).write_text(source)
        made.append(Submission(student, {module_file: source.encode()}))
    return made


@contextlib.contextmanager
def clocked(times: dict[str, float]) -> Iterator[None]:
    """Add up the seconds within the parts' functions, nested ones counted for the inner part alone."""
    stack: list[float] = []

    def clock(owner: type, name: str, part: str) -> None:
        inner = getattr(owner, name)

        def timed(*args: object, **kwargs: object) -> object:
            started = time.perf_counter()
            stack.append(0.0)
            try:
                return inner(*args, **kwargs)
            finally:
                spent = time.perf_counter() - started
                times[part] += spent - stack.pop()
                if stack:
                    stack[-1] += spent

        originals.append((owner, name, inner))
        setattr(owner, name, timed)

    originals: list[tuple[type, str, object]] = []
    clock(ForkServer, "spawn", "fork and lock-down")
    clock(WorkerProcess, "ask", "calls")
    clock(WorkerProcess, "close", "end of workers")
    clock(GradingPlugin, "run_case", "pytest and cases")
    clock(GradingSession, "grade", "rest")
    try:
        yield
    finally:
        for owner, name, inner in originals:
            setattr(owner, name, inner)


def parts_of_one_session(course: Course, made: list[Submission]) -> tuple[dict[str, float], list[float]]:
    """Milliseconds a submission by part, and each submission's own, in one session; the first one is not counted."""
    level = required_level(course, course.load(NAME), 1)
    times: dict[str, float] = defaultdict(float)
    single = []
    with GradingSession(course, NAME, seed=1, isolation=level.isolation, level=level.level) as session:
        session.grade(made[0])  # makes the inputs and the oracles' values for the class
        with clocked(times):
            # The session works in a thread of its own: what the caller waits for beyond the parts is the rest.
            for submission in made[1:]:
                started = time.perf_counter()
                session.grade(submission)
                single.append(time.perf_counter() - started)
    inner = sum(spent for part, spent in times.items() if part != "rest")
    times["rest"] = sum(single) - inner
    return {part: 1e3 * spent / len(single) for part, spent in times.items()}, single


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--size", type=int, default=200)
    parser.add_argument("-o", "--out", type=Path, default=Path(__file__).parent / "results")
    options = parser.parse_args()
    course = Course.find()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "class"
        made = write_class(course, folder, options.size)
        parts, single = parts_of_one_session(course, made)
        runs = {}
        for workers in sorted({1, os.cpu_count() or 1}):
            started = time.perf_counter()
            summary = grade_class(course, Order(folder, NAME, Path(scratch) / f"out{workers}", workers, 1))
            runs[workers] = time.perf_counter() - started
    result = {
        "class": options.size,
        "isolation": summary.level.level,
        "milliseconds a submission, one session": {part: round(spent, 2) for part, spent in sorted(parts.items())},
        "median milliseconds a submission": round(1e3 * statistics.median(single), 1),
        "seconds a whole run, by workers": {str(workers): round(seconds, 1) for workers, seconds in runs.items()},
        "versions": versions(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}",
    }
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "class_of_200.json").write_text(json.dumps(result, indent=2) + "\n")
    total = sum(parts.values())
    print(f"Class of {options.size}, {NAME}, isolation level {summary.level.level}, one session:")
    for part, spent in sorted(parts.items(), key=lambda item: -item[1]):
        print(f"  {part:<20} {spent:7.2f} ms a submission  {100 * spent / total:4.0f} %")
    print(f"  {'all':<20} {total:7.2f} ms a submission, median {1e3 * statistics.median(single):.1f} ms")
    for workers, seconds in runs.items():
        each = 1e3 * seconds / options.size
        print(f"`autograder grade -j {workers}`, start to last page: {seconds:.1f} s, {each:.1f} ms each")


if __name__ == "__main__":
    main()
