"""The sentences that the engine says to people: no riddles, and no sentence that needs a second breath."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograder
from autograder.course.model import Course

COURSE = Course.find(Path(__file__))
PACKAGE = Path(autograder.__file__).parent
MODULES = sorted(
    [*PACKAGE.rglob("*.py"), *COURSE.solutions.glob("*/test_public.py"), *COURSE.solutions.glob("*/hidden/*.py")]
)
TEMPLATES = sorted(PACKAGE.rglob("*.j2"))
MOST_WORDS = 30
LEAST_WORDS = 3
"""What is shorter is a name, a key or a label."""
LEAST_FOUND = 500
"""Messages of the engine, roughly: with fewer the search is broken."""

AVOIDED = re.compile(
    r"\b(?:is|are) due\b|\bin the place of\b|\btoo (?:many|few) of\b|\bright form\b|\bon which it shows\b"
    r"|\b(?:that|those) of\b|\bthe one\b|\b(?:right|wrong|new|earlier) ones\b|\bones that\b|; one (?:is|looks)\b"
    r"|\b(?:another|earlier|second|low) one\b|\bone before\b|\binstall the same[.;]|(?<!there )\bis no [a-z]"
    r"|\bmakes no call\b|\banswers otherwise\b|\ball it said\b|\ball others are\b|\bnobody\b|\bto mend\b"
    r"|\bbeyond belief\b|\bwas ended\b|\bdrawn anew\b|\bneed not\b|\bafterwards as\b|\bis said\b|\bleft moved\b"
    r"|\bwho moved\b|[a-z]!(?!=)",
    re.IGNORECASE,
)
"""Words that are hard in a second language, or that stand for a noun that should be there; see the style guide."""


def words_of(node: ast.AST) -> str | None:
    """The text of a string literal, with a word for each placeholder; None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "it" for part in node.values)
    return None


def literals(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The string literals below a node that are no docstrings, with their lines."""
    text = words_of(node)
    if text is not None:
        yield getattr(node, "lineno", 0), text
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not is_docstring and not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from literals(child)


def read_docstrings(path: Path, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The docstrings that people read: of commands in `--help`, of public tests when they fail."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and (text := ast.get_docstring(node)):
            is_test = path.name == "test_public.py" and node.name.startswith("test_")
            if is_test or (path.parent.name == "cli" and node.name == "command"):
                yield node.lineno, text


def messages(path: Path) -> Iterator[tuple[str, str]]:
    """What a module may say to people, each text with its file and line."""
    tree, shown = ast.parse(path.read_text(encoding="utf-8")), path.relative_to(COURSE.root).as_posix()
    for line, text in [*literals(tree), *read_docstrings(path, tree)]:
        if len(text.split()) >= LEAST_WORDS:
            yield f"{shown}:{line}", text


MESSAGES = [message for path in MODULES for message in messages(path)]


def sentences(text: str) -> list[str]:
    """The sentences of a text; an empty line ends a sentence, too."""
    return re.split(r"(?<=[.?:])\s+|\n\s*\n", text)


def prose(template: str) -> str:
    """A template without its tags and styles, with a word for each placeholder."""
    bare = re.sub(r"\{%.*?%\}|\{#.*?#\}|<style>.*?</style>", " ", template, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", re.sub(r"\{\{.*?\}\}", "it", bare, flags=re.DOTALL))


def test_many_messages_are_found() -> None:
    """A search that finds nothing would pass every other test here."""
    assert len(MESSAGES) > LEAST_FOUND
    for path, words in (("handout/gradcheck.py", "a `return` is missing"), ("cli/grade.py", "Grade a class.")):
        assert any(f"autograder/{path}:" in where and words in text for where, text in MESSAGES)


def test_a_message_is_plain() -> None:
    """No message has words of a riddle."""
    assert [f"{where} {text}" for where, text in MESSAGES if AVOIDED.search(text)] == []


def test_a_message_is_short() -> None:
    """No sentence has more than thirty words; programs and patterns, which have lines, are no sentences."""
    spoken = [(where, text) for where, text in MESSAGES if "\n" not in text or text[0].isupper()]

    assert [
        f"{where} {part}" for where, text in spoken for part in sentences(text) if len(part.split()) > MOST_WORDS
    ] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_page_is_plain_and_short(path: Path) -> None:
    """What stands in the pages between the values is written as the messages are."""
    lines = prose(path.read_text(encoding="utf-8")).splitlines()

    assert [line for line in lines if AVOIDED.search(line)] == []
    assert [part for line in lines for part in sentences(line) if len(part.split()) > MOST_WORDS] == []


@pytest.mark.parametrize(
    "text",
    [
        "dW is a list; a NumPy array is due.",
        "The losses have 1 too many of entries.",
        "dW has the right form but wrong numbers in every entry.",
        "The smallest example on which it shows:",
        "train calls a function that returns another shape than that of Y.",
        "The folder is no course.",
        "The task answers otherwise each time.",
        "You need not do anything.",
    ],
)
def test_a_riddle_is_found(text: str) -> None:
    """Sentences that students once read are still found by the pattern."""
    assert AVOIDED.search(text)
