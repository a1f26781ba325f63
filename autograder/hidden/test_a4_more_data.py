"""Hidden cases of a4_more_data: reductions, their gradients, the stability limit, batches and standardised inputs."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pytest

from autograder.gradcheck import Mismatch, check_array, check_each, check_length, check_number, check_truth
from autograder.hidden import agree, candidates, check_unchanged, either, expect_error, fractions, shape_id
from autograder.hidden.by_torch import torch
from autograder.hidden.candidates import mistaken

CROPS = np.array([[73.0, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]])
YIELDS = np.array([[56.0, 70], [81, 101], [119, 133], [22, 37], [103, 119]])
REDUCTIONS = ["sum", "mean", "row_mean"]
SHAPES = [(11, 7, 3), (3, 5, 3)]


def factor(reduction, rows, outputs):
    return {"sum": 1.0, "mean": 1 / (rows * outputs), "row_mean": 1 / rows}[reduction]


# ---- predictions_agree


@dataclass(frozen=True)
class Copies:
    """Five rows, three copies of each, and predictions of a true function of the row."""

    X: np.ndarray
    Y_hat: np.ndarray


def copies(rng):
    X = np.tile(rng.normal(10, 3, (5, 3)), (3, 1))
    Y_hat = X @ rng.normal(size=(2, 3)).T + rng.normal(size=2)
    return Copies(X, np.tile(Y_hat[:5], (3, 1)))


def shuffled_copies(rng):
    """No two equal rows stand a multiple of five apart, as in `copies` all do; the last row's copies not evenly."""
    p = copies(rng)
    while True:
        order = rng.permutation(15)
        places = np.argsort(order % 5, kind="stable").reshape(5, 3)  # of the copies of each row, in order
        first, second, last = places[order[14] % 5]
        if all(len(set(of_one % 5)) == 3 for of_one in places) and second - first != last - second:
            return Copies(p.X[order], p.Y_hat[order])


def notebook_output(rng):
    """What the notebook printed for the copies of its first row (apples); the rest is made in its image."""
    noise = rng.uniform(0.1, 1.0, (15, 2)) + np.repeat([[0.0], [1.0], [2.0]], 5, axis=0)
    Y_hat = np.tile(YIELDS, (3, 1)) + noise
    Y_hat[[0, 5, 10], 0] = 57.39, 56.76, 57.36
    return Copies(np.tile(CROPS, (3, 1)), Y_hat)


def distinct_rows(rng):
    """No two rows are equal, though some share features, the sum of the features, or the numbers in another order."""
    while True:
        X = np.round(rng.normal(10, 3, (5, 3)) * 64) / 64  # exact sums
        X[1] = X[0] + [0, 1, -1]
        X[2] = X[0, [1, 2, 0]]
        X[3] = X[0] + [1, 0, 0]
        if len(np.unique(X, axis=0)) == 5:
            return Copies(X, rng.normal(size=(5, 2)))


def nearly_equal_rows(rng):
    X = rng.normal(10, 3, (4, 3))
    X[3] = X[0] + [0, 0, 1e-7]
    return Copies(X, rng.normal(size=(4, 2)))


def moved(p, row, output, by):
    Y_hat = p.Y_hat.copy()
    Y_hat[row, output] += by
    return Y_hat


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_equal_rows(student, given):
    """Three copies of five rows, each with one prediction a row, agree, wherever the copies stand."""
    for p in (given(copies), given(shuffled_copies)):
        check_truth(student.predictions_agree(p.X, p.Y_hat), True)


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_notebook(student, given):
    """The notebook's predictions, three different ones for the copies of a row, do not agree."""
    p = given(notebook_output)
    check_truth(student.predictions_agree(p.X, p.Y_hat), False)


