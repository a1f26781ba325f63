"""The Jinja2 environments of the pages: whatever a template prints is cleaned and escaped, unless marked as safe."""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from autograder.results import text
from autograder.results.files import read_whole, write_whole

if TYPE_CHECKING:
    from jinja2 import Environment

FEEDBACK_FOLDER = "feedback"


@functools.cache
def html() -> Environment:
    """Templates that make HTML: autoescape is on, and text is cleaned as well."""
    environment = _environment(autoescape=True, finalize=_clean_value)
    environment.filters["prose"] = text.html_prose
    return environment


@functools.cache
def markdown() -> Environment:
    """Templates that make Markdown: text is escaped so that it shows as it stands."""
    environment = _environment(autoescape=False, finalize=_markdown_value)
    environment.filters["prose"] = lambda value: Markup(text.markdown_prose(value))
    environment.filters["code"] = lambda value: Markup(text.markdown_code(value))
    environment.filters["verbatim"] = lambda value: Markup(text.one_line(value))  # within an indented code block
    environment.filters["number"] = lambda value: Markup(text.number(value))
    return environment


class Script(NamedTuple):
    """A script of a page, and what its policy names so that no other script runs."""

    text: Markup
    allowed: str


@functools.cache
def script(name: str) -> Script:
    """A script among the templates, to be written into a page as it is."""
    return to_run((Path(__file__).parent / "templates" / name).read_text(encoding="utf-8"))


@functools.cache
def to_run(text: str) -> Script:
    """A script of this package, as a page has it; never one that anything else was written into."""
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Script(Markup(text), f"sha256-{digest}")


def feedback_link(student: str) -> str:
    """Where a student's page lies, seen from report.html, as an address."""
    return quote(f"{FEEDBACK_FOLDER}/{text.file_stem(student)}.html")


def write_page(path: Path, page: str) -> None:
    """Write a page as UTF-8, unless it stands there already. Raises ResultsError."""
    data = page.encode("utf-8", "replace")
    if read_whole(path) != data:
        write_whole(path, data)


def _environment(**options: Any) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # here: `autograder check` makes no page

    environment = Environment(
        loader=PackageLoader("autograder.results"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        **options,
    )
    environment.filters["number"] = text.number
    environment.filters["line"] = text.one_line
    environment.filters["percent"] = lambda share: f"{text.number(100 * share, 0)} %"
    return environment


def _clean_value(value: Any) -> Any:
    return text.clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _markdown_value(value: Any) -> Any:
    return text.markdown_text(value) if isinstance(value, str) and not isinstance(value, Markup) else value
