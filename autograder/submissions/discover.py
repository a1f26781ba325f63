"""Finds the submissions of a class as instructors have them: nbgrader's tree, a plain tree, a zip of either."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from autograder.submissions.archive import ArchiveError, read_zip
from autograder.submissions.reading import MAX_TOTAL, Submission, read_file, read_folder, reason, refuse_source


class SubmissionsError(Exception):
    """There is no class to grade at the given place; its text is one sentence."""


def find_submissions(place: Path, assignment: str, module_file: str) -> Iterator[Submission]:
    """The submissions at a place, sorted by student: `<student>/<assignment>/<module>`, `<student>/<module>`, or a zip.

    A submission that cannot be read comes with its problem. Raises SubmissionsError when there is no such place or no
    student in it.
    """
    if not place.exists():
        raise SubmissionsError(f"There is no folder or zip file {place}.")
    if place.is_file():
        yield from _in_zip(place, assignment, module_file)
        return
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except OSError as error:
        raise SubmissionsError(f"{place} cannot be read: {reason(error)}.") from error
    found = False
    for entry in entries:
        if entry.name.startswith(".") or not (entry.is_symlink() or entry.is_dir()):
            continue
        found = True
        if entry.is_symlink():
            yield Submission(entry.name, problem="The student's folder is a link; hand in the folder itself.")
            continue
        inner = place / entry.name / assignment
        yield read_folder(entry.name, inner if inner.is_dir() else place / entry.name, module_file)
    if not found:
        raise SubmissionsError(f"{place} holds no student's folder; <student>/{module_file} is expected in it.")


def _in_zip(place: Path, assignment: str, module_file: str) -> Iterator[Submission]:
    try:
        members = read_zip(place)
    except ArchiveError as error:
        raise SubmissionsError(str(error)) from error
    students: dict[str, dict[str, bytes | str]] = {}
    for path, content in members.items():
        folders = [part for part in path.parts[:-1] if part != "submitted"]
        if len(folders) > 1 and folders[-1] == assignment:
            folders = folders[:-1]
        elif len(folders) > 1 and folders[-1] != assignment and assignment in folders:
            continue
        if folders:
            students.setdefault(folders[-1], {})[path.name] = content
    if not students:
        raise SubmissionsError(f"{place.name} holds no <student>/{module_file}.")
    for student in sorted(students):
        yield _from_members(student, students[student], module_file)


def _from_members(student: str, members: dict[str, bytes | str], module_file: str) -> Submission:
    content = members.get(module_file)
    if content is None:
        return Submission(student, problem=f"{module_file} was not handed in.", missing=True)
    problem = content if isinstance(content, str) else refuse_source(module_file, content)
    if problem:
        return Submission(student, problem=problem)
    files = {name: data for name, data in members.items() if isinstance(data, bytes) and not refuse_source(name, data)}
    while sum(map(len, files.values())) > MAX_TOTAL and len(files) > 1:
        files.pop(max(name for name in files if name != module_file))
    return Submission(student, files)


def read_one(path: Path, module_file: str, student: str = "you") -> Submission:
    """One file, taken as the module whatever it is called, for `autograder check`."""
    data, problem = read_file(path, path.name)
    problem = problem or refuse_source(path.name, data)
    return Submission(student, problem=problem) if problem else Submission(student, {module_file: data})
