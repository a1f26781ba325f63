"""Machines that are set up in odd ways: the same marks, a lower isolation level, or one true sentence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from crashing_course import NAME, write_class, write_course
from factories import write_course_file

import autograder
from autograder.course.model import Course
from autograder.grading.run import RunRequest, grade_class
from autograder.results.store import read_results


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    made = write_course(tmp_path_factory.mktemp("odd") / "course")
    write_course_file(made.root)
    return made


@pytest.fixture(scope="module")
def plain(course: Course, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What comes out where nothing is odd."""
    return results(course, tmp_path_factory.mktemp("plain"))


def results(course: Course, place: Path) -> bytes:
    """The lines of results.jsonl of a class of two, of whom one is right."""
    students = write_class(place / "class", ["a", "b"])
    (students / "b" / "tiny.py").write_text("def double(x):\n    return 3 * x\n")
    grade_class(course, RunRequest(students, NAME, place / "out", 1, seed=3))
    assert [record.score for record in read_results(place / "out")[1]] == [10.0, 0.0]
    return (place / "out" / "results.jsonl").read_bytes()


# -- pytest's own variables ----------------------------------------------------------------------------------------

SETTINGS = {
    "PYTEST_ADDOPTS": [
        "-k 'not double'",
        "-v",
        "-n 2",
        "--junitxml=x.xml",
        "--pdb",
        "--no-such-option",
        "'",
        "-x -p no:python",
    ],
    "PYTEST_PLUGINS": ["no_such_plugin"],
    "PYTEST_DEBUG": ["1"],
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": ["1"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in SETTINGS.items() for value in values])
def test_settings_of_pytest_change_no_record(course, plain, tmp_path, monkeypatch, name, value):
    """They are for a person's own tests; the process keeps them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)

    assert results(course, tmp_path / "set") == plain
    assert os.environ[name] == value
    assert not (tmp_path / "x.xml").exists()


# -- Containers without rights, disks without room -----------------------------------------------------------------

_SHARED = "mount -t tmpfs -o {} none /dev/shm"
_FULL = f"{_SHARED.format('size=4k')}; dd if=/dev/zero of=/dev/shm/full bs=4k count=1 2>/dev/null"
_DEVICES = "null zero full random urandom tty"
_ABSENT = (
    f"mkdir $HOME/dev; mount -t tmpfs none $HOME/dev; cd $HOME/dev; for d in {_DEVICES}; do touch $d; "
    "mount --bind /dev/$d $d; done; ln -s /proc/self/fd fd; mount --rbind $HOME/dev /dev; cd /"
)
MACHINES = {
    "a single user": "true",
    "no shared memory": _ABSENT,
    "shared memory is full": _FULL,
    "shared memory is read-only": _SHARED.format("ro"),
    "the temporary folder is read-only": "mkdir $HOME/ro; mount -t tmpfs -o ro none $HOME/ro; export TMPDIR=$HOME/ro",
}


def on_machine(setup: str, place: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `autograder` as a root with one mapped user, in mounts of its own; skips the test where that is refused."""
    program = shutil.which("unshare")
    if program is None or subprocess.run([program, "-Urm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("namespaces cannot be made here")
    return subprocess.run(
        [program, "-Urm", "sh", "-c", f'{setup}; exec "$@"', "sh", sys.executable, "-m", "autograder", *command],
        env=os.environ | {"HOME": str(place), "PYTHONPATH": str(Path(autograder.__file__).parents[1]), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("machine", "without"),
    [("a single user", "bubblewrap"), ("a single user", "bubblewrap,landlock,seccomp"), *((m, "") for m in MACHINES)],
)
def test_odd_machine_gives_the_same_marks(course, plain, tmp_path, machine, without):
    """By the highest isolation level that is to be had there, which the record says."""
    students = write_class(tmp_path / "class", ["a", "b"])
    (students / "b" / "tiny.py").write_text("def double(x):\n    return 3 * x\n")
    where = ["--course", str(course.root), "-a", NAME, "-j", "1", "--seed", "3", "-o", str(tmp_path / "out")]

    done = on_machine(MACHINES[machine], tmp_path, "grade", str(students), *where, AUTOGRADER_TEST_WITHOUT=without)

    assert done.returncode == 0, done.stderr
    found, expected = (
        [json.loads(line) for line in lines.splitlines()]
        for lines in ((tmp_path / "out" / "results.jsonl").read_bytes(), plain)
    )
    levels = {record.pop("isolation") for record in found}
    assert levels <= ({1} if "landlock" in without else {2, 3})
    assert found == [{key: value for key, value in record.items() if key != "isolation"} for record in expected]


def test_doctor_where_nothing_can_be_written(tmp_path):
    """It ends with a level and says what to do."""
    setup = "for d in /tmp /var/tmp /dev/shm; do mount -t tmpfs -o ro none $d; done; cd /proc"
    if Path(autograder.__file__).is_relative_to("/tmp") or Path(sys.prefix).is_relative_to("/tmp"):
        pytest.skip("the package itself lies in the temporary folder")

    done = on_machine(setup, tmp_path, "doctor")

    assert done.returncode == 0, done.stderr
    assert "Isolation level 0" in done.stdout
    assert "There is no folder for temporary files that can be written to" in done.stdout.partition("What to do")[2]
