"""The autograder for Gradescope in the layout of Gradescope's container: honest work, attacks, and refusals."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from gradescope_container import Container, Run
from lms_rules import gradescope_faults

from autograder.authoring.gradescope import gradescope_zip, pinned
from autograder.course.model import Course, read_settings

COURSE = Course.find(Path(__file__))
A1 = "a1_one_weight"
FILE = "one_weight.py"
RIGHT = COURSE.reference(A1).read_text(encoding="utf-8")
FULL = COURSE.load(A1).max_score
LEVEL_1 = "bubblewrap,landlock,seccomp"

ATTACK = """
FAKE = '{"score": 1000, "output": "forged", "tests": []}'
RESULTS = "/autograder/results/results.json"


def attempt(action):
    try:
        return bool(action())
    except BaseException:
        return False


def read(path):
    import os

    if os.path.isdir(path):
        return os.listdir(path)
    with open(path, "rb") as file:
        return file.read(1)


def overwrite(path=RESULTS):
    import os

    with open(path, "w") as file:
        file.write(FAKE)
    os.rename(path, path + ".mine")


def replace_folder():
    import os

    os.rename("/autograder/results", "/autograder/old")
    os.mkdir("/autograder/results")
    overwrite()


def survive():
    import os
    import time

    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            end = time.time() + 8
            while time.time() < end:
                attempt(overwrite)
                attempt(replace_folder)
                time.sleep(0.05)
        os._exit(0)


SOURCE = "/autograder/source"
CLOSED = (
    SOURCE,
    SOURCE + "/course",
    SOURCE + "/course/course.toml",
    SOURCE + "/course/solutions/a1_one_weight/hidden/test_hidden.py",
    SOURCE + "/course/solutions/a1_one_weight/hidden/mistakes.py",
    SOURCE + "/course/solutions/a1_one_weight/one_weight.py",
)
LOOT = [path for path in CLOSED if attempt(lambda: read(path))]
LOOT += [action.__name__ for action in (overwrite, replace_folder) if attempt(action)]
attempt(survive)
print(FAKE)
for number in (1, 2):
    attempt(lambda: __import__("os").write(number, FAKE.encode()))
if LOOT:
    def forward(x, w):
        raise RuntimeError
"""
"""Put below right work: a mark below all points says that something was read or changed."""

needs_a_container = pytest.mark.skipif(
    shutil.which("bwrap") is None or os.getuid() != 0, reason="a root file system of its own needs bubblewrap and root"
)
pytestmark = [needs_a_container, pytest.mark.slow, pytest.mark.security]


@pytest.fixture(scope="module")
def container(tmp_path_factory) -> Container:
    """A container in which setup.sh has run."""
    made = gradescope_zip(COURSE, COURSE.load(A1), read_settings(COURSE), 1)
    built = Container(tmp_path_factory.mktemp("gradescope"), made)
    status, output = built.set_up()
    assert status == 0, output
    return built


def text_of(run: Run) -> str:
    """What the harness has at the end, for a failing test."""
    return f"{run.status} {json.dumps(run.results)} {run.stdout}"


def level_of(run: Run) -> int:
    """The isolation level that the test for instructors names."""
    hidden = [test for test in run.results["tests"] if test["visibility"] == "hidden"]
    found = re.search(r"Isolation level (\d) of 3", hidden[0]["output"])
    assert found
    return int(found[1])


def test_setup_installs_the_pinned_versions_and_closes_the_course(container: Container):
    """pip gets the file of pinned versions and nothing else; only its owner may enter the source folder."""
    constraints = container.root / "source" / "constraints.txt"

    assert container.asked() == ["install", "--no-cache-dir", "-r", "/autograder/source/constraints.txt"]
    assert constraints.read_text().splitlines() == pinned(COURSE.load(A1))
    assert not [path for path in (container.root / "source").rglob("*") if path.stat().st_mode & 0o077]
    assert not (container.root / "source").stat().st_mode & 0o077


@pytest.mark.parametrize("user", [0, 1000])
def test_right_work_has_all_points(container: Container, user: int):
    """The results are in Gradescope's form, with the points of the assignment, for root and for another user."""
    run = container.grade({FILE: RIGHT}, user=user)

    assert run.status == 0, text_of(run)
    assert gradescope_faults(run.results) == []
    assert run.results["score"] == FULL
    assert level_of(run) >= 2


