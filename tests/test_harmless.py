"""What students write in notebooks: harmless on nbconvert's pages, readable, and as written where it can be."""

from __future__ import annotations

import itertools

import pytest
from hostile_notebooks import HONEST, MARKDOWN, PNG, RAN, SVG
from reading import InertCell, cell_page

from autograder.nbgrader import submitted
from autograder.nbgrader.submitted import Attachments, as_text, harmless_attachments, harmless_markdown

HOSTILE = list(itertools.chain.from_iterable(MARKDOWN.values()))
NO_PICTURES: Attachments = {}


@pytest.mark.parametrize("source", HOSTILE)
def test_nothing_runs_loads_or_misleads(source: str) -> None:
    """Alone, after text, in a list, in a quotation, and twice."""
    for text in (
        source,
        f"Said.\n\n{source}",
        f"- {source}",
        f"> {source}",
        f"Said. {source}",
        f"{source}\n\n{source}",
    ):
        InertCell(cell_page(harmless_markdown(text, NO_PICTURES)))


@pytest.mark.parametrize("source", HOSTILE)
def test_what_is_left_is_harmless_to_its_reader_again(source: str) -> None:
    """Made harmless once more, as when an autograded notebook is handed in, it is no less so, and reads alike."""
    once = harmless_markdown(source, NO_PICTURES)
    again = harmless_markdown(once, NO_PICTURES)

    assert InertCell(cell_page(again)).text.split() == InertCell(cell_page(once)).text.split()


@pytest.mark.parametrize("source", HONEST)
def test_honest_text_stays_as_it_was_written(source: str) -> None:
    """Byte for byte: formulas with < and &, code, tables, links, pictures."""
    assert harmless_markdown(source, NO_PICTURES) == source


@pytest.mark.parametrize("source", HONEST)
def test_honest_text_beside_markup_is_shown_as_before(source: str) -> None:
    """One bad element in the cell takes nothing else away: formulas and code are the same letters on the page."""
    hostile = f'{source}\n\n<img src=x onerror="{RAN}">'
    changed = harmless_markdown(hostile, NO_PICTURES)

    assert changed != hostile
    assert InertCell(cell_page(changed)).text.split() == InertCell(cell_page(source)).text.split()
    assert InertCell(cell_page(changed)).images == InertCell(cell_page(source)).images


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<b>bold</b> <u>x</u> <sub>i</sub><br>end", "bold x iend"),
        ('<font color="red">red</font> <span style="color: red">too</span>', "red too"),
        ("<details><summary>more</summary>\n\nhidden *text*\n\n</details>", "more hidden text"),
        ("- [ ] open\n- [x] done", "☐ open ☑ done"),
        ("<center>middle</center>\n\n<table><tr><td>a</td></tr></table>", "middle a"),
    ],
)
def test_honest_markup_is_kept(source: str, text: str) -> None:
    """What students use to set their text is left to them."""
    page = InertCell(cell_page(harmless_markdown(source, NO_PICTURES)))

    assert page.text.split() == text.split()


@pytest.mark.parametrize("source", MARKDOWN["macros"])
def test_formula_with_a_dangerous_macro_is_text(source: str) -> None:
    """An element stands inside the macro's name: MathJax reads no formula over it, and a person reads all of it."""
    page = cell_page(harmless_markdown(source, NO_PICTURES))

    assert not submitted._MACRO.search(page)
    assert "javascript" not in source or "javascript" in InertCell(page).text


def test_attached_pictures_are_shown_and_nothing_else() -> None:
    """Each in one form; what is no picture, has script or breaks out of its quotation marks is left out."""
    found = {
        "a.png": {"image/svg+xml": SVG, "image/png": PNG},
        "b.svg": {"image/svg+xml": SVG},
        "c.png": {"image/png": f'{PNG}" onerror="{RAN}'},
        "d.html": {"text/html": PNG},
        "e.png": {f'image/png" onerror="{RAN}': PNG},
    }
    kept = harmless_attachments(found)
    source = "".join(f"![{name}](attachment:{name})" for name in [*found, "f.png"])
    changed = harmless_markdown(source, kept)

    assert kept == {"a.png": {"image/png": PNG}}
    page = InertCell(cell_page(changed, kept))
    assert page.images == [f"data:image/png;base64,{PNG}"]
    assert page.text.split() == ["(b.svg)(c.png)(d.html)(e.png)(f.png)"]
    assert harmless_markdown("![a](attachment:a.png)", kept) == "![a](attachment:a.png)"


LONG = submitted.MOST_RENDERED
DATA = f"data:image/png;base64,{'A' * 500_000}"


@pytest.mark.parametrize(
    "source",
    [
        "word " * (LONG // 5 + 1),
        "\\\\[" * (LONG // 3),
        "\\begin{a}" * (LONG // 9),
        f"[a]: {DATA}\n\n" + "![x][a]" * 100,
        f"[a]: {DATA}\n\n" + "[x][a]" * 100,
        "[a]: http://example.org/" + "b" * 9000 + "\n\n" + "[a] " * 2000,
    ],
    ids=["long", "brackets", "environments", "pictures", "links", "addresses"],
)
def test_text_that_takes_long_is_shown_as_it_was_typed(source: str) -> None:
    """Where the page would take minutes, or be a hundred times as long as the text."""
    assert harmless_markdown(source, NO_PICTURES) == as_text(source)
    assert InertCell(cell_page(as_text(source))).text.strip() == source.replace("\r", "").strip()


def test_page_has_no_brackets_where_nbconvert_would_look_for_links_from_each() -> None:
    """A picture on the line makes each look long."""
    source = f"{'[' * 300} ![a]({DATA})"
    changed = harmless_markdown(source, NO_PICTURES)

    assert "[" not in changed
    assert InertCell(cell_page(changed)).images == [DATA]


@pytest.mark.parametrize("code", ["a." * 600, "\n    " * 30 + "x", "x = 1\n" * 5000], ids=["line", "blanks", "long"])
def test_code_that_takes_long_is_not_coloured(code: str) -> None:
    """Pygments takes minutes for some lines: such a block is shown, without colours."""
    source = f"```python\n{code}\n```"
    page = cell_page(harmless_markdown(source, NO_PICTURES))

    assert submitted.tangled(code)
    assert "highlight" not in page
    assert code.split() == InertCell(page).text.removeprefix("```python").removesuffix("```\n").split()


@pytest.mark.parametrize("lexer", ["perl6", "mermaid", "c++", "html"])
def test_code_in_other_languages_is_not_coloured(lexer: str) -> None:
    """Pygments has hundreds of lexers, and a student chooses which."""
    page = cell_page(harmless_markdown(f"```{lexer}\na < b\n```", NO_PICTURES))

    assert "highlight" not in page
    assert "a < b" in InertCell(page).text
