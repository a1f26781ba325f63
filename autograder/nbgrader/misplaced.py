"""Finds what a student wrote in other cells than the one for the answer; knows cells and lines, no gradebook."""

from __future__ import annotations

import ast
import difflib
import re
from collections.abc import Iterable, Iterator
from typing import Any

FOUND = "*The cell for the answer was left as it was. This text stood in other cells of the notebook:*"
"""What the cell for the answer begins with, where its text was found elsewhere. Instructor and student read it."""

_ALIKE = 0.8
"""A line that is so much like a released one is an older or a slightly changed version of it."""
_MOST_LINES = 500
"""So many lines are compared closely; no guide has more, and a student's notebook may have any number."""
_COMMAND = re.compile(r"\s*(?:[%!?].*|[\w.]+\?{1,2}\s*|)")
"""A line of a code cell that is blank, or for the notebook and not for Python."""


class Handout:
    """The lines of a notebook as it was handed out."""

    def __init__(self, sources: Iterable[str]) -> None:
        lines = {line.strip() for source in sources for line in source.splitlines()}
        self._lines = lines - {""}
        self._left = _MOST_LINES

    def own_text(self, cells: Iterable[Any]) -> list[str]:
        """What was written by hand into these cells, as Markdown, cell by cell; code that Python can read is none."""
        return [text for cell in cells if (text := self._own(cell))]

    def _own(self, cell: Any) -> str:
        lines = cell.source.splitlines()
        if cell.cell_type == "code" and _is_code(lines):
            return ""
        kept = list(self._new(lines))
        if not any(character.isalnum() for line in kept for character in line):
            return ""
        text = "\n".join(kept).strip("\n")
        return f"```text\n{text.replace('```', '` ` `')}\n```" if cell.cell_type == "code" else text

    def _new(self, lines: list[str]) -> Iterator[str]:
        """The lines that were not handed out, and the blank ones between them."""
        for line in lines:
            bare = line.strip()
            if bare in self._lines:
                continue
            if bare and self._left > 0:
                self._left -= 1
                if difflib.get_close_matches(bare, self._lines, n=1, cutoff=_ALIKE):
                    continue
            yield line


def _is_code(lines: list[str]) -> bool:
    """Whether a code cell holds a program: more than comments and texts, and Python can read it."""
    source = "\n".join(line for line in lines if not _COMMAND.fullmatch(line))
    if not source or len(source) > 100_000:
        return True
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    texts = [isinstance(node, ast.Expr) and isinstance(getattr(node.value, "value", None), str) for node in body]
    return bool(body) and not all(texts)
