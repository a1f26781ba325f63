"""A table of comma-separated values as an LMS wrote it: its cells, and how to write them again in its form.

Commas, semicolons and tabs separate; the encoding is UTF-8, UTF-16 (Blackboard's) or that of Windows. Line ends inside
quotation marks stay. Knows no column.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from autograder.faults import UserError
from autograder.submissions.tree import read_file

_MOST = 16 << 20


class SheetError(UserError):
    """The table cannot be read; its text is one sentence and what to do."""


class Sheet(NamedTuple):
    """The rows of a table, the head among them, and how it was written."""

    rows: list[list[str]]
    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "\n"

    def written(self, rows: Sequence[Sequence[str]]) -> bytes:
        """Rows in the form of this table. A letter that its encoding lacks makes it UTF-8."""
        text = io.StringIO()
        csv.writer(text, delimiter=self.delimiter, lineterminator=self.line_end).writerows(rows)
        try:
            return text.getvalue().encode(self.encoding)
        except UnicodeEncodeError:
            return text.getvalue().encode("utf-8-sig", "replace")


def read_sheet(path: Path, what: str) -> Sheet:
    """The table in a file; `what` names it in the sentences, such as "The roster". Raises SheetError."""
    data, problem = read_file(path.resolve(), str(path), _MOST)
    if problem:
        raise SheetError(f"{what} cannot be used: {problem}")
    if data[:4] == b"PK\3\4" or data[:4] == b"\xd0\xcf\x11\xe0":
        raise SheetError(f"{path} is a spreadsheet; save it as CSV, and name that file.")
    text, encoding = _decoded(data)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.casefold().startswith("sep=") and len(first) == 5:  # Excel's own line, which names the delimiter
        text = text[text.index(first) + len(first) :].lstrip("\r\n")
        first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SheetError(f"{path} is not a table of comma-separated values: {error}.") from error
    return Sheet(rows, delimiter, encoding, "\r\n" if "\r\n" in text else "\n")


def _decoded(data: bytes) -> tuple[str, str]:
    """The text, and the encoding in which it can be written again."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return data.decode("utf-16", "replace"), "utf-16"
    for encoding in ("utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"
