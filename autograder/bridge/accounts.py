"""Several nbgrader accounts on one machine, for the demo and the tests: an instructor, students, an exchange.

All of them belong to one user of the system; what tells them apart is where nbgrader finds its settings.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import subprocess
import sys
from pathlib import Path

from autograder.course.model import Course, CourseError

CONFIG = "nbgrader_config.py"
_SERVER = "nbgrader.apps.nbgraderapp"


class CommandError(Exception):
    """A command of nbgrader failed; its text is one sentence and the end of what the command said."""


class Account:
    """Somebody who uses nbgrader in a folder of their own."""

    def __init__(self, folder: Path, log: Path, settings: list[str]) -> None:
        self.folder = folder
        self.log = log
        self._config = folder / ".jupyter"
        self._config.mkdir(parents=True, exist_ok=True)
        (self._config / CONFIG).write_text("\n".join(["c = get_config()", *settings, ""]))

    @property
    def environment(self) -> dict[str, str]:
        """What tells Jupyter that it runs for this account."""
        data = str(self.folder / ".local")
        places = {"HOME": str(self.folder), "JUPYTER_CONFIG_DIR": str(self._config), "JUPYTER_DATA_DIR": data}
        return {**places, "JUPYTER_RUNTIME_DIR": data, "IPYTHONDIR": data}

    def nbgrader(self, *arguments: str, check: bool = True) -> str:
        """Run a command of nbgrader in a process forked from one that has imported it; returns what it said.

        The import takes seconds and a class has many commands. Raises CommandError where the command fails.
        """
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_SERVER])
        start = self._length()
        process = context.Process(target=_command, args=(arguments, self.folder, self.environment, self.log))
        process.start()
        process.join()
        return self._said(start, arguments, process.exitcode, check)

    def run(self, *arguments: str, check: bool = True) -> str:
        """Run a command of nbgrader as a program of its own, as a person would."""
        start = self._length()
        with self.log.open("ab") as log:
            done = subprocess.run(
                [sys.executable, "-m", "nbgrader", *arguments],
                cwd=self.folder,
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                check=False,
            )
        return self._said(start, arguments, done.returncode, check)

    def _length(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def _said(self, start: int, arguments: tuple[str, ...], status: int | None, check: bool) -> str:
        said = self.log.read_bytes()[start:].decode("utf-8", "replace")
        if check and status != 0:
            last = "\n".join(said.strip().splitlines()[-5:])
            raise CommandError(f"nbgrader {' '.join(arguments)} failed (all it said is in {self.log}):\n{last}")
        return said


class School:
    """An instructor, students and an exchange in a new folder. Raises CourseError when the course cannot be copied."""

    def __init__(self, course: Course, folder: Path) -> None:
        folder = folder.resolve()
        self.folder = folder
        self.exchange = folder / "exchange"
        self.exchange.mkdir(parents=True)
        self.exchange.chmod(0o777)
        desk = folder / "instructor"
        desk.mkdir()
        try:
            for name in ("assignments", "solutions"):
                shutil.copytree(
                    course.root / name, desk / name, ignore=shutil.ignore_patterns("variants", "__pycache__")
                )
            shutil.copy(course.root / CONFIG, desk / CONFIG)
        except (OSError, shutil.Error) as error:
            raise CourseError(f"The course in {course.root} cannot be copied: {error}.") from error
        self.instructor = Account(desk, folder / "instructor.log", [f"c.Exchange.root = {str(self.exchange)!r}"])

    def student(self, name: str, course_id: str) -> Account:
        """A new student's account."""
        home = self.folder / "students" / name
        settings = [
            f"c.Exchange.root = {str(self.exchange)!r}",
            f"c.Exchange.cache = {str(home / '.cache')!r}",
            f"c.CourseDirectory.course_id = {course_id!r}",
            f"c.CourseDirectory.student_id = {name!r}",
        ]
        return Account(home, self.folder / f"student-{name}.log", settings)


def _command(arguments: tuple[str, ...], folder: Path, environment: dict[str, str], log: Path) -> None:
    """In the new process."""
    os.chdir(folder)
    os.environ.update(environment)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["nbgrader", *arguments]
    from nbgrader.apps.nbgraderapp import NbGraderApp

    NbGraderApp.launch_instance()
