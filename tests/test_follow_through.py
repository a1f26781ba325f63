"""Follow-through marks: tried where a student's parts are wrong, left out where they cannot make a difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from autograder.cases import parts_correct, with_follow_through
from autograder.course.model import Course
from autograder.course.variants import Variant, variants
from autograder.faults import StudentFault
from autograder.grading.session import GradingSession
from autograder.handout.gradcheck import Mismatch
from autograder.sandbox.runner import SubmissionRunner
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
NAME = "a3_linear_regression"
SEED = 20261123
X = np.arange(6.0).reshape(2, 3)
WRONG = [
    variant
    for variant in variants(COURSE, NAME)
    if not variant.right and "not-deterministic" not in variant.name  # its record differs by nature
]
INLINED = """
def fit(X, Y, W, b, lr, epochs):
    losses = []
    for _ in range(epochs):
        residual = X @ W.T + b - Y
        losses.append(float((residual ** 2).sum()))
        W, b = W - lr * residual.T @ X, b - lr * residual.sum(axis=0)
    return W, b, losses
"""
"""It repeats gradients without their 2, as this student's parts have them."""
WITHOUT_TWO = """
def grad_W(X, Y_hat, Y):
    return (Y_hat - Y).T @ X

def grad_b(Y_hat, Y):
    return (Y_hat - Y).sum(axis=0)
"""


class Student:
    """Parts as a hidden case sees them: each call sets `changed`."""

    def __init__(self, twice, once=lambda x: 1.5) -> None:
        self.changed: tuple[int, ...] = ()
        self.calls: list[str] = []
        self._parts = {"twice": twice, "once": once}

    def __getattr__(self, name):
        def call(x):
            self.calls.append(name)
            given = x.copy()
            value = self._parts[name](given)
            self.changed = () if np.array_equal(given, x) else (0,)
            return value

        return call


REFERENCE = SimpleNamespace(twice=lambda x: 2 * x, once=lambda x: 1.5)


def correct(student: Student) -> bool:
    return parts_correct(student, REFERENCE, ("twice", "once"), lambda parts: (parts.twice(X), parts.once(X)))


def raised(x):
    raise StudentFault("raised", "ZeroDivisionError in line 3")


def in_place(x):
    x *= 2
    return x


@pytest.mark.parametrize("twice", [lambda x: 2 * x, lambda x: x + x, lambda x: 2 * x * (1 + 1e-12)])
@pytest.mark.parametrize("once", [lambda x: 1.5, lambda x: np.float64(1.5)])
def test_right_parts_are_alike(twice, once):
    """Rounding does not count, nor whether a number is NumPy's."""
    assert correct(Student(twice, once))


@pytest.mark.parametrize(
    "twice",
    [
        lambda x: 2 * x + 1e-6,
        lambda x: (2 * x).T,
        lambda x: (2 * x).astype(np.float32),
        lambda x: (2 * x).astype(int),
        lambda x: (2 * x).tolist(),
        lambda x: None,
        in_place,
        raised,
    ],
    ids=["value", "shape", "precision", "integers", "list", "nothing", "in-place", "raised"],
)
def test_a_part_that_differs_is_seen_at_once(twice):
    """Another value, form or dtype, a changed argument, an error: and nothing more is asked."""
    student = Student(twice)

    assert not correct(student)
    assert student.calls == ["twice"]


@pytest.mark.parametrize("once", [lambda x: np.array(1.5), lambda x: np.array([1.5]), lambda x: "1.5", lambda x: 2])
def test_a_number_in_another_form_is_not_alike(once):
    """An array of no or one axis is not the number that it holds; a list of losses would have it in it."""
    assert correct(Student(lambda x: 2 * x, once)) is (np.shape(once(X)) == () and np.asarray(once(X)).dtype == float)


@pytest.mark.parametrize(("same", "tried"), [(True, 0), (False, 1)])
def test_either_asks_only_after_a_wrong_result(same, tried):
    """Where the parts are alike no other way is tried after a mismatch; after a fault it is always."""
    ways: list[str] = []

    def wrong() -> None:
        raise Mismatch("wrong-values", "first")

    def faulty() -> None:
        raise StudentFault("time-limit", "first")

    with pytest.raises(Mismatch, match="first"):
        with_follow_through(wrong, lambda: (ways.append("way"), wrong()), parts_correct=lambda: same)
    assert len(ways) == tried
    with_follow_through(faulty, lambda: ways.append("way"), parts_correct=lambda: same)
    assert len(ways) == tried + 1


@pytest.fixture(scope="module")
def session(isolation) -> Iterator[GradingSession]:
    with GradingSession(COURSE, NAME, seed=SEED, isolation=isolation[0], level=isolation[1]) as opened:
        yield opened


def by_name(record):
    return {task.name: task for task in record.tasks}


def submitted(source: str) -> Submission:
    return Submission("s", {COURSE.load(NAME).module_file: source.encode()})


@pytest.mark.parametrize(
    "variant", [pytest.param(one, id=one.name) for one in WRONG[::2] if one.mistake != "stops-early"]
)
def test_leaving_it_out_changes_no_record(session, monkeypatch, variant: Variant):
    """Whatever is wrong, the record is the very same one when every way to follow-through marks is tried.

    But for a loop that ends early: the few steps of such a way are too few to see that, and right parts end it there.
    """
    quick = session.grade(submitted(variant.source))
    case = session._modules.loaded()[f"{NAME}.hidden.test_hidden"]
    monkeypatch.setattr(case, "parts_correct", lambda *rest: False)

    assert session.grade(submitted(variant.source)) == quick


def test_right_parts_need_no_worker_with_stand_ins(session, monkeypatch):
    """A wrong `fit` beside right parts is judged without one; with wrong parts there is one, and the marks follow."""
    asked: list[str] = []
    standing_in = SubmissionRunner.standing_in

    def noted(self, functions):
        if "::" in self._case:  # a hidden case; examples have workers with stand-ins too
            asked.append(self._case)
        return standing_in(self, functions)

    monkeypatch.setattr(SubmissionRunner, "standing_in", noted)
    wrong_fit = next(variant for variant in WRONG if variant.name == "fit-one-step-short")
    reference = COURSE.reference(NAME).read_text()

    assert by_name(session.grade(submitted(wrong_fit.source)))["fit"].score == 0
    assert asked == []
    followed = session.grade(submitted(reference + WITHOUT_TWO))
    assert {task.name: task.score for task in followed.tasks if task.score < task.max_score} == {
        "grad_W": 0,
        "grad_b": 0,
    }
    assert asked
    inlined = session.grade(submitted(reference + WITHOUT_TWO + INLINED))
    fit = by_name(inlined)["fit"]
    assert fit.score == fit.max_score
