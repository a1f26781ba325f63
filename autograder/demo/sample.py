"""Builds the sample class: submissions put together from the reference, the stub and the variants; grades nothing.

`solutions/sample_class.toml` says who hands in what, so that no submission is kept twice.
"""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec

from autograder.course.make_stub import stub_source
from autograder.course.model import Course, CourseError
from autograder.course.variants import find_variant, variants


class Student(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One student: a recipe for each assignment, and what is to be shown by it."""

    name: str
    shows: str
    work: dict[str, str]


class SampleClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The students of the sample class."""

    students: list[Student]


def read_sample_class(course: Course) -> SampleClass:
    """Read solutions/sample_class.toml. Raises CourseError when it is missing or broken."""
    path = course.solutions / "sample_class.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=SampleClass)
    except (OSError, msgspec.DecodeError, ValueError) as error:
        raise CourseError(f"solutions/sample_class.toml cannot be used: {error}.") from error


def demo_class(course: Course, names: list[str]) -> list[Student]:
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
                    students.append(Student(f"student{number + 1}", "work made from the assignment's own files", {}))
                students[number] = msgspec.structs.replace(
                    students[number], work=students[number].work | {name: recipe}
                )
    return students


def _own_recipes(course: Course, name: str) -> list[str]:
    found = variants(course, name)
    right = [f"right {variant.name}" for variant in found if variant.right][:1]
    wrong: dict[str, str] = {}
    for variant in found:
        if not variant.right:
            wrong.setdefault(variant.tasks[0][0], f"wrong {variant.name}")
    return ["reference", "stub", *right, *wrong.values()]


def write_sample_class(course: Course, folder: Path) -> list[Path]:
    """Write `<student>/<assignment>/<module>.py` for the whole class, in nbgrader's form; returns the files written."""
    written = []
    for student in read_sample_class(course).students:
        for name, recipe in student.work.items():
            target = folder / student.name / name
            target.mkdir(parents=True, exist_ok=True)
            file = target / course.load(name).module_file
            source = build_submission(course, name, recipe)
            if source is None:
                file.unlink(missing_ok=True)
                continue
            file.write_text(source, encoding="utf-8")
            written.append(file)
    return written


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
