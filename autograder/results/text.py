"""Text for pages, terminals, tables and file names; makes what a student could have chosen safe. Knows no record."""

from __future__ import annotations

import hashlib
import re
import textwrap
import unicodedata
from collections.abc import Sequence

from markupsafe import Markup, escape

WIDTH = 76
"""Characters of a line on a terminal, within an indentation of four."""
LONGEST = 4000
"""Characters of one text that are shown; the rest is cut off."""

_TERMINAL = re.compile(
    r"(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f]*(?:\x07|\x1b\\|\x9c)"  # titles, links and other strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours and movements
    r"|\x1b[ -/]*[0-~]?"
)
_JOINERS = "\u200c\u200d"  # invisible, but part of the spelling in Persian and several Indic scripts
_CODE = re.compile(r"`([^`\n]+)`")
_BREAKS = re.compile(r"\s+")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=\.)\s")
_MOST_NAMES = 20
_LONGEST_STEM = 120  # bytes; a file name may have 255


def clean(text: str) -> str:
    """`text` without terminal escapes, control characters, direction overrides and other invisible characters.

    Line ends stay; a tab becomes a space. Text beyond LONGEST characters is cut off.
    """
    if len(text) > LONGEST:
        text = text[:LONGEST] + "…"
    if text.isprintable():
        return text
    return "".join(map(_visible, _TERMINAL.sub("", text.replace("\r\n", "\n"))))


def one_line(text: str, most: int = LONGEST) -> str:
    """`clean` text on one line, cut to `most` characters with an ellipsis."""
    line = _BREAKS.sub(" ", clean(text)).strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def names_of(names: Sequence[str]) -> str:
    """Some names in a sentence, and how many more there are."""
    shown = ", ".join(one_line(name, 120) for name in names[:_MOST_NAMES])
    return shown if len(names) <= _MOST_NAMES else f"{shown} and {len(names) - _MOST_NAMES} more"


def number(value: float, digits: int = 2) -> str:
    """A number as people write it: 19, 4.8, 0.33; no trailing zeros."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def html_prose(text: str) -> Markup:
    """`text` as HTML: escaped, with `code` between backticks as code elements."""
    parts = _CODE.split(clean(text))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if odd else escape(part) for odd, part in _alternate(parts)
    )


def markdown_text(text: str) -> str:
    """`text` on one line, so that Markdown shows it as it stands: no link, emphasis, HTML, heading or formula in it."""
    line = one_line(text).replace("&", "&amp;").replace("<", "&lt;")
    line = line.replace("\\", "&#92;").replace("$", "&#36;")
    line = re.sub(r"[`\[\]|~]|(?<!\s)\*|\*(?!\s)|(?<![^\W_])_|_(?![^\W_])", r"\\\g<0>", line)
    line = re.sub(r"(?i)(?<=:)(?=//)|(?<=www)(?=\.)|(?<=\w)(?=@)", r"\\", line)  # no bare address becomes a link
    return re.sub(r"^(\d*)([-+#=.):>])", r"\1\\\2", line)


def markdown_prose(text: str) -> str:
    """`text` as Markdown: escaped, with `code` between backticks kept; its lines stay lines."""
    return "  \n".join(_markdown_line(line) for line in clean(text).strip().splitlines())


def markdown_code(text: str) -> str:
    """`text` between backticks; it holds none itself."""
    return f"`{one_line(text).replace('`', '')}`"


def table_cell(text: str) -> str:
    """`text` for a cell of a table that a spreadsheet program may open: never a formula."""
    line = one_line(text)
    return f"'{line}" if line.startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else line


def file_stem(student: str) -> str:
    """A file name for a student, without its suffix: readable where the name is plain, different for different names.

    Letters and digits of any script, and inner ` ._-@+,`, stay; all else is percent-encoded. The result never names
    another folder, a hidden file or a device, and has at most 120 bytes; a longer one ends in a digest.
    """
    last = len(student) - 1
    composed = unicodedata.is_normalized("NFC", student)  # some file systems take two spellings of a letter for one
    stem = "".join(
        char
        if (char.isalnum() and (composed or char.isascii())) or char in "._" or (char in " -@+," and 0 < i < last)
        else _percent(char)
        for i, char in enumerate(student)
    )
    if stem.startswith(".") or _DEVICES.match(stem):
        stem = _percent(stem[0]) + stem[1:]
    if stem.endswith("."):
        stem = stem[:-1] + _percent(".")
    if not stem:
        return "%"  # no encoded name is a single percent sign
    if len(stem.encode()) <= _LONGEST_STEM:
        return stem
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"{stem.encode()[:80].decode(errors='ignore')}%-{digest}"


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or char in _JOINERS:
        return char
    if char == "\t" or category in ("Zl", "Zp"):
        return " "
    return "" if category in ("Cc", "Cf", "Cs") else char


def _alternate(parts: list[str]) -> list[tuple[bool, str]]:
    return [(bool(i % 2), part) for i, part in enumerate(parts)]


def _markdown_line(line: str) -> str:
    pieces = [f"`{part}`" if odd else _keep_spaces(part) for odd, part in _alternate(_CODE.split(line))]
    return "".join(pieces).strip()


def _keep_spaces(part: str) -> str:
    lead, tail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{' ' if lead else ''}{markdown_text(part)}{' ' if tail and part.strip() else ''}"


def _percent(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


def sentences(paragraphs: tuple[str, ...]) -> list[str]:
    """The sentences of some paragraphs, one after the other."""
    return [sentence for paragraph in paragraphs for sentence in _SENTENCE.split(paragraph)]


def wrapped(text: str) -> list[str]:
    """A paragraph as lines for a terminal, without the backticks of Markdown."""
    return textwrap.wrap(text.replace("`", ""), WIDTH, break_on_hyphens=False)
