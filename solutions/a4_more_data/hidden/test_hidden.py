"""Hidden cases of a4_more_data: reductions, their gradients, the stability limit, batches and standardised inputs."""

from dataclasses import replace

import numpy as np
import pytest

from autograder.cases import check_unchanged, expect_error, shape_id, with_follow_through
from autograder.cases.tables import lazily
from autograder.handout.gradcheck import check_truth

from ...shared.find_bug import check_example, check_mistake
from ...shared.precision import check_number
from .. import suspect
from . import inputs
from .bug import PLANTED, right_version
from .checks import check_accumulate, check_batches, check_gradients, check_limit, check_model, check_scaling
from .inputs import DRAWN, REDUCTIONS, moved
from .mistakes import cut_limits, cut_sums, wrong_gradients, wrong_losses

SHAPES = [(11, 7, 3), (4, 4, 4), pytest.param(DRAWN, id="drawn")]
"""(N, D, M): all plausible factors differ, all sizes equal, drawn."""
KINDS = ("large", "tiny", "zeros")
"""Of numbers that are no special case."""


# ---- predictions_agree


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_equal_rows(student, given):
    """Three copies of five rows, each with one prediction a row, agree, wherever the copies stand."""
    for p in (given(inputs.copies), given(inputs.shuffled_copies)):
        check_truth(student.predictions_agree(p.X, p.Y_hat), True)


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_notebook(student, given):
    """The notebook's predictions, three different ones for the copies of a row, do not agree."""
    p = given(inputs.notebook_output)
    check_truth(student.predictions_agree(p.X, p.Y_hat), False)


@pytest.mark.task("predictions_agree", core=True)
@pytest.mark.parametrize(("row", "output", "by"), [(14, 1, 0.5), (12, 0, -0.5), (0, 1, -0.5)])
def test_predictions_agree_one_differs(student, given, row, output, by):
    """One number that differs, in any copy, any output, upwards or downwards, is enough to disagree."""
    p = given(inputs.copies)
    check_truth(student.predictions_agree(p.X, moved(p, row, output, by)), False)


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_copies_apart(student, given):
    """Copies of a row that do not stand at equal distances, nor at those of the notebook, are found."""
    p = given(inputs.shuffled_copies)
    first = int(np.flatnonzero((p.X[14] == p.X).all(axis=1))[0])
    check_truth(student.predictions_agree(p.X, moved(p, first, 1, 0.5)), False)


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_distinct_rows(student, given):
    """Rows that differ in any feature owe each other nothing, and a single row owes nothing to any."""
    p = given(inputs.distinct_rows)
    check_truth(student.predictions_agree(p.X, p.Y_hat), True)
    check_truth(student.predictions_agree(p.X[:1], p.Y_hat[:1]), True)


@pytest.mark.task("predictions_agree", core=True)
def test_predictions_agree_drawn(student, given):
    """As many rows and outputs as nobody knows before: they agree, and a change of the last copy is found."""
    p = given(inputs.drawn_copies)
    check_truth(student.predictions_agree(p.X, p.Y_hat), True)
    check_truth(student.predictions_agree(p.X, moved(p, len(p.X) - 1, p.Y_hat.shape[1] - 1, 0.5)), False)


@pytest.mark.task("predictions_agree", core=False)
@pytest.mark.parametrize("at", [(0.0, 0.75, 1.5), (0.75, 0.0, 1.5), (0.0, 1.5, 0.75)], ids=["chain", "first", "last"])
def test_predictions_agree_every_pair(student, given, at):
    """Of three copies each pair counts, also where both are near the third."""
    p = given(inputs.spread_copies, at)
    check_truth(student.predictions_agree(p.X, p.Y_hat, 1.0), False)
    check_truth(student.predictions_agree(p.X, p.Y_hat, 1.5), True)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_tolerance(student, given):
    """Predictions agree up to `tol`, which the caller may choose, and which is still in agreement."""
    p = given(inputs.copies)
    exact = replace(p, Y_hat=np.round(p.Y_hat * 1024) / 1024)  # so that the difference is 0.25 and not nearly
    check_truth(student.predictions_agree(p.X, moved(exact, 7, 1, 0.25), 0.25), True)
    check_truth(student.predictions_agree(p.X, moved(p, 7, 1, 0.25), 0.5), True)
    check_truth(student.predictions_agree(p.X, moved(p, 7, 1, 0.25), 0.125), False)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_absolute_tolerance(student, given):
    """The tolerance is absolute: large predictions may not differ more than small ones."""
    p = given(inputs.copies)
    check_truth(student.predictions_agree(p.X, moved(p, 7, 1, 1e-6) + 1000.0), False)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_nearly_equal_rows(student, given):
    """Rows that are close and not equal may have different predictions."""
    p = given(inputs.nearly_equal_rows)
    check_truth(student.predictions_agree(p.X, p.Y_hat), True)


