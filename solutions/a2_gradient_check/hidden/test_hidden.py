"""Hidden cases of a2_gradient_check: the learner's referee is given functions, arrays and planted gradients to judge.

Its answers are compared with those of other oracles; no other assignment is ever graded with it.
"""

import numpy as np
import pytest

from autograder.cases import Watched, check_unchanged, expect_error, shape_id, with_follow_through
from autograder.cases.tables import lazily
from autograder.handout.gradcheck import Mismatch, check_length, check_number

from ...shared.find_bug import check_example, check_mistake
from .. import suspect
from .bug import PLANTED, right_version
from .checks import (
    PARTS,
    check_kept,
    check_projection,
    check_quotients,
    check_verdicts,
    cut_quotients,
    own_number,
    refuse_shapes,
    wrong_errors,
    wrong_quotients,
)
from .inputs import (
    alike,
    drawn_pair,
    drawn_place,
    near_misses,
    not_numbers,
    pair,
    place,
    right_gradients,
    whole_pair,
    whole_place,
    wrong_biases,
    wrong_weights,
    zeros,
)

# -- numeric_gradient -----------------------------------------------------------------------------------------------


@pytest.mark.task("numeric_gradient", core=True)
def test_numeric_gradient_vector(student, given):
    """Of a vector: each entry is moved by h to both sides, and the difference of f is divided by the distance 2*h."""
    check_quotients(student, given(place, (7,), 0.3))


@pytest.mark.task("numeric_gradient", core=True)
def test_numeric_gradient_matrix(student, given):
    """Of a matrix: the gradient has its shape, and each entry is moved alone."""
    check_quotients(student, given(place, (3, 4), 0.2))


@pytest.mark.task("numeric_gradient", core=True)
def test_numeric_gradient_drawn(student, given):
    """Of a vector with as many entries as nobody knows before."""
    check_quotients(student, given(drawn_place, 0.2))


@pytest.mark.task("numeric_gradient", core=True)
def test_numeric_gradient_default_step(student, given):
    """Without h the step is 1e-5, and the quotient is as exact as floats allow."""
    check_quotients(student, given(place, (2, 3), 1e-5), h=False, rtol=1e-6, atol=1e-8)


@pytest.mark.task("numeric_gradient", core=False)
@pytest.mark.parametrize("shape", [(1, 3), (2, 1, 2)], ids=shape_id)
def test_numeric_gradient_shape_kept(student, given, shape):
    """One row, or three axes: the gradient has the shape of x."""
    check_quotients(student, given(place, shape, 0.05))


@pytest.mark.task("numeric_gradient", core=False)
def test_numeric_gradient_no_axes(student, given):
    """A 0-d array has one entry, and its gradient is one number."""
    p = given(place, (), 0.05)
    got = student.numeric_gradient(p.f, p.x, p.h)
    check_number(got, float(p.gradient), name="the gradient", mistakes=lazily(wrong_quotients, p)(""))


@pytest.mark.task("numeric_gradient", core=False)
def test_numeric_gradient_integers(student, given):
    """Integers count as their float values: moved by 0.05 they are no integers any more."""
    check_quotients(student, given(whole_place), wrong=cut_quotients)


@pytest.mark.task("numeric_gradient", core=False)
def test_numeric_gradient_calls(student, given):
    """f is called exactly twice for each entry, and never with an entry moved further than h."""
    p = given(place, (2, 3), 0.05)
    f = Watched(p.f)
    student.numeric_gradient(f, p.x, p.h)
    if f.calls > 2 * p.x.size:
        raise Mismatch("too-many-calls", "f is called more than twice for each entry of x.")
    elsewhere = any(x.shape != p.x.shape or np.abs(x - p.x).max() > p.h * (1 + 1e-9) for x in f.arguments)
    if f.calls < 2 * p.x.size or elsewhere:
        raise Mismatch("wrong-values", "f is not called once above and once below for each entry of x.")


@pytest.mark.task("numeric_gradient", core=False)
def test_numeric_gradient_arguments_unchanged(student, given):
    """x is afterwards as it was, to the last digit."""
    p = given(place, (2, 3), 0.05)
    student.numeric_gradient(p.f, p.x, p.h)
    check_unchanged(student)


@pytest.mark.task("numeric_gradient", core=False)
@pytest.mark.parametrize("sign", [1, -1], ids=["above", "below"])
def test_numeric_gradient_restored_on_error(student, given, sign):
    """An error that f raises reaches the caller, and x is as it was."""
    p = given(place, (3,), 0.3)

    def f(x):
        if sign * (x[1] - p.x[1]) > 0.1:
            raise ZeroDivisionError
        return p.f(x)

    expect_error(lambda: student.numeric_gradient(f, p.x, p.h), "ZeroDivisionError")
    if student.changed:
        raise Mismatch("not-restored-on-error", "After f raises an error, x is not moved back.")


