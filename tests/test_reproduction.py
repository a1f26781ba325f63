"""The numbers that the course states, reproduced: the teacher's notebook, the optimum, the stable rates."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch

from autograder.course.model import Course

COURSE = Course.find(Path(__file__))
DATA = np.loadtxt(COURSE.solutions / "shared" / "crop_yields.csv", delimiter=",", skiprows=1)
X, Y = DATA[:, :3], DATA[:, 3:]
PRINTED = [[57.3, 70.4], [82.1, 100.6], [118.7, 132.9], [21.1, 37.0], [102.0, 119.2]]
"""What the teacher's notebook printed after 25,000 steps."""


def reference(name: str):
    path: Path = COURSE.reference(name)
    spec = importlib.util.spec_from_file_location(f"reference_of_{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_data_are_the_notebooks():
    """The five rows of crop yields are those of the notebook."""
    assert X.tolist() == [[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]
    assert Y.tolist() == [[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_a3_lands_where_the_notebook_landed(seed):
    """25,000 steps at 1e-5 from a uniform [0,1) start end within 0.5 of every prediction that the notebook printed."""
    a3 = reference("a3_linear_regression")
    rng = np.random.default_rng(seed)

    W, b, losses = a3.fit(X, Y, rng.random((2, 3)), rng.random(2), 1e-5, 25_000)

    assert np.abs(a3.forward(X, W, b) - PRINTED).max() < 0.5
    assert len(losses) == 25_000


def test_a5_follows_a3_step_by_step():
    """From the same start, a5's SGD and a3's hand-written descent have the same losses and parameters at every step."""
    a3, a5 = reference("a3_linear_regression"), reference("a5_model_regression")
    rng = np.random.default_rng(5)
    W, b = rng.random((2, 3)), rng.random(2)
    model = a5.ModelRegression(3, 2).double()
    with torch.no_grad():
        model.linear.weight.copy_(torch.from_numpy(W))
        model.linear.bias.copy_(torch.from_numpy(b))

    losses = a5.fit(model, torch.from_numpy(X), torch.from_numpy(Y), 1e-5, 200)
    W_end, b_end, expected = a3.fit(X, Y, W, b, 1e-5, 200)

    np.testing.assert_allclose(losses, expected, rtol=1e-9)
    np.testing.assert_allclose(model.linear.weight.detach().numpy(), W_end, rtol=1e-9)
    np.testing.assert_allclose(model.linear.bias.detach().numpy(), b_end, rtol=1e-9)


def test_the_least_squares_optimum():
    """The summed loss at the optimum, its weights and its bias are the numbers that the course states."""
    solution, *_ = np.linalg.lstsq(np.column_stack([X, np.ones(5)]), Y, rcond=None)
    loss = np.sum((np.column_stack([X, np.ones(5)]) @ solution - Y) ** 2)

    assert loss == pytest.approx(4.8312, abs=5e-5)
    np.testing.assert_allclose(solution[:3].T, [[-0.3876, 0.8478, 0.6982], [-0.2852, 0.7940, 0.9250]], atol=5e-5)
    np.testing.assert_allclose(solution[3], [-1.6376, -2.2183], atol=5e-5)


def test_the_stable_learning_rates_and_the_condition_number():
    """1.117e-5 for five rows, 3.72e-6 for fifteen, 1.117e-4 for both with the mean; the condition number is 2.19e6."""
    a4 = reference("a4_more_data")
    thrice = np.tile(X, (3, 1))

    assert a4.largest_stable_lr(X, 2, "sum") == pytest.approx(1.117e-5, rel=1e-3)
    assert a4.largest_stable_lr(thrice, 2, "sum") == pytest.approx(3.72e-6, rel=1e-3)
    assert a4.largest_stable_lr(X, 2, "mean") == pytest.approx(1.117e-4, rel=1e-3)
    assert a4.largest_stable_lr(thrice, 2, "mean") == pytest.approx(1.117e-4, rel=1e-3)
    A = np.column_stack([X, np.ones(5)])
    assert np.linalg.cond(A.T @ A) == pytest.approx(2.19e6, rel=5e-3)


def test_standardising_makes_sixty_steps_enough():
    """After standardising, sixty steps reach the least-squares loss to a hundredth; 25,000 on the raw data do not."""
    a3, a4 = reference("a3_linear_regression"), reference("a4_more_data")
    Xs, mean, std = a4.standardize(X)
    lr = 0.5 * a4.largest_stable_lr(Xs, 2, "sum")

    W, b, _ = a3.fit(Xs, Y, np.zeros((2, 3)), np.zeros(2), lr, 60)
    W, b = a4.unstandardize(W, b, mean, std)
    assert a3.loss(a3.forward(X, W, b), Y) == pytest.approx(4.8312, abs=0.01)

    W, b, _ = a3.fit(X, Y, np.zeros((2, 3)), np.zeros(2), 1e-5, 25_000)
    assert a3.loss(a3.forward(X, W, b), Y) > 5.0


def test_the_first_cell_of_the_notebook():
    """For x = 1, w = 1, y = 2 the three gradients that the notebook printed: -2, -2 and 2."""
    found = reference("a1_one_weight").gradients(1.0, 1.0, 2.0)

    assert (found["dL_dw"], found["dL_dx"], found["dL_dy"]) == (-2.0, -2.0, 2.0)
