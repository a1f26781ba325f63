"""Odd values from every task of every assignment cost what they are part of, and nothing else, in the real grader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import pytest
from odd_values import MODELS, TENSORS, TORCH, VALUES, Odd, functions, odd_classes, odd_functions

from autograder.course.model import Course
from autograder.results.records import Record, Status

COURSE = Course.find(Path(__file__))
NAMES = tuple(COURSE.names())
OF_FORM = {
    "wrong-type",
    "wrong-shape",
    "transposed",
    "returned-none",
    "not-finite",
    "raised",
    "other-signature",
    "integer-truncation",
    "single-precision",
    "answer-no-pair",
    "bug-not-listed",
    "example-not-legal",
}
"""Mistakes that are sensible names for an odd value; None, for wrong numbers, is one too."""
A5, A8 = "a5_model_regression", "a8_autograd_engine"
MOST = {A5: 8, A8: 12}
"""How many odd submissions of an assignment are graded, of several hundred; other assignments have other ones."""


def some(odd: Sequence[Odd], most: int, start: int) -> Iterator[Odd]:
    """So many of them, evenly spread."""
    return iter(odd[start % (len(odd) // most) :: len(odd) // most])


def lost(record: Record) -> dict[str, str]:
    return {task.name: f"{task.mistake}: {task.message}" for task in record.tasks if task.score < task.max_score}


@pytest.mark.parametrize("name", NAMES)
def test_an_odd_value_costs_its_own_task_only(corpus, name):
    """One function returns something odd: the submission is graded, the mistake is one of form, and tasks that use the
    function keep all their marks, for they are judged with right parts in its place."""
    wrong = []
    for odd in some(list(odd_functions(COURSE, name)), MOST.get(name, 24), 7 * NAMES.index(name)):
        record = corpus.grade(name, odd.source)
        hit = record.tasks[[task.name for task in record.tasks].index(odd.task)]
        sensible = hit.mistake is None or hit.mistake in OF_FORM or "bias-" in hit.mistake
        if record.status is not Status.GRADED or lost(record).keys() - {odd.task} or not sensible:
            wrong.append((odd.function, odd.value, record.status.value, record.message, lost(record)))

    assert wrong == []


@pytest.mark.parametrize(
    ("name", "kind", "attributes", "values", "untouched"),
    [
        (A5, "ModelRegression", MODELS, (*TORCH, *VALUES), ["train_step", "fit", "manual_gradients"]),
        (A8, "Tensor", TENSORS, VALUES, ["unbroadcast"]),
    ],
)
def test_an_odd_attribute_of_a_class_costs_what_uses_it(corpus, name, kind, attributes, values, untouched):
    """An object with an odd attribute is graded like any other, and what does not use the class loses nothing."""
    odd = list(odd_classes(COURSE, name, kind, attributes, values))
    wrong = []
    for one in some(odd, MOST[name] + 4, 5):
        record = corpus.grade(name, one.source)
        if record.status is not Status.GRADED or lost(record).keys() & set(untouched):
            wrong.append((one.value, record.status.value, record.message, lost(record)))

    assert wrong == []


ASKED = (
    "None",
    "'x'",
    "1j",
    "[]",
    "np.zeros(0)",
    "np.ones((9, 9))",
    "x.astype(complex)",
    "x[None]",
    "[x, [x]]",
    "np.ones(2000)",
)


@pytest.mark.parametrize("asked", ASKED)
def test_a_function_that_is_asked_oddly(corpus, asked):
    """What a submission asks of a function that it is given costs nobody's marks for other tasks."""
    name = "a2_gradient_check"
    source = f"""{COURSE.reference(name).read_text()}

right_gradient = numeric_gradient


def numeric_gradient(f, x, h=1e-5):
    try:
        f({asked})
    except Exception:
        pass
    return right_gradient(f, x, h)
"""
    record = corpus.grade(name, source)

    assert record.status is Status.GRADED
    assert lost(record).keys() <= {"numeric_gradient"}


def test_the_odd_submissions_are_many():
    """Every function of a task is among them, with every value."""
    for name in NAMES:
        odd = list(odd_functions(COURSE, name))

        assert {one.function for one in odd} == set(functions(COURSE, name))
        assert len(odd) >= 150 * len(functions(COURSE, name))
    assert len(set(chain(VALUES, TORCH))) == len(VALUES) + len(TORCH)
