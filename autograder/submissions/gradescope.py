"""Gradescope, "Export Submissions": folders `submission_200001` beside `submission_metadata.yml`, all in one folder.

The YAML has, by folder, `:submitters:` (each with `:name:`, `:sid:`, `:email:`) and `:created_at:`, in UTC. A group has
several submitters; all of them get the mark. Keys are Ruby's symbols, so they begin with a colon.
Source: ucbds-infra/otter-grader, otter/grade/metadata.py (GradescopeParser), and exports shown in public repositories.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import yaml

from autograder.submissions.layout import Class, Person, Work, iso, matches, mostly
from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry

TITLE = "Gradescope's export"
METADATA = "submission_metadata.yml"
_FOLDER = re.compile(r"submission_\d+")
_MOST = 256 << 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays a text: 0012345 is no number


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where this is not Gradescope's export."""
    metadata = next((entry for entry in entries if entry.name == METADATA), None)
    folders = {entry.name: entry for entry in entries if entry.is_folder}
    if metadata is None:
        matched, others = matches(_FOLDER, entries)
        if not mostly(matched, others) or not all(entry.is_folder for entry, _ in matched):
            return None
    described = _described(metadata) if metadata is not None else {}
    last: dict[str, tuple[Person, Work]] = {}
    more: set[str] = set()
    for name, facts in described.items():
        folder = folders.pop(name, None)
        people = tuple(_person(facts_of) for facts_of in _list(facts.get(":submitters")))
        entries_of = folder.entries if folder else list
        work = Work(people or (Person(name),), entries_of, _time(facts.get(":created_at")), source=name)
        for person in work.people:
            key = person.id if person.id != person.name else f"{person.id} {name}"  # another student may have the name
            if key in last:
                more.add(key)
            if key not in last or last[key][1].time < work.time:
                last[key] = (person, work)
    works = [_of_people(work, last, more) for work in {id(work): work for _, work in last.values()}.values()]
    for name in [name for name in folders if name.startswith("submission_")]:
        works.append(Work((Person(name),), folders.pop(name).entries, flags=(f"no {METADATA} says whose it is",)))
    left_out = [entry.name for entry in entries if not entry.is_folder and entry is not metadata]
    return Class(works, [*left_out, *folders])


def _of_people(work: Work, last: dict[str, tuple[Person, Work]], more: set[str]) -> Work:
    """The work with those students whose last work it is; who is in the export several times gets a flag."""
    people = tuple(person for person, their in last.values() if their is work)
    twice = [person.name or person.id for key, (person, their) in last.items() if their is work and key in more]
    flags = (f"several submissions of {', '.join(twice)}; the last, {work.source}, was graded",) if twice else ()
    return work._replace(people=people, flags=flags)


def _described(metadata: Entry) -> dict[str, dict[str, Any]]:
    data, problem = metadata.read(_MOST)
    try:
        loaded = {} if problem else yaml.load(data, Loader=_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError):
        loaded = {}
    described = loaded.items() if isinstance(loaded, dict) else ()
    return {str(name): facts for name, facts in described if isinstance(facts, dict)}


def _list(value: object) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _person(facts: dict[str, Any]) -> Person:
    name, number, email = (str(facts.get(key) or "").strip() for key in (":name", ":sid", ":email"))
    return Person(number or email or name or "unknown", name, email)


def _time(value: object) -> str:
    """Ruby's form of a time, `2026-10-01 12:00:00.000000000 Z`."""
    text = re.sub(r"(\.\d{1,6})\d*", r"\1", str(value or "")).replace(" Z", " +0000").replace(" UTC", " +0000").strip()
    text = re.sub(r"([+-]\d\d):(\d\d)$", r"\1\2", text)
    return iso(text, "%Y-%m-%d %H:%M:%S.%f %z", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z")
