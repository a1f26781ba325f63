"""Seconds a submission that `nbgrader autograde` takes, as it comes (a kernel runs the notebook) and with this course.

Both grade the same right submissions. The seconds until the first one is begun are the same for any class and are
left out: they are the difference between a small class and a larger one, divided by the students between them.

    python benchmarks/nbgrader_stock.py [-a NAME] [--few N] [--many N]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from pathlib import Path

from autograder.bridge.accounts import CONFIG, School
from autograder.course.model import Course

STOCK = """
c = get_config()
c.CourseDirectory.course_id = "backpropagation"
c.CourseDirectory.source_directory = "assignments"
c.Autograde.exclude_overwriting = {name!r: [{module!r}]}
c.Execute.timeout = 120
"""


def measure(course: Course, name: str, students: int, stock: bool) -> float:
    """Seconds of one `nbgrader autograde` over a class."""
    assignment = course.load(name)
    with tempfile.TemporaryDirectory() as folder:
        desk = School(course, Path(folder) / "school").instructor
        desk.nbgrader("generate_assignment", name)
        for number in range(students):
            submitted = desk.folder / "submitted" / f"s{number:03}" / name
            shutil.copytree(desk.folder / "release" / name, submitted)
            shutil.copy(course.reference(name), submitted / assignment.module_file)
        if stock:
            settings = STOCK.replace("{name!r}", repr(name)).replace("{module!r}", repr(assignment.module_file))
            (desk.folder / CONFIG).write_text(settings)
        started = time.monotonic()
        desk.run("autograde", name)
        return time.monotonic() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-a", "--assignment", default="a3_linear_regression")
    parser.add_argument("--few", type=int, default=1)
    parser.add_argument("--many", type=int, default=5)
    given = parser.parse_args()
    course = Course.find()
    each = {}
    for what, stock, scale in (("nbgrader as it comes", True, 1), ("with this course", False, 8)):
        few, many = given.few, given.few + (given.many - given.few) * scale
        first, second = (measure(course, given.assignment, students, stock) for students in (few, many))
        each[what] = (second - first) / (many - few)
        print(f"{what:<22} {few} students {first:6.1f} s, {many} students {second:6.1f} s: {each[what]:6.3f} s each")
    slow, fast = each.values()
    print(f"{given.assignment}: {slow / fast:.0f} times as fast")


if __name__ == "__main__":
    main()
