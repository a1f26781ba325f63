"""How long one person waits for one answer: `autograder check FILE`, and a student's own `pytest` in the folder.

    python benchmarks/check_speed.py [-r REPEAT]

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
TORCH = "python -c 'import torch', which a check needs"
"""The floor of the first: nothing can be compared before that."""
LIMITS = {CHECK: 2.0, OWN: 0.6}
"""Seconds that are wanted at the most."""


def keep_compiled() -> None:
    """Have every process below keep compiled modules, as Python does unless it is told otherwise."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def measure(repeat: int) -> dict[str, list[float]]:
    """Seconds of each kind, interleaved."""
    course = Course.find(Path(__file__))
    found: dict[str, list[float]] = {CHECK: [], OWN: [], TORCH: []}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / NAME
        shutil.copytree(course.root / "assignments" / NAME, folder)
        file = folder / course.load(NAME).module_file
        shutil.copy(course.reference(NAME), file)
        check = [sys.executable, "-m", "autograder", "check", str(file), "-a", NAME]
        for _ in range(repeat):
            found[CHECK].append(_timed(check, REPO))
            found[OWN].append(_timed([sys.executable, "-m", "pytest", "-q"], folder))
            found[TORCH].append(_timed([sys.executable, "-c", "import torch"], folder))
    return found


def _timed(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode or ("check" in command and "Every task is right." not in done.stdout):
        raise BenchmarkError(f"`{' '.join(command[2:4])}` does not find the reference right.")
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--repeat", type=int, default=7)
    parser.add_argument("--json", action="store_true", help="print all figures as JSON")
    options = parser.parse_args()
    keep_compiled()
    try:
        found = measure(options.repeat)
    except BenchmarkError as error:
        sys.exit(str(error))
    if options.json:
        print(json.dumps(found))
        return
    for what, times in found.items():
        median = statistics.median(times)
        span = f"{min(times):.2f} to {max(times):.2f} s"
        if what in LIMITS:
            span = f"at most {LIMITS[what]} s: {'met' if median <= LIMITS[what] else 'not met'}; {span}"
        print(f"{what:<52} {median:5.2f} s  ({span})")


if __name__ == "__main__":
    main()
