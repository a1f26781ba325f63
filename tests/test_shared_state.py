"""State in one function costs it once: a function that only calls it keeps its marks, one that has its own does not."""

from __future__ import annotations

import pytest

from autograder.demo import build_submission

NAME = "a3_linear_regression"
COUNTS = """
_calls = []
def grad_W(X, Y_hat, Y):
    _calls.append(1)
    return 2 * (Y_hat - Y).T @ X * (1 + 1e-9 * len(_calls))
"""
OWN = """
_fits = []
_fit = fit
def fit(*args):
    _fits.append(1)
    W, b, losses = _fit(*args)
    return W * (1 + 1e-9 * len(_fits)), b, losses
"""
NOISE = """
import random
_fit = fit
def fit(*args):
    W, b, losses = _fit(*args)
    return W * (1 + 1e-8 * random.random()), b, losses
"""
MUTUAL = """
_turn = []
_grad_W, _fit = grad_W, fit
def grad_W(X, Y_hat, Y):
    _turn.append("W")
    return _grad_W(X, Y_hat, Y) * (1 + 1e-9 * len(_turn))
def grad_b(Y_hat, Y):
    _turn.append("b")
    return 2 * (Y_hat - Y).sum(axis=0) * (1 + 1e-9 * len(_turn))
"""


@pytest.mark.parametrize(
    ("added", "lost"),
    [
        (COUNTS, {"grad_W"}),
        (OWN, {"fit"}),
        (COUNTS + OWN, {"grad_W", "fit"}),
        (COUNTS + NOISE, {"grad_W", "fit"}),
        (MUTUAL, {"grad_W", "grad_b"}),
    ],
    ids=["one", "the other", "both", "noise beside it", "two that share it"],
)
def test_state_costs_once(corpus, added: str, lost: set[str]) -> None:
    """Points go where the state is, and nowhere else."""
    source = build_submission(corpus.course, NAME, "reference") or ""
    record = corpus.grade(NAME, f"{source}\n{added}")

    assert {task.name for task in record.tasks if task.score < task.max_score} == lost
    assert {task.mistake for task in record.tasks if task.mistake} <= {"keeps-state", "not-deterministic"}
