"""Reads a page as a browser would, for the tests of pages: what is in it, and that none of it does harm."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbconvert.filters.strings import strip_files_prefix

from autograder.handout import watch
from autograder.results.pages import script, to_run


class Page(HTMLParser):
    """What is in a page: its elements in order, the values of their attributes, and the text a reader sees."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self._in_style = False
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._in_style = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if not self._in_style:
            self.text += data

    def links(self) -> list[str]:
        return [value for name, value in self.attributes if name in ("href", "src", "action", "data", "xlink:href")]


def without_own_script(source: str) -> str:
    """A page without the one script that is the package's own, where the page's policy allows no other."""
    for own in (script("report.js"), to_run(watch.SCRIPT)):
        if f"script-src '{own.allowed}';" in source:
            return source.replace(f"<script>{own.text}</script>", "", 1)
    return source


def harmless(source: str) -> Page:
    """The page, after making sure that nothing in it but the own script runs, loads, leads elsewhere or hides."""
    source = without_own_script(source)
    page = Page(source)

    assert not {"script", "img", "iframe", "object", "embed", "form", "base", "b"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(link == "lecture.html" or link.startswith("feedback/") for link in page.links())
    assert "url(" not in source
    assert "@import" not in source
    assert source.replace("\n", "").isprintable()
    return page


def cell_page(source: str, attachments: dict[str, dict[str, str]] | None = None) -> str:
    """The page that formgrader and generate_feedback make of a cell of Markdown."""
    renderer = IPythonRenderer(escape=False, attachments=attachments, exclude_anchor_links=True)
    page = strip_files_prefix(MarkdownWithMath(renderer=renderer).render(source))
    return str(BeautifulSoup(page, "html.parser"))


TAGS = set(
    """a b blockquote br center code dd del details div dl dt em font h1 h2 h3 h4 h5 h6 hr i img kbd li mark ol p pre s
    small span strong sub summary sup table tbody td th thead tr u ul""".split()  # noqa: SIM905  # a list of 45 lines
)
ATTRIBUTES = {"href", "src", "alt", "title", "style", "class", "align", "width", "height", "start", "color", "open"}


class InertCell(HTMLParser):
    """Fails at the first thing in a cell's page that may run, load, lead astray or pass for a part of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.images: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, given in attrs:
            value = given or ""
            assert name in ATTRIBUTES
            if name == "href":
                assert re.match("https?://|mailto:|#", value), value
            if name == "src":
                assert re.match(r"data:image/png;base64,[\w+/=]+$|[\w/% -]+\.png$", value), value
                self.images.append(value)
            if name == "class":
                assert re.fullmatch("highlight|[a-z][a-z0-9]?[a-z0-9]?", value), value
            if name == "style":
                assert re.fullmatch(r"(\s*(color|background-color|text-align):\s*[\w#]+;?)*", value), value

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def contrast(one: str, other: str) -> float:
    """How much lighter the lighter colour is, by WCAG's formula."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of #rgb or #rrggbb."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    shares = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
