"""Several nbgrader accounts on one machine, for the demo and the tests: an instructor, students, an exchange.

All of them belong to one user of the system; what tells them apart is where nbgrader finds its settings.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import subprocess
import sys
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from autograder.course.model import COURSE_FILE, Course, CourseError
from autograder.faults import UserError
from autograder.nbgrader.settings import CONFIG

_SERVER = ["nbgrader.apps.nbgraderapp", "autograder.nbgrader.preprocessors", "torch"]
"""What commands need and take seconds to import; torch must not have computed anything when it is forked."""


class CommandError(UserError):
    """A command of nbgrader failed; its text is one sentence and the end of what the command said."""


class DemoUser:
    """Somebody who uses nbgrader in a folder of their own."""

    def __init__(self, folder: Path, log: Path, settings: list[str]) -> None:
        self.folder = folder
        self.log = log
        self._begun = 0
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
        return self.begin(*arguments).finish(check=check)

    def begin(self, *arguments: str) -> Running:
        """Begin such a command; others may run meanwhile, but only one at a time may write to a gradebook of SQLite."""
        self._begun += 1
        return Running(self, arguments, self.log.with_name(f"{self.log.name}.{self._begun}"))

    def run(self, *arguments: str, check: bool = True) -> str:
        """Run a command of nbgrader as a program of its own, as a person would."""
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.folder,
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return self.keep(done.stdout, arguments, done.returncode, check)

    def keep(self, output: bytes, arguments: tuple[str, ...], status: int | None, check: bool) -> str:
        """Add what a command said to the log. Raises CommandError where it failed, if that is to be checked."""
        with self.log.open("ab") as log:
            log.write(output)
        said = output.decode("utf-8", "replace")
        if check and status != 0:
            last = "\n".join(said.strip().splitlines()[-5:])
            raise CommandError(f"nbgrader {' '.join(arguments)} failed (its whole output is in {self.log}):\n{last}")
        return said


class Running:
    """A command of nbgrader on its way."""

    def __init__(self, account: DemoUser, arguments: tuple[str, ...], output: Path) -> None:
        self._account = account
        self._arguments = arguments
        self._output = output
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_SERVER)
        command = (arguments, account.folder, account.environment, output)
        self._process: ForkServerProcess = context.Process(target=_command, args=command)
        self._process.start()

    def finish(self, *, check: bool = True) -> str:
        """Wait for it; returns what it said. Raises CommandError where it failed."""
        self._process.join()
        output = self._output.read_bytes() if self._output.exists() else b""
        self._output.unlink(missing_ok=True)
        return self._account.keep(output, self._arguments, self._process.exitcode, check)


class DemoCourse:
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
            for name in (COURSE_FILE, CONFIG):
                shutil.copy(course.root / name, desk / name)
        except (OSError, shutil.Error) as error:
            raise CourseError(f"The course in {course.root} cannot be copied: {error}.") from error
        self.instructor = DemoUser(desk, folder / "instructor.log", [f"c.Exchange.root = {str(self.exchange)!r}"])

    def student(self, name: str, course_id: str) -> DemoUser:
        """A new student's account."""
        home = self.folder / "students" / name
        settings = [
            f"c.Exchange.root = {str(self.exchange)!r}",
            f"c.Exchange.cache = {str(home / '.cache')!r}",
            f"c.CourseDirectory.course_id = {course_id!r}",
            f"c.CourseDirectory.student_id = {name!r}",
        ]
        return DemoUser(home, self.folder / f"student-{name}.log", settings)


def _command(arguments: tuple[str, ...], folder: Path, environment: dict[str, str], output: Path) -> None:
    """In the new process."""
    os.chdir(folder)
    os.environ.update(environment)
    with output.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    sys.argv = ["nbgrader", *arguments]
    from nbgrader.apps.nbgraderapp import NbGraderApp

    try:
        NbGraderApp.launch_instance()
    finally:
        atexit._run_exitfuncs()  # multiprocessing leaves them out; one closes the grading session
