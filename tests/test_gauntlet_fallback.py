"""Runs where means of isolation are missing: the level falls as promised, is recorded, and is said once.

AUTOGRADER_TEST_WITHOUT plays a machine without them: there, they are found missing as they would be in earnest.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import namespaces
import pytest

from autograder.course.model import Course
from autograder.sandbox.launch import MECHANISMS

pytestmark = pytest.mark.security

ASSIGNMENT = "a1_one_weight"
ROOT = Path(__file__).resolve().parents[1]
ALL = ",".join(MECHANISMS)
PROMISED = {"": 3, "bubblewrap": 2, "landlock": 3, "seccomp": 1, "bubblewrap,landlock": 1, ALL: 1}
RUNS = [*((without, "self") for without in PROMISED), ("bubblewrap", "plain"), (ALL, "plain")]
WARNING = "Warning: the isolation level is only 1"


class Done(NamedTuple):
    """A finished `autograder grade` of one honest submission."""

    status: int
    said: str
    out: Path


def grade(folder: Path, without: str, require: int, prefix: list[str], **environment: str) -> Done:
    """Grade one honest submission without some means of isolation."""
    work = folder / f"{without or 'nothing'}-{require}-{len(prefix)}"
    student = work / "submitted" / "s1"
    student.mkdir(parents=True)
    shutil.copy(Course(ROOT).reference(ASSIGNMENT), student)
    work.chmod(0o777)
    command = [sys.executable, "-m", "autograder", "grade", str(work / "submitted"), "-a", ASSIGNMENT, "-j", "1"]
    command += ["-o", str(work / "out"), "--seed", "1", "--require-isolation", str(require)]
    done = subprocess.run(
        [*prefix, *command],
        env=os.environ | {"AUTOGRADER_TEST_WITHOUT": without} | environment,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), work / "out")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory(prefix="fallback-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture(scope="module")
def runs(request, folder) -> Iterator[dict[tuple[str, str], Future[Done] | str]]:
    """The runs that the selected tests need, as many at a time as there are processors."""
    wanted = [
        tuple(item.callspec.params[key] for key in ("without", "user"))
        for item in request.session.items
        if "runs" in item.fixturenames and item.path == Path(__file__)
    ]
    prefixes: dict[str, list[str] | str] = {"self": []}
    if any(user == "plain" for _, user in wanted):
        try:
            prefixes["plain"] = namespaces.prefix("plain", folder)
        except OSError as error:
            prefixes["plain"] = str(error)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            (without, user): prefixes[user]
            if isinstance(prefixes[user], str)
            else pool.submit(grade, folder, without, 1, prefixes[user])
            for without, user in wanted
        }


LEVELS = f"""
import json, pathlib
from autograder.course.model import Course
from autograder.grading.environment import sandbox_config
from autograder.sandbox.launch import MECHANISMS, Isolation
from autograder.sandbox.forkserver import hide_memory
from autograder.sandbox.selftest import isolation_report
hide_memory()
course = Course(pathlib.Path({str(ROOT)!r}))
config = sandbox_config(course.load({ASSIGNMENT!r}), Isolation())
levels = {{}}
for without in {list(PROMISED)!r}:
    means = Isolation(**{{name: name not in without.split(",") for name in MECHANISMS}})
    levels[without] = isolation_report(config, [course.reference({ASSIGNMENT!r})], means).level
print(json.dumps(levels))
"""


@pytest.fixture(scope="module")
def machine() -> dict[str, int]:
    """The level that this machine gives without some means, to a grader that hides its memory as the commands do."""
    done = subprocess.run([sys.executable, "-c", LEVELS], cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, int] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("without", PROMISED)
def test_level_falls_as_promised(without: str, machine) -> None:
    """Each missing means costs what it should, as far as this machine has the others."""
    if without != ALL and machine[""] < 3:
        pytest.skip(f"this machine gives level {machine['']} at most")

    assert machine[without] in ((0, 1) if without == ALL else (PROMISED[without],))


@pytest.mark.parametrize(("without", "user"), RUNS)
def test_level_is_recorded_and_said(without: str, user: str, runs, machine) -> None:
    """run.json and every record tell the level of the run; level 1 prints one warning; level 0 grades nothing."""
    run = runs[without, user]
    if isinstance(run, str):
        pytest.skip(f"not tried as a plain user: {run}")
    done = run.result()
    if machine[without] == 0:
        assert done.status == 2
        assert not done.out.exists()
        return

    assert done.status == 0, done.said
    lines = (done.out / "results.jsonl").read_text().splitlines()
    record = json.loads(lines[0])
    assert machine[without] == json.loads((done.out / "run.json").read_text())["isolation"]
    assert machine[without] == record["isolation"]
    assert (record["status"], record["score"]) == ("graded", record["max_score"])
    assert done.said.count(WARNING) == (machine[without] == 1)


@pytest.mark.parametrize(
    ("without", "require"),
    [("bubblewrap", 3), ("seccomp", 3), ("seccomp", 2), ("bubblewrap,landlock", 2), (ALL, 3), (ALL, 2)],
)
def test_required_level_fails_closed(without: str, require: int, folder) -> None:
    """Below the required level nothing is graded: exit status 2, one plain sentence, and no results."""
    done = grade(folder, without, require, [])

    assert done.status == 2
    assert done.said.startswith(f"autograder: Isolation level {require} is required, but this machine gives ")
    assert len(done.said.strip().splitlines()) == 1
    assert not done.out.exists()


def test_missing_program_is_found_missing(folder, machine) -> None:
    """Without bwrap on the PATH the level is 2: it is tried, not presumed."""
    if machine["bubblewrap"] != 2:
        pytest.skip(f"this machine gives level {machine['bubblewrap']} without bubblewrap")
    empty = folder / "empty"
    empty.mkdir()

    refused = grade(folder, "", 3, [], PATH=str(empty))

    assert refused.status == 2
    assert "this machine gives 2" in refused.said
    assert "bwrap" in refused.said


def test_check_fails_closed_too() -> None:
    """`autograder check` refuses like `grade`, and prints no mark."""
    file = Course(ROOT).reference("a3_linear_regression")
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "check", str(file), "--require-isolation", "3"],
        env=os.environ | {"AUTOGRADER_TEST_WITHOUT": "bubblewrap"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("autograder: Isolation level 3 is required, but this machine gives ")
