"""What a course and an assignment are: the schemas of course.toml and assignment.toml, and where their folders lie.

Knows nothing of grading, nor of nbgrader's own settings.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from autograder.course.due_dates import ALL, LatePolicy, LateRule, due_date
from autograder.course.graphs import Graph
from autograder.course.mistakes import ENGINE_FILE, Mistake, overlaid, read_mistakes
from autograder.course.toml_errors import in_words
from autograder.faults import CourseError as CourseError

_UNKNOWN = re.compile(r"Object contains unknown field `(.+?)`(?: - at `\$\.(\w+)(?:\[(\d+)\])?`)?")
_CHECK_CELL = re.compile(r'# %%.*\btask="(\w+)"')
_NAME = r"^[a-z][a-z0-9_]{0,60}$"
Name = Annotated[str, msgspec.Meta(pattern=_NAME)]
Points = Annotated[float, msgspec.Meta(gt=0, le=1000)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=3600)]


_USUAL_IMPORTS = (
    "__future__",
    "numpy",
    "math",
    "typing",
    "collections",
    "dataclasses",
    "functools",
    "itertools",
    "operator",
    "copy",
)


Difficulty = Literal["easy", "medium", "hard"]
Minutes = Annotated[int, msgspec.Meta(gt=0, le=1000)]

EDGES = ("arguments unchanged", "integers", "one row")
"""The edges that a task can declare."""


class Task(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One graded function or class, or a side of a class. `hints` are three tiers: a nudge, a sketch, a worked line."""

    name: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,60}$")]
    points: Points
    summary: str
    hints: Annotated[list[str], msgspec.Meta(min_length=3, max_length=3)]
    core_share: Annotated[float, msgspec.Meta(gt=0.5, le=1)] = 0.8
    """The part of the points that the core cases carry; the edges share the rest evenly."""
    gradient: bool = False
    """The learner is to write a formula: a numeric gradient in its place is flagged, where it is found."""
    of: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z][A-Za-z0-9_]{0,60}$")] | None = None
    """The class of the module that the task grades a side of, where the task has no definition of its own name."""
    edges: list[str] = []
    """The hidden cases of usual kinds that the grader makes of the task's first core case."""
    minutes: Minutes | None = None
    """How long the task takes a usual learner, reading included; only told, as `difficulty` is."""
    difficulty: Difficulty | None = None

    @property
    def definition(self) -> str:
        """The name of the function or class of the module that the learner writes for this task."""
        return self.of or self.name


