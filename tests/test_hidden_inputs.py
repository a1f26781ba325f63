"""What the hidden cases need of their inputs holds of every draw, so that a mark does not depend on the seed.

Inputs only are drawn here, over many seeds; no submission is run.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hidden_modules import hidden_module

from autograder.cases import fractions

problems_a4 = hidden_module("a4_more_data", "inputs")
problems_a7 = hidden_module("a7_softmax_classifier", "inputs")
problems_a8 = hidden_module("a8_autograd_engine", "inputs")

SEEDS = range(200)


def rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def places(X: np.ndarray, row: int) -> list[int]:
    """Where the copies of a row stand, itself included."""
    return [int(place) for place in np.flatnonzero((X[row] == X).all(axis=1))]


def distances(X: np.ndarray, changed: int) -> set[int]:
    """How far each copy of the changed row is from it."""
    return {abs(place - changed) for place in places(X, changed)} - {0}


def test_copies_are_not_where_the_notebook_has_them() -> None:
    """No two equal rows stand a multiple of five apart, and the copies of the last row do not stand evenly."""
    for seed in SEEDS:
        X = problems_a4.shuffled_copies(rng(seed)).X
        for row in range(15):
            assert len(places(X, row)) == 3, seed
            assert all((b - a) % 5 for a, b in combinations(places(X, row), 2)), seed
        first, second, last = places(X, 14)
        assert second - first != last - second, seed


def test_no_fixed_distance_is_enough() -> None:
    """Whoever looks at one distance only, or at all multiples of five, misses a changed row in one of the cases."""
    marks = hidden_module("a4_more_data", "test_hidden").test_predictions_agree_one_differs.pytestmark
    rows = [row for mark in marks if mark.name == "parametrize" for row, _, _ in mark.args[1]]
    assert rows
    for seed in SEEDS:
        plain = problems_a4.copies(rng(seed)).X
        mixed = problems_a4.shuffled_copies(rng(seed)).X
        cases = [distances(plain, row) for row in rows] + [distances(mixed, places(mixed, 14)[0])]
        for looked_at in ({5, 10}, *({distance} for distance in range(1, 15))):
            assert not all(looked_at & case for case in cases), (seed, looked_at)


def test_distinct_rows_are_distinct() -> None:
    """No two of the rows that owe each other nothing are equal."""
    for seed in SEEDS:
        assert len(np.unique(problems_a4.distinct_rows(rng(seed)).X, axis=0)) == 5


@pytest.mark.parametrize("reduction", ["mean", "row_mean"])
def test_means_of_integers_are_fractions(reduction: str) -> None:
    """Under either mean, cutting the loss or any entry of a gradient to an integer changes it."""
    for seed in SEEDS:
        p = problems_a4.integers(rng(seed), reduction)
        assert all(value.dtype.kind == "i" for value in (p.X, p.Y, p.W, p.b, p.Y_hat))
        assert fractions(p.loss).all(), seed
        assert fractions(p.d_weights).all(), seed
        assert fractions(p.d_bias).all(), seed


def test_a_model_of_integers_is_undone_to_fractions() -> None:
    """Cutting any entry of b, or any row of W, to integers changes it."""
    for seed in SEEDS:
        p = problems_a4.integer_model(rng(seed))
        assert all(value.dtype.kind == "i" for value in (p.Ws, p.bs, p.mean, p.std))
        assert fractions(p.b).all(), seed
        assert fractions(p.W).any(axis=1).all(), seed


def test_scaled_integers_are_fractions() -> None:
    """No column of integers is constant, and cutting the scaled numbers to integers changes every column."""
    for seed in SEEDS:
        p = problems_a4.integer_scaling(rng(seed))
        assert p.X.dtype.kind == "i"
        assert np.ptp(p.X, axis=0).all(), seed
        assert fractions(p.Xs).any(axis=0).all(), seed


def test_gradients_of_integer_classifiers_are_fractions() -> None:
    """Cutting either gradient to integers changes it."""
    for seed in SEEDS:
        p = problems_a7.integer_problem(rng(seed))
        assert fractions(p.d_weights).any(), seed
        assert fractions(p.d_bias).any(), seed


@pytest.mark.parametrize("shape", [(11, 3), (5, 3), (3, 2), (2, 5)])
def test_labels_differ_from_the_back(shape: tuple[int, int]) -> None:
    """Labels taken in the wrong direction are other labels."""
    for seed in SEEDS:
        labels = problems_a7.classes(rng(seed), *shape)
        assert (labels != labels[::-1]).any(), seed


def test_whole_leaves_give_fractions() -> None:
    """Cutting the mean, or all quotients, to integers changes them."""
    for seed in SEEDS:
        mean = problems_a8.whole_numbers(rng(seed), "the array operations").values[2]
        quotients = problems_a8.whole_numbers(rng(seed), "the arithmetic").values[2]
        assert fractions(mean).all(), seed
        assert fractions(quotients).any(), seed
