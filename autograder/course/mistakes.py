"""What a mistake is: a section of a `mistakes.md`; reads such files, and knows no mistake of any course.

A section is looked up in the assignment's file, then in the course's, then in the engine's, which has only what holds
for any code. It looks like this::

    ## minus-twice
    > In {it} a minus stands twice.

    - raises

    What was written, and why it is wrong.

    What to check.

The sentence in the block quote is said where numbers name the mistake; {it}, or {It} at its start, is what was
compared. A list has the mistake's properties. Whatever a section leaves out it takes from the next file's section.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from autograder.faults import CourseError

ENGINE_FILE = Path(__file__).with_name("mistakes.md")
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
_BRACES = re.compile(r"\{(?!it\}|It\})[^{}]*\}?|(?<!\{it)(?<!\{It)\}")
"""Braces that hold no place for what was compared."""


class Mistake(NamedTuple):
    """What is said of a mistake, and what must be known of it."""

    sentence: str = ""
    """With {it} or {It} for what was compared; without them it is about the whole of what was called."""
    paragraphs: tuple[str, ...] = ()
    """The first stands for itself: what was written, and why it is wrong."""
    raises: bool = False
    """Where the mistake makes no numbers, it raises an error."""
    no_example: bool = False
    """No example in numbers explains it."""
    any_task: bool = False
    """It can be made in any task, so each handout explains it."""
    no_hint: bool = False
    """It is no fault of what the hints are about, so none follows."""


_PROPERTIES = {"raises": "raises", "no example": "no_example", "any task": "any_task", "no hint": "no_hint"}
"""How a property is written, and the field that it sets."""


def read_mistakes(path: Path, name: str) -> dict[str, Mistake]:
    """The sections of a file, by id; none where there is no file. `name` is the file's name for messages.

    Raises CourseError for a file that cannot be read, an id that stands twice, a property that nobody knows, and
    braces in a sentence that are neither {it} nor {It}.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise CourseError(f"{name} cannot be read: {error}.") from error
    mistakes: dict[str, Mistake] = {}
    headings = list(_HEADING.finditer(text))
    ends = [*(heading.start() for heading in headings[1:]), len(text)]
    for heading, end in zip(headings, ends, strict=True):
        mistake_id = heading[1].strip("` ")
        where = f"{name}, line {text.count(chr(10), 0, heading.start()) + 1}: {mistake_id}"
        if mistake_id in mistakes:
            raise CourseError(f"{where} has two sections; remove one.")
        mistakes[mistake_id] = _section(text[heading.end() : end], where)
    return mistakes


def heading_line(path: Path, mistake_id: str) -> int:
    """The line of an id's heading in a file; 1 where it has none."""
    text = path.read_text(encoding="utf-8")
    lines = (number for number, line in enumerate(text.split("\n"), 1) if _is_heading(line, mistake_id))
    return next(lines, 1)


def overlaid(own: Mapping[str, Mistake], below: Mapping[str, Mistake]) -> dict[str, Mistake]:
    """The mistakes of both; where both have a section, what `own` leaves out is taken from `below`."""
    merged = dict(below)
    for mistake_id, mistake in own.items():
        base = below.get(mistake_id, Mistake())
        merged[mistake_id] = Mistake(
            sentence=mistake.sentence or base.sentence,
            paragraphs=mistake.paragraphs or base.paragraphs,
            **{field: getattr(mistake, field) or getattr(base, field) for field in _PROPERTIES.values()},
        )
    return merged


def _is_heading(line: str, mistake_id: str) -> bool:
    heading = _HEADING.fullmatch(line)
    return heading is not None and heading[1].strip("` ") == mistake_id


def _section(body: str, where: str) -> Mistake:
    sentence, properties, paragraphs = "", {}, []
    for block in (part.strip() for part in body.split("\n\n")):
        lines = block.split("\n")
        if block.startswith(">"):
            sentence = " ".join(line.lstrip("> ").strip() for line in lines)
            if braces := _BRACES.search(sentence):
                raise CourseError(f"{where} has {braces[0]} in its sentence; write no braces but {{it}} and {{It}}.")
        elif block.startswith("- "):
            for word in (line.removeprefix("- ").strip() for line in lines):
                if word not in _PROPERTIES:
                    known = ", ".join(_PROPERTIES)
                    raise CourseError(f"{where} has the property {word!r}; the properties are {known}.")
                properties[_PROPERTIES[word]] = True
        elif block:
            paragraphs.append(" ".join(block.split()))
    return Mistake(sentence, tuple(paragraphs), **properties)
