"""Blackboard, "Assignment File Download": flat files `A3_ada_attempt_2026-10-01-12-00-00_homework.py`.

The form is `<assignment>_<user name>_attempt_<time>_<file name>`; the time is that of the site, without a zone. Beside
them lies a text for each attempt, `<assignment>_<user name>_attempt_<time>.txt`, with the lines `Name: Ada Lovelace
(ada)`, `Original filename: ...` and `Filename: ...`. Of several attempts the last counts.
Source: kwurst/bb-file-cleanup, README.md and test_bbcleanup.py; vangef/BBGradebookOrganiser, README.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from autograder.submissions.layout import Class, Person, Work, iso, last_attempt, matches, mostly
from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry, Renamed

_MOST_TEXT = 16 << 10
TITLE = "Blackboard's download"
_FILE = re.compile(r"(?P<before>.+)_attempt_(?P<time>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|(?P<text>\.txt))?", re.DOTALL)
_NAME = re.compile(r"^Name:[ \t]*(?P<name>[^\r\n]*?)[ \t]*\((?P<id>[^()\r\n]+)\)[ \t]*\r?$", re.MULTILINE)
_ORIGINAL = re.compile(r"Original filename:[ \t]*([^\r\n]+?)\s*Filename:[ \t]*([^\r\n]+?)[ \t]*(?:\r?\n|\Z)")


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where this is not Blackboard's download."""
    matched, others = matches(_FILE, entries)
    if not mostly(matched, others):
        return None
    people: dict[str, Person] = {}
    originals: dict[str, str] = {}
    for entry, match in matched:
        if match["text"]:
            text = entry.read()[0][:_MOST_TEXT].decode("utf-8", "replace")
            named = _NAME.search(text)
            if named and match["before"].endswith(f"_{named['id']}"):
                people[match["before"]] = Person(named["id"], named["name"])
            sent_as = f"{match['before']}_attempt_{match['time']}_"  # a comment of the student's may name others' files
            originals |= {sent: name for name, sent in _ORIGINAL.findall(text) if sent.startswith(sent_as)}
    attempts: dict[str, dict[str, list[Entry]]] = {}
    for entry, match in matched:
        before = match["before"]
        people.setdefault(before, Person(before.rpartition("_")[2]))
        own = attempts.setdefault(people[before].id, {}).setdefault(iso(match["time"], "%Y-%m-%d-%H-%M-%S"), [])
        if not match["text"]:
            own.append(Renamed(entry, originals.get(entry.name) or match["file"] or entry.name))
    known = {person.id: person for person in people.values()}
    works = []
    for student, times in attempts.items():
        time, files, flags = last_attempt(times)
        works.append(Work((known[student],), partial(list, files), time, flags=flags))
    return Class(works, others)