class Starred(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something for those who are quick, at the end of the notebook: no points, nothing to hand in, nothing graded."""

    title: Annotated[str, msgspec.Meta(min_length=1)]
    """The heading in the notebook, where it stands behind a star."""
    summary: str
    minutes: Minutes
    difficulty: Difficulty = "hard"


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Wall-clock seconds and memory that a submission may use, over all its workers."""

    import_seconds: Seconds = 5.0
    call_seconds: Seconds = 2.0
    task_seconds: Seconds = 4.0
    submission_seconds: Seconds = 20.0
    memory_mib: Annotated[int, msgspec.Meta(ge=256, le=65536)] = 768


class RubricLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Some of the written question's points, and what they are given for."""

    points: Points
    says: str


class Question(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The written question of an assignment, graded by a person; its points do not count in the autograder's score."""

    text: str
    points: Points
    answer: str = ""
    """A model answer, for the person who reads the answers; no file for students holds a sentence of it."""
    rubric: list[RubricLine] = []
    """For what the points are given; they add up to the question's points."""


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One assignment as its author describes it in assignment.toml."""

    title: str
    module: Name
    summary: str
    order: int
    minutes: Annotated[int, msgspec.Meta(gt=0)]
    tasks: Annotated[list[Task], msgspec.Meta(min_length=1)]
    question: Question
    libraries: list[str] = msgspec.field(default_factory=lambda: ["numpy"])
    """Distributions that the sandbox offers beside the standard library."""
    imports: list[str] = msgspec.field(default_factory=lambda: list(_USUAL_IMPORTS))
    """Top-level modules that a submission may import without being flagged."""
    data: list[str] = []
    """Files that are copied beside the stub, and that a submission can read in the grader, too.

    They lie in the assignment's own folder, or in solutions/shared; so do those of `shipped`.
    """
    shipped: list[str] = []
    """Files that are copied beside the stub for use at home only; they are never handed in."""
    starred: list[Starred] = []
    graphs: list[Graph] = []
    """What a feedback page draws of an example beside the explanation of a failed task."""
    limits: Limits = Limits()
    points: Annotated[float, msgspec.Meta(gt=0)] | None = None
    """What the tasks' points should add up to, where an author writes it down to be told of a slip."""
    name: str = ""
    """The folder's name; filled in when the assignment is read."""
    sections: dict[str, str] = {}
    """The heading in the guide notebook under which each task is explained; filled in when the assignment is read."""
    mistakes: dict[str, Mistake] = {}
    """What is said of each mistake, by its id; filled in when the assignment is read."""
    late: LateRule = LateRule()
    """The due date and what late work loses, of course.toml; filled in when the assignment is read."""

    @property
    def max_score(self) -> float:
        return float(sum(task.points for task in self.tasks))

    @property
    def module_file(self) -> str:
        return f"{self.module}.py"

    @property
    def shipped_modules(self) -> list[str]:
        """The names by which a learner's code could import what is shipped for use at home."""
        return [file.removesuffix(".py") for file in self.shipped if file.endswith(".py")]

    def task(self, name: str) -> Task:
        for task in self.tasks:
            if task.name == name:
                return task
        raise CourseError(f"{self.name} has no task {name!r}; its tasks are {', '.join(t.name for t in self.tasks)}.")


FILLED_IN = frozenset({"name", "sections", "mistakes", "late"})
"""Fields of an assignment that no author writes."""
COURSE_FILE = "course.toml"
"""At a course's root; `CourseSettings` says what it holds."""
COURSE_VARIABLE = "AUTOGRADER_COURSE"
"""Names the course's folder in the environment."""


def is_course(folder: Path) -> bool:
    """Whether a folder is a course, and the user may see that."""
    return os.path.isfile(folder / COURSE_FILE)  # Path.is_file raises PermissionError for a closed folder


class Course:
    """A course on disk: `solutions/` and what is generated from it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.solutions = root / "solutions"
        self.assignments = root / "assignments"

    @classmethod
    def find(cls, start: Path | None = None) -> Course:
        """The course around `start`; without `start`, the one AUTOGRADER_COURSE names, else the working folder's.

        Raises CourseError when there is no course.toml there.
        """
        if start is None and (named := os.environ.get(COURSE_VARIABLE)):
            return cls.at(Path(named))
        here = (start or Path.cwd()).resolve()
        for folder in (here, *here.parents):
            if (folder / COURSE_FILE).is_file() or cls(folder).has_assignments():
                return cls.at(folder)
        raise CourseError(
            f"{here} is not in a course, because neither it nor a folder above it has a {COURSE_FILE}. "
            "Start a course with `autograder init`, or name a course with --course."
        )

    @classmethod
    def at(cls, folder: Path) -> Course:
        """The course whose root is this folder. Raises CourseError when it has no course.toml."""
        root = folder.resolve()
        if (root / COURSE_FILE).is_file():
            return cls(root)
        if cls(root).has_assignments():
            raise CourseError(f"{root} has assignments but no {COURSE_FILE}; `autograder init {root}` writes the file.")
        raise CourseError(
            f"{folder} is not a course, because it has no {COURSE_FILE}; `autograder init {folder}` starts a course."
        )

    def has_assignments(self) -> bool:
        return any(self.solutions.glob("*/assignment.toml"))

    def names(self) -> list[str]:
        """The assignments' names in the order of the course."""
        names = [path.parent.name for path in self.solutions.glob("*/assignment.toml")]
        return sorted(names, key=lambda name: (self._read(name).order, name))

    def folder(self, name: str) -> Path:
        return self.solutions / name

    def reference(self, name: str) -> Path:
        """The reference module of an assignment."""
        return self.folder(name) / self._read(name).module_file

    def data_file(self, name: str, file: str) -> Path:
        """Where a data file of an assignment lies: in its own folder, else in `solutions/shared/`."""
        own = self.folder(name) / file
        return own if own.is_file() else self.solutions / "shared" / file

    def load(self, name: str) -> Assignment:
        """Read one assignment. Raises CourseError when it does not exist or its assignment.toml is broken."""
        return msgspec.structs.replace(
            self._read(name),
            name=name,
            sections=_sections(self.folder(name) / "notebook.py"),
            mistakes=self._mistakes(name),
            late=self._late(name),
        )

    def _read(self, name: str) -> Assignment:
        """What assignment.toml alone says. Raises CourseError."""
        path = self.folder(name) / "assignment.toml"
        if not re.match(_NAME, name) or not path.is_file():
            known = ", ".join(sorted(p.parent.name for p in self.solutions.glob("*/assignment.toml")))
            raise CourseError(f"There is no assignment {name!r}; this course has {known}.")
        try:
            assignment = msgspec.toml.decode(path.read_bytes(), type=Assignment)
        except (msgspec.DecodeError, ValueError) as error:
            unknown = _unknown_key(path.read_bytes(), str(error))
            raise CourseError(
                f"solutions/{name}/assignment.toml is broken{unknown or f': {in_words(error)}'}."
            ) from error
        for task in assignment.tasks:
            for edge in set(task.edges) - set(EDGES):
                raise CourseError(
                    f"solutions/{name}/assignment.toml declares an edge {edge!r} of {task.name}; "
                    f"the possible edges are {', '.join(map(repr, EDGES))}."
                )
        for graph in assignment.graphs:
            assignment.task(graph.task)
            for fault in graph.faults():
                said = f" ({graph.when.strip()!r})" if graph.when else ""
                raise CourseError(f"solutions/{name}/assignment.toml has a graph of {graph.task}{said}: {fault}.")
        question = assignment.question
        if question.rubric and sum(line.points for line in question.rubric) != question.points:
            raise CourseError(
                f"solutions/{name}/assignment.toml has a rubric that does not add up to the {question.points:g} points "
                "of the question; change one of them."
            )
        if sum(task.minutes or 0 for task in assignment.tasks) > assignment.minutes:
            raise CourseError(
                f"solutions/{name}/assignment.toml has tasks that take more than {assignment.minutes} minutes "
                "together, as long as the assignment takes; change one of them."
            )
        names = [task.name for task in assignment.tasks]
        if len(set(names)) != len(names):
            raise CourseError(f"solutions/{name}/assignment.toml names a task twice.")
        return assignment

    def _late(self, name: str) -> LateRule:
        if not (self.root / COURSE_FILE).is_file():
            return LateRule()
        settings = read_settings(self)
        return LateRule(settings.due.get(name), settings.late_policy)

    def own_mistakes(self, name: str) -> dict[str, Mistake]:
        """The sections of the assignment's own mistakes.md. Raises CourseError when the file is broken."""
        return read_mistakes(self.folder(name) / "mistakes.md", f"solutions/{name}/mistakes.md")

    def _mistakes(self, name: str) -> dict[str, Mistake]:
        """What is said of each mistake in an assignment: in its own words, else in the course's, else the engine's."""
        course = read_mistakes(self.solutions / "mistakes.md", "solutions/mistakes.md")
        return overlaid(self.own_mistakes(name), overlaid(course, read_mistakes(ENGINE_FILE, ENGINE_FILE.name)))


def _unknown_key(data: bytes, message: str) -> str:
    """The end of a sentence about a key that msgspec does not know, with its line; "" for other messages."""
    match = _UNKNOWN.fullmatch(message)
    if match is None:
        return ""
    key, table, number = match[1], match[2] or "", match[3]
    tables = {"tasks": Task, "starred": Starred, "limits": Limits, "question": Question, "graphs": Graph}
    kind = tables.get(table, Assignment)
    keys = [field for field in kind.__struct_fields__ if kind is not Assignment or field not in FILLED_IN]
    holder = f"[{table}]" if table else "the file"
    if number:
        entry = msgspec.toml.decode(data)[table][int(number)]
        label = entry.get("name") or entry.get("title") or entry.get("task") or int(number) + 1
        holder = f"{ {Task: 'task', Graph: 'a graph of'}.get(kind, table) } {label}"
    line = _line_of_key(data.decode().splitlines(), key, table, int(number or 0))
    return f"{f' in line {line}' if line else ''}: {holder} has a key `{key}`; the keys are {', '.join(keys)}"


def _line_of_key(lines: list[str], key: str, table: str, number: int) -> int:
    """The line of a key in the table of that name, counted from 0 where there are several; 0 where it is not found."""
    seen, inside = -1, not table
    for line_number, line in enumerate(lines, 1):
        if line.startswith("["):
            seen += line.strip("[] ") == table
            inside = seen == number and line.strip("[] ") == table
            if not table and line.strip("[] ") == key:
                return line_number
        elif inside and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return line_number
    return 0


def _sections(script: Path) -> dict[str, str]:
    """The heading above each task's check cell in a notebook's percent script, by task; empty without a script."""
    try:
        lines = script.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return {}
    sections, heading = {}, ""
    for line in lines:
        if line.startswith("# ## "):
            heading = line.removeprefix("# ## ").strip()
        elif (cell := _CHECK_CELL.match(line)) and heading:
            sections[cell[1]] = heading
    return sections


class LmsIds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a learning management system calls this course and its assignments."""

    course: str = ""
    assignments: dict[str, str] = {}


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A course as its author describes it in course.toml."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,60}\Z")]
    """The name of the course in nbgrader, in its exchange and in its gradebook."""
    title: Annotated[str, msgspec.Meta(min_length=1)]
    late_penalty: Literal["zero", "none"] = "none"
    """For work after the due date: `zero` takes all points, `none` takes none unless there is a table `late`."""
    late: LatePolicy | None = None
    """What is taken off instead, by the day."""
    require_isolation: Annotated[int, msgspec.Meta(ge=1, le=3)] = 1
    """Nothing is graded below this isolation level of the sandbox."""
    due: dict[str, Annotated[datetime, msgspec.Meta(tz=True)]] = {}
    """Due dates by assignment, as `due_date` reads them. An assignment without a due date is never late."""
    lms: dict[str, LmsIds] = {}
    """By the system's name in small letters, such as `canvas`."""

    @property
    def late_policy(self) -> LatePolicy:
        """What late work loses."""
        return ALL if self.late_penalty == "zero" else self.late or LatePolicy()


def _due(path: Path, name: str, written: object) -> datetime:
    try:
        return due_date(written)
    except ValueError as error:
        raise CourseError(f"{path}: the due date of {name}, {error}") from error


def read_settings(course: Course) -> CourseSettings:
    """Read course.toml. Raises CourseError when it is missing or broken, or names an assignment that is not there."""
    path = course.root / COURSE_FILE
    try:
        data = msgspec.toml.decode(path.read_bytes())
        if isinstance(data.get("due"), dict):
            data["due"] = {name: _due(path, name, written) for name, written in data["due"].items()}
        settings = msgspec.convert(data, CourseSettings)
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # of msgspec, of the TOML reader, and of bytes that are not UTF-8
        raise CourseError(f"{path} is broken: {in_words(error)}.") from error
    if settings.late_penalty == "zero" and settings.late is not None:
        raise CourseError(f'{path} has late_penalty = "zero" and a table [late]; remove one of them.')
    listed = {*settings.due, *(name for ids in settings.lms.values() for name in ids.assignments)}
    unknown = sorted(name for name in listed if not (course.folder(name) / "assignment.toml").is_file())
    if unknown:
        raise CourseError(f"{path} names the assignment {unknown[0]!r}, which is not in solutions/.")
    return settings
