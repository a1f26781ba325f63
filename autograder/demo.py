"""The sample class, and nbgrader's accounts for it on one machine: an instructor, students, an exchange.

Its submissions are put together from the reference, the stub and the variants; `solutions/sample_class.toml` says who
hands in what, so that no submission is kept twice. All accounts belong to one user of the system; what tells them apart
is where nbgrader finds its settings. Grades nothing.
"""

from __future__ import annotations

import ast
import atexit
import multiprocessing
import os
import shutil
import subprocess
import sys
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import msgspec

from autograder.course.make_stub import stub_source
from autograder.course.model import COURSE_FILE, Course, CourseError
from autograder.course.variants import find_variant, variants
from autograder.faults import UserError
from autograder.nbgrader.settings import CONFIG


class SampleStudent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One student: a recipe for each assignment, and what is to be shown by it."""

    name: str
    shows: str
    work: dict[str, str]


class SampleClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The students of the sample class."""

    students: list[SampleStudent]


def read_sample_class(course: Course) -> SampleClass:
    """Read solutions/sample_class.toml. Raises CourseError when it is missing or broken."""
    path = course.solutions / "sample_class.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=SampleClass)
    except (OSError, msgspec.DecodeError, ValueError) as error:
        raise CourseError(f"solutions/sample_class.toml cannot be used: {error}.") from error


def demo_class(course: Course, names: list[str]) -> list[SampleStudent]:
    """A class in which somebody hands in each of these assignments.

    It is the sample class. Where that has no work, or where there is no sample_class.toml, students hand in the
    reference, the stub, a right variant, and a wrong variant of each task. Raises CourseError.
    """
    has_sample = (course.solutions / "sample_class.toml").exists()
    students = read_sample_class(course).students if has_sample else []
    for name in names:
        if not any(name in student.work for student in students):
            for number, recipe in enumerate(_own_recipes(course, name)):
                if number == len(students):
                    students.append(
                        SampleStudent(f"student{number + 1}", "work made from the assignment's own files", {})
                    )
                students[number] = msgspec.structs.replace(
                    students[number], work=students[number].work | {name: recipe}
                )
    return students


def _own_recipes(course: Course, name: str) -> list[str]:
    planted = variants(course, name)
    right = [f"right {variant.name}" for variant in planted if variant.right][:1]
    wrong: dict[str, str] = {}
    for variant in planted:
        if not variant.right:
            wrong.setdefault(variant.tasks[0][0], f"wrong {variant.name}")
    return ["reference", "stub", *right, *wrong.values()]


def build_submission(course: Course, name: str, recipe: str) -> str | None:
    """The module that a recipe makes; None for "missing".

    A recipe is one or more of these, joined by " + ": `reference`, `stub`, `right NAME` or `wrong NAME` (variants),
    `only TASK, TASK` (the stub with these tasks solved), `loop TASK` (it never ends), `line TEXT` (a first line).
    """
    source = ""
    for step in recipe.split(" + "):
        kind, _, rest = step.strip().partition(" ")
        if kind == "missing":
            return None
        source = _step(course, name, source, kind, rest.strip())
    return source


def _step(course: Course, name: str, source: str, kind: str, rest: str) -> str:
    if kind == "reference":
        return _reference(course, name)
    if kind == "stub":
        return stub_source(course, name)
    if kind in ("right", "wrong"):
        whole = find_variant(course, name, kind, rest).source
        return whole if not source else source + "\n\n" + whole.removeprefix(_reference(course, name))
    if kind == "only":
        wanted = {task.strip() for task in rest.split(",")}
        solved = "\n\n\n".join(_definitions(course, name, wanted))
        return f"{source or stub_source(course, name)}\n\n{solved}\n"
    if kind == "loop":
        return f"{source or _reference(course, name)}\n\ndef {rest}(*arguments):\n    while True:\n        pass\n"
    if kind == "line":
        return f"{rest}\n{source or _reference(course, name)}"
    raise CourseError(f"solutions/sample_class.toml has an unknown recipe: {kind!r}.")


def _reference(course: Course, name: str) -> str:
    return course.reference(name).read_text(encoding="utf-8")


def _definitions(course: Course, name: str, wanted: set[str]) -> list[str]:
    """The source of some tasks, and of the helpers that the reference keeps beside them."""
    source = _reference(course, name)
    nodes = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    unknown = wanted - {node.name for node in nodes}
    if unknown:
        raise CourseError(f"The reference of {name} has no {min(unknown)}.")
    taken = [node for node in nodes if node.name in wanted or node.name.startswith("_")]
    return [ast.get_source_segment(source, node) or "" for node in taken]


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
        text = output.decode("utf-8", "replace")
        if check and status != 0:
            last = "\n".join(text.strip().splitlines()[-5:])
            raise CommandError(f"nbgrader {' '.join(arguments)} failed (its whole output is in {self.log}):\n{last}")
        return text


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
