"""What the comparison promises, for any numbers: Hypothesis looks for a counterexample to each of its sentences."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.handout.gradcheck import (
    ATOL,
    RTOL,
    Mismatch,
    check_array,
    check_keys,
    check_length,
    check_number,
    check_numbers,
    check_truth,
    seen,
)

SHAPES = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)
NUMBERS = st.floats(-1e6, 1e6, allow_subnormal=False)
FULL = hnp.array_shapes(min_dims=1, max_dims=3, min_side=1, max_side=4)
TOLERANCES = st.sampled_from([(RTOL, ATOL), (1e-3, 1e-5), (0.0, 0.0), (0.0, 0.5), (1.0, 0.0)])


def arrays(shapes: Any = SHAPES, numbers: Any = NUMBERS) -> st.SearchStrategy[np.ndarray]:
    return shapes.flatmap(lambda shape: hnp.arrays(np.float64, shape, elements=numbers))


@st.composite
def pairs(draw: Any, shapes: Any = FULL) -> tuple[np.ndarray, np.ndarray]:
    """An expected array, and one of its shape that is off by something about as large as the tolerances are."""
    want = draw(arrays(shapes))
    steps = draw(
        hnp.arrays(np.float64, want.shape, elements=st.sampled_from([0.0, 0.5, 0.999, 1.001, 2.0, -0.999, -1.001]))
    )
    rtol, atol = draw(TOLERANCES)
    scale = np.abs(want).max(initial=0.0)
    return want, want + steps * (rtol * np.abs(want) + atol * scale)


def outcome(check: Any, *args: Any, **kwargs: Any) -> str:
    """The mistake that a check names; empty when it is satisfied."""
    try:
        check(*args, **kwargs)
    except Mismatch as mismatch:
        return mismatch.outcome
    return ""


def is_close(got: float, want: float, scale: float, rtol: float, atol: float) -> bool:
    """The tolerance of the docstrings for one entry, in plain Python."""
    return not math.isnan(got) and abs(got - want) <= rtol * abs(want) + atol * scale


@settings(deadline=None, max_examples=300)
@given(pairs(), TOLERANCES)
def test_accepted_if_and_only_if_every_entry_is_within_its_bound(pair, tolerances):
    """|got - want| <= rtol * |want| + atol * max |want| for each entry; else the numbers are called wrong."""
    want, got = pair
    rtol, atol = tolerances
    scale = max(map(abs, want.ravel().tolist()))
    close = all(is_close(g, w, scale, rtol, atol) for g, w in zip(got.flat, want.flat, strict=True))

    assert outcome(check_array, got, want, rtol=rtol, atol=atol) == ("" if close else "wrong-values")


@settings(deadline=None, max_examples=60)
@given(arrays())
def test_right_is_right(want):
    """The expected array itself is accepted, and so is a copy in another order of memory or read-only."""
    kept = np.array(want, order="F")
    kept.setflags(write=False)

    assert outcome(check_array, want.copy(), want) == ""
    assert outcome(check_array, kept, want) == ""


@settings(deadline=None, max_examples=60)
@given(arrays(), SHAPES)
def test_the_shape_is_exact(want, shape):
    """What has another shape is never accepted, even where NumPy would broadcast it or the numbers are the same."""
    assume(shape != want.shape)
    got = np.full(shape, want.flat[0] if want.size else 0.0)

    assert outcome(check_array, got, want) in ("wrong-shape", "transposed")


@settings(deadline=None, max_examples=60)
@given(arrays(hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=4)))
def test_a_transpose_is_named(want):
    """The transpose of a matrix that is not square is called by its name."""
    assume(want.shape[0] != want.shape[1])

    assert outcome(check_array, want.T.copy(), want) == "transposed"


@settings(deadline=None, max_examples=60)
@given(arrays(FULL), st.sampled_from([math.nan, math.inf, -math.inf]), st.data())
def test_what_is_not_finite_is_never_right(want, odd, data):
    """One NaN or infinite entry is enough, whatever the tolerances."""
    got = want.copy()
    got.flat[data.draw(st.integers(0, want.size - 1))] = odd

    assert outcome(check_array, got, want, rtol=1.0, atol=1.0) == "not-finite"


@settings(deadline=None, max_examples=60)
@given(arrays(FULL), st.data())
def test_nan_is_not_even_right_where_nan_is_expected(want, data):
    """NaN equals nothing; an oracle that is NaN accepts nothing."""
    want = want.copy()
    want.flat[data.draw(st.integers(0, want.size - 1))] = math.nan

    assert outcome(check_array, want.copy(), want) != ""


@pytest.mark.parametrize("odd", [math.inf, -math.inf])
@pytest.mark.parametrize("got", [np.zeros(3), np.array([1e300, -5.0, 2.0]), np.array([1, 2, 3])])
def test_nothing_finite_is_close_to_infinity(got, odd):
    """Where an expected entry is infinite, as a composition of a student's own functions may be, numbers are wrong."""
    assert outcome(check_array, got, np.array([1.0, odd, 3.0])) != ""


