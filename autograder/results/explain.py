"""The text on a mistake as people read it: on a page, on a terminal; knows not who made it, nor how it was found."""

from __future__ import annotations

import re
import textwrap

WIDTH = 76
"""Characters of a line on a terminal, within an indentation of four."""

_SENTENCE = re.compile(r"(?<=\.)\s")


def sentences(paragraphs: tuple[str, ...]) -> list[str]:
    """The sentences of some paragraphs, one after the other."""
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]


def wrapped(text: str, width: int = WIDTH) -> list[str]:
    """A paragraph as lines for a terminal, without the backticks of Markdown."""
    return textwrap.wrap(text.replace("`", ""), width, break_on_hyphens=False)
