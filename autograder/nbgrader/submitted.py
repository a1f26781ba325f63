"""The notebook that a student handed in: read within bounds, and made harmless for the browser of whoever reads it.

Read are the cells' text and pictures, and which cells are graded. All else (outputs, metadata, states of widgets) is
passed over without being built: it is neither graded nor shown.

Of Markdown a page is made as nbconvert makes it, which goes through a sanitizer (nh3) that keeps a list of elements and
attributes. Where nothing was taken out, the Markdown stays as it was written. Else what is left of the page, on one
line, takes its place: Markdown hands on a line of HTML as it stands.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
import nh3
from mistune.util import unescape
from nbconvert.exporters import NotebookExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import v4

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
    new_cells = [_cell(cell) for cell in cells]
    if sum(length_without_pictures(cell.source) for cell in new_cells) > MAX_TEXT:
        raise UnreadNotebook(f"its text is longer than {MAX_TEXT} characters")
    return _new.new_notebook(cells=new_cells)


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
    new_cell = _new.new_markdown_cell(text, metadata=kept)
    attachments: dict[str, dict[str, Text]] | None = _decode(cell.attachments, dict[str, dict[str, Text]])
    if attachments:
        new_cell["attachments"] = {
            name: {kind: "".join(data) for kind, data in forms.items()} for name, forms in attachments.items()
        }
    return new_cell


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


Attachments = dict[str, dict[str, str]]
"""By name, the data in base64 by media type."""

MOST_RENDERED = 20_000
"""Characters in a cell, pictures apart; a longer one is shown as it was typed. No cell of a guide has 2,000."""
MOST_WORK = 2_000_000
"""Openings of formulas, times characters: nbconvert looks from each of them to the end of the text. So it does, on the
finished page, from each bracket."""

_FORMULA = re.compile(r"\\\\[\[(]|\\begin\{")
_TANGLE = re.compile(r"[^\n]{1000}|\s{100}")
"""Code for which Pygments takes seconds, or hours."""
_MACRO = re.compile(
    r"\\(bbox|class|cssId|data|href|html(?:Class|Data|Id|Style)|includegraphics|mmlToken|require|style|url)(?![A-Za-z])"
)
"""TeX that makes links, loads what MathJax has not, or sets styles, classes and names on the page."""

_LANGUAGES = {"python", "py", "python3", "pycon", "text", "bash", "latex"}
"""Of code blocks; those of others are not coloured. Pygments has 600, and some take hours for a line."""

_RASTER = ("image/png", "image/jpeg", "image/gif", "image/webp")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]*")
_PICTURE = re.compile(rf"data:(?:{'|'.join(_RASTER)});base64,[A-Za-z0-9+/=]*")
_LINK = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+|#[\w-]*", re.IGNORECASE)
_IMAGE = re.compile(
    rf"data:(?:{'|'.join(_RASTER)});base64,{_BASE64.pattern}"
    r"|(?:[\w-]+/)*[\w-](?:[\w .-]|%20)*\.(?:png|jpe?g|gif|webp)",
    re.IGNORECASE,
)
"""Data of a picture without script, or the name of such a file beside the notebook."""

_TAGS = (nh3.ALLOWED_TAGS - {"area", "map", "wbr"}) | {"font"}  # MathJax reads over a wbr inside a macro's name
_ATTRIBUTES = nh3.ALLOWED_ATTRIBUTES | {
    "*": {"class", "lang", "style", "title"},
    "font": {"color", "size"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
}
_STYLE = re.compile(r"[\w\s:;#%.,-]*")
"""Nothing that names an address."""
_STYLES = {"background-color", "color", "font-style", "font-weight", "text-align", "text-decoration"}
_COLOURED = {"div": re.compile("highlight"), "span": re.compile("[a-z][a-z0-9]{0,2}")}
"""The classes of coloured code; others could pass for parts of the page around the text."""


def harmless_markdown(source: str, attachments: Attachments) -> str:
    """What to show instead of `source`; `source` itself where a browser may have it as it is.

    `attachments` are those of `harmless_attachments`.
    """
    length = length_without_pictures(source)
    if length > MOST_RENDERED or len(_FORMULA.findall(source)) * length > MOST_WORK:
        return as_text(source)
    renderer = _Renderer(attachments, most=2 * len(source))
    try:
        page = MarkdownWithMath(renderer=renderer).render(source)
    except Exception:  # noqa: BLE001  # nbconvert would fail on it as well, when the page is made
        return as_text(source)
    clean = nh3.clean(
        page,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        filter_style_properties=_STYLES,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
    )
    slow = page.count("[") * len(page) > MOST_WORK
    as_it_is = clean == page.replace(" />", ">").replace("\xa0", "&nbsp;")
    if as_it_is and not (slow or renderer.differs or _MACRO.search(clean)):
        return source
    return _line(_MACRO.sub(r"\\<span>\1</span>", clean))  # MathJax reads no formula over an element


def length_without_pictures(source: str) -> int:
    """How many characters a person can have typed: what a picture in the text takes is not counted."""
    return len(_PICTURE.sub("", source))


def tangled(code: str) -> bool:
    """Whether it may take Pygments more than a moment to colour this code."""
    return len(code) > MOST_RENDERED or _TANGLE.search(code) is not None


def as_text(source: str) -> str:
    """Markdown that shows `source` letter by letter."""
    return _line(f"<pre>{html.escape(source, quote=False)}</pre>")


def harmless_attachments(attachments: Attachments) -> Attachments:
    """Of a cell's attachments the pictures without script, each in one form."""
    kept = {}
    for name, forms in attachments.items():
        for kind in _RASTER:
            if kind in forms and _BASE64.fullmatch(forms[kind]):
                kept[name] = {kind: forms[kind]}
                break
    return kept