@pytest.mark.task("predictions_agree", core=True)
@pytest.mark.parametrize(("row", "output", "by"), [(14, 1, 0.5), (12, 0, -0.5), (0, 1, -0.5)])
def test_predictions_agree_one_differs(student, given, row, output, by):
    """One number that differs, in any copy, any output, upwards or downwards, is enough to disagree."""
    p = given(copies)
    check_truth(student.predictions_agree(p.X, moved(p, row, output, by)), False)


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_copies_apart(student, given):
    """Copies of a row that do not stand at equal distances, nor at those of the notebook, are found."""
    p = given(shuffled_copies)
    first = int(np.flatnonzero((p.X[14] == p.X).all(axis=1))[0])
    check_truth(student.predictions_agree(p.X, moved(p, first, 1, 0.5)), False)


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_distinct_rows(student, given):
    """Rows that differ in any feature owe each other nothing."""
    p = given(distinct_rows)
    check_truth(student.predictions_agree(p.X, p.Y_hat), True)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_tolerance(student, given):
    """Predictions agree up to `tol`, which the caller may choose, and which is still in agreement."""
    p = given(copies)
    exact = replace(p, Y_hat=np.round(p.Y_hat * 1024) / 1024)  # so that the difference is 0.25 and not nearly
    check_truth(student.predictions_agree(p.X, moved(exact, 7, 1, 0.25), 0.25), True)
    check_truth(student.predictions_agree(p.X, moved(p, 7, 1, 0.25), 0.5), True)
    check_truth(student.predictions_agree(p.X, moved(p, 7, 1, 0.25), 0.125), False)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_absolute_tolerance(student, given):
    """The tolerance is absolute: large predictions may not differ more than small ones."""
    p = given(copies)
    check_truth(student.predictions_agree(p.X, moved(p, 7, 1, 1e-6) + 1000.0), False)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_nearly_equal_rows(student, given):
    """Rows that are close and not equal may have different predictions."""
    p = given(nearly_equal_rows)
    check_truth(student.predictions_agree(p.X, p.Y_hat), True)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_arguments_unchanged(student, given):
    """The arguments are as they were."""
    p = given(shuffled_copies)
    check_truth(student.predictions_agree(p.X, p.Y_hat), True)
    check_unchanged(student)


# ---- squared_error and gradients


@dataclass(frozen=True)
class Problem:
    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    Y_hat: np.ndarray
    loss: float
    d_weights: np.ndarray
    d_bias: np.ndarray


def solve(X, Y, W, b, reduction):
    """Loss and gradients by torch autograd, which must agree with the closed formula."""
    weights = torch.tensor(W, dtype=torch.float64, requires_grad=True)
    bias = torch.tensor(b, dtype=torch.float64, requires_grad=True)
    residual = torch.tensor(X, dtype=torch.float64) @ weights.T + bias - torch.tensor(Y, dtype=torch.float64)
    squares = residual.square()
    loss = {"sum": squares.sum(), "mean": squares.mean(), "row_mean": squares.sum(dim=1).mean()}[reduction]
    loss.backward()
    dW, db = weights.grad.numpy(), bias.grad.numpy()

    c, R = factor(reduction, *Y.shape), X @ W.T + b - Y
    agree(dW, 2 * c * R.T @ X)
    agree(db, 2 * c * R.sum(axis=0))
    agree(np.array(loss.item()), np.array(c * (R**2).sum()))
    return Problem(X, Y, W, b, X @ W.T + b, loss.item(), dW, db)


def problem(rng, shape, reduction):
    N, D, M = shape
    return solve(
        rng.normal(size=(N, D)), rng.normal(size=(N, M)), rng.normal(size=(M, D)), rng.normal(size=M), reduction
    )


def crops(rng, reduction):
    """The five rows of the notebook with weights from its uniform start."""
    return solve(CROPS, YIELDS, rng.random((2, 3)), rng.random(2), reduction)


def integers(rng, reduction):
    """Integer arrays: under either mean, neither the loss nor any entry of the gradients is an integer."""
    while True:
        X, Y, W, b = (rng.integers(2, 9, n) * rng.choice([-1, 1], n) for n in [(7, 4), (7, 3), (3, 4), (3,)])
        R = X @ W.T + b - Y
        sums = np.concatenate([[np.sum(R**2)], (R.T @ X).ravel(), R.sum(axis=0)])
        if (sums % 7).all():  # the means divide these, or twice these, by 7 or by 21
            return solve(X, Y, W, b, reduction)


