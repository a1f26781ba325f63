"""Seconds a submission of `nbgrader autograde` with this course's settings: our grader behind nbgrader's own command.

What any class costs is left out: the seconds of a small class are subtracted from those of a larger one. Stock nbgrader
is a peer of `make bench`.

    python benchmarks/through_nbgrader.py [-a NAME] [--few N] [--many N]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from autograder.course.model import Course
from autograder.demo import DemoCourse


def measure(course: Course, name: str, students: int) -> float:
    """Seconds of one `nbgrader autograde` over a class of right submissions."""
    with tempfile.TemporaryDirectory() as folder:
        desk = DemoCourse(course, Path(folder) / "school").instructor
        desk.nbgrader("generate_assignment", name)
        for number in range(students):
            submitted = desk.folder / "submitted" / f"s{number:03}" / name
            shutil.copytree(desk.folder / "release" / name, submitted)
            shutil.copy(course.reference(name), submitted / course.load(name).module_file)
        started = time.monotonic()
        desk.run("autograde", name)
        return time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-a", "--assignment", default="a3_linear_regression")
    parser.add_argument("--few", type=int, default=2)
    parser.add_argument("--many", type=int, default=34)
    given = parser.parse_args()
    if given.many <= given.few:
        parser.error("--many must be more than --few.")
    course = Course.find(Path(__file__))
    few, many = (measure(course, given.assignment, students) for students in (given.few, given.many))
    each = (many - few) / (given.many - given.few)
    print(
        f"{given.assignment}: {given.few} students {few:.1f} s, {given.many} students {many:.1f} s: {each:.3f} s each"
    )


if __name__ == "__main__":
    main()