def _line(page: str) -> str:
    """A page as one line of Markdown. nbconvert rewrites what looks like a link in Markdown, so no bracket is left."""
    for character in "\n\r[":
        page = page.replace(character, f"&#{ord(character)};")
    return f"<div>{page}</div>"


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if _LINK.fullmatch(value) else None
    if name == "src":
        return value if _IMAGE.fullmatch(value) else None
    if name == "style":
        return value if _STYLE.fullmatch(value) else None
    if name == "class":
        known = _COLOURED.get(tag)
        return value if known and known.fullmatch(value) else None
    return value


def _formula(page: str) -> str:
    """A formula, as code where it is not to be drawn: else its last dollar would be taken for the first of the next."""
    return f"<code>{page}</code>" if _MACRO.search(page) else page


class _Renderer(IPythonRenderer):  # type: ignore[misc]  # nbconvert has no types
    """nbconvert's, but for quotation marks, which it writes as nh3 does, and for what a page should not have.

    `differs` says that there was something of the kind.
    """

    def __init__(self, attachments: Attachments, most: int) -> None:
        super().__init__(escape=False, attachments=attachments, exclude_anchor_links=True)
        self.differs = False
        self._left = most + 3 * sum(len(data) for forms in attachments.values() for data in forms.values())

    def text(self, text: str) -> str:
        return html.escape(unescape(text), quote=False)

    def codespan(self, text: str) -> str:
        return f"<code>{html.escape(text, quote=False)}</code>"

    def block_code(self, code: str, info: str | None = None) -> str:
        language, *_ = (info or "").split() or [""]
        if language in _LANGUAGES and not tangled(code):
            return str(super().block_code(code, info))
        self.differs |= bool(language)
        return f"<pre><code>{html.escape(code, quote=False)}</code></pre>\n"

    def inline_math(self, body: str) -> str:
        return _formula(super().inline_math(body))

    def block_math(self, body: str) -> str:
        return _formula(super().block_math(body))

    def latex_environment(self, name: str, body: str) -> str:
        return _formula(super().latex_environment(name, body))

    def link(self, text: str, url: str, title: str | None = None) -> str:
        self._spend(url, title)
        return str(super().link(text, url, title))

    def image(self, text: str, url: str, title: str | None = None) -> str:
        name = url.removeprefix("attachment:")
        self._spend(url, title, *self.attachments.get(name, {}).values())
        if name in self.attachments if name != url else _IMAGE.fullmatch(url):
            return str(super().image(text, url, title))
        self.differs = True
        if _LINK.fullmatch(url):  # nothing is loaded from elsewhere unless the reader asks for it
            return f'<a href="{html.escape(url)}">{text or html.escape(url)}</a>'
        return f"({text or html.escape(url)})"

    def _spend(self, *parts: str | None) -> None:
        """An address that is written once may be used a thousand times, and be as long as a picture."""
        self._left -= sum(len(part or "") for part in parts)
        if self._left < 0:
            raise OverflowError("the page would be far longer than the text")

    def task_list_item(self, text: str, checked: bool = False, **rest: Any) -> str:
        self.differs = True
        return f"<li>{'☑' if checked else '☐'} {text}</li>\n"
