"""The text on a mistake as people read it: on a page, on a terminal; knows not who made it, nor how it was found."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from autograder.course.mistakes import Mistake

WIDTH = 76
"""Characters of a line on a terminal, within an indentation of four."""

_LOWER = ("the ", "an ", "a ", "after ")
_SENTENCE = re.compile(r"(?<=\.)\s")


def explanation(mistake: str, mistakes: Mapping[str, Mistake]) -> tuple[str, ...]:
    """The paragraphs on a mistake id; none for an id without a section in `mistakes`.

    The first paragraph stands for itself: what was written, and why it is wrong. For two mistakes at once, such as
    `minus-twice+halved`, it puts the first sentences of both together.
    """
    found = [mistakes.get(name, Mistake()).paragraphs for name in mistake.split("+")]
    if len(found) == 1:
        return found[0]
    if not all(found):
        return ()
    return (" ".join(["Two mistakes at once.", *(_SENTENCE.split(paragraphs[0])[0] for paragraphs in found)]),)


def sentences(paragraphs: tuple[str, ...]) -> list[str]:
    """The sentences of some paragraphs, one after the other."""
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]


def capital(sentence: str) -> str:
    """A sentence that begins with an article or a preposition, with a capital; one that begins with a name as it is."""
    return sentence[0].upper() + sentence[1:] if sentence.startswith(_LOWER) else sentence


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A paragraph as lines for a terminal, without the backticks of Markdown."""
    return textwrap.wrap(text.replace("`", ""), width, break_on_hyphens=False)