def wrong_losses(p, reduction):
    return candidates.squared_loss(p.Y_hat, p.Y, reduction)


def wrong_gradients(p, reduction):
    return candidates.linear_gradients(p.X, p.Y_hat, p.Y, reduction, W=p.W, b=p.b)


def wrong_sums(p, reduction, batch_size):
    """Mistakes in the sum over batches, beside those in any gradient."""
    return wrong_gradients(p, reduction) | candidates.batches(p.X, p.Y_hat, p.Y, reduction, batch_size)


def cut_sums(p, reduction, batch_size):
    """The totals stay integers after every batch."""
    return candidates.cut_batches(p.X, p.Y_hat, p.Y, reduction, batch_size)


@pytest.mark.task("squared_error", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", [(11, 7, 3), (4, 4, 4)], ids=shape_id)
def test_squared_error_values(student, given, shape, reduction):
    """The loss is c times the sum of the squared residuals."""
    p = given(problem, shape, reduction)
    wrong = mistaken(wrong_losses, p, reduction)("")
    check_number(student.squared_error(p.Y_hat, p.Y, reduction), p.loss, name="the loss", mistakes=wrong)


@pytest.mark.task("squared_error", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 4, 1)], ids=shape_id)
def test_squared_error_thin(student, given, shape):
    """A single row or a single output is no special case."""
    for reduction in REDUCTIONS:
        p = given(problem, shape, reduction)
        check_number(student.squared_error(p.Y_hat, p.Y, reduction), p.loss, name="the loss")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_unknown_reduction(student, given):
    """A word other than the three is a ValueError, not a guess."""
    p = given(problem, (11, 7, 3), "sum")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y, "max"), "ValueError")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_unequal_shapes(student, given):
    """Targets of another shape are a ValueError where they would broadcast: one column, one row, one dimension."""
    p = given(problem, (4, 4, 4), "sum")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y[:, :1], "sum"), "ValueError")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y[:1], "sum"), "ValueError")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y[:, 0], "sum"), "ValueError")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_integers(student, given):
    """Integer arrays give the loss of the same numbers as floats."""
    p = given(integers, "mean")
    check_number(student.squared_error(p.Y_hat, p.Y, "mean"), p.loss, name="the loss")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_arguments_unchanged(student, given):
    """The arguments are as they were."""
    p = given(problem, (11, 7, 3), "mean")
    student.squared_error(p.Y_hat, p.Y, "mean")
    check_unchanged(student)


def check_gradients(got, p, shape, wrong, *key):
    check_length(got, 2, name="the result (dW, db)")
    made = mistaken(wrong, p, *key)
    check_each(
        lambda: check_array(got[0], p.d_weights, name="dW", sizes=shape, mistakes=made("dW")),
        lambda: check_array(got[1], p.d_bias, name="db", sizes=shape, mistakes=made("db")),
    )


@pytest.mark.task("gradients", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_gradients_values(student, given, shape, reduction):
    """dW and db are the gradients of the loss with that reduction."""
    p = given(problem, shape, reduction)
    check_gradients(student.gradients(p.X, p.Y, p.W, p.b, reduction), p, shape, wrong_gradients, reduction)


@pytest.mark.task("gradients", core=True)
def test_gradients_crops(student, given):
    """The gradients are right on the notebook's five rows."""
    p = given(crops, "mean")
    check_gradients(student.gradients(p.X, p.Y, p.W, p.b, "mean"), p, (5, 3, 2), wrong_gradients, "mean")


@pytest.mark.task("gradients", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 4, 1), (6, 1, 3)], ids=shape_id)
def test_gradients_thin(student, given, shape):
    """A single row, output or feature is no special case and drops no dimension."""
    for reduction in REDUCTIONS:
        p = given(problem, shape, reduction)
        check_gradients(student.gradients(p.X, p.Y, p.W, p.b, reduction), p, shape, wrong_gradients, reduction)


