"""Written answers in other cells than their own are found; code, and what was handed out, are no answers."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder.nbgrader.misplaced import Handout

ROOT = Path(__file__).resolve().parents[1]
BOOK = json.loads((ROOT / "assignments/a1_one_weight/a1_one_weight.ipynb").read_text())
SOURCES = ["".join(cell["source"]) for cell in BOOK["cells"]]
QUESTION = next(source for source in SOURCES if "Written question" in source or "question" in source.lower())


def own(source: str, kind: str = "markdown") -> list[str]:
    return Handout(SOURCES).own_text([NotebookNode(cell_type=kind, source=source)])


@pytest.mark.parametrize(
    ("source", "kind", "found"),
    [
        ("Because of the chain rule.", "markdown", "Because of the chain rule."),
        ("The sum,\n\n$\\sum_i$, grows.", "raw", "The sum,\n\n$\\sum_i$, grows."),
        (f"{QUESTION}\n\nYes: it doubles.", "markdown", "Yes: it doubles."),
        ("Because of the chain rule.", "code", "```text\nBecause of the chain rule.\n```"),
        ("# Because of\n# the chain rule", "code", "```text\n# Because of\n# the chain rule\n```"),
        ('"""Because of the chain rule."""', "code", '```text\n"""Because of the chain rule."""\n```'),
    ],
)
def test_what_a_student_wrote_is_found(source: str, kind: str, found: str) -> None:
    """In a new cell of any kind, or behind text that was handed out."""
    assert own(source, kind) == [found]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (QUESTION, "markdown"),
        (QUESTION.replace("e", "é", 1), "markdown"),
        ("", "markdown"),
        ("---", "markdown"),
        ("print(1 + 1)", "code"),
        ("%matplotlib inline\n!ls\nforward?", "code"),
        ("# try it\nforward(2, 3)", "code"),
    ],
    ids=["handed out", "an older version", "empty", "a line", "code", "commands", "code with a comment"],
)
def test_what_is_no_answer(source: str, kind: str) -> None:
    assert own(source, kind) == []


def test_a_notebook_of_many_lines_takes_no_time() -> None:
    """A student may have as many lines as the limits allow; only so many are compared closely."""
    started = time.monotonic()
    found = own("\n".join(f"line {number} of my answer" for number in range(10_000)))

    assert "line 9999 of my answer" in found[0]
    assert time.monotonic() - started < 10
