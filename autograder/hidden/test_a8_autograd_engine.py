"""Hidden cases of a8_autograd_engine: unbroadcast, each operator forwards and backwards, whole graphs, zero_grad.

A helper in the worker evaluates graphs, which come as data, with the student's Tensor through Python's operators. A
mistake costs its marks once: an operator is tried alone, and what it passes on also counts when it is read from its
links; `backward` is also tried on graphs whose links the helper makes, without a single operator of the student's.
"""

import numpy as np
import pytest

from autograder.faults import StudentFault
from autograder.gradcheck import Mismatch, check_array, check_each, check_number, check_numbers
from autograder.hidden import candidates, check_unchanged, either, expect_error, graphs, mistakes_a8, problems_a8
from autograder.hidden.candidates import mistaken
from autograder.hidden.lab_a8 import LAB
from autograder.hidden.problems_a8 import KINDS, STEPS

LINKS = 1200
"""Operations of the long chain: more than Python's recursion takes, fewer than the contract asks for."""

LABELS = {
    "+": ["a+b", "addition"],
    "-": ["a-b", "subtraction"],
    "neg": ["-a", "negation"],
    "*": ["a*b", "multiplication"],
    "/": ["a/b", "division"],
    "**": ["a**p", "power"],
    "relu": ["a.relu()", "relu"],
    "tanh": ["a.tanh()", "tanh"],
    "exp": ["a.exp()", "exp"],
    "log": ["a.log()", "log"],
    "@": ["a@b", "matmul"],
    "sum": ["a.sum()", "sum"],
    "mean": ["a.mean()", "mean"],
    "T": ["a.T", "transpose"],
}
"""What each operation is called in messages, and in the names of cases and errors."""


@pytest.fixture
def lab(student):
    """The helper module in the worker."""
    return student.helper(LAB)


def sent(found):
    return [graph.sent() for graph in found]


def answers(got, lengths):
    """A list of lists of these lengths. Raises Mismatch for anything else."""
    if type(got) is not list or [len(one) if type(one) is list else -1 for one in got] != lengths:
        raise Mismatch("wrong-type", "what comes back is not what was asked for.")
    return got


def each(items, check):
    """Run `check(*item)` on each item, and raise the first Mismatch after all were run."""
    check_each(*(lambda item=item: check(*item) for item in items))


# unbroadcast

SHAPES = {
    "front": [((3, 4), (4,)), ((4, 4), (4,)), ((5, 3), ())],
    "stretched": [((3, 4), (3, 1)), ((4, 4), (1, 4)), ((2, 3, 4), (2, 1, 4))],
    "both": [((2, 3, 4), (3, 1)), ((3, 4), (1,)), ((3, 4), (3, 4))],
}


def summed_back(student, p):
    got, made = student.unbroadcast(p.G, p.shape), mistaken(mistakes_a8.unbroadcasts, p)("")
    if p.shape == ():
        check_number(got, float(p.due), mistakes=made)
    else:
        check_array(got, p.due, sizes=p.G.shape, mistakes=made)


@pytest.mark.task("unbroadcast", core=True)
@pytest.mark.parametrize("kind", SHAPES)
def test_unbroadcast_values(student, given, kind):
    """Axes in front and stretched axes are summed, and the shape is the one asked for."""
    each(SHAPES[kind], lambda *pair: summed_back(student, given(problems_a8.back, *pair)))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_single(student, given):
    """An axis of size 1 that was not stretched stays, whatever is in front of it."""
    pairs = [((1, 4), (1, 4)), ((1, 4), (4,)), ((1, 1), ()), ((2, 3, 1), (3, 1))]
    each(pairs, lambda *pair: summed_back(student, given(problems_a8.back, *pair)))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_integers(student, given):
    """Integers are summed like floats."""
    summed_back(student, given(problems_a8.back, (3, 4), (1, 4), True))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_arguments_unchanged(student, given):
    """G is afterwards as it was."""
    p = given(problems_a8.back, (2, 3, 4), (3, 1))
    student.unbroadcast(p.G, p.shape)
    check_unchanged(student)


# Tensor: what each operator computes


def by_kind(some, core):
    """Operations as parameters, each with the mark of its kind."""
    of = {word: kind for kind, words in KINDS.items() for word in words}
    marks = {word: pytest.mark.task("Tensor", core=core, part=of[word]) for word in some}
    return [pytest.param(word, marks=mark, id=LABELS[word][1]) for word, mark in marks.items()]


