"""Moodle, "Download all submissions": folders `Ada Lovelace_12345_assignsubmission_file_/homework.py`.

Without folders it is flat: `Ada Lovelace_12345_assignsubmission_file_homework.py`. The number is that of the
participant, whom the grading worksheet calls `Participant 12345`; with blind marking the name is that word in the
language of the site. A team is `<group>_<group id>_...`; `Default group_...` has no number. Newer versions leave out
the last underline of a folder. `_onlinetext_` is what was typed in.
Source: moodle/moodle, mod/assign/classes/downloader.php (get_student_prefix, load_submissionplugin_filelist).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from autograder.submissions.layout import Class, Person, Work, inside, matches, mostly
from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry, Renamed

TITLE = "Moodle's download"
_ENTRY = re.compile(r"(?P<name>[^_]+?)(?:_(?P<id>\d+))?_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?", re.DOTALL)
_NOBODY = re.compile(r"participant|teilnehmer(?:/in|in)?|participante|partecipante|deelnemer", re.IGNORECASE)


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where this is not Moodle's download."""
    matched, others = matches(_ENTRY, entries)
    if not mostly(matched, others):
        return None
    files: dict[str, dict[str, list[Entry]]] = {}
    names: dict[str, str] = {}
    for entry, match in matched:
        student = match["id"] or match["name"]
        names[student] = match["name"]
        own = files.setdefault(student, {}).setdefault(match["kind"], [])
        own.append(entry if entry.is_folder else Renamed(entry, match["file"] or entry.name))
    blind = len(names) > 1 and len(set(names.values())) == 1
    works = []
    for student, kinds in files.items():
        name = "" if blind or _NOBODY.fullmatch(names[student]) else names[student]
        own = kinds.get("file") or [entry for entries in kinds.values() for entry in entries]
        works.append(Work((Person(student, name),), partial(inside, own), source=own[0].name))
    return Class(works, others)
