"""Finds the submissions of a class as instructors have them: nbgrader's tree, a plain tree, an archive of either."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from autograder.faults import UserError
from autograder.submissions.archive import ArchiveError, read_archive
from autograder.submissions.reading import (
    MAX_ENTRIES,
    MAX_TOTAL,
    TOO_MANY,
    Submission,
    chosen_files,
    read_file,
    read_folder,
    reason,
    refuse_source,
)


class SubmissionsError(UserError):
    """There is no class to grade at the given place; its text is one sentence."""


class SubmissionSource(NamedTuple):
    """Where a student's submission is; `read` reads it, now and not before, and says what is wrong with it."""

    student: str
    read: Callable[[], Submission]


def find_submissions(place: Path, assignment: str, module_file: str) -> Iterator[Submission]:
    """The submissions at a place, each read in its turn. Raises SubmissionsError as `find_sources` does."""
    return (found.read() for found in find_sources(place, assignment, module_file))


def find_sources(place: Path, assignment: str, module_file: str) -> Iterator[SubmissionSource]:
    """The students at a place, sorted: `<student>/<assignment>/<module>`, `<student>/<module>`, or an archive (zip or
    tar) of either, which is read at once.

    A submission that cannot be read comes with its problem. Raises SubmissionsError when there is no such place or no
    student in it.
    """
    try:
        exists = place.exists()
    except OSError as error:
        raise SubmissionsError(f"{place} cannot be read: {reason(error)}.") from error
    if not exists:
        raise SubmissionsError(f"There is no folder, zip or tar file {place}.")
    if place.is_file():
        for submission in _in_archive(place, assignment, module_file):
            yield SubmissionSource(submission.student, partial(_itself, submission))
        return
    try:
        entries = sorted((entry.name, entry.is_symlink()) for entry in os.scandir(place) if _may_be_student(entry))
    except OSError as error:
        raise SubmissionsError(f"{place} cannot be read: {reason(error)}.") from error
    for name, link in entries:
        student = os.fsencode(name).decode("utf-8", "backslashreplace")
        if link:
            problem = "The student's folder is a link; hand in the folder itself."
            yield SubmissionSource(student, partial(Submission, student, problem=problem))
        else:
            yield SubmissionSource(student, partial(_in_folder, place, name, student, assignment, module_file))
    if not entries:
        raise SubmissionsError(f"{place} has no folder of a student; expected <student>/{module_file} in it.")


def _may_be_student(entry: os.DirEntry[str]) -> bool:
    return not entry.name.startswith(".") and (entry.is_symlink() or entry.is_dir())


def _in_folder(place: Path, name: str, student: str, assignment: str, module_file: str) -> Submission:
    inner = place / name / assignment
    return read_folder(student, inner if os.path.isdir(inner) else place / name, module_file)


def _itself(submission: Submission) -> Submission:
    return submission


def _in_archive(place: Path, assignment: str, module_file: str) -> Iterator[Submission]:
    try:
        read = read_archive(place)
    except ArchiveError as error:
        raise SubmissionsError(str(error)) from error
    # A file that lies beside the students' folders is nobody's, and macOS adds a folder of its own to every zip.
    members = {path: data for path, data in read.items() if len(path.parts) > 1 and path.parts[0] != "__MACOSX"}
    students: dict[str, dict[str, bytes | str]] = {}
    wrapped = _wrapper(members, assignment)
    for path, content in members.items():
        folders = path.parts[wrapped:-1]
        # The student is the first folder, never a later one: else anybody could hand in a folder of somebody's name.
        if len(folders) == 1 or (len(folders) == 2 and folders[1] == assignment):
            students.setdefault(folders[0], {})[path.name] = content
    if not students:
        raise SubmissionsError(f"{place.name} has no <student>/{module_file}.")
    for student in sorted(students):
        yield _from_members(student, students[student], module_file)


def _from_members(student: str, members: dict[str, bytes | str], module_file: str) -> Submission:
    if len(members) > MAX_ENTRIES:
        return Submission(student, problem=TOO_MANY)
    content = members.get(module_file)
    if content is None:
        return Submission(student, problem=f"{module_file} was not handed in.", missing=True)
    problem = content if isinstance(content, str) else refuse_source(module_file, content)
    if problem:
        return Submission(student, problem=problem)
    files: dict[str, bytes] = {module_file: content} if isinstance(content, bytes) else {}
    total = len(content)
    for name in chosen_files(members, module_file)[1:]:
        data = members[name]
        if isinstance(data, bytes) and not refuse_source(name, data) and total + len(data) <= MAX_TOTAL:
            files[name] = data
            total += len(data)
    return Submission(student, files)


def _wrapper(members: dict[PurePosixPath, bytes | str], assignment: str) -> int:
    """How many folders all members lie in before the students' begin: `submitted`, or the folder that was zipped."""
    first = {path.parts[0] for path in members}
    if first == {"submitted"}:
        return 1
    deep = all(len(path.parts) > 2 and path.parts[1] != assignment for path in members)
    return 1 if len(first) == 1 and deep else 0


def read_one(path: Path, module_file: str, student: str = "you") -> Submission:
    """One file, taken as the module whatever it is called, for `autograder check`."""
    data, problem = read_file(path, path.name)
    problem = problem or refuse_source(path.name, data)
    return Submission(student, problem=problem) if problem else Submission(student, {module_file: data})
