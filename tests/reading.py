"""Reads a page as a browser would, for the tests of pages: what is in it, and that none of it does harm."""

from __future__ import annotations

from html.parser import HTMLParser


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


def harmless(source: str) -> Page:
    """The page, after making sure that nothing in it runs, loads, leads elsewhere or hides."""
    page = Page(source)

    assert not {"script", "img", "iframe", "object", "embed", "form", "base", "b"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(link.startswith("feedback/") for link in page.links())
    assert "url(" not in source
    assert "@import" not in source
    assert source.replace("\n", "").isprintable()
    return page