def test_a_file_that_does_not_import_has_one_text(container: Container):
    """Points as the record has them, one text above, and no list of failed tasks."""
    run = container.grade({FILE: RIGHT + "\ndef broken(:\n"})

    assert run.status == 0, text_of(run)
    assert gradescope_faults(run.results) == []
    assert run.results["score"] == 0
    assert run.results["output"].startswith("Python could not load the file.")
    assert [test["visibility"] for test in run.results["tests"]] == ["hidden"]


@pytest.mark.parametrize(("without", "most"), [("", 3), ("bubblewrap", 2), (LEVEL_1, 1)])
def test_an_attack_reads_nothing_and_changes_nothing(container: Container, without: str, most: int):
    """Reads of the source folder, writes and renames of the results, a process that stays behind, forged output.

    At each level that gives marks: the attacker's right work has its points, and the results stay the grader's.
    """
    run = container.grade({FILE: RIGHT + ATTACK}, wait=9, AUTOGRADER_TEST_WITHOUT=without)

    assert run.status == 0, text_of(run)
    assert gradescope_faults(run.results) == []
    assert run.results["score"] == FULL, text_of(run)
    assert "forged" not in json.dumps(run.results) + run.stdout
    assert 1 <= level_of(run) <= most
    assert sorted(path.name for path in (container.root / "results").iterdir()) == ["results.json", "stdout"]
    assert not (container.root / "old").exists()


def test_a_link_to_the_reference_is_not_followed(container: Container):
    """A repository that is handed in may hold links; the grader reads as root, and would read the reference."""
    reference = Path("/autograder/source/course/solutions") / A1 / FILE
    run = container.grade({FILE: reference})

    assert gradescope_faults(run.results) == []
    assert run.results["score"] == 0, text_of(run)
    assert [test["visibility"] for test in run.results["tests"]] == ["hidden"]


def refused(run: Run) -> bool:
    """No score, no test, a status that is an error, and a text for the student that does not speak of points."""
    return (
        run.status != 0
        and not {"score", "tests"} & run.results.keys()
        and "This is not a mark of 0" in run.results["output"]
        and run.results["stdout_visibility"] == "hidden"
    )


def test_below_the_required_level_there_is_no_mark(container: Container):
    """The course's level holds; the reason is where instructors alone can read it."""
    settings = container.root / "source" / "course" / "course.toml"
    before = settings.read_text()
    settings.write_text(before.replace("require_isolation = 1", "require_isolation = 3"))
    try:
        run = container.grade({FILE: RIGHT}, AUTOGRADER_TEST_WITHOUT="bubblewrap")
    finally:
        settings.write_text(before)

    assert refused(run), text_of(run)
    assert "Isolation level 3 is required" in run.stdout
    assert "solation" not in json.dumps(run.results)


def test_at_level_1_as_the_owner_of_the_course_there_is_no_mark(container: Container):
    """Not root, and nothing but limits: student code could read the hidden cases, so it is not started."""
    run = container.grade({FILE: RIGHT + ATTACK}, user=1000, AUTOGRADER_TEST_WITHOUT=LEVEL_1)

    assert refused(run), text_of(run)
    assert "does not close the hidden cases" in run.stdout


def test_without_the_course_there_is_no_mark(container: Container):
    """A grader that cannot start leaves a text and no score."""
    course = container.root / "source" / "course"
    course.rename(course.with_name("away"))
    try:
        run = container.grade({FILE: RIGHT})
    finally:
        course.with_name("away").rename(course)

    assert refused(run), text_of(run)