# -- relative_error -------------------------------------------------------------------------------------------------


@pytest.mark.task("relative_error", core=True)
@pytest.mark.parametrize(
    ("shape", "kind"), [((7,), "above"), ((3, 4), "below"), ((5, 3), "mixed")], ids=["7", "3x4", "signs"]
)
def test_relative_error_values(student, given, shape, kind):
    """The largest over the entries of |a - b| / (|a| + |b|), with entries of all sizes and signs."""
    p = given(pair, shape, kind)
    check_number(
        student.relative_error(p.a, p.b), p.error, name="the relative error", mistakes=lazily(wrong_errors, p)("")
    )


@pytest.mark.task("relative_error", core=True)
def test_relative_error_drawn(student, given):
    """Of matrices of a size that nobody knows before."""
    p = given(drawn_pair)
    table = lazily(wrong_errors, p)("")
    check_number(student.relative_error(p.a, p.b), p.error, name="the relative error", mistakes=table)


@pytest.mark.task("relative_error", core=True)
@pytest.mark.parametrize("size", [1e-3, 1e-8], ids=str)
def test_relative_error_small(student, given, size):
    """Arrays that differ little have a small error: half of the largest relative distance."""
    p = given(alike, size)
    check_number(
        student.relative_error(p.a, p.b),
        p.error,
        name="the relative error",
        rtol=1e-6,
        mistakes=lazily(wrong_errors, p)(""),
    )


@pytest.mark.task("relative_error", core=False)
def test_relative_error_zeros(student, given):
    """Two zeros are equal: their error is 0, alone and among other entries, and nothing is divided by zero."""
    p = given(pair, (7,))
    a, b = (np.insert(value, 3, 0.0) for value in (p.a, p.b))
    check_number(student.relative_error(np.zeros((2, 3)), np.zeros((2, 3))), 0.0, name="the error of zeros")
    check_number(student.relative_error(a, b), p.error, name="the error with zeros in both")
    check_number(student.relative_error(p.a, np.zeros(7)), 1.0, name="the error against zeros")


@pytest.mark.task("relative_error", core=False)
def test_relative_error_floor(student, given):
    """Where |a| + |b| is below 1e-12, the distance is divided by 1e-12; above it, by |a| + |b| alone."""
    tiny, small = np.array([2e-13, -1e-13, 0.0]), np.array([3e-10, 2e-10])
    check_number(student.relative_error(tiny, -tiny), 0.4, name="the error of tiny numbers")
    check_number(student.relative_error(small, small[::-1].copy()), 0.2, name="the error of small numbers")


@pytest.mark.task("relative_error", core=False)
def test_relative_error_not_finite(student, given):
    """A NaN in one of the arrays is never hidden: the result is NaN or inf."""
    p = given(pair, (3, 4))
    for entry in (0, 5, 11):
        broken = p.a.copy()
        broken.flat[entry] = np.nan
        for got in (student.relative_error(broken, p.b), student.relative_error(p.b, broken)):
            if np.isfinite(own_number(got, "the relative error")):
                raise Mismatch("nan-hidden", "An entry is NaN, but the relative error is an ordinary number.")


@pytest.mark.task("relative_error", core=False)
def test_relative_error_shapes(student, given):
    """Unequal shapes are an error, also where NumPy would broadcast."""
    for one, two in (((3,), (3, 1)), ((2, 3), (3,)), ((2, 3), (3, 2)), ((1, 4), (4,)), ((6,), (2, 3)), ((), (3,))):
        refuse_shapes(lambda one=one, two=two: student.relative_error(np.ones(one), np.ones(two)))


@pytest.mark.task("relative_error", core=False)
def test_relative_error_integers(student, given):
    """Integers count as their float values."""
    p = given(whole_pair)
    check_number(student.relative_error(p.a, p.b), p.error, name="the relative error")


@pytest.mark.task("relative_error", core=False)
def test_relative_error_arguments_unchanged(student, given):
    """a and b are afterwards as they were."""
    p = given(pair, (7,))
    student.relative_error(p.a, p.b)
    check_unchanged(student)


# -- scale_and_residual ---------------------------------------------------------------------------------------------


@pytest.mark.task("scale_and_residual", core=True)
@pytest.mark.parametrize("shape", [(7,), (3, 4), (4, 4)], ids=shape_id)
def test_scale_and_residual_values(student, given, shape):
    """k is the factor of the least squares, r the length of what remains, in units of the length of ref."""
    check_projection(student, given(pair, shape))


@pytest.mark.task("scale_and_residual", core=True)
def test_scale_and_residual_drawn(student, given):
    """Of matrices of a size that nobody knows before."""
    check_projection(student, given(drawn_pair))


