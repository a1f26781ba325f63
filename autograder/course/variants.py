"""Variants of a reference solution, right and wrong on purpose, and what each should earn; grades nothing.

A variant is a fragment that is appended to the reference and redefines some of its functions. Its header says what it
is: `STYLE` for right ones; for wrong ones `TASK` (what is lost, as task or task:part), `MISTAKE` (an id of the
curriculum or `none`), `WHY`, and `LOSES` where it is not the whole core (`edges`, `nothing`).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, cast

import msgspec

from autograder.course.model import Course, CourseError

_HEADER = re.compile(r"#\s*([A-Z]+):\s*(.*?)\s*$")
_LOSES = ("core", "edges", "nothing")


class Variant(msgspec.Struct, frozen=True):
    """One variant. `tasks` lists what it loses as (task, part), the part being empty for the whole task."""

    name: str
    right: bool
    source: str
    """The whole module: the reference and the fragment."""
    says: str
    tasks: tuple[tuple[str, str], ...] = ()
    mistake: str | None = None
    loses: Literal["core", "edges", "nothing"] = "nothing"


def variants(course: Course, name: str) -> list[Variant]:
    """All variants of an assignment, right ones first. Raises CourseError for a header that is not complete."""
    folder = course.folder(name) / "variants"
    paths = [*sorted((folder / "right").glob("*.py")), *sorted((folder / "wrong").glob("*.py"))]
    return [read_variant(course, name, path) for path in paths]


def find_variant(course: Course, name: str, kind: str, which: str) -> Variant:
    """One variant by its kind (`right` or `wrong`) and file name. Raises CourseError when there is none."""
    path = course.folder(name) / "variants" / kind / f"{which}.py"
    if not path.is_file():
        raise CourseError(f"There is no variant {path.relative_to(course.root)}.")
    return read_variant(course, name, path)


def read_variant(course: Course, name: str, path: Path) -> Variant:
    """Read one variant of an assignment. Raises CourseError for a header that is not complete."""
    fragment = path.read_text(encoding="utf-8")
    source = f"{course.reference(name).read_text(encoding='utf-8')}\n\n{fragment}"
    header = _header(fragment)
    where = path.relative_to(course.root)
    if path.parent.name == "right":
        if "STYLE" not in header:
            raise CourseError(f"{where} needs a line `# STYLE: ...` at its top.")
        return Variant(path.stem, True, source, header["STYLE"])
    missing = [key for key in ("TASK", "MISTAKE", "WHY") if not header.get(key)]
    if missing:
        raise CourseError(f"{where} needs a line `# {missing[0]}: ...` at its top.")
    loses = header.get("LOSES", "core")
    if loses not in _LOSES:
        raise CourseError(f"{where} says LOSES: {loses}; it can be {', '.join(_LOSES)}.")
    tasks = tuple(cast(tuple[str, str], tuple(f"{word.strip()}:".split(":")[:2])) for word in header["TASK"].split(","))
    for task, _ in tasks:
        course.load(name).task(task)
    mistake = None if header["MISTAKE"] == "none" else header["MISTAKE"]
    kind = cast(Literal["core", "edges", "nothing"], loses)
    return Variant(path.stem, False, source, header["WHY"], tasks, mistake, kind)


def _header(fragment: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in fragment.splitlines():
        match = _HEADER.match(line)
        if match is None:
            break
        found[match[1]] = match[2]
    return found
