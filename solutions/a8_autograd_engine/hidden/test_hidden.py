"""Hidden cases of a8_autograd_engine: unbroadcast, each operator forwards and backwards, whole graphs, zero_grad.

A helper in the worker evaluates graphs, which come as data, with the student's Tensor through Python's operators. A
mistake costs its marks once: an operator is tried alone, and what it passes on also counts when it is read from its
links; `backward` is also tried on graphs whose links the helper makes, without a single operator of the student's.
"""

import numpy as np
import pytest

from autograder.cases import check_unchanged, expect_error, with_follow_through
from autograder.faults import StudentFault
from autograder.handout.gradcheck import Mismatch, check_array, check_each, check_length, check_numbers

from ...shared.find_bug import check_example, check_mistake
from .. import suspect
from . import inputs
from .bug import PLANTED, right_version
from .checks import (
    INNER,
    INPUT,
    LABELS,
    answers,
    check_cleared,
    each,
    graph_case,
    operator_case,
    right_operators,
    right_results,
    sent,
    sent_with_sums,
    summed_back,
    values_case,
)
from .inputs import KINDS, STEPS
from .worker_helper import LAB

LINKS = 2000
"""Operations of the long chain, as many as the contract asks for."""


@pytest.fixture
def lab(student):
    """The helper module in the worker."""
    return student.helper(LAB)


# unbroadcast

SHAPES = {
    "front": [((3, 4), (4,)), ((4, 4), (4,)), ((5, 3), ())],
    "stretched": [((3, 4), (3, 1)), ((4, 4), (1, 4)), ((2, 3, 4), (2, 1, 4))],
    "both": [((2, 3, 4), (3, 1)), ((3, 4), (1,)), ((3, 4), (3, 4))],
}


@pytest.mark.task("unbroadcast", core=True)
@pytest.mark.parametrize("kind", SHAPES)
def test_unbroadcast_values(student, given, kind):
    """Axes in front and stretched axes are summed, and the shape is the one asked for; for large numbers and tiny."""
    found = [given(inputs.back, *pair) for pair in SHAPES[kind]]
    found += [given(inputs.back_drawn, kind, scale) for scale in (1.0, 1e6, 1e-6)]
    each([(p,) for p in found], lambda p: summed_back(student, p))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_single(student, given):
    """An axis of size 1 that was not stretched stays, whatever is in front of it."""
    pairs = [((1, 4), (1, 4)), ((1, 4), (4,)), ((1, 1), ()), ((2, 3, 1), (3, 1))]
    each(pairs, lambda *pair: summed_back(student, given(inputs.back, *pair)))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_integers(student, given):
    """Integers are summed like floats."""
    summed_back(student, given(inputs.back, (3, 4), (1, 4), True))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_arguments_unchanged(student, given):
    """G is afterwards as it was."""
    p = given(inputs.back, (2, 3, 4), (3, 1))
    student.unbroadcast(p.G, p.shape)
    check_unchanged(student)


# Tensor: what each operator computes


def by_kind(some, core):
    """Operations as parameters, each with the mark of its kind."""
    of = {word: kind for kind, words in KINDS.items() for word in words}
    marks = {word: pytest.mark.task("Tensor", core=core, part=of[word]) for word in some}
    return [pytest.param(word, marks=mark, id=LABELS[word][1]) for word, mark in marks.items()]


@pytest.mark.parametrize("word", by_kind(LABELS, True))
def test_Tensor_values(lab, given, word):
    """The data is what NumPy computes, on plain shapes and on those that broadcast."""
    found = [*given(inputs.operation, word, "plain")]
    values_case(lab, found + (given(inputs.operation, word, "broadcast") if word in "+-*/" else []), word)


@pytest.mark.task("Tensor", core=False, part="the array operations")
def test_Tensor_axes(lab, given):
    """`sum` takes any axis of a vector, a matrix or an array of three axes, counted from either end."""
    values_case(lab, given(inputs.operation, "sum", "sums"), "sum")


@pytest.mark.task("Tensor", core=False, part="the arithmetic")
def test_Tensor_at_zero(lab, given):
    """A product and a power of 0 are what NumPy makes of them."""
    values_case(lab, given(inputs.at_zero, "*"), "*")
    values_case(lab, given(inputs.at_zero, "**"), "**")


