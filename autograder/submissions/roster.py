"""The course's list of students, a CSV of any LMS, and its join with those who handed in.

Columns are found by their usual names. A student is recognised by an id, else by the mail address, else by the name,
and only where exactly one line of the roster fits.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec

from autograder.faults import UserError
from autograder.submissions.discover import SubmissionSource
from autograder.submissions.reading import Submission
from autograder.submissions.tree import read_file

_MOST = 16 << 20
_COLUMNS = {
    "lms": "id identifier userid lmsuserid participant participantid canvasid",
    "login": "sisloginid loginid login username user netid anmeldename benutzername",
    "number": "sisuserid idnumber studentid sid orgdefinedid studentnumber matriculationnumber matrikelnummer idnummer",
    "github": "githubusername github githublogin",
    "email": "email emailaddress mail mailaddress emailadresse",
    "name": "student name fullname studentname displayname vollständigername vollstaendigername",
    "first": "firstname givenname vorname",
    "last": "lastname surname familyname nachname",
}
_ROLES = {alias: role for role, aliases in _COLUMNS.items() for alias in aliases.split()}
_IDS = ("lms", "login", "number", "github")


class RosterError(UserError):
    """The roster cannot be used; its text is one sentence and what to do."""


class Listed(NamedTuple):
    """A line of the roster."""

    ids: dict[str, str]
    name: str
    email: str
    names: frozenset[str]
    """The name in the orders that LMSs write it, letters and digits only."""
    first: str = ""
    last: str = ""
    """The parts of the name: the table's, else those around a comma, else the last word and the words before it."""

    @property
    def shown(self) -> str:
        number = next((self.ids[role] for role in ("login", "number", "lms", "github") if role in self.ids), self.email)
        return f"{self.name} ({number})" if self.name and number else self.name or number


class Joined(NamedTuple):
    """The class with what the roster says of it."""

    sources: list[SubmissionSource]
    absent: list[str]
    """Who is on the roster and has no submission."""
    unlisted: list[str]
    """The ids of those who handed in and are not on the roster."""


def read_roster(path: Path) -> list[Listed]:
    """The students on a roster. Raises RosterError."""
    data, problem = read_file(path.resolve(), str(path), _MOST)
    if problem:
        raise RosterError(f"The roster cannot be used: {problem}")
    if data[:4] == b"PK\3\4":
        raise RosterError(f"{path} is a spreadsheet; save it as CSV, and name that file.")
    lines = _decoded(data).splitlines()
    first = next((line for line in lines if line.strip()), "")
    rows = csv.reader(lines, delimiter=max(",;\t", key=first.count))
    columns: dict[str, int] = {}
    listed = []
    try:
        for row in rows:
            if not columns:
                columns = _columns(row)
            elif (student := _listed(row, columns)) is not None:
                listed.append(student)
    except csv.Error as error:
        raise RosterError(f"{path} is not a table of comma-separated values: {error}.") from error
    if not columns or not listed:
        raise RosterError(
            f"{path} has no student: the first line must name columns such as ID, Username, Email or Last name."
        )
    return listed


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):  # Blackboard's own form of a table
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _columns(row: Sequence[str]) -> dict[str, int]:
    """By role, the first column that has it."""
    found: dict[str, int] = {}
    for at, title in enumerate(row):
        role = _ROLES.get(_plain(title))
        if role is not None:
            found.setdefault(role, at)
    return found


