"""Makes a module of a notebook, or of a file that a notebook was exported to; runs and parses none of it.

Statements are told apart by their lines, brackets and strings alone, as a person sees them: the file is not trusted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

MAX_CELLS = 2000
MAX_TEXT = 1 << 19
"""Characters of all cells together."""
MAX_LINES = 20_000
"""Lines of a text; in a longer text no commands are looked for."""
_LONGEST_CONSTANT = 2000
# Atomic groups, and no possessive ones around alternatives: before Python 3.11.5 these do not match what they should.
_PART = re.compile(
    r"(?P<comment>#[^\n]*)"
    r"|(?P<string>\"\"\"(?>(?:[^\"\\]++|\\.|\"(?!\"\"))*)(?:\"\"\"|\Z|\\)|'''(?>(?:[^'\\]++|\\.|'(?!''))*)(?:'''|\Z|\\)"
    r"|\"(?>(?:[^\"\\\n]++|\\.)*)\"?|'(?>(?:[^'\\\n]++|\\.)*)'?)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<joined>\\\n)|(?P<end>\n)",
    re.DOTALL,
)
_COMMAND = re.compile(
    r"\s*(?:[%!]|\w+\s*=\s*[%!][a-z]|get_ipython\(|\w+\s*=\s*get_ipython\(|\?{1,2}\w|[\w.]+\?{1,2}\s*$)"
)
_NOTEBOOK_IMPORT = re.compile(r"(?:from|import)\s+(?:IPython|google\.colab|ipywidgets)\b")
_BOUND = re.compile(r"import\s+(.+)")
_DEFINES = re.compile(r"(?:async\s+def|def|class|from|import)\b|@")
_CONSTANT = re.compile(r"[A-Za-z_]\w*(?:\s*:\s*[\w.\[\], ]+)?\s*=(?!=)\s*(.+)", re.DOTALL)
_CALL_OR_NAME = re.compile(r"[A-Za-z_]\w*")
_LITERALS = frozenset({"True", "False", "None", "e", "E", "j"})
_STRINGS = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_OWN = re.compile(r"^(?:def|class|(?:from [\w.]+ )?import)[^\n#]*?\b(display|get_ipython)\b", re.MULTILINE)
_LINE = re.compile(r"[^\n]*\n?")
_PYTHON_CELLS = ("%%time", "%%timeit", "%%capture", "%%prun", "%%writefile")


class Statement(NamedTuple):
    """The number of its first line, counted from 0, that of the line behind its last, and its text."""

    first: int
    behind: int
    text: str


class _Cell(msgspec.Struct):
    cell_type: str = ""
    source: str | list[str] = ""
    input: str | list[str] = ""


class _Sheet(msgspec.Struct):
    cells: list[_Cell] = []


class _Notebook(msgspec.Struct):
    cells: list[_Cell] = []
    worksheets: list[_Sheet] = []


class Extract(NamedTuple):
    """The module that was made, and what was left out, as sentences."""

    source: bytes
    left_out: list[str]


def module_of(data: bytes) -> Extract | None:
    """The imports, functions, classes and plain constants of a notebook's code cells, in their order.

    None where the bytes are not a notebook, or one that is far too long.
    """
    try:
        book = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Notebook)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None
    cells = [*book.cells, *(cell for sheet in book.worksheets for cell in sheet.cells)]
    texts = [("".join(cell.source) or "".join(cell.input)).replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
    if sum(map(len, texts)) > MAX_TEXT or sum(text.count("\n") for text in texts) > MAX_LINES:
        return None
    kept: list[str] = []
    commands = others = 0
    for cell, text in zip(cells[:MAX_CELLS], texts, strict=False):
        if cell.cell_type != "code":
            continue
        if text.lstrip().startswith("%%") and not text.lstrip().startswith(_PYTHON_CELLS):
            commands += 1
            continue
        plain = without_commands(text)
        commands += len(plain.lines)
        for statement in _blocks(plain.text):
            if _is_definition(statement.text):
                kept.append(statement.text.rstrip())
            elif statement.text.strip() not in ("", "pass"):
                others += 1
    left_out = []
    if commands:
        left_out.append(f"{_count(commands, 'notebook command')} left out.")
    if others:
        left_out.append(f"{_count(others, 'other statement')} left out.")
    return Extract(("\n\n\n".join(kept) + "\n").encode("utf-8", "replace"), left_out)


class Plain(NamedTuple):
    """A text without its notebook commands, and the numbers of their lines, counted from 1."""

    text: str
    lines: list[int]


def without_commands(text: str) -> Plain:
    """`pass` instead of each notebook command; all other lines stay as they are, with their numbers.

    Commands are `%magic` and `!shell` lines, which no Python file can have, and at the top level also calls of what
    only a notebook has (`get_ipython`, `display`, and what is imported from IPython or google.colab).
    """
    lines = text.split("\n")
    if len(lines) > MAX_LINES:
        return Plain(text, [])
    own = {"display", "get_ipython"} - set(_OWN.findall(text))
    commands = []
    for statement in _statements(text):
        first = lines[statement.first]
        top = first[:1].strip() != ""
        if top and _NOTEBOOK_IMPORT.match(first):
            own |= _bound(statement.text)
            is_command = True
        else:
            is_command = bool(_COMMAND.match(first)) or (top and _uses(first, own))
        if is_command:
            indent = first[: len(first) - len(first.lstrip())]
            commands.append(statement.first + 1)
            lines[statement.first] = f"{indent}pass"
            for number in range(statement.first + 1, statement.behind):
                lines[number] = ""
    return Plain("\n".join(lines), commands)


def told(lines: Sequence[int]) -> str:
    """The sentence on the lines that were left out."""
    shown = ", ".join(map(str, lines[:5])) + (" and more" if len(lines) > 5 else "")
    if len(lines) == 1:
        return f"Line {shown} is a notebook command, and it was left out."
    return f"Lines {shown} are notebook commands, and they were left out."


def _bound(statement: str) -> set[str]:
    """The names that an import binds."""
    match = _BOUND.search(statement.partition("#")[0].replace("\n", " "))
    parts = match[1].strip("() ").split(",") if match else []
    return {part.split()[-1].partition(".")[0] for part in parts if part.split()}


def _uses(line: str, names: set[str]) -> bool:
    match = re.match(r"(\w+)\s*[.(]", line)
    return match is not None and match[1] in names


def _statements(text: str) -> Iterator[Statement]:
    """All statements at any depth, each from the line that it begins in; comments and empty lines are none."""
    at = number = 0
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None
        behind = line.end()
        stripped = line[0].strip()
        if not stripped or stripped.startswith("#"):
            at, number = behind, number + 1
            continue
        if not _COMMAND.match(line[0]):
            behind = _end(text, at)
        count = text.count("\n", at, behind) or 1
        yield Statement(number, number + count, text[at:behind])
        at, number = behind, number + count


def _end(text: str, at: int) -> int:
    """The place behind the statement that begins at a place: the next end of a line outside of brackets and strings."""
    depth = 0
    while (part := _PART.search(text, at)) is not None:
        at = part.end()
        if part.lastgroup == "open":
            depth += 1
        elif part.lastgroup == "close":
            depth = max(0, depth - 1)
        elif part.lastgroup == "end" and depth == 0:
            return at
    return len(text)


def _blocks(text: str) -> Iterator[Statement]:
    """The statements at the top level, each with the indented lines and the decorators that belong to it."""
    lines = text.split("\n")
    begun: int | None = None
    decorated = False
    for statement in _statements(text):
        first = lines[statement.first]
        if first[:1].isspace() or decorated or re.match(r"(?:else|elif|except|finally)\b", first):
            decorated = first.startswith("@")
            if begun is not None:
                continue
        if begun is not None:
            yield Statement(begun, statement.first, "\n".join(lines[begun : statement.first]))
        begun, decorated = statement.first, first.startswith("@")
    if begun is not None:
        yield Statement(begun, len(lines), "\n".join(lines[begun:]))


def _is_definition(text: str) -> bool:
    if _DEFINES.match(text):
        return True
    match = _CONSTANT.fullmatch(text.strip()) if len(text) <= _LONGEST_CONSTANT else None
    if match is None or match[1].startswith("lambda"):
        return match is not None
    plain = _STRINGS.sub("", re.sub(r"#[^\n]*", "", match[1]))
    return all(name in _LITERALS for name in _CALL_OR_NAME.findall(plain)) and "{" not in plain


def _count(number: int, word: str) -> str:
    return f"{number} {word}{' was' if number == 1 else 's were'}"