def check_result(got, graph, name):
    """What an operation computes is a tensor with the right data."""
    if type(got) is str:
        raise Mismatch("wrong-type", f"{name} gives no Tensor.")
    check_array(got, graph.values[-1], name=name, mistakes=mistaken(mistakes_a8.results, graph)(""))


def values_case(lab, found, word):
    got = getattr(lab, LABELS[word][1])("forwards", sent(found))
    got = answers(got, [len(graph.values) for graph in found])
    each(zip(got, found, strict=True), lambda one, graph: check_result(one[-1], graph, LABELS[word][0]))


@pytest.mark.parametrize("word", by_kind(LABELS, True))
def test_Tensor_values(lab, given, word):
    """The data is what NumPy computes, on plain shapes and on those that broadcast."""
    found = [*given(problems_a8.operation, word, "plain")]
    values_case(lab, found + (given(problems_a8.operation, word, "broadcast") if word in "+-*/" else []), word)


@pytest.mark.parametrize("word", by_kind("+-*/@", False))
def test_Tensor_constants(lab, given, word):
    """Numbers and arrays may stand on either side."""
    values_case(lab, given(problems_a8.with_constant, word), word)


@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=pytest.mark.task("Tensor", core=False, part=kind), id=kind[4:7]) for kind in KINDS],
)
def test_Tensor_integers(lab, given, kind):
    """Integer data count as floats, and the operands are afterwards as they were."""
    graph = given(problems_a8.whole_numbers, kind)
    (got,) = answers(lab.integers("forwards", sent([graph])), [len(graph.values)])
    for place, (value, want) in enumerate(zip(got, graph.values, strict=True)):
        check_array(value, want, name="the data of an operand" if place < 2 else "the result for integer data")


# gradients: what each operator passes back


def check_grads(got, graph, names, table):
    """The gradients of the watched nodes, each under its name."""
    made = mistaken(table, graph)

    def check(grad, name, node, want):
        if type(grad) in (int, float) and want.shape == ():
            raise Mismatch("wrong-type", f"{name} is a plain number; an array like the data is due.")
        check_array(grad, want, name=name, mistakes=made(node))

    each(zip(got, names, graph.watch, graph.grads, strict=True), check)


def check_all(got, found, names, table):
    got = answers(got, [len(graph.watch) for graph in found])
    each(zip(got, found, strict=True), lambda one, graph: check_grads(one, graph, names, table))


def from_links(got, found):
    """The shares of the leaves, as they stand in the links of an operation: added up, with broadcasting undone."""
    added = []
    for one, graph in zip(answers(got, [len(graph.leaves) for graph in found]), found, strict=True):
        if not all(type(part) is list and part and all(type(x) is np.ndarray for x in part) for part in one):
            raise Mismatch("wrong-type", "the links give no arrays.")
        pairs = zip(one, graph.leaves, strict=True)
        added.append([sum(graphs.summed_back(x, np.shape(leaf)) for x in part) for part, leaf in pairs])
    return added


def through_loss(graph):
    """The same gradients by a loss that is one number: the sum of G times the result."""
    (name, G), steps = graph.starts[0], [*graph.steps]
    steps += [["*", name, f"c{len(graph.consts)}"], ["sum", f"n{len(graph.leaves) + len(steps)}", None, False]]
    return graph.sent() | {"steps": steps, "consts": [*graph.consts, G], "starts": [[f"n{int(name[1:]) + 2}", None]]}


def operator_case(lab, found, word):
    """What one operator passes on: by backward, or as it stands in its links, or by backward from a loss."""
    label, ask = LABELS[word][0], getattr(lab, LABELS[word][1])
    names = [f"dL/d{one} of {label}" for one in "ab"[: len(found[0].leaves)]]
    table = mistakes_a8.shares
    either(
        lambda: check_all(ask("backwards", sent(found)), found, names, table),
        lambda: check_all(from_links(ask("shares", sent(found)), found), found, names, table),
        lambda: check_all(ask("backwards", [through_loss(graph) for graph in found]), found, names, table),
    )


def operators(words, core=True):
    """Operations as parameters, each a part of its own."""
    marks = {word: pytest.mark.task("gradients", core=core, part=LABELS[word][0]) for word in words}
    return [pytest.param(word, marks=mark, id=LABELS[word][1]) for word, mark in marks.items()]


