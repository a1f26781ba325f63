"""Files of mistakes: sections that are overlaid file by file, and messages for what is broken in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.course.mistakes import ENGINE_FILE, Mistake, overlaid, read_mistakes
from autograder.course.model import Course, Task
from autograder.faults import CourseError
from autograder.grading.marks import mark_task
from autograder.grading.verdicts import CaseSpec, Verdict
from autograder.handout.explain import UnwordedError, claim
from autograder.handout.gradcheck import Comparison

FILE = """# Mistakes of a topic
Anything may stand here, > this too.

## minus-twice
> {It} is subtracted
> twice.

- raises
- no example

The first paragraph
goes on.

The second.

## plain
Only a text.
"""


def read(tmp_path: Path, text: str) -> dict[str, Mistake]:
    path = tmp_path / "mistakes.md"
    path.write_text(text, encoding="utf-8")
    return read_mistakes(path, "solutions/mistakes.md")


def test_a_section_has_a_sentence_properties_and_a_text(tmp_path):
    """All parts are read, wrapped lines are joined, and any part may be missing."""
    assert read(tmp_path, FILE) == {
        "minus-twice": Mistake(
            "{It} is subtracted twice.", ("The first paragraph goes on.", "The second."), raises=True, no_example=True
        ),
        "plain": Mistake("", ("Only a text.",)),
    }
    assert read_mistakes(tmp_path / "none.md", "none.md") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# Head\n\n## twice\nOne.\n\n## twice\nTwo.\n", "solutions/mistakes.md, line 6: twice has two sections"),
        (
            "\n## odd\n- rises\n",
            "solutions/mistakes.md, line 2: odd has the property 'rises'; the properties are raises",
        ),
        (
            "\n## odd\n> In {them} it is odd.\n",
            "solutions/mistakes.md, line 2: odd has {them} in its sentence; write no",
        ),
        ("## odd\n> {It} is a set, {1}.\n", "solutions/mistakes.md, line 1: odd has {1} in its sentence"),
        ("## odd\n> In {it}} it is odd.\n", "solutions/mistakes.md, line 1: odd has } in its sentence"),
        ("## odd\n> In {it it is odd.\n", "solutions/mistakes.md, line 1: odd has {it it is odd. in its sentence"),
    ],
)
def test_a_broken_section_is_told_with_its_line(tmp_path, text, message):
    """An author is told where to look."""
    with pytest.raises(CourseError) as error:
        read(tmp_path, text)

    assert str(error.value).startswith(message)


def test_a_file_that_is_no_text_is_told(tmp_path):
    """Bytes that are not UTF-8 are one sentence."""
    (tmp_path / "mistakes.md").write_bytes(b"\xff\xfe")

    with pytest.raises(CourseError, match=r"^solutions/mistakes\.md cannot be read"):
        read_mistakes(tmp_path / "mistakes.md", "solutions/mistakes.md")


def test_what_a_section_leaves_out_comes_from_the_next_file():
    """Own words replace; a sentence alone keeps the text and the properties below it."""
    below = {"a": Mistake("Said.", ("Text.",), raises=True), "b": Mistake("Other.")}

    merged = overlaid({"a": Mistake("Said here."), "c": Mistake("New.")}, below)
    assert merged == {"a": Mistake("Said here.", ("Text.",), raises=True), "b": below["b"], "c": Mistake("New.")}


def test_an_assignment_knows_three_files(tmp_path):
    """Its own words, then the course's, then the engine's."""
    folder = tmp_path / "solutions" / "a1_topic"
    folder.mkdir(parents=True)
    task = 'name = "f"\npoints = 1\nsummary = "s"\nhints = ["a", "b", "c"]\n'
    text = 'title = "T"\nmodule = "m"\nsummary = "s"\norder = 1\nminutes = 1\n'
    (folder / "assignment.toml").write_text(f'{text}[question]\ntext = "q"\npoints = 1\n[[tasks]]\n{task}')
    (folder / "mistakes.md").write_text("## both\nOf the assignment.\n")
    (tmp_path / "solutions" / "mistakes.md").write_text("## both\nOf the course.\n\n## shared\nOf the course.\n")

    mistakes = Course(tmp_path).load("a1_topic").mistakes
    assert mistakes["both"].paragraphs == ("Of the assignment.",)
    assert mistakes["shared"].paragraphs == ("Of the course.",)
    assert mistakes["raised"] == read_mistakes(ENGINE_FILE, "")["raised"]

    (folder / "mistakes.md").write_text("## x\n- odd\n")
    with pytest.raises(CourseError, match=r"^solutions/a1_topic/mistakes\.md, line 1: x has the property 'odd'"):
        Course(tmp_path).load("a1_topic")


def test_a_mistake_without_words_costs_no_mark():
    """The task keeps its marks, has no name, and the fault names the id."""
    task = Task("f", 4.0, "s", ["a", "b", "c"], 0.8)
    cases = [CaseSpec("t::a", "f", "a", True), CaseSpec("t::e", "f", "e", False)]
    wrong = Comparison("f", np.array([2.0, 4.0]), np.array([1.0, 2.0]), lambda: {"minus-twice": np.array([2.0, 4.0])})
    verdicts = [Verdict(), Verdict("wrong-values", "f has wrong numbers.", ((wrong,),))]
    faults: list[str] = []

    result = mark_task(task, cases, verdicts, {}, faults)
    assert (result.score, result.mistake, result.message) == (3.25, None, "f has wrong numbers.")
    assert faults == ["f: no mistakes.md has a sentence for the mistake minus-twice; write a section for it"]

    named = mark_task(task, cases, verdicts, {"minus-twice": Mistake("{It} is wrong twice.")}, faults)
    assert (named.mistake, named.message) == ("minus-twice", "f is wrong twice.")


def test_a_sentence_begins_with_a_capital():
    """{It} is the name of what was compared, as a sentence begins; two mistakes are said one after the other."""
    mistakes = {"a": Mistake("{It} is a."), "b": Mistake("In {it} is b.")}

    assert said("a", ["the loss"], mistakes) == "The loss is a."
    assert said("a", ["dW"], mistakes) == "dW is a."
    assert said("a+b", ["dW", "db"], mistakes) == (
        "Two mistakes at once. Each of dW and db is a. In each of dW and db is b."
    )
    with pytest.raises(UnwordedError, match=r"^c$"):
        said("a+c", ["dW"], mistakes)


def said(mistake, names, mistakes):
    """The sentence for a task in which a mistake makes the numbers of all that is compared."""
    want, made = np.array([1.0, 2.0]), np.array([2.0, 4.0])
    seen = [Comparison(name, made, want, lambda: {mistake: made}) for name in names]
    found = claim(
        [(CaseSpec("t::a", "f", "a", True), Verdict("wrong-values", "f is wrong.", (tuple(seen),)))], mistakes
    )
    assert found is not None
    return found.sentence