@settings(deadline=None, max_examples=60)
@given(pairs(), st.randoms(use_true_random=False))
def test_the_order_of_entries_does_not_matter(pair, rng):
    """Both arrays in another order give the same verdict."""
    want, got = pair
    order = list(range(want.size))
    rng.shuffle(order)

    assert outcome(check_array, got.ravel()[order], want.ravel()[order]) == outcome(
        check_array, got.ravel(), want.ravel()
    )


@settings(deadline=None, max_examples=60)
@given(pairs(), st.integers(-60, 60), st.sampled_from([1.0, -1.0]))
def test_the_unit_does_not_matter(pair, power, sign):
    """Both arrays in another unit (times a power of two, which rounds nothing) give the same verdict."""
    want, got = pair
    assume(all(value == 0 or abs(value) > 1e-200 for value in (*want.flat, *got.flat)))
    factor = sign * 2.0**power

    assert outcome(check_array, got * factor, want * factor) == outcome(check_array, got, want)


@settings(deadline=None, max_examples=60)
@given(pairs(), TOLERANCES, st.floats(1, 10), st.floats(1, 10))
def test_more_tolerance_never_refuses_more(pair, tolerances, more, still_more):
    """What is accepted stays accepted with wider tolerances."""
    want, got = pair
    rtol, atol = tolerances
    if not outcome(check_array, got, want, rtol=rtol, atol=atol):
        assert outcome(check_array, got, want, rtol=rtol * more, atol=atol * still_more) == ""


@settings(deadline=None, max_examples=60)
@given(
    hnp.arrays(np.int64, FULL, elements=st.integers(-100, 100)),
    st.sampled_from(["f8", "f4", "f2", "i8", "i4", "i2", "i1"]),
)
def test_the_type_of_real_numbers_does_not_matter(want, dtype):
    """Integers that a type holds exactly are right in it, and one more than due is wrong in it."""
    got = want.astype(dtype)

    assert outcome(check_array, got, want.astype(float)) == ""
    assert outcome(check_array, (got + 1).astype(dtype), want.astype(float)) in ("wrong-values", "integer-truncation")


@pytest.mark.parametrize("dtype", ["?", "c8", "c16", "O", "U3", "S3", "M8[s]", "m8[s]", "V4", "g", "G"])
def test_what_is_no_plain_real_number_is_refused(dtype):
    """Truth values, complex, long double, object, text and time arrays are of the wrong type whatever they hold."""
    assert outcome(check_array, np.zeros((2, 2), dtype=dtype), np.zeros((2, 2))) == "wrong-type"
    assert outcome(check_number, np.zeros((), dtype=dtype), 0.0) == "wrong-type"


class Sly(np.ndarray):
    """An array that says yes to everything."""

    def __eq__(self, other: object) -> Any:
        return True

    def __array__(self, *args: Any, **kwargs: Any) -> np.ndarray:
        return np.zeros((2, 2))


@pytest.mark.parametrize(
    "got",
    [
        [[0.0, 0.0], [0.0, 0.0]],
        ((0.0, 0.0), (0.0, 0.0)),
        0,
        0.0,
        "0",
        b"0",
        {0},
        {"a": 0},
        object,
        len,
        Sly((2, 2)),
        np.zeros((2, 2)).view(np.matrix),
        np.ma.zeros((2, 2)),
        np.float64(0),
        range(4),
        iter([]),
    ],
    ids=lambda got: type(got).__name__,
)
def test_only_arrays_are_arrays(got):
    """Lists, subclasses and things that behave as arrays are of the wrong type, single numbers of the wrong shape."""
    number = type(got) in (int, float, np.float64)

    assert outcome(check_array, got, np.zeros((2, 2))) == ("wrong-shape" if number else "wrong-type")