@pytest.mark.task("gradients", core=False)
def test_gradients_integers(student, given):
    """Integer arrays give the gradients of the same numbers as floats."""
    p = given(integers, "mean")
    check_gradients(student.gradients(p.X, p.Y, p.W, p.b, "mean"), p, (7, 4, 3), wrong_gradients, "mean")


@pytest.mark.task("gradients", core=False)
def test_gradients_arguments_unchanged(student, given):
    """The arguments are as they were."""
    p = given(problem, (11, 7, 3), "row_mean")
    student.gradients(p.X, p.Y, p.W, p.b, "row_mean")
    check_unchanged(student)


# ---- largest_stable_lr


@dataclass(frozen=True)
class Stability:
    X: np.ndarray
    M: int
    lr: float


def limit(X, M, reduction):
    """2 / lambda_max of the loss's whole Hessian by torch, which must agree with the blocks 2c A.T A."""
    N, D = X.shape
    inputs = torch.tensor(X, dtype=torch.float64)

    def loss(theta):
        squares = (inputs @ theta[: M * D].reshape(M, D).T + theta[M * D :]).square()
        return {"sum": squares.sum(), "mean": squares.mean(), "row_mean": squares.sum(dim=1).mean()}[reduction]

    hessian = torch.autograd.functional.hessian(loss, torch.zeros(M * (D + 1), dtype=torch.float64))
    lr = 2 / np.linalg.eigvalsh(hessian.numpy())[-1]
    A = np.column_stack([X, np.ones(N)])
    agree(np.array(lr), np.array(1 / (factor(reduction, N, M) * np.linalg.norm(A, ord=2) ** 2)))
    return Stability(X, M, float(lr))


def stability(rng, shape, reduction):
    N, D, M = shape
    return limit(rng.normal(0.8, 1.0, (N, D)), M, reduction)


def crop_stability(rng, repeats, reduction):
    return limit(np.tile(CROPS, (repeats, 1)), 2, reduction)


def integer_stability(rng):
    return limit(rng.integers(2, 9, (6, 4)), 3, "mean")


def wrong_limits(p, reduction):
    """A factor on the loss, and on its curvature, divides the limit."""
    ks = candidates.factors(reduction, len(p.X), p.M)
    made = candidates.with_factors({"": 1 / p.lr}, ks, {})
    without = 2 / np.linalg.eigvalsh(2 * factor(reduction, len(p.X), p.M) * p.X.T @ p.X)[-1]
    return {one: {"": 1 / values[""]} for one, values in made.items()} | {"bias-omitted": {"": without}}


def cut_limits(p, reduction):
    """The Hessian is put into an integer array."""
    A = np.column_stack([p.X, np.ones(len(p.X))])
    hessian = np.trunc(2 * factor(reduction, len(p.X), p.M) * A.T @ A)
    return {"integer-truncation": {"": 2 / np.linalg.eigvalsh(hessian)[-1]}}


def check_limit(student, p, reduction, wrong=wrong_limits):
    made = mistaken(wrong, p, reduction)("")
    name = "the largest stable learning rate"
    check_number(student.largest_stable_lr(p.X, p.M, reduction), p.lr, name=name, mistakes=made)


@pytest.mark.task("largest_stable_lr", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_largest_stable_lr_values(student, given, shape, reduction):
    """The limit is 2 over the largest eigenvalue of the loss's Hessian, the bias included."""
    p = given(stability, shape, reduction)
    check_limit(student, p, reduction)


@pytest.mark.task("largest_stable_lr", core=True)
@pytest.mark.parametrize("repeats", [1, 3])
def test_largest_stable_lr_crops(student, given, repeats):
    """The limit of the notebook's summed loss falls to a third when every row occurs three times."""
    p = given(crop_stability, repeats, "sum")
    check_limit(student, p, "sum")


@pytest.mark.task("largest_stable_lr", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 1, 3)], ids=shape_id)
def test_largest_stable_lr_thin(student, given, shape):
    """A single row or a single feature is no special case."""
    for reduction in REDUCTIONS:
        p = given(stability, shape, reduction)
        check_limit(student, p, reduction)


