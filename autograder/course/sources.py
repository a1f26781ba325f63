"""Reads an assignment's source files, and makes the stub that students get of its module."""

from __future__ import annotations

from pathlib import Path

from autograder.course.make_stub import stub_of_module
from autograder.course.model import Assignment, Course, CourseError


def stub_source(course: Course, name: str) -> str:
    """The text of an assignment's stub, exactly as students get it. Raises CourseError."""
    assignment = course.load(name)
    text, where = source_text(course, name, assignment.module_file)
    return stub_of_module(text, where, [task.definition for task in assignment.tasks])


def source_text(course: Course, name: str, file: str) -> tuple[str, str]:
    """The text of a file of an assignment, and its path for messages. Raises CourseError."""
    where = f"solutions/{name}/{file}"
    try:
        data = source_bytes(course, course.folder(name) / file)
        return data.decode().replace("\r\n", "\n").replace("\r", "\n"), where
    except UnicodeDecodeError as error:
        raise CourseError(f"{where} is not UTF-8 text.") from error


def source_bytes(course: Course, path: Path) -> bytes:
    """The bytes of a file of the course. Raises CourseError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        where = path.relative_to(course.root).as_posix()
        raise CourseError(f"{where} cannot be read: {error.strerror}.") from error


def data_files(course: Course, assignment: Assignment) -> tuple[tuple[str, bytes], ...]:
    """The data files of an assignment: name and content, as students get them. Raises CourseError."""
    for file in assignment.data:
        if Path(file).name != file:
            raise CourseError(
                f"solutions/{assignment.name}/assignment.toml lists data {file!r}; expected a plain file name."
            )
    return tuple((file, source_bytes(course, course.solutions / "shared" / file)) for file in assignment.data)