@pytest.mark.parametrize("word", operators(LABELS))
def test_gradients_values(lab, given, word):
    """An operator passes on the upstream gradient times its slope."""
    operator_case(lab, given(problems_a8.operation, word, "plain"), word)


@pytest.mark.parametrize("word", operators(["@", "sum", "T"]))
def test_gradients_square(lab, given, word):
    """With square matrices every shape fits, and only the right product or axis gives the right numbers."""
    operator_case(lab, given(problems_a8.operation, word, "square"), word)


@pytest.mark.parametrize("word", operators("+-*/"))
def test_gradients_broadcast(lab, given, word):
    """An operand that was broadcast gets the sum over its copies."""
    operator_case(lab, given(problems_a8.operation, word, "broadcast"), word)


@pytest.mark.parametrize("word", operators("+-*/@", core=False))
def test_gradients_constants(lab, given, word):
    """Constants on either side change what a tensor gets."""
    operator_case(lab, given(problems_a8.with_constant, word), word)


@pytest.mark.task("gradients", core=False, part="a.relu()")
def test_gradients_relu_at_zero(lab, given):
    """The slope of relu at 0 counts as 0."""
    operator_case(lab, given(problems_a8.at_zero), "relu")


# backward: whole graphs

INPUT, INNER = "the gradient of an input", "the gradient of an inner node"


def graph_case(lab, found, names=(INPUT,) * 4, *, raw=False):
    names, table = names[: len(found[0].watch)], mistakes_a8.whole_graphs

    def without_operators():
        linked = [graphs.by_links(graph, raw=raw) for graph in found]
        check_all(lab.backward("linked", linked), found, names, table)

    either(lambda: check_all(lab.backward("backwards", sent(found)), found, names, table), without_operators)


@pytest.mark.task("backward", core=True, part="a node used twice")
@pytest.mark.parametrize("two_leaves", [False, True], ids=["one_leaf", "two_leaves"])
def test_backward_used_twice(lab, given, two_leaves):
    """What is used twice gets both shares, whichever way is the longer."""
    graph_case(lab, given(problems_a8.used_twice, two_leaves))


@pytest.mark.task("backward", core=True, part="a node used twice")
def test_backward_called_twice(lab, given):
    """Two calls on two graphs add up in the leaves that the graphs share."""
    graph_case(lab, given(problems_a8.called_twice))


@pytest.mark.task("backward", core=True, part="random graphs")
def test_backward_random_graphs(lab, given):
    """Graphs of all operators, with nodes used again and again."""
    graph_case(lab, given(problems_a8.drawn, False))


@pytest.mark.task("backward", core=True, part="broadcasting")
def test_backward_broadcast_leaf(lab, given):
    """A leaf that broadcasting repeated gets the sum over its copies."""
    graph_case(lab, given(problems_a8.broadcast_leaf), raw=True)


@pytest.mark.task("backward", core=True, part="broadcasting")
def test_backward_broadcasting(lab, given):
    """Random graphs with broadcasting and sums along axes."""
    graph_case(lab, given(problems_a8.drawn, True), raw=True)


def wrong_runs(p):
    return candidates.descents(p.X, p.Y, p.W, p.b, p.lr, STEPS)


@pytest.mark.task("backward", core=True, part="the regression")
@pytest.mark.parametrize("crops", [False, True], ids=["random", "crops"])
def test_backward_regression(lab, given, crops):
    """Assignment 3, trained by the engine: the losses before each step, weights and bias after the last."""
    p = given(problems_a8.trained, crops)
    made = mistaken(wrong_runs, p)

    def run():
        got = lab.train(p.X, p.Y, p.W, p.b, p.lr, STEPS)
        if type(got) is not tuple or len(got) != 3:
            raise Mismatch("wrong-type", "the regression gives no weights.")
        check_each(
            lambda: check_numbers(got[2], p.losses, name="the list of losses", mistakes=made("losses")),
            lambda: check_array(got[0], p.W_end, name="W after training", mistakes=made("W")),
            lambda: check_array(got[1], p.b_end, name="b after training", mistakes=made("b")),
        )

    def first_step():
        linked = [graphs.by_links(graph, raw=True) for graph in p.first]
        check_all(lab.backward("linked", linked), p.first, (INPUT, INPUT), mistakes_a8.whole_graphs)

    either(run, first_step)


