"""How long one person waits for one answer: of `autograder check FILE`, a student's own `pytest`, `autograder validate
NAME --fast`, and once `autograder demo`; with --suite of the whole of `make test`.

    python benchmarks/check_speed.py [-r REPEAT] [--suite]

Times are those of whole processes. The file is the reference solution.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from classroom import NAME
from ours import REPO, BenchmarkError

from autograder.course.model import Course

CHECK, OWN = "autograder check", "a student's own pytest"
TORCH = "python -c 'import torch'"
"""The floor of a check in an assignment with torch: nothing can be compared before that."""
NAMES = (NAME, TORCH_NAME := "a5_model_regression")
VALIDATE, DEMO, SUITE = "autograder validate --fast", "autograder demo", "make test"
LIMITS = {
    (CHECK, False): 1.5,
    (CHECK, True): 2.5,
    (OWN, False): 0.6,
    (VALIDATE, False): 3.0,
    (DEMO, False): 90.0,
    (SUITE, False): 480.0,
}
"""Seconds that are wanted at the most, by what waits and whether the assignment needs torch."""


def keep_compiled() -> None:
    """Have every process below keep compiled modules, as Python does unless it is told otherwise."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def measure(repeat: int, names: tuple[str, ...] = NAMES, *, suite: bool = False) -> dict[str, list[float]]:
    """Seconds of each kind. Keys are `<what>, <assignment>`, and what is of no assignment by its name alone.

    In one assignment, `autograder check` and the student's pytest are measured in turn.
    """
    course = Course.find(Path(__file__))
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for _ in range(repeat):
            found.setdefault(TORCH, []).append(_timed([sys.executable, "-c", "import torch"], Path(scratch)))
        for name in names:
            folder = Path(scratch) / name
            shutil.copytree(course.root / "assignments" / name, folder)
            file = folder / course.load(name).module_file
            shutil.copy(course.reference(name), file)
            check = [sys.executable, "-m", "autograder", "check", str(file), "-a", name]
            for _ in range(repeat):
                found.setdefault(f"{CHECK}, {name}", []).append(_timed(check, REPO))
                found.setdefault(f"{OWN}, {name}", []).append(_timed([sys.executable, "-m", "pytest", "-q"], folder))
        fast = [sys.executable, "-m", "autograder", "validate", NAME, "--fast"]
        found[f"{VALIDATE}, {NAME}"] = [_timed(fast, REPO) for _ in range(min(repeat, 3))]
        demo = [sys.executable, "-m", "autograder", "demo", "-o", str(Path(scratch) / "demo")]
        found[DEMO] = [_timed(demo, REPO)]
        if suite:
            found[SUITE] = [_timed(["make", "test"], REPO)]
    return found


def limit(what: str) -> float | None:
    """Seconds that are wanted at the most; None where nothing is."""
    kind, _, name = what.partition(", ")
    return LIMITS.get((kind, name == TORCH_NAME))


def _timed(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode or ("check" in command and "Every task is right." not in done.stdout):
        raise BenchmarkError(f"`{' '.join(command[-4:])}` does not find that all is right.")
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--repeat", type=int, default=7)
    parser.add_argument("--suite", action="store_true", help="run `make test` once, too")
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    options = parser.parse_args()
    keep_compiled()
    try:
        found = measure(options.repeat, suite=options.suite)
    except BenchmarkError as error:
        sys.exit(str(error))
    if options.json:
        print(json.dumps(found))
        return
    for what, times in found.items():
        median = statistics.median(times)
        span = f"{min(times):.2f} to {max(times):.2f} s"
        if (wanted := limit(what)) is not None:
            span = f"at most {wanted} s: {'met' if median <= wanted else 'not met'}; {span}"
        print(f"{what:<52} {median:5.2f} s  ({span})")


if __name__ == "__main__":
    main()