@pytest.mark.task("largest_stable_lr", core=False)
def test_largest_stable_lr_integers(student, given):
    """Integer inputs give the limit of the same numbers as floats."""
    p = given(integer_stability)
    check_limit(student, p, "mean", cut_limits)


@pytest.mark.task("largest_stable_lr", core=False)
def test_largest_stable_lr_arguments_unchanged(student, given):
    """The inputs are as they were."""
    p = given(stability, (11, 7, 3), "row_mean")
    student.largest_stable_lr(p.X, p.M, "row_mean")
    check_unchanged(student)


# ---- accumulate


def rows_of(p, start, stop):
    return p.X[start:stop], p.Y[start:stop], p.W, p.b


def check_accumulate(student, reference, p, batch_size, reduction, wrong=wrong_sums):
    """Right outright, or right with a right `gradients`, or composed of what this student's `gradients` returns."""

    def check(module):
        got = module.accumulate(p.X, p.Y, p.W, p.b, batch_size, reduction)
        check_gradients(got, p, (*p.X.shape, p.Y.shape[1]), wrong, reduction, batch_size)

    either(
        lambda: check(student),
        lambda: check(student.given(reference, "gradients")),
        lambda: check_composition(student, p, batch_size, reduction),
    )


def check_composition(student, p, batch_size, reduction):
    """Raise Mismatch unless `accumulate` returns a full gradient composed of what the student's `gradients` returns.

    A batch's gradient may be asked for under any of the three reductions and weighted by the ratio of the factors;
    the batches may be those of `batch_size`, or all rows at once. Where `gradients` does not look at the rows, nothing
    can be composed of it.
    """
    got = student.accumulate(p.X, p.Y, p.W, p.b, batch_size, reduction)
    check_length(got, 2, name="the result (dW, db)")
    whole = own_gradients(student, rows_of(p, 0, len(p.X)), reduction)
    if all(same(whole, own_gradients(student, rows_of(p, row, row + 1), reduction)) for row in (0, len(p.X) - 1)):
        raise Mismatch("wrong-values", "`gradients` returns the same for any rows.")
    if same(got, whole) or any(same(got, composed(student, p, batch_size, reduction, word)) for word in REDUCTIONS):
        return
    raise Mismatch("wrong-values", "The result is not composed of what `gradients` returns for the batches.")


def composed(student, p, batch_size, reduction, word):
    """The weighted sum of the student's own gradients of the batches under the reduction `word`."""
    N, M = p.Y.shape
    total = None
    for start, stop in pairwise([*range(0, N, batch_size), N]):
        weight = factor(reduction, N, M) / factor(word, stop - start, M)
        part = [weight * g for g in own_gradients(student, rows_of(p, start, stop), word)]
        total = part if total is None else [add(a, g) for a, g in zip(total, part, strict=True)]
    return total


def own_gradients(student, rows, reduction):
    """(dW, db) of the student's `gradients` as float arrays of whatever shape they have."""
    got = student.gradients(*rows, reduction)
    check_length(got, 2, name="the result of `gradients`")
    for g, name in zip(got, ("dW", "db"), strict=True):
        if not isinstance(g, np.ndarray | np.generic) or g.dtype.kind not in "iuf":
            raise Mismatch("wrong-type", f"{name} of `gradients` is not an array of real numbers.")
    return [np.asarray(g, dtype=float) for g in got]


def add(a, b):
    if a.shape != b.shape:
        raise Mismatch("wrong-shape", "`gradients` returns another shape for another number of rows.")
    return a + b


def same(got, want):
    try:
        for g, w in zip(got, want, strict=True):
            check_array(g, w)
    except Mismatch:
        return False
    return True


