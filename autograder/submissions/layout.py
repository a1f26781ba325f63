"""What a layout is: it recognises a class by what the place holds, and tells whose is what; each layout is one file.

A layout's file has the form, and the public source of the form, in its first lines. It reads no student's work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry

_LONGEST_NAME = 255
_TIMESTAMP = re.compile(r"[0-9A-Za-z:.,+/ -]{1,64}")


class Person(NamedTuple):
    """A student as the LMS knows them; what it does not say is empty."""

    id: str
    name: str = ""
    email: str = ""


class Work(NamedTuple):
    """What one student handed in, or a group together."""

    people: tuple[Person, ...]
    entries: Callable[[], Sequence[Entry]]
    """Its files and folders, under the names that their owner gave them. Raises OSError."""
    time: str = ""
    """When it was handed in: ISO 8601, without a zone where the LMS gives none."""
    late: bool | None = None
    flags: tuple[str, ...] = ()
    problem: str = ""
    source: str = ""
    """The name of its folder in the download, where that is not the student's id; so the LMS will know it again."""


class Layout(Protocol):
    """A module of this package that recognises one form."""

    TITLE: str
    """What the form is, as the end of "This was read as ..."."""

    def find(self, entries: Sequence[Entry], wanted: Wanted) -> Class | None:
        """Who handed in what, or None where the entries do not have this form. Junk is not among the entries."""


class Class(NamedTuple):
    """All work of a class, and the names of what belongs to nobody."""

    works: list[Work]
    left_out: list[str]


def matches(pattern: re.Pattern[str], entries: Iterable[Entry]) -> tuple[list[tuple[Entry, re.Match[str]]], list[str]]:
    """The entries whose name has a form, each with its match, and the names of all others."""
    matched, others = [], []
    for entry in entries:
        match = pattern.fullmatch(entry.name) if len(entry.name) <= _LONGEST_NAME else None
        if match is None:
            others.append(entry.name)
        else:
            matched.append((entry, match))
    return matched, others


def mostly(matched: Sequence[object], others: Sequence[str]) -> bool:
    """Whether so many entries have a form that it is the form of the place, with some stray files at the most."""
    return bool(matched) and len(matched) >= len(others)


def inside(entries: Sequence[Entry]) -> list[Entry]:
    """The files of flat entries, and what the folders hold. Raises OSError."""
    return [inner for entry in entries for inner in (entry.entries() if entry.is_folder else [entry])]


def iso(text: str, *forms: str) -> str:
    """A time in one of these forms of strptime as ISO 8601; empty where it has none of them."""
    for form in forms:
        try:
            return datetime.strptime(text, form).isoformat()
        except ValueError:
            continue
    return ""


def last_attempt(attempts: dict[str, list[Entry]]) -> tuple[str, list[Entry], tuple[str, ...]]:
    """Of several attempts by their time in ISO 8601: the time and the files of the last, and the flag that says so."""
    last = max(attempts)
    if len(attempts) == 1:
        return last, attempts[last], ()
    return last, attempts[last], (f"handed in {len(attempts)} times; the last time, {last}, was graded",)


def time_beside(entries: Iterable[Entry]) -> str:
    """What nbgrader's timestamp.txt beside the files says, if it may be a time at all; else nothing."""
    file = next((entry for entry in entries if entry.name == "timestamp.txt" and not entry.is_folder), None)
    text = file.read()[0][:200].decode("ascii", "replace").strip() if file is not None else ""
    return text if _TIMESTAMP.fullmatch(text) else ""