@settings(deadline=None, max_examples=60)
@given(NUMBERS, st.floats(), TOLERANCES)
def test_a_number_is_an_array_of_no_dimension(want, got, tolerances):
    """One number is judged as a 0-d array is, be it a float, a NumPy scalar or such an array."""
    rtol, atol = tolerances
    of_array = outcome(check_array, np.array(got), np.array(want), rtol=rtol, atol=atol)

    for one in (got, np.float64(got), np.array(got)):
        assert outcome(check_number, one, want, rtol=rtol, atol=atol) == of_array


@settings(deadline=None, max_examples=60)
@given(pairs(hnp.array_shapes(min_dims=1, max_dims=1, min_side=1, max_side=6)))
def test_numbers_are_an_array_of_one_dimension(pair):
    """A list, a tuple and a 1-d array of numbers are judged alike, and as that array is."""
    want, got = pair
    of_array = outcome(check_array, got, want)

    for row in (got, got.tolist(), tuple(got.tolist()), list(got)):
        assert outcome(check_numbers, row, want) == of_array
    assert outcome(check_numbers, [*got.tolist(), 0.0], want) == "wrong-shape"
    assert outcome(check_numbers, got.tolist()[1:], want) == "wrong-shape"


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.lists(st.none())))
def test_every_value_gets_a_verdict(got):
    """No value, however odd, makes a check raise anything but a Mismatch; huge integers included."""
    for check, due in (
        (check_array, np.zeros(2)),
        (check_number, 0.5),
        (check_numbers, [0.5, 1.0]),
        (check_truth, True),
        (check_keys, ["dW"]),
        (check_length, 7),
    ):
        assert isinstance(outcome(check, got, due), str)


@settings(deadline=None, max_examples=60)
@given(arrays(FULL), arrays(FULL))
def test_messages_hold_no_number_of_the_result(want, got):
    """The sentence about wrong numbers is one of three, whatever the numbers are: it can carry nothing out."""
    got = np.resize(got, want.shape)
    assume(outcome(check_array, got, want))
    with pytest.raises(Mismatch) as raised:
        check_array(got, want)

    assert raised.value.message in {
        f"the result has the right shape, but {which} wrong."
        for which in ("some numbers are", "every number is", "the number is")
    }


@settings(deadline=None, max_examples=60)
@given(arrays(hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=30), st.just(0.0)), arrays(FULL))
def test_messages_hold_no_size_that_only_the_result_has(got, want):
    """Of a wrong shape only sizes that the case has itself are repeated."""
    assume(got.shape != want.shape)
    with pytest.raises(Mismatch) as raised:
        check_array(got, want, sizes=(11, 7))

    assert {int(size) for size in re.findall(r"\d+", raised.value.message)} <= {0, 1, 11, 7, *want.shape}


@pytest.mark.parametrize(
    "got",
    [
        [["x" * 2000] * 1000],
        ["x" * 2000] * 1000,
        [[0.5] * 200_000],
        {"dW": [0.5] * 200_000},
        ("x", [["y"]]),
        [np.zeros(90_000)] * 3,
    ],
    ids=["texts in a list", "texts", "numbers in a list", "a dict", "a tuple", "arrays in a list"],
)
def test_only_numbers_are_kept_to_be_named(got):
    """Of results a grader keeps numbers, flat arrays and flat lists of numbers: the rest cannot be named anyway."""
    before = seen.set([[]])
    try:
        assert outcome(check_number, got, 0.5)
        kept = (seen.get() or [[]])[0][0].got
    finally:
        seen.reset(before)

    entries = kept if type(kept) in (list, tuple) else [kept]
    assert all(entry is None or type(entry) in (int, float, np.float64) for entry in entries)


def test_where_zeros_are_expected_only_rounding_passes():
    """Numbers about 1 that cancel leave 1e-16; a number that was added on purpose is larger, and is wrong."""
    zeros = np.zeros(2)

    check_array(np.array([5.6e-17, -3e-16]), zeros)
    for off in (1e-12, np.nan, np.inf):
        with pytest.raises(Mismatch):
            check_array(np.array([0.0, off]), zeros)
    with pytest.raises(Mismatch):
        check_array(np.array([1e-17, 0.0]), zeros, atol=0.0)
