"""A course of one's own, from the wheel alone: started in an empty folder, checked, graded, taken through nbgrader."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FIRST, SECOND, MODULE = "a1_linear_model", "a2_second_model", "second_model.py"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built of a copy: what an earlier build left in the repository does not get into it."""
    source = tmp_path_factory.mktemp("source")
    shutil.copytree(ROOT / "autograder", source / "autograder", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = "from setuptools import build_meta; build_meta.build_wheel('dist')"
    subprocess.run([sys.executable, "-c", build], cwd=source, capture_output=True, check=True)
    [built] = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a fresh environment: the wheel is installed there, and its dependencies are those of this one.

    A path in a .pth file adds a folder without its own .pth files, so that an editable install is not found there.
    """
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    made = folder / "bin" / "python"
    install = [sys.executable, "-m", "pip", "--python", made, "install", "--no-index", "--no-deps", "--quiet", wheel]
    subprocess.run([*install, "--disable-pip-version-check"], check=True)
    [packages] = (folder / "lib").glob("python*/site-packages")
    lines = dict.fromkeys(sysconfig.get_path(name) for name in ("purelib", "platlib"))
    (packages / "dependencies.pth").write_text("".join(f"{line}\n" for line in lines))
    return made


@pytest.fixture(scope="module")
def run(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """`run(folder, *arguments)`: Python in the fresh environment and that folder; its exit status is 0."""
    home = tmp_path_factory.mktemp("home")
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "AUTOGRADER", "PYTEST"))
    }
    # The dependencies keep programs and templates beside the Python that they were installed for.
    kept["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), kept["PATH"]])
    kept |= {"HOME": str(home), "JUPYTER_PATH": str(Path(sysconfig.get_path("data"), "share", "jupyter"))}

    def in_folder(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [str(python), *map(str, arguments)]
        done = subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    return in_folder


def test_the_wheel_holds_the_engine_and_its_files_alone(wheel: Path) -> None:
    """Every file of autograder/ that is not a program is in it too, and nothing of this course or its tests."""
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "autograder").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert packed == there


@pytest.mark.slow
def test_a_course_of_ones_own(run: Run, python: Path, tmp_path: Path) -> None:
    """From an empty folder to marks and feedback, with no copy of the repository."""
    course = tmp_path / "Own course"
    course.mkdir()
    places = run(course, "-c", "import sys; print(*sys.path, sep='\\n')").stdout.splitlines()

    def autograder(*arguments: object) -> str:
        return run(course, "-m", "autograder", *arguments).stdout

    packages = [Path(place, "autograder") for place in filter(None, places) if Path(place, "autograder").exists()]
    assert [package.is_relative_to(python.parents[1]) for package in packages] == [True]
    autograder("init")
    autograder("new", SECOND)
    share_a_helper(course / "solutions" / SECOND / "hidden")
    add_a_mistake(course / "solutions" / SECOND)
    autograder("generate")
    assert "good" in run(course, "-m", "autograder", "validate", SECOND).stderr

    for student, file in (("ada", course / "solutions" / SECOND), ("bob", course / "assignments" / SECOND)):
        (course / "class" / student).mkdir(parents=True)
        shutil.copy(file / MODULE, course / "class" / student)
    (course / "class" / "cleo").mkdir()
    right = (course / "solutions" / SECOND / MODULE).read_text()
    (course / "class" / "cleo" / MODULE).write_text(f"{right}\n\n{TREBLED}")
    autograder("grade", "class", "-a", SECOND, "-j", "1", "-o", "out")
    records = [json.loads(line) for line in (course / "out" / "results.jsonl").read_text().splitlines()]
    assert {record["student"]: (record["status"], record["score"]) for record in records} == {
        "ada": ("graded", 5.0),
        "bob": ("unchanged", 0.0),
        "cleo": ("graded", 2.0),
    }
    lost = next(
        task for record in records for task in record["tasks"] if record["student"] == "cleo" if task["mistake"]
    )
    assert (lost["name"], lost["mistake"], lost["message"]) == (
        "gradient",
        "trebled",
        "The gradient is three times too large.",
    )
    assert "The 2 of the square became a 6." in (course / "out" / "feedback" / "cleo.md").read_text()

    shown = autograder("demo", "-a", SECOND)
    with (course / "demo-out" / "instructor" / "grades.csv").open() as file:
        marks = {(row["assignment"], row["student_id"]): float(row["score"]) for row in csv.DictReader(file)}
    assert f"{len(marks)} marks are in" in shown
    assert [marks[SECOND, f"student{number}"] for number in (1, 2, 3)] == [5.0, 0.0, 5.0]
    assert all(marks[SECOND, f"student{number}"] < 5.0 for number in (4, 5))
    pages = course.glob(f"demo-out/students/student*/{SECOND}/feedback/*/{SECOND}.html")
    assert len(list(pages)) == 5
    assert (course / "demo-out" / "exchange" / "Own-course" / "outbound" / SECOND).is_dir()


def share_a_helper(hidden: Path) -> None:
    """Move the sizes of the hidden inputs into a module beside the hidden cases, which import it."""
    cases = hidden / "test_hidden.py"
    text = cases.read_text()
    [line] = [line for line in text.splitlines() if line.startswith("SHAPES = ")]
    (hidden / "inputs.py").write_text(f'"""Sizes of the hidden inputs."""\n\n{line}\n')
    cases.write_text(
        text.replace(line, "").replace("import numpy as np\n", "import numpy as np\nfrom .inputs import SHAPES\n", 1)
    )


TREBLED = """def gradient(X, y_hat, y):
    return 3 * (2 / len(y)) * X.T @ (y_hat - y)
"""


def add_a_mistake(folder: Path) -> None:
    """A mistake of this assignment alone: its section, its numbers and a variant that makes it."""
    section = "\n## trebled\n> {It} is three times too large.\n\nThe 2 of the square became a 6.\n"
    with (folder / "mistakes.md").open("a") as file:
        file.write(section)
    cases = folder / "hidden" / "test_hidden.py"
    text = cases.read_text()
    assert '"doubled": 2 * right,' in text
    cases.write_text(text.replace('"doubled": 2 * right,', '"doubled": 2 * right,\n        "trebled": 3 * right,'))
    with (folder / "variants" / "gradient.py").open("a") as file:
        file.write(f"\n\n# %% wrong trebled\n# The 2 of the square became a 6.\n{TREBLED}")
