"""Finds the submissions of a class as instructors have them: the students first, then the work of each.

A folder and an archive take the same path. The forms that are recognised, from the most particular to the plainest,
stand in LAYOUTS; one that is wrapped in a folder, or in an archive, is recognised as well.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.faults import UserError
from autograder.submissions import blackboard, brightspace, canvas, classroom, gradescope, moodle, plain
from autograder.submissions.archive import ArchiveError, is_archive, open_file
from autograder.submissions.layout import Class, Layout, Work, time_beside
from autograder.submissions.module import Found, Wanted, find_module
from autograder.submissions.reading import Submission
from autograder.submissions.tree import Entry, OnDisk, Renamed, is_junk, is_results, reason

LAYOUTS: tuple[Layout, ...] = (gradescope, canvas, moodle, blackboard, brightspace, classroom)
_WRAPPERS = 2
_SHOWN = 3
"""Names of files in a sentence."""
_MOST_SECTIONS = 20


class SubmissionsError(UserError):
    """There is no class to grade at the given place; its text is one sentence."""


class SubmissionSource(NamedTuple):
    """Where a student's submission is; `read` reads it, now and not before, and says what is wrong with it."""

    student: str
    read: Callable[[], Submission]
    person: Submission | None = None
    """Who the student is and when the work came, without its files."""


class FoundClass(NamedTuple):
    """The students of a place, sorted, the form that it has, and the names of what belongs to nobody."""

    sources: list[SubmissionSource]
    layout: str
    left_out: list[str]


def find_class(path: Path, wanted: Wanted) -> FoundClass:
    """The students at a place: a folder, or a zip or tar file. Nothing of their work is read yet.

    A submission that cannot be read comes with its problem. Raises SubmissionsError when there is no such place or no
    student in it, and when it is not clear which folder is a student.
    """
    root, refused = _root(path)
    entries = [entry for entry in root if not is_junk(entry)]
    results = [entry.name for entry in entries if is_results(entry)]
    entries = [entry for entry in entries if entry.name not in results]
    try:
        matched, title = _recognised(entries, wanted, path.resolve().name)
    except plain.AmbiguousError as error:
        raise SubmissionsError(f"{path}: {error}") from error
    if matched is None or not matched.works:
        raise SubmissionsError(_no_class(path, entries, wanted))
    sources = sorted(_sources(matched.works, wanted), key=lambda source: source.student)
    return FoundClass(sources, title, sorted([*matched.left_out, *results, *refused]))


def _root(path: Path) -> tuple[list[Entry], list[str]]:
    """What lies at a place, and the members of an archive that lead out of it. Raises SubmissionsError."""
    try:
        if not path.exists():
            raise SubmissionsError(f"There is no folder, zip or tar file {path}.")
        if not path.is_file():
            return OnDisk(str(path.resolve()), True).entries(), []
        folder = open_file(path)
    except OSError as error:
        raise SubmissionsError(f"{path} cannot be read: {reason(error)}.") from error
    except ArchiveError as error:
        raise SubmissionsError(str(error)) from error
    return folder.entries(), folder.outside


def _recognised(entries: list[Entry], wanted: Wanted, folder_name: str) -> tuple[Class | None, str]:
    """Whose is what, and the form's title."""
    matched = _of_lms(entries, wanted)
    if matched is not None:
        return matched
    matched = _of_sections(entries, wanted)
    if matched is not None:
        return matched
    inner = plain.unwrapped(entries)
    if inner is not None and is_archive(inner[1]) and any(entry.is_folder for entry in inner[0]):
        entries, folder_name = inner
    return plain.find(entries, wanted, folder_name), plain.TITLE


def _of_lms(entries: list[Entry], wanted: Wanted, wrappers: int = 0) -> tuple[Class, str] | None:
    """The class where an LMS, or a git classroom, made the form, in a few wrappers at the most."""
    for layout in LAYOUTS:
        matched = layout.find(entries, wanted)
        if matched is not None and not (wrappers and layout is classroom and len(matched.works) < 2):
            return matched, layout.TITLE
    inner = plain.unwrapped(entries) if wrappers < _WRAPPERS else None
    within = _of_lms(inner[0], wanted, wrappers + 1) if inner is not None else None
    if inner is None or within is None:
        return None
    beside = [entry.name for entry in entries if entry.name != inner[1]]
    return within[0]._replace(left_out=within[0].left_out + beside), within[1]