@pytest.mark.parametrize("word", by_kind("+-*/@", False))
def test_Tensor_constants(lab, given, word):
    """Numbers and arrays may stand on either side."""
    values_case(lab, given(inputs.with_constant, word), word)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=pytest.mark.task("Tensor", core=False, part=kind), id=kind[4:7]) for kind in KINDS],
)
def test_Tensor_integers(lab, given, kind):
    """Integer data count as floats, and the operands are afterwards as they were."""
    graph = given(inputs.whole_numbers, kind)
    words = ["an operand"] * 2 + [step[0] for step in graph.steps]

    def check(right):
        (got,) = answers(lab.integers("forwards", sent([graph])), [len(graph.values)])
        for word, value, want in zip(words, got, graph.values, strict=True):
            if word in right or word == "an operand":
                name = "the data of an operand" if word == "an operand" else "the result for integer data"
                check_array(value, want, name=name)

    with_follow_through(lambda: check(LABELS), lambda: check(right_results(lab, given)))


# gradients: what each operator passes back


def operators(words, core=True):
    """Operations as parameters, each a part of its own."""
    marks = {word: pytest.mark.task("gradients", core=core, part=LABELS[word][0]) for word in words}
    return [pytest.param(word, marks=mark, id=LABELS[word][1]) for word, mark in marks.items()]


@pytest.mark.parametrize("word", operators(LABELS))
def test_gradients_values(lab, given, word):
    """An operator passes on the upstream gradient times its slope."""
    operator_case(lab, given, given(inputs.operation, word, "plain"), word)


@pytest.mark.parametrize("word", operators(["@", "sum", "T"]))
def test_gradients_square(lab, given, word):
    """With square matrices every shape fits, and only the right product or axis gives the right numbers."""
    operator_case(lab, given, given(inputs.operation, word, "square"), word)


@pytest.mark.parametrize("word", operators("+-*/@", core=False))
def test_gradients_constants(lab, given, word):
    """Constants on either side change what a tensor gets."""
    operator_case(lab, given, given(inputs.with_constant, word), word)


@pytest.mark.parametrize("word", operators(["relu", "*", "**"], core=False))
def test_gradients_at_zero(lab, given, word):
    """The slope of relu at 0 counts as 0; products and powers have slopes at 0 as well."""
    operator_case(lab, given, given(inputs.at_zero, word), word)


@pytest.mark.task("gradients", core=False, part="a.sum()")
def test_gradients_axes(lab, given):
    """A sum along any axis of a vector, a matrix or an array of three axes is spread again."""
    operator_case(lab, given, given(inputs.operation, "sum", "sums"), "sum")


# backward: whole graphs


@pytest.mark.task("backward", core=True, part="a node used twice")
@pytest.mark.parametrize("two_leaves", [False, True], ids=["one_leaf", "two_leaves"])
def test_backward_used_twice(lab, given, two_leaves):
    """What is used twice gets both shares, whichever way is the longer."""
    graph_case(lab, given, given(inputs.used_twice, two_leaves))


@pytest.mark.task("backward", core=True, part="a node used twice")
def test_backward_called_twice(lab, given):
    """Two calls on two graphs add up in the leaves that the graphs share."""
    graph_case(lab, given, given(inputs.called_twice))


@pytest.mark.task("backward", core=True, part="random graphs")
def test_backward_random_graphs(lab, given):
    """Graphs of all operators, with nodes used again and again."""
    graph_case(lab, given, given(inputs.drawn, False), spare=lambda right: given(inputs.drawn, False, True))


@pytest.mark.task("backward", core=True, part="broadcasting")
def test_backward_broadcast_leaf(lab, given):
    """A leaf that broadcasting repeated gets the sum over its copies, whatever operator repeated it."""
    graph_case(lab, given, given(inputs.broadcast_leaves), raw=True)


@pytest.mark.task("backward", core=True, part="broadcasting")
def test_backward_broadcasting(lab, given):
    """Random graphs with broadcasting and sums along axes."""
    graph_case(lab, given, given(inputs.drawn, True), raw=True, spare=lambda right: given(inputs.drawn, True, True))


@pytest.mark.task("backward", core=True, part="the regression")
@pytest.mark.parametrize("crops", [False, True], ids=["random", "crops"])
def test_backward_regression(lab, given, crops):
    """Assignment 3, trained by the engine: the losses before each step, weights and bias after the last."""
    p = given(inputs.trained, crops)

    def run():
        got = lab.train(p.X, p.Y, p.W, p.b, p.lr, STEPS)
        if type(got) is not tuple or len(got) != 3:
            raise Mismatch("wrong-type", "the regression does not return the weights.")
        check_each(
            lambda: check_numbers(got[2], p.losses, name="the list of losses"),
            lambda: check_array(got[0], p.W_end, name="W after training"),
            lambda: check_array(got[1], p.b_end, name="b after training"),
        )

    def spare(right):
        return [inputs.first_loss(p.X, p.Y, p.W, p.b, {"T", "@", "sum"} - right)]

    with_follow_through(run, lambda: graph_case(lab, given, p.first, raw=True, spare=spare))