@pytest.mark.task("predictions_agree", core=False)
def test_predictions_agree_arguments_unchanged(student, given):
    """The arguments are as they were."""
    p = given(inputs.shuffled_copies)
    check_truth(student.predictions_agree(p.X, p.Y_hat), True)
    check_unchanged(student)


# ---- squared_error and gradients


@pytest.mark.task("squared_error", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_squared_error_values(student, given, shape, reduction):
    """The loss is c times the sum of the squared residuals."""
    p = given(inputs.problem, shape, reduction)
    wrong = lazily(wrong_losses, p, reduction)("")
    check_number(student.squared_error(p.Y_hat, p.Y, reduction), p.loss, name="the loss", mistakes=wrong)


@pytest.mark.task("squared_error", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 4, 1)], ids=shape_id)
def test_squared_error_thin(student, given, shape):
    """A single row or a single output is no special case."""
    for reduction in REDUCTIONS:
        p = given(inputs.problem, shape, reduction)
        check_number(student.squared_error(p.Y_hat, p.Y, reduction), p.loss, name="the loss")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_unknown_reduction(student, given):
    """A word other than the three is a ValueError, not a guess."""
    p = given(inputs.problem, (11, 7, 3), "sum")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y, "max"), "ValueError")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_unequal_shapes(student, given):
    """Targets of another shape are a ValueError where they would broadcast: one column, one row, one dimension."""
    p = given(inputs.problem, (4, 4, 4), "sum")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y[:, :1], "sum"), "ValueError")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y[:1], "sum"), "ValueError")
    expect_error(lambda: student.squared_error(p.Y_hat, p.Y[:, 0], "sum"), "ValueError")
    q = given(inputs.problem, (6, 4, 1), "sum")
    expect_error(lambda: student.squared_error(q.Y_hat, q.Y[:, 0], "sum"), "ValueError")
    expect_error(lambda: student.squared_error(q.Y_hat[:, 0], q.Y, "mean"), "ValueError")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_numbers(student, given):
    """Large numbers, tiny ones, zeros and ties are no special case."""
    for p in [given(inputs.numbers, kind) for kind in KINDS]:
        check_number(student.squared_error(p.Y_hat, p.Y, "mean"), p.loss, name="the loss")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_integers(student, given):
    """Integer arrays give the loss of the same numbers as floats."""
    p = given(inputs.integers, "mean")
    check_number(student.squared_error(p.Y_hat, p.Y, "mean"), p.loss, name="the loss")


@pytest.mark.task("squared_error", core=False)
def test_squared_error_arguments_unchanged(student, given):
    """The arguments are as they were."""
    p = given(inputs.problem, (11, 7, 3), "mean")
    student.squared_error(p.Y_hat, p.Y, "mean")
    check_unchanged(student)


@pytest.mark.task("gradients", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_gradients_values(student, given, shape, reduction):
    """dW and db are the gradients of the loss with that reduction."""
    p = given(inputs.problem, shape, reduction)
    check_gradients(student.gradients(p.X, p.Y, p.W, p.b, reduction), p, shape, wrong_gradients, reduction)


@pytest.mark.task("gradients", core=True)
def test_gradients_crops(student, given):
    """The gradients are right on the notebook's five rows."""
    p = given(inputs.crops, "mean")
    check_gradients(student.gradients(p.X, p.Y, p.W, p.b, "mean"), p, (5, 3, 2), wrong_gradients, "mean")


@pytest.mark.task("gradients", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 4, 1), (6, 1, 3)], ids=shape_id)
def test_gradients_thin(student, given, shape):
    """A single row, output or feature is no special case and drops no dimension."""
    for reduction in REDUCTIONS:
        p = given(inputs.problem, shape, reduction)
        check_gradients(student.gradients(p.X, p.Y, p.W, p.b, reduction), p, shape, wrong_gradients, reduction)