def _of_sections(entries: list[Entry], wanted: Wanted) -> tuple[Class, str] | None:
    """The class where several downloads of one LMS lie beside one another, such as a download of each section."""
    parts = [entry for entry in entries if entry.is_folder or is_archive(entry.name)]
    if not 1 < len(parts) <= _MOST_SECTIONS:
        return None
    works: list[Work] = []
    left_out = [entry.name for entry in entries if entry not in parts]
    titles = set()
    for part in parts:
        inner = plain.unwrapped([part])
        matched = _of_lms(inner[0], wanted, _WRAPPERS) if inner is not None else None
        if matched is None or matched[1] == classroom.TITLE:
            return None
        works += matched[0].works
        left_out += matched[0].left_out
        titles.add(matched[1])
    return (Class(works, left_out), titles.pop()) if len(titles) == 1 else None


def _no_class(path: Path, entries: Sequence[Entry], wanted: Wanted) -> str:
    if any(entry.name == wanted.module_file for entry in entries):
        return f"{path} holds {wanted.module_file} itself; name the folder that holds the students' folders."
    loose = [
        entry.name for entry in entries if not entry.is_folder and entry.name.casefold().endswith((".py", ".ipynb"))
    ]
    if loose:
        shown = ", ".join(loose[:_SHOWN]) + (f" and {len(loose) - _SHOWN} more" if len(loose) > _SHOWN else "")
        first = loose[0].rpartition(".")[0]
        return (
            f"{path} has {len(loose)} file{'s' if len(loose) > 1 else ''} ({shown}), but no folder of a student: put "
            f"each file into a folder with the student's name, such as {first}/{wanted.module_file}."
        )
    return f"{path} has no folder of a student; expected <student>/{wanted.module_file} in it."


def _sources(works: Sequence[Work], wanted: Wanted) -> Iterator[SubmissionSource]:
    everyone = [(person, work) for work in works for person in work.people]
    taken: dict[str, str] = {}
    for person, _ in everyone:
        student, number = person.id, 2
        while student in taken:
            student, number = f"{person.id} ({number})", number + 1
        taken[student] = person.id.strip().casefold()
    alike: dict[str, list[str]] = {}
    for student, name in taken.items():
        alike.setdefault(name, []).append(student)
    for (student, name), (person, work) in zip(taken.items(), everyone, strict=True):
        others = [other for other in alike[name] if other != student]
        known = Submission(
            student,
            name=person.name,
            email=person.email,
            timestamp=work.time,
            late=work.late,
            partners=[other.id for other in work.people if other.id != person.id],
            same_person=others,
            flags=[*work.flags, *([f"another submission has the name {person.id}, too"] if others else [])],
            source=work.source,
        )
        yield SubmissionSource(student, partial(_read, work, known, wanted), known)


def _read(work: Work, known: Submission, wanted: Wanted) -> Submission:
    """The submission: who handed it in, and the module with its helpers."""
    if work.problem:
        return msgspec.structs.replace(known, problem=work.problem)
    try:
        entries = work.entries()
    except OSError as error:
        return msgspec.structs.replace(known, problem=f"The folder cannot be read: {reason(error)}.")
    return _with(known, find_module(entries, wanted), known.timestamp or time_beside(entries))


def _with(known: Submission, module: Found, timestamp: str) -> Submission:
    return msgspec.structs.replace(
        known,
        files=dict(module.files),
        problem=module.problem,
        missing=module.missing,
        timestamp=timestamp,
        file=module.file,
        source=module.source or known.source,
        notes=list(module.notes),
        flags=[*known.flags, *module.flags],
        found=list(module.found),
    )


def read_folder(student: str, folder: Path, module_file: str, tasks: Sequence[str] = ()) -> Submission:
    """Read a student's folder. A file that cannot be taken becomes the submission's `problem`, never an exception."""
    work = Work((), OnDisk(os.path.abspath(folder), True).entries)
    return _read(work, Submission(student), Wanted("", module_file, tuple(tasks)))


def read_one(path: Path, module_file: str, student: str = "you", tasks: Sequence[str] = ()) -> Submission:
    """One file, taken as the module whatever it is called, for `autograder check`."""
    file = Renamed(OnDisk(os.path.abspath(path), False), module_file)
    module = find_module([file], Wanted("", module_file, tuple(tasks)))
    problem = module.problem.replace(module_file, path.name, 1)
    return _with(Submission(student), module._replace(problem=problem, missing=False, found=()), "")
