"""Text that a student chose, cleaned for pages, tables and file names."""

from __future__ import annotations

import html
import re
from pathlib import Path

import mistune
import pytest
from factories import HOSTILE_MESSAGE, HOSTILE_NAMES
from hypothesis import given
from hypothesis import strategies as st

from autograder.results.text import (
    clean,
    file_stem,
    html_prose,
    markdown_prose,
    markdown_text,
    number,
    one_line,
    table_cell,
)

NAMES = st.text(alphabet=st.characters(), max_size=200) | st.text(alphabet="%./\\ -CONaux1é\u0301~\0", max_size=12)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, with ä and 漢字", "plain, with ä and 漢字"),
        ("\x1b[31;1mred\x1b[0m", "red"),
        ("\x1b]0;title\x07name", "name"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]0;never ended", "0;never ended"),
        ("\x9b2Jcleared", "cleared"),
        ("a\u202eb\u2066c\u200ed\u200be\ufefff\U000e0041g", "abcdefg"),
        ("a\0b\bc\x7fd\ud800e", "abcde"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\tb\r\nc\u2028d", "a b\nc d"),
    ],
)
def test_clean(text: str, shown: str) -> None:
    """Terminal escapes, controls, direction overrides and invisible characters go; letters and joiners stay."""
    assert clean(text) == shown


def test_clean_is_bounded() -> None:
    """A long text is cut off, and cleaning it takes no longer than its length warrants."""
    assert len(clean("\x9d" * 10**6)) <= 4001
    assert clean("ab" * 10**6).endswith("…")
    assert one_line(" a \n b " * 100, 10) == "a b a b a…"


@pytest.mark.parametrize(
    ("value", "text"),
    [(19.0, "19"), (4.8, "4.8"), (1 / 3, "0.33"), (0.1 + 0.2, "0.3"), (-0.0001, "0"), (100.0, "100")],
)
def test_number(value: float, text: str) -> None:
    """Marks are written as people write them."""
    assert number(value) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0=", " =", "\u200b=", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    """No spreadsheet program takes a student's name for a formula, whatever stands invisibly before it."""
    assert table_cell(f"{start}1+1").startswith("'")
    assert table_cell("a=1") == "a=1"


@given(NAMES, NAMES)
def test_file_names_are_safe_and_tell_students_apart(one: str, other: str) -> None:
    """A file name stays in its folder, is short, no device and not hidden; two students never share one."""
    stem = file_stem(one)

    assert 1 <= len(stem.encode()) <= 120
    assert not re.search(r"[/\\\0\n:*?\"<>|]", stem)
    assert not stem.startswith((".", "-", " ", "~"))
    assert not stem.endswith((".", " "))
    assert stem.isprintable()
    assert not re.fullmatch(r"(?i)(con|nul|prn|aux|com\d|lpt\d)(\..*)?", stem)
    assert (stem == file_stem(other)) == (one == other)


@pytest.mark.parametrize("name", ["s1", "Jane Doe", "jane.doe@uni.example", "b-7_2", "Zoë", "李雷"])
def test_plain_names_stay_readable(name: str) -> None:
    """What needs no encoding gets none."""
    assert file_stem(name) == name


def test_one_letter_spelled_in_two_ways_is_two_files() -> None:
    """File systems that take a composed and a decomposed letter for one keep both students' pages."""
    assert file_stem("Zoe\u0308") == "Zoe%CC%88"
    assert file_stem("\u212bsa") == "%E2%84%ABsa"


def test_long_names_differ_in_their_ends(tmp_path: Path) -> None:
    """Names that are cut off stay different, and can be written."""
    one, other = file_stem("é" * 300), file_stem("é" * 301)

    assert one != other
    (tmp_path / f"{one}.html").write_text("")


def test_html_prose() -> None:
    """Only the code between backticks becomes an element."""
    assert html_prose("use `a < b` & <b>") == "use <code>a &lt; b</code> &amp; &lt;b&gt;"
    assert html_prose("one ` alone") == "one ` alone"


@pytest.mark.parametrize(
    "text",
    [
        *HOSTILE_NAMES,
        HOSTILE_MESSAGE.replace("`", ""),
        "# heading",
        "- item",
        "1. item",
        "12) item",
        "> quote",
        "***bold*** __bold__ ~~gone~~ a_b_c _x_",
        "| a | b |",
        "<b>bold</b> &lt; &amp;",
        "see http://evil.example, www.evil.example or a@evil.example",
        "back\\slash \\* and $x^2$",
        "===",
        "---",
        "[a]: http://evil.example",
    ],
)
def test_markdown_shows_text_as_it_stands(text: str) -> None:
    """A Markdown reader shows the very characters: no link, image, emphasis, heading, list or HTML element."""
    render = mistune.create_markdown(escape=False, plugins=["strikethrough", "table", "url", "footnotes", "math"])
    page = str(render(markdown_text(text)))

    assert re.findall(r"<[^>]*>", page) == ["<p>", "</p>"]
    assert html.unescape(page[3:].rpartition("</p>")[0]).strip() == one_line(text)


def test_markdown_prose_keeps_code_and_lines() -> None:
    """Code between backticks stays code, and is not escaped."""
    assert markdown_prose("use `X @ W.T` *now*\nthen `a_*b`") == "use `X @ W.T` \\*now\\*  \nthen `a_*b`"
    assert markdown_prose("grad_W: 2 * (3 - 1) = 4.") == "grad_W: 2 * (3 - 1) = 4."
