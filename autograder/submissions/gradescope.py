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

from autograder.submissions.layout import Class, Person, Work, iso
from autograder.submissions.module import Wanted
from autograder.submissions.tree import Entry

TITLE = "Gradescope's export"
METADATA = "submission_metadata.yml"
_MOST = 256 << 20
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every scalar stays a text: 0012345 is no number


def find(entries: Sequence[Entry], wanted: Wanted) -> Class | None:
    """Who handed in what, or None where this is not Gradescope's export."""
    metadata = next((entry for entry in entries if entry.name == METADATA), None)
    folders = {entry.name: entry for entry in entries if entry.is_folder}
    if metadata is None:
        return None
    described = _described(metadata)
    works: dict[str, Work] = {}
    for name, facts in described.items():
        folder = folders.pop(name, None)
        people = tuple(_person(facts_of) for facts_of in _list(facts.get(":submitters")))
        entries_of = folder.entries if folder else list
        work = Work(people or (Person(name),), entries_of, _time(facts.get(":created_at")), source=name)
        for person in work.people:
            if person.id not in works or works[person.id].time < work.time:
                works[person.id] = work
    for name in [name for name in folders if name.startswith("submission_")]:
        works[name] = Work((Person(name),), folders.pop(name).entries, flags=(f"{METADATA} does not say whose it is",))
    left_out = [entry.name for entry in entries if not entry.is_folder and entry is not metadata]
    return Class(list({id(work): work for work in works.values()}.values()), [*left_out, *folders])


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
