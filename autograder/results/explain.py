"""The text of each mistake, for people: Markdown in `autograder/feedback_texts`, one file a mistake id.

Knows ids and texts; not who made a mistake, nor how it was found.
"""

from __future__ import annotations

import functools
import re
import textwrap
from importlib import resources
from importlib.resources.abc import Traversable

WIDTH = 76
"""Characters of a line on a terminal, within an indentation of four."""
UNNAMED = "no-single-mistake"
"""Points were lost, and no single mistake explains it."""

_LOWER = ("the ", "an ", "a ", "after ")
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SENTENCE = re.compile(r"(?<=\.)\s")


def explanation(mistake: str) -> tuple[str, ...]:
    """The paragraphs on one mistake id; none for an id without a text.

    The first paragraph stands for itself: what was written, and why it is wrong. For two mistakes at once, such as
    `sign-flipped+dropped-two`, it puts the first sentences of both together.
    """
    names = mistake.split("+")
    if len(names) == 1:
        return _paragraphs(mistake)
    found = [_paragraphs(name) for name in names]
    if not all(found):
        return ()
    return (" ".join(["Two slips at once.", *(_SENTENCE.split(paragraphs[0])[0] for paragraphs in found)]),)


def sentences(paragraphs: tuple[str, ...]) -> list[str]:
    """The sentences of some paragraphs, one after the other."""
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]


def capital(sentence: str) -> str:
    """A sentence that begins with an article or a preposition, with a capital; one that begins with a name as it is."""
    return sentence[0].upper() + sentence[1:] if sentence.startswith(_LOWER) else sentence


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A paragraph as lines for a terminal, without the backticks of Markdown."""
    return textwrap.wrap(text.replace("`", ""), width, break_on_hyphens=False)


def names() -> list[str]:
    """The ids that have a text."""
    return sorted(entry.name.removesuffix(".md") for entry in _folder().iterdir() if entry.name.endswith(".md"))


@functools.cache
def _paragraphs(name: str) -> tuple[str, ...]:
    if not _NAME.fullmatch(name):
        return ()
    entry = _folder() / f"{name}.md"
    if not entry.is_file():
        return ()
    return tuple(" ".join(part.split()) for part in entry.read_text(encoding="utf-8").strip().split("\n\n"))


def _folder() -> Traversable:
    return resources.files("autograder") / "feedback_texts"
