"""Reads the notebook that a student handed in, within bounds: the cells' text and pictures, and which cells are graded.

All else (outputs, metadata, states of widgets) is passed over without being built: it is neither graded nor shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from nbconvert.exporters import NotebookExporter
from nbformat import v4

from autograder.nbgrader.harmless import length_without_pictures

MAX_BYTES = 64 << 20
MAX_CELLS = 500
"""The longest guide has 45."""
MAX_TEXT = 250_000
"""Characters of all cells together, without pictures. The longest guide has 22,000."""
MAX_KEPT = 32 << 20
"""Bytes of text and pictures together."""
MAX_QUOTES = 1_000_000
"""Quotation marks in them. Each string of JSON has two, and a list of empty strings takes fifty times its own size."""
UNREAD = "unread"
"""Under this name a converter's resources say why the notebook was not read."""

Text = str | list[str]
_new: Any = v4  # nbformat has no types


class UnreadNotebook(Exception):
    """A notebook cannot be graded or shown; its text says why, as the end of a sentence."""


class _Cell(msgspec.Struct, gc=False):
    cell_type: str
    source: msgspec.Raw = msgspec.Raw(b'""')
    metadata: msgspec.Raw = msgspec.Raw(b"{}")
    attachments: msgspec.Raw = msgspec.Raw(b"{}")
    input: msgspec.Raw = msgspec.Raw(b'""')
    """The source of a code cell in format 3."""
    level: int = 1
    """Of a heading in format 3."""


class _Sheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Book(msgspec.Struct):
    nbformat: int
    cells: list[_Cell] = []
    worksheets: list[_Sheet] = []
    """In these format 3 has its cells."""


class _Graded(msgspec.Struct):
    grade_id: str


class _Metadata(msgspec.Struct):
    nbgrader: _Graded


class SubmittedNotebooks(NotebookExporter):  # type: ignore[misc]  # nbconvert has no types
    """nbgrader's exporter for autograde: reads what was handed in with `read_notebook`, and its own files as ever.

    Where a notebook cannot be read, nbgrader goes on with an empty one, and RestoreCells fills it.
    """

    def from_file(self, file_stream: Any, resources: Any = None, **rest: Any) -> Any:
        converter: Any = self.parent
        info, coursedir = resources["nbgrader"], converter.coursedir
        own = coursedir.format_path(coursedir.autograded_directory, info["student"], info["assignment"])
        if Path(file_stream.name).parent.resolve() == Path(own).resolve():
            return super().from_file(file_stream, resources=resources, **rest)
        try:
            book = read_notebook(file_stream.buffer)
        except UnreadNotebook as error:
            self.log.warning("The notebook of %s was not read: %s.", info["student"], error)
            resources[UNREAD] = str(error)
            book = _new.new_notebook()
        convert: Any = self.from_notebook_node
        return convert(book, resources=resources, **rest)


def read_notebook(file: BinaryIO) -> Any:
    """The notebook in a file, in format 4 and without outputs. Raises UnreadNotebook."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise UnreadNotebook(f"it is larger than {MAX_BYTES >> 20} MiB")
    book: _Book | None = _decode(data.removeprefix(b"\xef\xbb\xbf"), _Book)
    if book is None or book.nbformat not in (3, 4):
        raise UnreadNotebook("it is not a Jupyter notebook, or it is damaged")
    cells = [*book.cells, *(cell for sheet in book.worksheets for cell in sheet.cells)]
    if len(cells) > MAX_CELLS:
        raise UnreadNotebook(f"it has {len(cells)} cells, but the limit is {MAX_CELLS}")
    parts = [bytes(part) for cell in cells for part in (cell.source, cell.input, cell.attachments)]
    if sum(map(len, parts)) > MAX_KEPT:
        raise UnreadNotebook(f"its text and pictures are larger than {MAX_KEPT >> 20} MiB")
    if sum(part.count(b'"') for part in parts) > MAX_QUOTES:
        raise UnreadNotebook("its text or its pictures are in too many pieces")
    made = [_cell(cell) for cell in cells]
    if sum(length_without_pictures(cell.source) for cell in made) > MAX_TEXT:
        raise UnreadNotebook(f"its text is longer than {MAX_TEXT} characters")
    return _new.new_notebook(cells=made)


def _cell(cell: _Cell) -> Any:
    text = _text(cell.source) or _text(cell.input)
    metadata: _Metadata | None = _decode(cell.metadata, _Metadata)
    kept = {"nbgrader": {"grade_id": metadata.nbgrader.grade_id}} if metadata else {}
    if cell.cell_type == "code":
        return _new.new_code_cell(text, metadata=kept)
    if cell.cell_type == "raw":
        return _new.new_raw_cell(text, metadata=kept)
    if cell.cell_type == "heading":
        text = f"{'#' * min(max(cell.level, 1), 6)} {text}"
    made = _new.new_markdown_cell(text, metadata=kept)
    found: dict[str, dict[str, Text]] | None = _decode(cell.attachments, dict[str, dict[str, Text]])
    if found:
        made["attachments"] = {
            name: {kind: "".join(data) for kind, data in forms.items()} for name, forms in found.items()
        }
    return made


def _text(raw: msgspec.Raw) -> str:
    text: Text | None = _decode(raw, Text)
    if text is None:
        raise UnreadNotebook("it is not a Jupyter notebook, or it is damaged")
    return "".join(text)


def _decode(data: bytes | msgspec.Raw, kind: Any) -> Any:
    """What JSON says, or None where it says nothing of the kind."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