@pytest.mark.task("scale_and_residual", core=False)
def test_scale_and_residual_sizes(student, given):
    """Large numbers and tiny ones have the same factor, and the same remainder relative to their length."""
    p = given(pair, (3, 4))
    for size in (1e9, 1e-9):
        got = student.scale_and_residual(size * p.a, size * p.b)
        check_length(got, 2, name="the result of scale_and_residual")
        check_number(got[0], p.k, name="k of large or tiny numbers")
        check_number(got[1], p.r, name="r of large or tiny numbers")


@pytest.mark.task("scale_and_residual", core=False)
def test_scale_and_residual_multiple(student, given):
    """Of a multiple nothing remains: k is the factor, and r is 0 but for rounding."""
    p = given(pair, (3, 4))
    for factor in (-2.5, 0.125, 1.0):
        got = student.scale_and_residual(factor * p.b, p.b)
        check_length(got, 2, name="the result of scale_and_residual")
        check_number(got[0], factor, name="k of a multiple", rtol=1e-9)
        check_number(1 + own_number(got[1], "r"), 1.0, name="1 + r of a multiple", rtol=1e-9)


@pytest.mark.task("scale_and_residual", core=False)
def test_scale_and_residual_zeros(student, given):
    """No factor of a ref of zeros is nearest to g: both are NaN. A g of zeros has k = 0 and r = 0."""
    p = given(pair, (7,))
    got = student.scale_and_residual(p.a, np.zeros(7))
    check_length(got, 2, name="the result of scale_and_residual")
    if not all(np.isnan(own_number(one, "each of k and r")) for one in got):
        raise Mismatch("wrong-values", "k and r should be NaN where every entry of ref is 0.")
    got = student.scale_and_residual(np.zeros(7), p.b)
    check_length(got, 2, name="the result of scale_and_residual")
    check_number(got[0], 0.0, name="k of zeros")
    check_number(got[1], 0.0, name="r of zeros")


@pytest.mark.task("scale_and_residual", core=False)
def test_scale_and_residual_shapes(student, given):
    """Unequal shapes are an error, also where NumPy would broadcast."""
    for one, two in (((3,), (3, 1)), ((2, 3), (3,)), ((2, 3), (3, 2)), ((6,), (2, 3))):
        refuse_shapes(lambda one=one, two=two: student.scale_and_residual(np.ones(one), np.ones(two)))


@pytest.mark.task("scale_and_residual", core=False)
def test_scale_and_residual_integers(student, given):
    """Integers count as their float values."""
    check_projection(student, given(whole_pair))


@pytest.mark.task("scale_and_residual", core=False)
def test_scale_and_residual_arguments_unchanged(student, given):
    """g and ref are afterwards as they were."""
    p = given(pair, (3, 4))
    student.scale_and_residual(p.a, p.b)
    check_unchanged(student)


# -- verdict --------------------------------------------------------------------------------------------------------


@pytest.mark.task("verdict", core=True)
def test_verdict_right_gradients(student, reference, given):
    """Right gradients are "ok", small or large, with rounding or the error of a difference quotient."""
    check_verdicts(student, reference, given(right_gradients))


@pytest.mark.task("verdict", core=True)
def test_verdict_wrong_weights(student, reference, given):
    """Each of the usual mistakes in a gradient of weights gets its word."""
    check_verdicts(student, reference, given(wrong_weights))


@pytest.mark.task("verdict", core=True)
def test_verdict_wrong_biases(student, reference, given):
    """Each of the usual mistakes in a gradient of a bias gets its word."""
    check_verdicts(student, reference, given(wrong_biases))


@pytest.mark.task("verdict", core=False)
def test_verdict_near_misses(student, reference, given):
    """A gradient that is nearly right, or nearly nothing, is called what it is."""
    check_verdicts(student, reference, given(near_misses))


@pytest.mark.task("verdict", core=False)
def test_verdict_not_finite(student, reference, given):
    """A gradient with NaN or inf in it is wrong: a comparison with NaN must not let it pass."""
    cases = given(not_numbers)
    try:
        check_verdicts(student, reference, cases, wrong=None)
    except Mismatch as mismatch:
        if "is 'ok'" in mismatch.message:
            raise Mismatch("nan-hidden", "The verdict is 'ok' for a gradient that contains NaN or inf.") from None
        raise


@pytest.mark.task("verdict", core=False)
def test_verdict_zeros(student, reference, given):
    """Where the right gradient is all zero, zeros are "ok" and all else is "wrong"."""
    check_verdicts(student, reference, given(zeros), wrong=None)


@pytest.mark.task("verdict", core=False)
def test_verdict_arguments_unchanged(student, reference, given):
    """g and ref are afterwards as they were."""
    _, g, ref, _ = given(wrong_biases)[0]
    with_follow_through(
        lambda: check_kept(student, g, ref), lambda: check_kept(student.given(reference, *PARTS), g, ref)
    )


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