@pytest.mark.task("gradients", core=False)
def test_gradients_numbers(student, given):
    """Large numbers, tiny ones, zeros and equal rows are no special case."""
    for p in [given(inputs.numbers, kind) for kind in KINDS]:
        check_gradients(student.gradients(p.X, p.Y, p.W, p.b, "mean"), p, (6, 4, 3), wrong_gradients, "mean")


@pytest.mark.task("gradients", core=False)
def test_gradients_integers(student, given):
    """Integer arrays give the gradients of the same numbers as floats."""
    p = given(inputs.integers, "mean")
    check_gradients(student.gradients(p.X, p.Y, p.W, p.b, "mean"), p, (7, 4, 3), wrong_gradients, "mean")


@pytest.mark.task("gradients", core=False)
def test_gradients_arguments_unchanged(student, given):
    """The arguments are as they were."""
    p = given(inputs.problem, (11, 7, 3), "row_mean")
    student.gradients(p.X, p.Y, p.W, p.b, "row_mean")
    check_unchanged(student)


# ---- largest_stable_lr


@pytest.mark.task("largest_stable_lr", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
@pytest.mark.parametrize("shape", SHAPES, ids=shape_id)
def test_largest_stable_lr_values(student, given, shape, reduction):
    """The limit is 2 over the largest eigenvalue of the loss's Hessian, the bias included."""
    p = given(inputs.stability, shape, reduction)
    check_limit(student, p, reduction)


@pytest.mark.task("largest_stable_lr", core=True)
@pytest.mark.parametrize("repeats", [1, 3])
def test_largest_stable_lr_crops(student, given, repeats):
    """The limit of the notebook's summed loss falls to a third when every row occurs three times."""
    p = given(inputs.crop_stability, repeats, "sum")
    check_limit(student, p, "sum")


@pytest.mark.task("largest_stable_lr", core=False)
@pytest.mark.parametrize("shape", [(1, 3, 2), (6, 1, 3)], ids=shape_id)
def test_largest_stable_lr_thin(student, given, shape):
    """A single row or a single feature is no special case."""
    for reduction in REDUCTIONS:
        p = given(inputs.stability, shape, reduction)
        check_limit(student, p, reduction)


@pytest.mark.task("largest_stable_lr", core=False)
def test_largest_stable_lr_numbers(student, given):
    """Large inputs, tiny ones, zeros and equal rows are no special case."""
    for kind in KINDS:
        check_limit(student, given(inputs.sized_stability, kind), "mean")


@pytest.mark.task("largest_stable_lr", core=False)
def test_largest_stable_lr_integers(student, given):
    """Integer inputs give the limit of the same numbers as floats."""
    p = given(inputs.integer_stability)
    check_limit(student, p, "mean", cut_limits)


@pytest.mark.task("largest_stable_lr", core=False)
def test_largest_stable_lr_arguments_unchanged(student, given):
    """The inputs are as they were."""
    p = given(inputs.stability, (11, 7, 3), "row_mean")
    student.largest_stable_lr(p.X, p.M, "row_mean")
    check_unchanged(student)


# ---- accumulate


@pytest.mark.task("accumulate", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_accumulate_short_last(student, given, reference, reduction):
    """11 rows in batches of 4 (the last has 3) give the full-batch gradient."""
    check_accumulate(student, reference, given(inputs.problem, (11, 7, 3), reduction), 4, reduction)


@pytest.mark.task("accumulate", core=True)
@pytest.mark.parametrize("reduction", REDUCTIONS)
def test_accumulate_even(student, given, reference, reduction):
    """Six rows in batches of two give the full-batch gradient."""
    check_accumulate(student, reference, given(inputs.problem, (6, 4, 3), reduction), 2, reduction)


@pytest.mark.task("accumulate", core=True)
def test_accumulate_drawn(student, given, reference):
    """As many rows as nobody knows before, in batches of five."""
    check_accumulate(student, reference, given(inputs.problem, DRAWN, "mean"), 5, "mean")


@pytest.mark.task("accumulate", core=False)
def test_accumulate_batches_used(student, given, reference):
    """No call of `gradients` gets more rows than a batch has."""
    check_batches(student, reference, given(inputs.problem, (11, 7, 3), "row_mean"), 4, "row_mean")


@pytest.mark.task("accumulate", core=True)
def test_accumulate_crops(student, given, reference):
    """The notebook's five rows in batches of 2, 2 and 1 give the full-batch gradient."""
    check_accumulate(student, reference, given(inputs.crops, "mean"), 2, "mean")


@pytest.mark.task("accumulate", core=False)
@pytest.mark.parametrize(("batch_size", "reduction"), [(1, "row_mean"), (5, "mean"), (8, "mean")])
def test_accumulate_extremes(student, given, reference, batch_size, reduction):
    """Batches of one row, of all five, and a batch size above the number of rows are no special cases."""
    check_accumulate(student, reference, given(inputs.problem, (5, 3, 2), reduction), batch_size, reduction)


@pytest.mark.task("accumulate", core=False)
def test_accumulate_numbers(student, given, reference):
    """Large numbers, tiny ones, zeros and equal rows are no special case."""
    for p in [given(inputs.numbers, kind) for kind in KINDS]:
        check_accumulate(student, reference, p, 4, "mean")


@pytest.mark.task("accumulate", core=False)
def test_accumulate_integers(student, given, reference):
    """Integer arrays give the gradient of the same numbers as floats."""
    check_accumulate(student, reference, given(inputs.integers, "row_mean"), 3, "row_mean", cut_sums)


@pytest.mark.task("accumulate", core=False)
def test_accumulate_arguments_unchanged(student, given, reference):
    """The arguments are as they were."""
    p = given(inputs.problem, (11, 7, 3), "sum")

    def check(module):
        module.accumulate(p.X, p.Y, p.W, p.b, 4, "sum")
        check_unchanged(module)

    with_follow_through(lambda: check(student), lambda: check(student.given(reference, "gradients")))


# ---- standardize and unstandardize


@pytest.mark.task("standardize", core=True)
@pytest.mark.parametrize("size", [(11, 7), (3, 5), pytest.param((0, 0), id="drawn")], ids=shape_id)
def test_standardize_values(student, given, size):
    """Each column gets mean 0 and standard deviation 1, and the shift and the scale are returned."""
    p = given(inputs.scaling, *size)
    check_scaling(student.standardize(p.X), p)


@pytest.mark.task("standardize", core=True)
def test_standardize_crops(student, given):
    """The notebook's inputs are standardised."""
    p = given(inputs.crop_scaling)
    check_scaling(student.standardize(p.X), p)


@pytest.mark.task("standardize", core=True)
@pytest.mark.parametrize("size", [(3, 7), (4, 4), pytest.param((0, 0), id="drawn")], ids=shape_id)
def test_standardize_undone(student, given, size):
    """The model of the raw inputs is the same affine function."""
    p = given(inputs.model, *size)
    check_model(student.unstandardize(p.Ws, p.bs, p.mean, p.std), p)


@pytest.mark.task("standardize", core=False)
@pytest.mark.parametrize("make", [inputs.constant_column, inputs.one_row])
def test_standardize_constant(student, given, make):
    """A constant column has std 1 and becomes zeros; with one row every column is constant."""
    p = given(make)
    check_scaling(student.standardize(p.X), p)


@pytest.mark.task("standardize", core=False)
@pytest.mark.parametrize("size", [(1, 4), (3, 1)], ids=shape_id)
def test_standardize_undone_thin(student, given, size):
    """A single output or a single feature drops no dimension."""
    p = given(inputs.model, *size)
    check_model(student.unstandardize(p.Ws, p.bs, p.mean, p.std), p)


@pytest.mark.task("standardize", core=False)
def test_standardize_numbers(student, given):
    """Columns of large numbers, and of tiny ones, have no constant added to their standard deviation."""
    for size in (1e7, 1e-7):
        p = given(inputs.sized_scaling, size)
        check_scaling(student.standardize(p.X), p)


@pytest.mark.task("standardize", core=False)
def test_standardize_integers(student, given):
    """Integer arrays are standardised, and undone, as the same numbers as floats."""
    p, q = given(inputs.integer_scaling), given(inputs.integer_model)
    check_scaling(student.standardize(p.X), p)
    check_model(student.unstandardize(q.Ws, q.bs, q.mean, q.std), q)


@pytest.mark.task("standardize", core=False)
def test_standardize_arguments_unchanged(student, given):
    """The arguments of both functions are as they were."""
    p, q = given(inputs.scaling, 11, 7), given(inputs.model, 3, 7)
    student.standardize(p.X)
    check_unchanged(student)
    student.unstandardize(q.Ws, q.bs, q.mean, q.std)
    check_unchanged(student)


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
