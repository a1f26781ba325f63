"""The texts of the mistakes: one for every id, short enough for midnight, and no solution in them."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from autograder.course.generate import solution_sources
from autograder.course.leaks import leaks
from autograder.course.model import Course
from autograder.course.variants import variants
from autograder.gradcheck import SENTENCES
from autograder.results import explain
from autograder.validation.texts import faults_of_text

COURSE = Course.find()
PACKAGE = Path(explain.__file__).parents[1]
TEXTS = PACKAGE / "feedback_texts"
FACTORS = [
    "dropped-two",
    "doubled",
    "sign-flipped",
    "divided-by-rows",
    "divided-by-elements",
    "not-averaged",
    "rows-for-elements",
    "averaged-twice",
]
CURRICULUM = (
    *FACTORS,
    *["transposed", "reshaped-not-transposed", "inputs-forgotten", "used-prediction", "used-target", "absolute-error"],
    *["first-row-only", "last-row-only", "upstream-ignored", "bias-averaged", "bias-one-number", "bias-wrong-axis"],
    *[
        "bias-per-sample",
        "bias-kept-dims",
        "bias-times-input",
        "bias-omitted",
        "weights-not-transposed",
        "mean-for-sum",
    ],
    *["sum-for-mean", "half-loss", "not-squared", "not-reduced", "ascent", "learning-rate-ignored", "returns-step"],
    *["stale-gradient-missed", "bias-not-updated", "one-step-short", "one-step-long", "loss-after-step", "not-zeroed"],
    *["derivative-at-input", "overwritten-not-added", "changes-argument", "keeps-state", "not-deterministic"],
    *["integer-truncation", "not-finite", "wrong-shape", "wrong-type", "returned-none", "not-implemented", "raised"],
    *["time-limit", "memory-limit", "crashed", "exited"],
    *["forward-difference", "divided-by-h", "moved-together", "not-moved-back", "step-ignored", "too-many-calls"],
    *["not-restored-on-error", "one-sided", "larger-for-sum", "mean-for-max", "not-relative", "abs-forgotten"],
    *["norms-for-entries", "shapes-not-compared", "nan-hidden", "divided-by-g", "norms-for-projection"],
    *["root-forgotten", "relative-to-g", "scale-forgotten", "tolerance-too-loose", "tolerance-too-tight"],
    *["sign-ignored", "rules-out-of-order", "below-minus-above", "sum-halved", "one-for-each-entry"],
    *[  # of a8
        "axis-ignored",
        "axis-not-restored",
        "backward-resets",
        "broadcast-averaged",
        "derivative-at-output",
        "elementwise-product",
        "exponent-forgotten",
        "exponent-not-lowered",
        "factors-swapped",
        "grad-set-to-none",
        "keepdims-lost",
        "leading-axis-kept",
        "mask-of-upstream",
        "not-transposed-back",
        "operand-left-out",
        "operand-not-transposed",
        "operands-swapped",
        "own-factor",
        "passed-on-twice",
        "sign-for-step",
        "slope-forgotten",
        "square-forgotten",
        "stretched-axis-kept",
        "unbroadcast-forgotten",
        "upside-down",
        "value-for-slope",
        "wrong-axis",
        "wrong-topological-order",
    ],
)
"""The ids of the curriculum's table, a contract with other programs."""
A6 = (
    *["slope-omitted", "slope-not-squared", "sigmoid-for-tanh", "activation-omitted", "activation-on-output"],
    *["wrong-layer-input", "weights-left-out", "layer-not-updated", "updated-too-early"],
)
"""The ids that a network of two layers brought."""
A7 = (
    *["softmax-wrong-axis", "not-normalised", "softmax-twice", "softmax-omitted", "unstable-softmax", "log-of-zero"],
    *["log-forgotten", "every-class-counted", "every-label-in-every-row", "one-hot-forgotten", "one-hot-shifted"],
    *["label-only", "stopped-at-probabilities"],
)
"""The ids that a softmax classifier brought."""
NO_MISTAKES = {"does-not-import", explain.UNNAMED}
"""Texts for what is no mistake in a task."""


def outcomes() -> set[str]:
    """The outcomes that the grader's own code gives, read from its source."""
    found = set()
    files = [PACKAGE / "gradcheck.py", *PACKAGE.glob("hidden/*.py"), *PACKAGE.glob("grading/*.py")]
    for path in [*files, PACKAGE / "sandbox" / "blame.py", PACKAGE / "sandbox" / "runner.py"]:
        source = path.read_text(encoding="utf-8")
        found |= set(re.findall(r'(?:Mismatch|StudentFault)\(\s*"([a-z-]+)"', source))
        found |= set(re.findall(r'\("([a-z]+-[a-z-]+)", "', source))
    found |= set(SENTENCES)
    return found - {"wrong-values"}


def test_every_id_of_the_curriculum_has_a_text() -> None:
    """One file for each id, and no file that nothing refers to."""
    assert sorted({*CURRICULUM, *A6, *A7, *NO_MISTAKES}) == explain.names()
    assert {path.suffix for path in TEXTS.iterdir()} == {".md"}


def test_every_id_that_can_come_up_has_a_text() -> None:
    """What a variant is to be called, and what the grader can call an outcome, are never without words."""
    planted = {v.mistake for name in COURSE.names() for v in variants(COURSE, name) if v.mistake}

    assert outcomes() > {"wrong-shape", "time-limit", "bias-omitted"}
    assert [mistake for mistake in sorted(planted | outcomes()) if not explain.explanation(mistake)] == []


@pytest.mark.parametrize("name", explain.names())
def test_a_text_is_short(name: str) -> None:
    """At most six lines with the line that says where to read; the first paragraph has at most three."""
    assert faults_of_text(name, explain.explanation(name)) == []
    assert max(len(line) for line in (TEXTS / f"{name}.md").read_text(encoding="utf-8").splitlines()) <= 80


def test_a_text_that_is_too_long_is_told() -> None:
    """Six lines of text, four of a first paragraph, and an exclamation mark are each a sentence."""
    line = "word " * 14

    assert faults_of_text("a", (line * 3, line * 2)) == []
    assert faults_of_text("a", (line * 3, line * 3)) == ["The text on a takes 6 lines; at most 5 are read."]
    assert faults_of_text("a", (line * 4,)) == ["The first paragraph on a takes 4 lines; at most 3 are read."]
    assert "exclamation mark" in faults_of_text("a", ("Stop!",))[0]


def test_two_mistakes_at_once_are_as_short() -> None:
    """The two first sentences stand together, and the texts know no third kind of name."""
    for pair in itertools.permutations([*FACTORS, "bias-averaged"], 2):
        (paragraph,) = explain.explanation("+".join(pair))

        assert paragraph.startswith("Two slips at once. ")
        assert len(explain.wrapped(paragraph)) <= 3
    assert explain.explanation("sign-flipped+unheard-of") == ()
    assert explain.explanation("../../secret") == ()


def test_no_text_is_a_solution() -> None:
    """The texts teach by formulas and words; no line of any solution stands in them."""
    files = {path.name: path.read_bytes() for path in TEXTS.iterdir()}

    assert leaks(solution_sources(COURSE), files) == []


def test_every_task_says_where_to_read() -> None:
    """The heading above a task's check cell in the guide notebook is known for every task."""
    for name in COURSE.names():
        assignment = COURSE.load(name)

        assert [task.name for task in assignment.tasks if not assignment.sections.get(task.name)] == []
