"""Looks for lines of the solutions in what students get; knows texts only, no course and no folder."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from autograder.course.make_stub import Source, read_source
from autograder.course.model import CourseError

_SHORTEST = 8
"""Characters, spaces not counted, from which on a line says something."""

_SHORTEST_SENTENCE = 25
"""Characters, spaces not counted, from which on a sentence of a model answer is one."""
_SENTENCE = re.compile(r"(?<=[.:;?])\s+")

# Lines that any program may hold; matched after all white space is gone.
_GENERIC = re.compile(
    r"""
    return[\w,]*                                                # return losses
    | (?:else|try|finally|pass|continue|break|(?:el)?if\w+):?   # if flag:
    | for[\w,()]+in(?:range|len|enumerate|zip)?\(?[\w,.]+\)?:   # for _ in range(epochs):
    | \w+=(?:\[\]|\{\}|0|0\.0|None|True|False)                  # losses = []
    | (?:import|from)[\w.,*]+                                   # import numpy as np
    | (?:super\(\)|\w+)(?:\.\w+)*\(\)                           # loss.backward()
    """,
    re.VERBOSE,
)


class Secret(NamedTuple):
    """A significant line of a solution region, without white space."""

    where: str
    line: int
    text: str


def secrets(sources: Mapping[str, str]) -> list[Secret]:
    """The significant lines of all solution regions of `sources` (texts by name).

    A trailing comment is a line of its own, and a returned value counts without its `return`. A line is not significant
    when it is short or generic, or when its source shows it outside of the regions as well (in a docstring, say).
    """
    return [secret for where, text in sources.items() for secret in _secrets(read_source(text, where))]


def leaks(sources: Mapping[str, str], files: Mapping[str, bytes]) -> list[str]:
    """One sentence for each place where a significant line of a region of `sources` shows in one of `files`.

    White space does not count, and the line may be a part of a longer one. In a notebook the cells' sources are read.
    """
    hidden = secrets(sources)
    sentences = []
    for path, data in sorted(files.items()):
        shown = _shown(path, data)
        for secret in hidden:
            if secret.text in shown:
                sentences.append(f"{path} shows line {secret.line} of {secret.where}, which is part of a solution")
    return sentences


def answer_leaks(answers: Mapping[str, str], files: Mapping[str, bytes]) -> list[str]:
    """One sentence for each place where a sentence of a model answer or a rubric (texts by name) shows in `files`."""
    hidden = {where: [_words(part) for part in _SENTENCE.split(text)] for where, text in answers.items()}
    sentences = []
    for path, data in sorted(files.items()):
        shown = _words(_shown(path, data))
        for where, parts in hidden.items():
            if any(len(part) >= _SHORTEST_SENTENCE and part in shown for part in parts):
                sentences.append(f"{path} shows a sentence of the model answer in {where}")
    return sentences


def _words(text: str) -> str:
    return "".join(text.split())


def _secrets(source: Source) -> Iterator[Secret]:
    kept = _squeeze("\n".join(line for _, line in source.outside()))
    comments = source.comments()
    for number, line in source.inside():
        column = comments.get(number, len(line))
        for part in (line[:column], line[column:]):
            text = _squeeze(part)
            if len(text) < _SHORTEST or _GENERIC.fullmatch(text):
                continue
            value = _squeeze(part.strip().removeprefix("return "))
            text = value if len(value) >= _SHORTEST else text
            if text not in kept:
                yield Secret(source.where, number, text)


def _squeeze(text: str) -> str:
    """Every line without its white space and without the backslash of Markdown's `\\*`."""
    return "\n".join("".join(line.split()) for line in text.replace("\\*", "*").split("\n"))


def _shown(path: str, data: bytes) -> str:
    """What a reader of the file sees, squeezed; nothing for a file that is not text."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return ""
    if not path.endswith(".ipynb"):
        return _squeeze(text)
    try:
        cells = json.loads(text)["cells"]
        return _squeeze("\n".join("".join(cell["source"]) for cell in cells))
    except (ValueError, KeyError, TypeError) as error:
        raise CourseError(f"{path} is not a notebook.") from error
