"""Follow-through marks: a function that calls wrong parts in the right way earns its marks; a wrong one does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.cases import with_follow_through
from autograder.course.model import Course
from autograder.course.variants import find_variant
from autograder.faults import StudentFault
from autograder.grading.session import GradingSession
from autograder.handout.gradcheck import Mismatch
from autograder.submissions.reading import Submission

COURSE = Course.find(Path(__file__))
NAME = "a3_linear_regression"
SEED = 20261123
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


@pytest.mark.parametrize("fault", [Mismatch("wrong-values", "first"), StudentFault("raised", "first")])
def test_the_first_way_speaks_where_no_way_leads(fault):
    """Every way is tried in turn until one leads; what is reported is the outright result's fault."""
    ways: list[str] = []

    def outright() -> None:
        raise fault

    def lost(name: str) -> None:
        ways.append(name)
        raise Mismatch("wrong-values", name)

    with pytest.raises(type(fault), match="first"):
        with_follow_through(outright, lambda: lost("second"), lambda: lost("third"))
    assert ways == ["second", "third"]
    with_follow_through(outright, lambda: lost("second"), lambda: ways.append("leads"), lambda: lost("never"))
    assert ways[2:] == ["second", "leads"]


def test_a_right_result_asks_for_no_other_way():
    """Nothing but the outright way is taken."""
    with_follow_through(lambda: None, lambda: pytest.fail("was tried"))


@pytest.fixture(scope="module")
def session(isolation) -> Iterator[GradingSession]:
    with GradingSession(COURSE, NAME, seed=SEED, isolation=isolation[0], level=isolation[1]) as opened:
        yield opened


def submitted(source: str) -> Submission:
    return Submission("s", {COURSE.load(NAME).module_file: source.encode()})


def test_an_early_mistake_costs_once(session):
    """A `fit` that calls wrong gradients, or repeats them, keeps its marks; one with too few steps does not."""
    reference = COURSE.reference(NAME).read_text()
    wrong_fit = find_variant(COURSE, NAME, "wrong", "fit-one-step-short")

    assert session.grade(submitted(wrong_fit.source)).tasks[-1].score == 0
    followed = session.grade(submitted(reference + WITHOUT_TWO))
    assert {task.name: task.score for task in followed.tasks if task.score < task.max_score} == {
        "grad_W": 0,
        "grad_b": 0,
    }
    inlined = session.grade(submitted(reference + WITHOUT_TWO + INLINED))
    assert inlined.tasks[-1].score == inlined.tasks[-1].max_score
