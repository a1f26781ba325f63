"""What the trusted side does with a value before it computes with it: type, dtype, shape and size come first."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec
import numpy as np
import pytest
from hidden_modules import hidden_module

from autograder.cases import MOST_NUMBERS, check_changing, check_known, numbers_of, parts_correct
from autograder.handout.gradcheck import Mismatch
from autograder.sandbox import responses
from autograder.sandbox.inside import wire
from autograder.sandbox.remote import RemoteObject, answering

share_of = hidden_module("a8_autograd_engine", "checks").share_of


class NoCarrier:
    """What stands behind an object in a worker; nothing may be asked of it here."""

    changed = ()

    def get(self, target: int, name: str) -> Any:
        raise AssertionError(f"{name} was asked for")


OBJECT = RemoteObject(NoCarrier(), 1, "Odd")  # type: ignore[arg-type]  # it is never called
WRONG_TYPES = [
    None,
    True,
    "1.5",
    [1.0],
    [[1.0], [1.0, 2.0]],
    (1.0,),
    {"a": 1.0},
    1j,
    np.True_,
    np.array([True]),
    OBJECT,
]
WRONG_TYPES += [np.array([1j]), np.array(["a"]), np.array([None]), np.array(1, dtype="M8[s]")]
TOO_MUCH = [
    np.zeros(MOST_NUMBERS + 1),
    np.zeros((1, 1, 1)),
    np.zeros((33, 32)),
    np.zeros((0, MOST_NUMBERS + 1)),
    np.zeros((MOST_NUMBERS, 0, 1)),
]


def word(value: Any) -> str:
    return type(value).__name__


@pytest.mark.parametrize("value", WRONG_TYPES, ids=word)
def test_what_is_no_number_is_not_computed_with(value):
    """Whatever a value is, it is judged by its type before NumPy may look at it."""
    with pytest.raises(Mismatch) as caught:
        numbers_of(value, "fit")
    assert caught.value.outcome == "wrong-type"


@pytest.mark.parametrize("value", TOO_MUCH, ids=word)
def test_what_is_too_much_is_not_computed_with(value):
    """More numbers, or more axes, than an answer has; an axis of size 0 counts as 1."""
    with pytest.raises(Mismatch) as caught:
        numbers_of(value, "fit")
    assert caught.value.outcome == "wrong-shape"


@pytest.mark.parametrize(
    "value", [1, 1.5, np.float32(2), np.int8(3), np.zeros(()), np.zeros((32, 32)), np.zeros((0, 3))]
)
def test_numbers_are_taken_as_they_are(value):
    """Numbers and small arrays, with their dtype."""
    assert np.array_equal(numbers_of(value, "fit"), value)
    assert numbers_of(value, "fit").dtype == np.asarray(value).dtype


def test_known_values_are_the_listed_ones():
    """The shape counts, rounding does not, and None, where a mistake makes no numbers, is nothing."""
    right = np.array([[1.0, 2.0], [3.0, 4.0]])

    def known(*factors):
        return (None if factor is None else factor * right for factor in factors)

    for value in (right, right * (1 + 1e-9), 0.5 * right, right.astype(int)):
        check_known(value, "grad_W", known, 1, None, 0.5)
    for value in (right * 1.001, right.ravel(), right.T, 0 * right, np.nan * right, np.inf * right, 1.0, None):
        with pytest.raises(Mismatch):
            check_known(value, "grad_W", known, 1, None, 0.5)


def broadcast():
    yield np.zeros(3) + np.zeros(4)


def overflow():
    yield 1e300**2


@pytest.mark.parametrize("known", [broadcast, overflow])
def test_formulas_that_fail_know_nothing(known):
    """What earlier functions of the student returned may be of a shape or size that the formulas do not take."""
    with pytest.raises(Mismatch):
        check_known(np.zeros(3), "update", known)


def test_steps_that_are_alike_are_none():
    """A gradient that changes is enough; rounding, and a change below all tolerances, is not."""
    still, moving = np.array([1.0, 2.0]), np.array([1.0, 3.0])
    for last in ([still, still], [still * (1 + 1e-8), still], []):
        with pytest.raises(Mismatch):
            check_changing([still, still][: len(last)], last)
    check_changing([still, still], [still, moving])
    check_changing([np.int8(100)], [np.int8(-100)])


def test_parts_are_compared_by_type_first():
    """A ragged list, an object or a text is not alike, and no error of the grader."""

    class Odd:
        changed = ()

        def __init__(self, value):
            self.part = lambda: value

    for value in ([[1.0], [1.0, 2.0]], OBJECT, "1.5", {"a": 1}, None, [np.zeros(2)] * 3):
        assert not parts_correct(Odd(value), Odd(np.zeros(2)), ["part"], lambda parts: parts.part())


@pytest.mark.parametrize(
    "parts",
    [
        [np.zeros((1000, 1)), np.zeros((1, 1000))],
        [np.zeros((0, 5000, 1))],
        [np.zeros((1,) * 5)],
        [np.zeros(3), np.zeros((4, 3))],
        [np.zeros((4, 3)), "zeros"],
        [],
        "zeros",
        None,
    ],
)
def test_links_are_added_when_they_are_of_one_shape(parts):
    """What the links of a tensor give to a leaf neither broadcasts nor grows."""
    with pytest.raises(Mismatch):
        share_of(parts, (4, 3))


def test_links_of_the_right_shape_are_added():
    """Broadcasting is undone in each before."""
    assert np.array_equal(share_of([np.ones((2, 4, 3)), np.ones((4, 3))], (4, 3)), np.full((4, 3), 3.0))


def answered(value: Any) -> responses.CallResult:
    """What becomes of an answer with this value."""
    return responses.decoded(msgspec.msgpack.encode(wire.Reply(1, "ok", value)))


def array(shape: tuple[int, ...], data: bytes = b"") -> wire.Array:
    return wire.Array("ndarray", "|i1", shape, data)


MOST = responses.MOST_NUMBERS


@pytest.mark.parametrize(
    "value",
    [
        array((MOST + 1,), bytes(MOST + 1)),
        array((0, MOST + 1)),
        array((1 << 20, 1, 0)),
        wire.Seq("list", [0.5] * MOST),
        wire.Seq("tuple", [array((MOST // 2,), bytes(MOST // 2))] * 2),
        wire.Map({str(key): array((MOST // 500,), bytes(MOST // 500)) for key in range(600)}),
    ],
    ids=["array", "nothing-wide", "nothing-deep", "list", "tuple", "dict"],
)
def test_an_answer_of_too_many_numbers_is_an_error(value):
    """In any form, also in arrays without a number, whose sums have millions. Nothing of it is held."""
    outcome = answered(value)

    assert (outcome.status, outcome.reply.kind, outcome.reply.value) == ("error", "too-large", None)
    assert outcome.weight < 10_000


def test_an_answer_of_as_many_numbers_as_may_be_is_taken():
    """The bound is far above what honest work needs."""
    for value in (array((MOST,), bytes(MOST)), array((0, 1000)), wire.Seq("list", [0.5] * (MOST - 1))):
        assert answered(value).reply.value == value


def test_an_answer_that_no_array_can_be_disturbs_the_channel():
    """A shape beyond all memory was not made by NumPy."""
    with pytest.raises(wire.BadValue):
        answered(array((1 << 24, 1 << 24, 1 << 24, 0)))


@pytest.mark.parametrize(
    ("shapes", "taken"),
    [
        ([(1024,)], True),
        ([(4, 4, 4, 4)], True),
        ([(1024, 1, 1, 1)], True),
        ([(2, 2, 2), ()], False),
        ([(1024, 1, 1), (1, 1024, 1)], False),
        ([(), (1, 1, 1024, 1)], False),
        ([(1024, 1), (1, 1024)], True),
        ([(1025,)], False),
        ([(0, 1025)], False),
        ([(1, 1, 1, 1, 1)], False),
    ],
)
def test_a_callback_takes_many_axes_in_its_only_argument(shapes, taken):
    """Two arrays of few numbers and many axes could broadcast to milliards; one alone cannot."""
    calls: Counter[str] = Counter()

    def f(*args):
        calls["f"] += 1
        return 1.0

    question = wire.Reply(
        1, "ask", wire.Seq("tuple", [array(shape, bytes(int(np.prod(shape)))) for shape in shapes]), message="f"
    )
    answer = answering({}, {"f": f})
    assert answer is not None
    answer(responses.CallResult("ask", question))

    assert calls["f"] == taken


def test_a_dict_of_arrays_is_no_single_argument():
    """Its arrays have two axes at the most."""
    called = []
    question = wire.Seq("tuple", [wire.Map({"a": array((1, 1, 1), b"a"), "b": array((1, 1, 1), b"b")})])
    answer = answering({}, {"f": lambda given: called.append(given)})
    assert answer is not None
    answer(responses.CallResult("ask", wire.Reply(1, "ask", question, message="f")))

    assert called == []