@pytest.mark.task("backward", core=False)
def test_backward_same_graph_twice(lab, given):
    """Two calls on one graph: every node, the inner ones too, has the sum of what both calls give."""
    graph_case(lab, given(problems_a8.same_graph_twice), (INPUT, INPUT, INNER, INNER, INNER))


@pytest.mark.task("backward", core=False)
def test_backward_many_paths(lab, given):
    """Thirty times x = x + x: a thousand million paths, thirty-one nodes."""
    leaf, G = given(problems_a8.leaf_and_gradient)

    def ask(by_links):
        try:
            got = lab.doublings(leaf, G, 30, by_links)
        except StudentFault as fault:
            if fault.outcome != "time-limit":
                raise
            raise StudentFault("time-limit", "backward did not finish on thirty sums in a row, x = x + x.") from None
        check_array(got, 2.0**30 * G, name="the gradient through thirty sums in a row")

    either(lambda: ask(False), lambda: ask(True))


@pytest.mark.task("backward", core=False)
def test_backward_long_chain(lab, given):
    """More operations in a row than Python's recursion takes."""
    leaf, G = given(problems_a8.leaf_and_gradient)
    name = "the gradient through a long chain"
    either(
        lambda: check_array(lab.chain(leaf, G, LINKS, False), G, name=name),
        lambda: check_array(lab.chain(leaf, G, LINKS, True), G, name=name),
    )


@pytest.mark.task("backward", core=False)
@pytest.mark.parametrize("G", [None, np.ones((2, 1))], ids=["no_gradient", "wrong_shape"])
def test_backward_refuses(lab, given, G):
    """Without a gradient only a tensor of one entry can be the start, and a gradient has its tensor's shape."""
    leaf, _ = given(problems_a8.leaf_and_gradient)
    graph = {"leaves": [leaf], "steps": [], "consts": [], "starts": [["n0", G]], "watch": []}
    expect_error(lambda: lab.backward("backwards", [graph]), "ValueError")


@pytest.mark.task("backward", core=False)
def test_backward_one_entry(student, lab, given):
    """The start may be of shape (1, 1), and a gradient of integers."""
    graph_case(lab, given(problems_a8.one_entry))
    check_unchanged(student)


# zero_grad


def kept_gradients(p):
    """Nothing is cleared."""
    return {"not-zeroed": {str(place): grad for place, grad in enumerate(p[1])}}


def check_cleared(answer, p, leaves):
    if type(answer) is not tuple or [len(x) if type(x) is list else -1 for x in answer[:2]] != [len(leaves)] * 2:
        raise Mismatch("wrong-type", "the gradients are lost.")
    made = mistaken(kept_gradients, p)

    def check(place, grad, leaf):
        if grad is None:
            raise Mismatch("grad-set-to-none", "a gradient is None after zero_grad; zeros are due.")
        if type(grad) in (int, float):
            raise Mismatch("wrong-shape", "a gradient is a single number after zero_grad; an array is due.")
        due = np.zeros(np.shape(leaf))
        check_array(grad, due, name="the gradient after zero_grad", mistakes=made(str(place)))

    each(zip(range(len(leaves)), answer[0], leaves, strict=True), check)
    for now, leaf in zip(answer[1], leaves, strict=True):
        try:
            check_array(now, leaf, name="data")
        except Mismatch:
            raise Mismatch("changes-argument", "zero_grad has changed the data of a tensor.") from None


@pytest.mark.task("zero_grad", core=True)
def test_zero_grad_values(lab, given):
    """Every gradient is zeros of its tensor's shape, and the data are as they were."""
    p = given(problems_a8.to_clear)
    check_cleared(lab.cleared(*p), p, p[0])


@pytest.mark.task("zero_grad", core=False)
def test_zero_grad_not_finite(lab, given):
    """A gradient that holds nan or inf is cleared as well."""
    leaves, grads = p = given(problems_a8.to_clear)
    bad = [np.where(grad > 0, np.nan, np.inf) for grad in grads]
    check_cleared(lab.cleared(leaves, bad), p, leaves)


@pytest.mark.task("zero_grad", core=False)
def test_zero_grad_returns_none(lab, given):
    """It works in place; an empty list is no error."""
    leaves, grads = given(problems_a8.to_clear)
    if lab.cleared(leaves[:1], grads[:1])[2] is not None or lab.cleared([], [])[2] is not None:
        raise Mismatch("wrong-type", "zero_grad returns something; None is due.")
