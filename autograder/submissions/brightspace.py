"""Brightspace (D2L), "Download" of an assignment: folders `12345-67890 - Ada Lovelace - Oct 1, 2026 1159 PM`.

The form is `<two numbers> - <name> - <time>`, a folder for each time that a student handed in, with `index.html` beside
them; without folders the file's name comes behind another ` - `. The time is that of the site, in its language, and
without a zone or a colon. Of several attempts the last counts.
Source: cgmb/d2lmf, d2lmf/d2lmf.py and README.md; renaming scripts in public repositories (`397063-2557369 - ...`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from autograder.submissions.layout import Class, Person, Work, inside, iso, last_attempt
from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry, Renamed

TITLE = "Brightspace's download"
_NUMBERS = re.compile(r"\d+-\d+")
_TIME = re.compile(r".*\d.*\b\d{1,2}[:.]?\d{2}(?::\d\d)?(?:\s*[AP]\.?M\.?)?", re.IGNORECASE)
_OWN = frozenset({"index.html"})
_FORMS = tuple(
    f"{day} {hour}"
    for day in ("%b %d, %Y", "%B %d, %Y", "%d %b, %Y", "%d %B, %Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d")
    for hour in ("%I%M %p", "%H%M")
)


class _Part(NamedTuple):
    """The parts of a name: both numbers, the student's name, the time as it stands there, the file's name."""

    numbers: str
    name: str
    time: str
    file: str


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where this is not Brightspace's download."""
    parts = [(entry, _split(entry)) for entry in entries]
    others = [entry.name for entry, part in parts if part is None and entry.name not in _OWN]
    matching = [(entry, part) for entry, part in parts if part is not None]
    if not matching or len(matching) < len(others):
        return None
    attempts: dict[tuple[str, str], dict[str, list[Entry]]] = {}
    for entry, part in matching:
        times = attempts.setdefault((part.numbers, part.name), {})
        own = entry if entry.is_folder else Renamed(entry, part.file)
        times.setdefault(_iso(part.time) or part.time, []).append(own)
    ids = _ids(list(attempts))
    works = []
    for key, times in attempts.items():
        time, own_entries, flags = last_attempt(times)
        problem = ""
        if len(times) > 1 and not all(_iso(part.time) for _, part in matching if (part.numbers, part.name) == key):
            problem = "There are several attempts, and their times cannot be read; keep the right attempt only."
        person, source = Person(ids[key], key[1]), own_entries[0].name
        works.append(Work((person,), partial(inside, own_entries), time, None, flags, problem, source))
    return Class(works, others)


def _split(entry: Entry) -> _Part | None:
    numbers, *rest = entry.name.split(" - ")
    if not _NUMBERS.fullmatch(numbers) or len(rest) < 2:
        return None
    if entry.is_folder:
        return _Part(numbers, " - ".join(rest[:-1]), rest[-1], "")
    at = next((i for i in range(1, len(rest) - 1) if _TIME.fullmatch(rest[i])), None)
    return None if at is None else _Part(numbers, " - ".join(rest[:at]), rest[at], " - ".join(rest[at + 1 :]))


def _iso(time: str) -> str:
    plain = re.sub(r"\s*\b([ap])\.?m\.?$", r" \1m", time.strip(), flags=re.IGNORECASE)
    plain = re.sub(r"(\d{1,2})[:.](\d\d)(?=\s*(?:[ap]m)?$)", r"\1\2", plain)
    plain = re.sub(r"(?<=\s)(\d{3})(?=\s*(?:[ap]m)?$)", r"0\1", plain)  # 803 PM is 08:03
    return iso(plain, *_FORMS)


def _ids(keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """For each student the number that is theirs alone: the first, else the second, else both with the name."""
    for number in (0, 1):
        ids = {key: key[0].split("-")[number] for key in keys}
        if len(set(ids.values())) == len(keys):
            return ids
    return {key: key[1] if len({name for _, name in keys}) == len(keys) else " ".join(key) for key in keys}
