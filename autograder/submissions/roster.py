"""The course's list of students, a CSV of any LMS, and its join with those who handed in.

Columns are found by their usual names. A student is recognised by an id, else by the mail address, else by the name,
and only where exactly one line of the roster fits.
"""

from __future__ import annotations

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
from autograder.submissions.sheet import Sheet, SheetError, read_sheet

_COLUMNS = {
    "lms": "id identifier userid lmsuserid participant participantid canvasid",
    "login": "sisloginid loginid login username user netid anmeldename benutzername",
    "number": "sisuserid idnumber studentid sid orgdefinedid studentnumber matriculationnumber matrikelnummer idnummer",
    "github": "githubusername github githublogin",
    "email": "email emailaddress mail mailaddress emailadresse emailadres direccióndecorreo adressedecourriel"
    " indirizzoemail endereçodeemail",
    "name": "student name fullname studentname displayname vollständigername vollstaendigername nombrecompleto"
    " nomcomplet nomecompleto volledigenaam",
    "first": "firstname givenname vorname",
    "last": "lastname surname familyname nachname",
}
_ROLES = {alias: role for role, aliases in _COLUMNS.items() for alias in aliases.split()}
_IDS = ("lms", "login", "number", "github")


_PARTICIPANT = re.compile(
    r"^(?:participante?|partecipante|teilnehmer(?:/in|in)?|deelnemer|deltagar?er?|uczestnik|участник|osallistuja"
    r"|účastník|katılımcı|参与者|参加者|參與者) ?(?=\d+$)",
    re.IGNORECASE,
)
"""What Moodle writes before a participant's number, `Participant 12345`; in most languages without a space."""


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
    try:
        sheet = read_sheet(path, "The roster")
    except SheetError as error:
        raise RosterError(str(error)) from error
    lines = [line for line in listed(sheet) if line is not None]
    if not lines:
        raise RosterError(
            f"{path} has no student: the first line must name columns such as ID, Username, Email or Last name."
        )
    return lines


def listed(sheet: Sheet) -> list[Listed | None]:
    """For each row of a table the student, or None: above and on the head, on an empty line, on Canvas' points."""
    columns: dict[str, int] = {}
    students: list[Listed | None] = []
    numbers = _participants(sheet.rows)
    for row in sheet.rows:
        students.append(_listed(row, columns) if columns else None)
        columns = columns or _columns(row) | numbers
    return students


def _participants(rows: Sequence[Sequence[str]]) -> dict[str, int]:
    """The column of a worksheet of Moodle's that has the participants' numbers, in any language; else nothing."""
    people = [row for row in rows if any(row)][1:]
    width = min(map(len, people), default=0)
    columns = [at for at in range(width) if all(_PARTICIPANT.match(row[at].strip()) for row in people)]
    return {"lms": columns[0]} if columns else {}


def _columns(row: Sequence[str]) -> dict[str, int]:
    """By role, the first column that has it."""
    columns: dict[str, int] = {}
    for at, title in enumerate(row):
        role = _ROLES.get(_plain(title))
        if role is not None:
            columns.setdefault(role, at)
    return columns


def _listed(row: Sequence[str], columns: dict[str, int]) -> Listed | None:
    """A student; None for an empty line, and for Canvas' line of points."""
    cells = {role: row[at].strip().lstrip("'#").strip() for role, at in columns.items() if at < len(row)}
    first, last = cells.get("first", ""), cells.get("last", "")
    name = cells.get("name", "") or f"{first} {last}".strip()
    if _plain(name) == "pointspossible":
        return None
    ids = {role: cells[role] for role in _IDS if cells.get(role)}
    if "lms" in ids:
        ids["lms"] = re.sub(r"^\D+ (?=\d+$)", "", _PARTICIPANT.sub("", ids["lms"]))
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


def recognised(people: Iterable[Submission], roster: Sequence[Listed]) -> list[Listed | None]:
    """For each student the line of the roster; None where no line fits, or several."""
    index = [_index(roster, keys) for keys in (_ids, _emails, _names, _short_ids)]
    return [_line(person, index) for person in people]


def join(sources: Sequence[SubmissionSource], roster: Sequence[Listed]) -> Joined:
    """The submissions with the names, addresses and ids of the roster."""
    people = [source.person or Submission(source.student) for source in sources]
    matches = list(zip(sources, recognised(people, roster), strict=True))
    students: dict[int, list[str]] = {}
    for source, line in matches:
        if line is not None:
            students.setdefault(id(line), []).append(source.student)
    joined = []
    for source, line in matches:
        joined.append(source if line is None else _with_roster(source, line, students[id(line)]))
    absent = [line.shown for line in roster if id(line) not in students]
    unlisted = [source.student for source, line in matches if line is None]
    return Joined(joined, sorted(absent), unlisted)


def lines_of(students: Sequence[str], roster: Sequence[Listed]) -> dict[str, Listed]:
    """The line of each student who is known by an id alone; none for a student whom no line, or several, fit."""
    lines = recognised(map(Submission, students), roster)
    times = Counter(map(id, lines))
    return {s: line for s, line in zip(students, lines, strict=True) if line is not None and times[id(line)] == 1}


def _ids(line: Listed) -> Iterator[str]:
    yield from (value.casefold() for value in line.ids.values())


def _short_ids(line: Listed) -> Iterator[str]:
    """Numbers as a spreadsheet program leaves them: without zeros before them."""
    yield from (value.lstrip("0") for value in line.ids.values() if value.isdigit())


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


def _line(person: Submission, index: Sequence[dict[str, Listed | None]]) -> Listed | None:
    by_id, by_email, by_name, by_short_id = index
    ids = [person.student.casefold(), *(value.casefold() for value in person.ids.values())]
    email = person.email.casefold()
    tries = (
        *((by_id, key) for key in ids),
        *((keys, key) for key in (email, *ids) for keys in (by_email, by_id)),
        *((by_short_id, key.lstrip("0")) for key in ids),
        *((by_id, key.partition("@")[0]) for key in (email, *ids)),
        *((by_name, _plain(name)) for name in (person.name, *ids)),
    )
    return next((line for keys, key in tries if key and (line := keys.get(key)) is not None), None)


def _with_roster(source: SubmissionSource, line: Listed, students: Sequence[str]) -> SubmissionSource:
    """The submission with what its line says; `students` are all submissions that this line fits."""
    person = source.person or Submission(source.student)
    others = [student for student in students if student != source.student]
    changed = msgspec.structs.replace(
        person,
        name=line.name or person.name,
        email=line.email or person.email,
        ids={role: value for role, value in line.ids.items() if value != source.student},
        same_person=list(dict.fromkeys([*person.same_person, *others])),
        flags=[*person.flags, *([f"{line.shown} of the roster has several submissions"] if others else [])],
    )
    return SubmissionSource(source.student, partial(_read, source, changed), changed)


def _read(source: SubmissionSource, known: Submission) -> Submission:
    submission = source.read()
    had = source.person.flags if source.person is not None else []
    flags = [*known.flags, *submission.flags[len(had) :]]
    return msgspec.structs.replace(
        submission, name=known.name, email=known.email, ids=known.ids, same_person=known.same_person, flags=flags
    )
