"""The smallest example on which a mistake shows: right arithmetic, public inputs, the same on every day."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path

import msgspec
import numpy as np
import pytest

from autograder.authoring.validation.texts import check_examples, faults_of
from autograder.cases.examples import Example, plain, small
from autograder.course.model import Course, CourseError
from autograder.course.modules import load_module
from autograder.course.variants import find_variant
from autograder.grading.counterexample import Counterexamples, read_examples
from autograder.grading.session import GradingSession
from autograder.handout.explain import describe
from autograder.results.records import Record
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
NAMES = tuple(COURSE.names())
A3 = "a3_linear_regression"


def examples(name: str) -> list[tuple[str, Example]]:
    reference = load_module(COURSE.reference(name))
    makers = read_examples(COURSE.folder(name) / "examples.py")
    return [(task, example) for task, make in makers.items() for example in make(reference)]


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_good(name: str) -> None:
    """Each task has examples and nothing else has; their arithmetic is right, and a wrong answer takes few lines."""
    (found,) = check_examples(COURSE, name)

    assert found.faults == ()
    assert found.note.startswith(f"{len(examples(name))} of ")


def test_what_is_wrong_with_an_example_is_told() -> None:
    """A calculation of another value or with letters, and what is too long for a page, are each a sentence."""
    good = next(example for task, example in examples(A3) if task == "grad_W")

    def said(**changes: object) -> list[str]:
        return list(faults_of(dataclasses.replace(good, **changes)))

    assert said() == []
    assert said(work=lambda *_: "2*(5-1)*2") == ["the calculation of dW[0, 0] is 2*(5-1)*2 = 16, but its value is 24"]
    assert "has other characters than numbers" in said(work=lambda *_: "X.T")[0]
    assert "more than 5 lines" in said(given={"X": small((9, 9))})[0]
    assert said(right={"dW": np.array([[np.nan]])})[0] == "its right answer is marked as wrong"


@pytest.mark.parametrize(
    ("got", "says"),
    [
        (np.array([[12.0]]), "dW[0,0] = 2*(5-1)*3 = 24\nyours: dW[0,0] = 12"),
        (np.array([[24.00001]]), "dW[0,0] = 2*(5-1)*3 = 24\nyours: dW[0,0] = 24.00001"),
        (np.array([24.0]), "dW = [[24]], shape (1, 1)\nyours: dW = [24], shape (1,)"),
        (np.zeros((50, 50)), "dW = [[24]], shape (1, 1)\nyours: dW has the wrong shape; expected shape (1, 1)."),
        (None, "dW = [[24]], shape (1, 1)\nyours: dW is None: a `return` is missing."),
        (
            [[24.0]],
            "dW = [[24]], shape (1, 1)\nyours: dW is a list; expected a NumPy array. `np.array(...)` makes one of it.",
        ),
        (np.array([[math.nan]]), "dW[0,0] = 2*(5-1)*3 = 24\nyours: dW[0,0] = nan"),
        (np.array([[1e300]]), "dW[0,0] = 2*(5-1)*3 = 24\nyours: dW[0,0] = 1e+300"),
        ("x" * 10**6, "dW = [[24]], shape (1, 1)\nyours: dW is a str; expected a NumPy array."),
        (np.array([[24.0]]), ""),
    ],
)
def test_what_is_said_of_an_answer(got: object, says: str) -> None:
    """A wrong number, a wrong shape, no array at all: each is shown, and none at any length."""
    example = next(example for task, example in examples(A3) if task == "grad_W")

    assert describe(example.data(), got).partition("\n")[2] == says


def test_numbers_are_small_and_never_zero() -> None:
    """Inputs made for a page are the same each time, and no mistake hides behind a zero."""
    assert (small((3, 2), 1) == small((3, 2), 1)).all()
    assert (small(40) != 0).all()
    assert [plain(value) for value in (24.0, -0.0, 1 / 3, 1e-9)] == ["24", "0", "0.333333", "1e-09"]


def test_a_broken_file_is_one_sentence(tmp_path) -> None:
    """An author is told which file does not work; no file at all means no examples."""
    assert Counterexamples(tmp_path, "none.py", {}).add([], {}, None, {}, "none.py", budget=None, faults=[]) == []
    (tmp_path / "examples.py").write_text("EXAMPLES = 1 / 0\n")
    with pytest.raises(CourseError, match=r"examples\.py cannot be used: ZeroDivisionError"):
        read_examples(tmp_path / "examples.py")
    (tmp_path / "examples.py").write_text("EXAMPLES = []\n")
    with pytest.raises(CourseError, match="needs a dict EXAMPLES"):
        read_examples(tmp_path / "examples.py")


@pytest.fixture(scope="module")
def graded(isolation):
    """Records of a3 by source and seed; a session is opened for each seed once."""
    means, level = isolation
    opened: dict[int, GradingSession] = {}

    def grade(source: str, seed: int = 1) -> Record:
        if seed not in opened:
            opened[seed] = GradingSession(COURSE, A3, seed=seed, isolation=means, level=level).__enter__()
        return opened[seed].grade(Submission("s", {"linear_regression.py": source.encode()}))

    yield grade
    for session in opened.values():
        session.__exit__()


def example_of(record: Record, task: str) -> str:
    return next(found.example for found in record.tasks if found.name == task)


@pytest.mark.parametrize(
    ("variant", "task", "says"),
    [
        ("grad_W-dropped-two", "grad_W", "dW[0,0] = 2*(5-1)*3 = 24\nyours: dW[0,0] = 12"),
        ("grad_W-divided-by-rows", "grad_W", "dW[0,0] = 2*(5-1)*3 + 2*(-3-4)*(-2) = 52\nyours: dW[0,0] = 26"),
        ("grad_W-transposed", "grad_W", "dW = [[24, -16]], shape (1, 2)\nyours: dW = [[24], [-16]], shape (2, 1)"),
        ("grad_b-bias-averaged", "grad_b", "db[0] = 2*(5-1) + 2*(-3-4) = -6\nyours: db[0] = -3"),
        ("update-ascent", "update", "new[0] = 5 - 0.1*3 = 4.7\nyours: new[0] = 5.3"),
        ("grad_W-integer-truncation", "grad_W", "dW[0,0] = 2*(0.75-1)*3 = -1.5\nyours: dW[0,0] = -1"),
        ("loss-not-implemented", "loss", ""),
        ("grad_W-keeps-state", "grad_W", ""),
        ("grad_W-not-deterministic", "grad_W", ""),
    ],
)
def test_the_smallest_case_on_which_it_shows(graded, variant: str, task: str, says: str) -> None:
    """The first case on which the answer is off is shown; what no numbers explain has none, nor has a right task."""
    record = graded(find_variant(COURSE, A3, "wrong", variant).source)

    assert example_of(record, task).partition("\n")[2] == says
    assert [found.example for found in record.tasks if found.score == found.max_score and found.example] == []


@pytest.mark.parametrize(
    ("raising", "starts", "yours"),
    [("X.shape[1] > 1", "X = [[3, -2]], ", "yours: grad_W raises ValueError in line"), ("len(X) > 2", "", "")],
    ids=["raises on an example", "on none"],
)
def test_an_error_is_shown_by_an_error(graded, raising: str, starts: str, yours: str) -> None:
    """Where it is said that a task raises, an example on which it does is shown, with Python's own words, or none."""
    wrong = f"""
def grad_W(X, Y_hat, Y):
    if {raising}:
        raise ValueError("too large")
    return (Y_hat - Y).T @ X
"""
    record = graded(COURSE.reference(A3).read_text(encoding="utf-8") + wrong)
    example = example_of(record, "grad_W")

    assert next(found.mistake for found in record.tasks if found.name == "grad_W") == "raised"
    assert example.startswith(starts)
    assert yours in example
    assert example.endswith(": too large." if yours else "")
    assert bool(example) is bool(yours)


def test_an_example_does_not_depend_on_the_run(graded) -> None:
    """Two seeds of hidden inputs give the same example, and one seed the same bytes twice."""
    source = find_variant(COURSE, A3, "wrong", "grad_b-bias-averaged").source
    first, again, other = graded(source), graded(source), graded(source, 2)

    assert msgspec.json.encode(first) == msgspec.json.encode(again)
    assert example_of(first, "grad_b") == example_of(other, "grad_b")