def _listed(row: Sequence[str], columns: dict[str, int]) -> Listed | None:
    """A student; None for an empty line, and for Canvas' line of points."""
    cells = {role: row[at].strip().lstrip("'#").strip() for role, at in columns.items() if at < len(row)}
    first, last = cells.get("first", ""), cells.get("last", "")
    name = cells.get("name", "") or f"{first} {last}".strip()
    if _plain(name) == "pointspossible":
        return None
    ids = {role: cells[role] for role in _IDS if cells.get(role)}
    if "lms" in ids:
        ids["lms"] = re.sub(r"^\D+ (?=\d+$)", "", ids["lms"])  # Moodle's `Participant 12345`
    email = cells.get("email", "")
    if not (ids or email or (name and not columns.keys() & {*_IDS, "email"})):
        return None
    words = name.split()
    orders = [name, *("".join(words[at:] + words[:at]) for at in (1, -1)), last + first, "".join(name.split(",")[::-1])]
    names = {_plain(order) for order in orders} - {""}
    return Listed(ids, name, email, frozenset(names), *((first, last) if first or last else _parts(name)))


def _parts(name: str) -> tuple[str, str]:
    """First and last name, of a name as an LMS writes it."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.strip().rpartition(" ")
    return first.strip(), last.strip()


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def join(sources: Iterable[SubmissionSource], roster: Sequence[Listed]) -> Joined:
    """The submissions with the names, addresses and ids of the roster."""
    index = [_index(roster, keys) for keys in (_ids, _emails, _names)]
    found = [(source, _line(source, index)) for source in sources]
    times = Counter(id(line) for _, line in found if line is not None)
    joined = []
    for source, line in found:
        twice = line is not None and times[id(line)] > 1
        joined.append(source if line is None else _with_roster(source, line, twice=twice))
    absent = [line.shown for line in roster if not times[id(line)]]
    unlisted = [source.student for source, line in found if line is None]
    return Joined(joined, sorted(absent), unlisted)


def lines_of(students: Iterable[str], roster: Sequence[Listed]) -> dict[str, Listed]:
    """The line of each student who is known by an id alone; none for a student whom no line, or several, fit."""
    index = [_index(roster, keys) for keys in (_ids, _emails, _names)]
    none = partial(Submission, "")
    lines = {student: _line(SubmissionSource(student, none), index) for student in students}
    times = Counter(id(line) for line in lines.values())
    return {student: line for student, line in lines.items() if line is not None and times[id(line)] == 1}


def _ids(line: Listed) -> Iterator[str]:
    yield from (value.casefold() for value in line.ids.values())


def _emails(line: Listed) -> Iterator[str]:
    if line.email:
        yield line.email.casefold()
        yield line.email.casefold().partition("@")[0]


def _names(line: Listed) -> Iterator[str]:
    yield from line.names


def _index(roster: Sequence[Listed], keys: Callable[[Listed], Iterator[str]]) -> dict[str, Listed | None]:
    """Each key with its line; None where several lines have it."""
    index: dict[str, Listed | None] = {}
    for line in roster:
        for key in set(keys(line)):
            index[key] = line if key not in index else None
    return index


def _line(source: SubmissionSource, index: Sequence[dict[str, Listed | None]]) -> Listed | None:
    person = source.person or Submission(source.student)
    by_id, by_email, by_name = index
    tries = (
        (by_id, source.student.casefold()),
        (by_email, person.email.casefold()),
        (by_id, person.email.casefold()),
        (by_email, source.student.casefold()),
        (by_name, _plain(person.name)),
        (by_name, _plain(source.student)),
    )
    return next((line for keys, key in tries if key and (line := keys.get(key)) is not None), None)


def _with_roster(source: SubmissionSource, line: Listed, *, twice: bool) -> SubmissionSource:
    person = source.person or Submission(source.student)
    changed = msgspec.structs.replace(
        person,
        name=line.name or person.name,
        email=line.email or person.email,
        ids={role: value for role, value in line.ids.items() if value != source.student},
        flags=[*person.flags, *([f"{line.shown} of the roster has several submissions"] if twice else [])],
    )
    return SubmissionSource(source.student, partial(_read, source, changed), changed)


def _read(source: SubmissionSource, known: Submission) -> Submission:
    submission = source.read()
    had = source.person.flags if source.person is not None else []
    flags = [*known.flags, *submission.flags[len(had) :]]
    return msgspec.structs.replace(submission, name=known.name, email=known.email, ids=known.ids, flags=flags)
