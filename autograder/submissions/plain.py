"""A folder for each student: nbgrader's `<student>/<assignment>/<module>`, or `<student>/<module>`.

All may lie in one more folder, such as `submitted`. Instead of a folder a student may have a zip or tar file.
Source: nbgrader's documentation, "The nbgrader philosophy" (directory structure); the rest is what people send.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from autograder.faults import UserError
from autograder.submissions.archive import ArchiveError, is_archive, open_file, open_inner
from autograder.submissions.layout import Class, Person, Work
from autograder.submissions.module import Wanted, is_called
from autograder.submissions.tree import Entry, OnDisk, is_junk, walk

TITLE = "a folder for each student"
_NO_STUDENT = re.compile(
    r"(?:hw|homework|assignment|asgn|assn|ex|exercise|lab|ps|pset|problem[ _-]?set|project|proj|task|week|unit|class"
    r"|course|a|aufgabe|blatt|übung|uebung|abgabe|devoir|tp|td|tarea|new folder|untitled folder)s?[ _.-]*\d+.*"
    r"|submitted|submissions?|downloads?|final|draft|old|new|src|code|source|solutions?|work|my ?work|homework|data"
    r"|assignments?|abgaben?|python|files?|lib|helpers?|utils?|tests?|new folder|untitled folder",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(
    r"(?:section|sect?|group|gruppe|groupe|grupo|tutorial|tut|class|lab|seminar|[uü]bung|uebung|kurs)s?[ _.-]*\w{1,4}",
    re.IGNORECASE,
)
_ALL_STUDENTS = frozenset({"submitted", "submissions"})
_SAMPLE = 50


class AmbiguousError(UserError):
    """Two folders, one in the other, may each be a student; its text says so and what to do."""


def find(entries: Sequence[Entry], wanted: Wanted, folder_name: str = "") -> Class | None:
    """Who handed in what, or None where there is neither a folder nor an archive. Raises AmbiguousError.

    `folder_name` is the name of the folder or archive that holds the entries.
    """
    folders = [entry for entry in entries if entry.is_folder or getattr(entry, "is_link", False)]
    files = [entry for entry in entries if entry not in folders]
    if len(folders) == 1 and folder_name not in _ALL_STUDENTS and folders[0].is_folder:
        inner = _visible(folders[0])
        if _is_wrapper(folders[0].name, inner, wanted, folder_name):
            within = find(inner, wanted, folders[0].name)
            return within and within._replace(left_out=within.left_out + [entry.name for entry in files])
    archives = [entry for entry in files if is_archive(entry.name)]
    sections = _sections([*folders, *archives], wanted)
    if sections is not None:
        return sections._replace(left_out=[*sections.left_out, *(e.name for e in files if e not in archives)])
    if folders:  # beside folders an archive may be all of them, packed
        archives = [entry for entry in archives if _is_of_one_student(entry, wanted)]
    works = [*(_of_folder(entry, wanted) for entry in folders), *(_of_archive(entry) for entry in archives)]
    return Class(works, [entry.name for entry in files if entry not in archives]) if works else None


def _sections(parts: Sequence[Entry], wanted: Wanted) -> Class | None:
    """The students in several folders or archives that are called as sections of a class are; None where there is none.

    Each holds folders only, and some holds the work of several students.
    """
    if len(parts) < 2 or not all(_SECTION.fullmatch(_stem(part)) for part in parts):
        return None
    try:
        inside = [_visible(part if part.is_folder else open_inner(part)) for part in parts]
    except ArchiveError:
        return None
    students = [[entry for entry in entries if entry.is_folder or is_archive(entry.name)] for entries in inside]
    holders = [sum(is_archive(entry.name) or _holds_work(entry) for entry in entries) for entries in students]
    if any(is_called(entry.name, wanted.module_file) for entries in inside for entry in entries):
        return None
    if not all(students) or max(holders) < 2 or any(_is_no_student(e.name, wanted) for part in students for e in part):
        return None
    results = [find(entries, wanted, "submissions") for entries in inside]
    classes = [part for part in results if part is not None]
    return Class([w for part in classes for w in part.works], [name for part in classes for name in part.left_out])


def _stem(entry: Entry) -> str:
    return entry.name if entry.is_folder else re.sub(r"(?:\.tar)?\.[A-Za-z0-9]+$", "", entry.name)


def _is_of_one_student(archive: Entry, wanted: Wanted) -> bool:
    """Whether an archive beside the folders is the work of a student, or cannot be read and so may be it."""
    try:
        places = list(walk(open_inner(archive).entries()))
    except ArchiveError:
        return not _is_no_student(_stem(archive), wanted)
    return sum(is_called(placed.path[-1], wanted.module_file) for placed in places) == 1


def _of_folder(folder: Entry, wanted: Wanted) -> Work:
    problem = "The student's folder is a link; hand in the folder itself." if getattr(folder, "is_link", False) else ""
    return Work((Person(folder.name),), partial(_own, folder, wanted.assignment), problem=problem)


def _own(folder: Entry, assignment: str) -> list[Entry]:
    """A student's files: those of this assignment, where nbgrader's folder for it is there."""
    entries = folder.entries()
    named = next((entry for entry in entries if entry.name == assignment), None)
    if named is None:
        return entries
    if getattr(named, "is_link", False):
        raise OSError(errno.ELOOP, "it is a link")
    return named.entries() if named.is_folder else entries


def _of_archive(entry: Entry) -> Work:
    return Work((Person(_stem(entry)),), lambda: [entry])


def _visible(folder: Entry) -> list[Entry]:
    try:
        return [entry for entry in folder.entries() if not is_junk(entry)]
    except OSError:
        return []


def _is_wrapper(name: str, inside: Sequence[Entry], wanted: Wanted, outer_name: str) -> bool:
    """Whether the only folder of a place holds the students, and is not a student itself. Raises AmbiguousError."""
    folders = [entry for entry in inside if entry.is_folder]
    if not folders or any(entry.name == wanted.assignment for entry in folders):
        return False
    if name in _ALL_STUDENTS or any(_holds_students(entry) for entry in folders):
        return True
    own = any(not entry.is_folder and is_called(entry.name, wanted.module_file) for entry in inside)
    holders = [folder for folder in folders if _holds_work(folder)]
    no_student = _is_no_student(name, wanted) or (not own and name == re.sub(r"(?:\.tar)?\.\w+$", "", outer_name))
    inner_no_student = all(_is_no_student(folder.name, wanted) for folder in holders or folders)
    if no_student != inner_no_student:
        return no_student
    if own and len(holders) < 2:
        return False
    if not own and len(folders) > 1 and len(holders) != 1:
        return bool(holders) or not any(is_archive(entry.name) for entry in inside)
    if not holders:
        return False
    raise AmbiguousError(
        f"The student may be {name} or {(holders or folders)[0].name}, a folder in it: make a folder named submitted, "
        "put the folder of the student there, and grade that."
    )


def _holds_students(folder: Entry) -> bool:
    return folder.name in _ALL_STUDENTS and any(entry.is_folder for entry in _visible(folder))


def _is_no_student(name: str, wanted: Wanted) -> bool:
    names = (wanted.assignment.casefold(), wanted.module_file.removesuffix(".py").casefold())
    plain = re.sub(r"\s*\(\d+\)$", "", name.strip()).casefold()
    return bool(_NO_STUDENT.fullmatch(plain)) or plain.replace("-", "_").startswith(names)


def _holds_work(folder: Entry) -> bool:
    try:
        entries = folder.entries()
    except OSError:
        return False
    names = (placed.path[-1].casefold() for placed in islice(walk(entries), _SAMPLE))
    return any(name.endswith((".py", ".ipynb", ".txt")) or is_archive(name) for name in names)


def unwrapped(entries: Sequence[Entry]) -> tuple[list[Entry], str] | None:
    """What the only folder, or the only archive, of a place holds, and its name; None where there is no such thing."""
    folders = [entry for entry in entries if entry.is_folder]
    archives = [entry for entry in entries if not entry.is_folder and is_archive(entry.name)]
    if len(folders) == 1 and not archives:
        return _visible(folders[0]), folders[0].name
    if not folders and len(archives) == 1:
        archive = archives[0]
        try:  # on the disk of any size: the instructor put it there
            root = open_file(Path(archive.path)) if isinstance(archive, OnDisk) else open_inner(archive)
        except (ArchiveError, OSError):
            return None
        return [entry for entry in root.entries() if not is_junk(entry)], archives[0].name
    return None