@pytest.mark.task("backward", core=False)
def test_backward_same_graph_twice(lab, given):
    """Two calls on one graph: every node, the inner ones too, has the sum of what both calls give."""
    graph_case(lab, given, given(inputs.same_graph_twice), (INPUT, INPUT, INNER, INNER, INNER))


@pytest.mark.task("backward", core=False)
def test_backward_many_paths(lab, given):
    """Thirty times x = x + x: a thousand million paths, thirty-one nodes."""
    leaf, G = given(inputs.leaf_and_gradient)

    def ask(word):
        try:
            got = lab.doublings(np.ones_like(leaf) if word == "*" else leaf, G, 30, word)
        except StudentFault as fault:
            if fault.outcome != "time-limit":
                raise
            raise StudentFault(
                "time-limit", "backward did not finish in time after thirty sums in a row, x = x + x."
            ) from None
        check_array(got, 2.0**30 * G, name="the gradient through thirty sums in a row")

    with_follow_through(lambda: ask("+"), lambda: ask("links"), lambda: ask("*"))


@pytest.mark.task("backward", core=False)
def test_backward_long_chain(lab, given):
    """More operations in a row than Python's recursion takes."""
    leaf, G = given(inputs.leaf_and_gradient)
    name = "the gradient through a long chain"

    def ask(word):
        check_array(lab.chain(leaf, G, LINKS, word), G, name=name)

    def by_a_right_operator():
        right = right_operators(lab, given)
        if "neg" in right:
            raise Mismatch("wrong-values", "The operator is right.")
        ask(next((word for word in ("T", *"+-*/") if word in right), "links"))

    with_follow_through(lambda: ask("neg"), lambda: ask("links"), by_a_right_operator)


@pytest.mark.task("backward", core=False)
def test_backward_gradient_unchanged(lab, given):
    """The gradient that backward is given is afterwards as it was, whichever operation is the last."""
    found = given(inputs.every_end)
    got = lab.backward("kept", sent_with_sums(found))
    if type(got) is not list or not any(type(one) is list for one in got):
        raise Mismatch("wrong-values", "backward does not take a gradient.")
    for one, graph in zip(got, found, strict=True):
        for G, (_, before) in zip(one or (), graph.starts, strict=one is not None):
            if not (type(G) is np.ndarray and np.array_equal(G, before)):
                raise Mismatch("changes-argument", "backward changes the gradient that it is given.")


@pytest.mark.task("backward", core=False)
@pytest.mark.parametrize("G", [None, np.ones((2, 1))], ids=["no_gradient", "wrong_shape"])
def test_backward_refuses(lab, given, G):
    """Without a gradient only a tensor of one entry can be the start, and a gradient has its tensor's shape."""
    leaf, _ = given(inputs.leaf_and_gradient)
    graph = {"leaves": [leaf], "steps": [], "consts": [], "starts": [["n0", G]], "watch": []}
    expect_error(lambda: lab.backward("backwards", [graph]), "ValueError")


@pytest.mark.task("backward", core=False)
def test_backward_one_entry(student, lab, given):
    """The start may be of shape (1, 1), and a gradient of integers."""
    graph_case(lab, given, given(inputs.one_entry))
    check_unchanged(student)


# zero_grad


@pytest.mark.task("zero_grad", core=True)
def test_zero_grad_values(lab, given):
    """Every gradient is zeros of its tensor's shape, and the data are as they were."""
    p = given(inputs.to_clear)
    check_cleared(lab.cleared(*p), p, p[0])


@pytest.mark.task("zero_grad", core=False)
def test_zero_grad_not_finite(lab, given):
    """A gradient that holds nan or inf is cleared as well."""
    leaves, grads = p = given(inputs.to_clear)
    bad = [np.where(grad > 0, np.nan, np.inf) for grad in grads]
    check_cleared(lab.cleared(leaves, bad), p, leaves)


@pytest.mark.task("zero_grad", core=False)
def test_zero_grad_returns_none(lab, given):
    """It works in place; an empty list is no error."""
    leaves, grads = given(inputs.to_clear)
    for count in (1, 0):
        got = lab.cleared(leaves[:count], grads[:count])
        check_length(got, 3, name="what is left of the gradients", empty=True)
        if got[2] is not None:
            raise Mismatch("wrong-type", "zero_grad should return None.")


@pytest.mark.task("find_bug", core=True, part="example")
def test_find_bug_example(student):
    """The example is legal, and the right version gives other numbers on it than the suspect."""
    check_example(student.find_bug(), suspect, right_version)


@pytest.mark.task("find_bug", core=True, part="mistake")
def test_find_bug_mistake(student):
    """The id is that of the suspect's mistake, beside an example that shows it."""
    check_mistake(student.find_bug(), suspect, right_version, PLANTED)