@pytest.mark.task("accumulate", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_accumulate_short_last(student, given, reference, reduction):
    """11 rows in batches of 4 (the last has 3) give the full-batch gradient."""
    check_accumulate(student, reference, given(problem, (11, 7, 3), reduction), 4, reduction)


@pytest.mark.task("accumulate", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_accumulate_even(student, given, reference, reduction):
    """Six rows in batches of two give the full-batch gradient."""
    check_accumulate(student, reference, given(problem, (6, 4, 3), reduction), 2, reduction)


@pytest.mark.task("accumulate", core=True)
def test_accumulate_crops(student, given, reference):
    """The notebook's five rows in batches of 2, 2 and 1 give the full-batch gradient."""
    check_accumulate(student, reference, given(crops, "mean"), 2, "mean")


@pytest.mark.task("accumulate", core=False)
@pytest.mark.parametrize(("batch_size", "reduction"), [(1, "row_mean"), (5, "mean"), (8, "mean")])
def test_accumulate_extremes(student, given, reference, batch_size, reduction):
    """Batches of one row, of all five, and a batch size above the number of rows are no special cases."""
    check_accumulate(student, reference, given(problem, (5, 3, 2), reduction), batch_size, reduction)


@pytest.mark.task("accumulate", core=False)
def test_accumulate_integers(student, given, reference):
    """Integer arrays give the gradient of the same numbers as floats."""
    check_accumulate(student, reference, given(integers, "row_mean"), 3, "row_mean", cut_sums)


@pytest.mark.task("accumulate", core=False)
def test_accumulate_arguments_unchanged(student, given, reference):
    """The arguments are as they were."""
    p = given(problem, (11, 7, 3), "sum")

    def check(module):
        module.accumulate(p.X, p.Y, p.W, p.b, 4, "sum")
        check_unchanged(module)

    either(lambda: check(student), lambda: check(student.given(reference, "gradients")))


# ---- standardize and unstandardize


@dataclass(frozen=True)
class Scaling:
    X: np.ndarray
    Xs: np.ndarray
    mean: np.ndarray
    std: np.ndarray


@dataclass(frozen=True)
class Model:
    Ws: np.ndarray
    bs: np.ndarray
    mean: np.ndarray
    std: np.ndarray
    W: np.ndarray
    b: np.ndarray


def scaled(X):
    """Mean and population std by torch, which must agree with NumPy's; a constant column has std 1."""
    columns = torch.tensor(X, dtype=torch.float64)
    mean, std = columns.mean(dim=0).numpy(), columns.std(dim=0, correction=0).numpy()
    agree(mean, np.mean(X, axis=0))
    agree(std, np.std(X, axis=0))
    std = np.where(std == 0, 1.0, std)
    return Scaling(X, (X - mean) / std, mean, std)


def scaling(rng, rows, columns):
    return scaled(rng.normal(size=(rows, columns)) * rng.uniform(2, 9, columns) + rng.normal(0, 20, columns))


def crop_scaling(rng):
    return scaled(CROPS)


def constant_column(rng):
    X = rng.normal(5, 3, (8, 4))
    X[:, 2] = 2.5  # exact in binary, so that its std is exactly 0
    return scaled(X)


def one_row(rng):
    return scaled(rng.integers(-40, 40, (1, 4)) / 4)


def integer_scaling(rng):
    return scaled(rng.integers(2, 30, (7, 3)))


def model_of(Ws, bs, mean, std):
    """W and b read off the affine function itself (its value and its Jacobian at 0), and by the formula."""

    def predict(x):
        return torch.tensor(Ws, dtype=torch.float64) @ ((x - torch.tensor(mean)) / torch.tensor(std)) + torch.tensor(bs)

    origin = torch.zeros(len(mean), dtype=torch.float64)
    W, b = torch.autograd.functional.jacobian(predict, origin).numpy(), predict(origin).numpy()
    agree(W, Ws / std)
    agree(b, bs - (Ws / std) @ mean)
    return Model(Ws, bs, mean, std, W, b)


def model(rng, M, D):
    return model_of(rng.normal(size=(M, D)), rng.normal(size=M), rng.normal(0, 4, D), rng.uniform(2, 9, D))


def integer_model(rng):
    """A model of integers; no entry of the b that is due is an integer, and none of W's rows are all integers."""
    while True:
        Ws, bs, mean, std = (rng.integers(*ends, n) for *ends, n in [(2, 9, (3, 4)), (2, 9, 3), (2, 9, 4), (3, 7, 4)])
        W = Ws / std
        if fractions(bs - W @ mean).all() and fractions(W).any(axis=1).all():
            return model_of(Ws, bs, mean, std)


def check_scaling(got, p):
    check_length(got, 3, name="the result (Xs, mean, std)")
    check_each(
        lambda: check_array(got[1], p.mean, name="mean", sizes=p.X.shape),
        lambda: check_array(got[2], p.std, name="std", sizes=p.X.shape),
        lambda: check_array(got[0], p.Xs, name="Xs", sizes=p.X.shape),
    )


def wrong_models(p):
    """Shapes that come out wrong when the scaling is undone."""
    return {
        "transposed": {"W": p.W.T},
        "bias-kept-dims": {"b": p.b[None, :]},
        "bias-kept-dims#column": {"b": p.b[:, None]},
    }


def check_model(got, p):
    check_length(got, 2, name="the result (W, b)")
    made = mistaken(wrong_models, p)
    check_each(
        lambda: check_array(got[0], p.W, name="W", sizes=p.Ws.shape, mistakes=made("W")),
        lambda: check_array(got[1], p.b, name="b", sizes=p.Ws.shape, mistakes=made("b")),
    )


@pytest.mark.task("standardize", core=True)
@pytest.mark.parametrize("size", [(11, 7), (3, 5)], ids=shape_id)
def test_standardize_values(student, given, size):
    """Each column gets mean 0 and standard deviation 1, and the shift and the scale are returned."""
    p = given(scaling, *size)
    check_scaling(student.standardize(p.X), p)


@pytest.mark.task("standardize", core=True)
def test_standardize_crops(student, given):
    """The notebook's inputs are standardised."""
    p = given(crop_scaling)
    check_scaling(student.standardize(p.X), p)


@pytest.mark.task("standardize", core=True)
@pytest.mark.parametrize("size", [(3, 7), (4, 4)], ids=shape_id)
def test_standardize_undone(student, given, size):
    """The model of the raw inputs is the same affine function."""
    p = given(model, *size)
    check_model(student.unstandardize(p.Ws, p.bs, p.mean, p.std), p)


@pytest.mark.task("standardize", core=False)
@pytest.mark.parametrize("make", [constant_column, one_row])
def test_standardize_constant(student, given, make):
    """A constant column has std 1 and becomes zeros; with one row every column is constant."""
    p = given(make)
    check_scaling(student.standardize(p.X), p)


@pytest.mark.task("standardize", core=False)
@pytest.mark.parametrize("size", [(1, 4), (3, 1)], ids=shape_id)
def test_standardize_undone_thin(student, given, size):
    """A single output or a single feature drops no dimension."""
    p = given(model, *size)
    check_model(student.unstandardize(p.Ws, p.bs, p.mean, p.std), p)


@pytest.mark.task("standardize", core=False)
def test_standardize_integers(student, given):
    """Integer arrays are standardised, and undone, as the same numbers as floats."""
    p, q = given(integer_scaling), given(integer_model)
    check_scaling(student.standardize(p.X), p)
    check_model(student.unstandardize(q.Ws, q.bs, q.mean, q.std), q)


@pytest.mark.task("standardize", core=False)
def test_standardize_arguments_unchanged(student, given):
    """The arguments of both functions are as they were."""
    p, q = given(scaling, 11, 7), given(model, 3, 7)
    student.standardize(p.X)
    check_unchanged(student)
    student.unstandardize(q.Ws, q.bs, q.mean, q.std)
    check_unchanged(student)
