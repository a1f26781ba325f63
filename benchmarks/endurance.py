"""Kills a run of many submissions at random points until it ends, and compares it with an undisturbed one.

    python benchmarks/endurance.py [-n 2000] [--kills 20] [-j 2]

Every record must be there once, and the bytes must be those of the undisturbed run. The exit status is 0 when they are.
The class is that of the other benchmarks, loopers included.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from classroom import NAME, build_class, write_class

from autograder.course.model import Course


def lines(out: Path) -> int:
    """How many records are there."""
    with contextlib.suppress(FileNotFoundError):
        return (out / "results.jsonl").read_bytes().count(b"\n")
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", "--size", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("-j", "--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        course = Course.find(Path(__file__))
        write_class(course, build_class(course, options.size, options.seed), folder / "class")
        words = ["grade", str(folder / "class"), "-a", NAME, "--seed", "3", "-j", str(options.workers)]
        command = [sys.executable, "-m", "autograder", *words]
        started = time.monotonic()
        subprocess.run([*command, "-o", str(folder / "whole")], check=True, stderr=subprocess.DEVNULL)
        print(f"undisturbed: {time.monotonic() - started:.0f} s")

        out, kills = folder / "killed", 0
        while True:
            done = lines(out)
            process = subprocess.Popen([*command, "-o", str(out)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            goal = done + rng.randrange(1, max(2, 2 * options.size // options.kills))
            while process.poll() is None and (lines(out) < goal or kills >= options.kills):
                time.sleep(rng.uniform(0.01, 0.1))
            if process.poll() is not None:
                break
            process.kill()
            process.wait()
            kills += 1
            print(f"killed {kills} times, {lines(out)} of {options.size} records")
        killed, whole = ((folder / name / "results.jsonl").read_bytes() for name in ("killed", "whole"))
        same = killed == whole
        print(f"{kills} kills, {lines(out)} records, {'the same bytes' if same else 'NOT the same'}")
        for one, other in zip(killed.splitlines(), whole.splitlines(), strict=False):
            if one != other:
                print(f"killed: {one.decode()}\nwhole:  {other.decode()}")
        sys.exit(not (same and process.returncode == 0))


if __name__ == "__main__":
    main()
