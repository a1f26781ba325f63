"""How tensors and gradients of a8_autograd_engine are compared, and the ways in which one may be right."""

from collections.abc import Callable

import numpy as np

from autograder.cases import numbers_of, with_follow_through
from autograder.cases.tables import lazily
from autograder.faults import StudentFault
from autograder.handout.gradcheck import Mismatch, check_array, check_each, check_number, seen

from . import graphs, inputs, mistakes

LABELS = {
    "+": ["a+b", "addition"],
    "*": ["a*b", "multiplication"],
    "neg": ["-a", "negation"],
    "-": ["a-b", "subtraction"],
    "**": ["a**p", "power"],
    "/": ["a/b", "division"],
    "relu": ["a.relu()", "relu"],
    "tanh": ["a.tanh()", "tanh"],
    "exp": ["a.exp()", "exp"],
    "log": ["a.log()", "log"],
    "@": ["a@b", "matmul"],
    "sum": ["a.sum()", "sum"],
    "mean": ["a.mean()", "mean"],
    "T": ["a.T", "transpose"],
}
"""What each operation is called in messages, and in the names of cases and errors; in the order of examples.py.

An operation stands behind those that it may be put together from: the first that is wrong is the cause of the others.
"""


_MOST_AXES = 4
"""Of what a link gives; no graph of the cases has more than three."""


def sent(found):
    return [graph.sent() for graph in found]


def sent_with_sums(found):
    """With the matrices that undo broadcasting, for where a right sum stands in for the learner's."""
    return [graph.sent() | {"sums": graphs.sums_of(graph)} for graph in found]


def answers(got, lengths):
    """A list of lists of these lengths. Raises Mismatch for anything else."""
    if type(got) is not list or [len(one) if type(one) is list else -1 for one in got] != lengths:
        raise Mismatch("wrong-type", "the results are not what was asked for.")
    return got


def each(items, check):
    """Run `check(*item)` on each item, and raise the first Mismatch after all were run."""
    check_each(*(lambda item=item: check(*item) for item in items))


def summed_back(student, p):
    got, made = student.unbroadcast(p.G, p.shape), lazily(mistakes.unbroadcasts, p)("")
    if p.shape == ():
        check_number(got, float(p.due), mistakes=made)
    else:
        check_array(got, p.due, sizes=p.G.shape, mistakes=made)


def check_result(got, graph, name):
    """What an operation computes is a tensor with the right data."""
    if type(got) is str:
        raise Mismatch("wrong-type", f"{name} does not give a Tensor.")
    check_precision(got, graph.values[-1], name)
    check_array(got, graph.values[-1], name=name, mistakes=lazily(mistakes.results, graph)(""))


def check_precision(got, want, name):
    """Numbers that have come through single precision are found out at every seed, however they are rounded."""
    if type(got) is not np.ndarray or got.dtype.kind != "f" or got.shape != np.shape(want):
        return
    first = got.flat[0]
    if abs(first) < 1e30 and first != np.float32(first):  # so it is with right work
        return
    with np.errstate(over="ignore"):
        single = np.asarray(want, dtype=np.float32)
        rounded = np.array_equal(got, got.astype(np.float32)) and not np.array_equal(want, single)
    if (got.dtype == np.float32 or rounded) and np.allclose(got, single, rtol=1e-4, atol=1e-5 * np.abs(want).max()):
        raise Mismatch("single-precision", f"{name} has only the digits of float32; expected float64.")


def asked(ask, way, found, label):
    """The answer for these graphs; an operation that is missing is told by what it is called."""
    try:
        return ask(way, sent(found))
    except StudentFault as fault:
        if fault.outcome == "not-implemented":
            raise StudentFault(fault.outcome, f"{label} is not written yet.") from None
        raise


def values_case(lab, found, word):
    ask = getattr(lab, LABELS[word][1])

    def outright():
        got = answers(asked(ask, "forwards", found, LABELS[word][0]), [len(graph.values) for graph in found])
        each(zip(got, found, strict=True), lambda one, graph: check_result(one[-1], graph, LABELS[word][0]))

    with_follow_through(outright, lambda: check_composed(ask, "forwards", found))


def check_composed(ask, way, found):
    """What an operator gives is what the learner's own other operators give, of which it is put together.

    Raises Mismatch unless it calls them, and all graphs come out alike: then what is wrong is wrong in these.
    """
    words = {"+": "__add__", "*": "__mul__", "neg": "__neg__", "**": "__pow__", "/": "__truediv__", "sum": "sum"}
    called = ask("uses", sent(found))
    got = ask(way, sent_with_sums(found))
    ways = zip(*map(inputs.composed, found), strict=True)
    for others in ways:
        names = {words[word] for word in others[0][0]} | {"__radd__", "__rmul__"}
        if all(type(one) is list and names & {*map(str, one)} for one in called):
            try:
                again = ask(way, sent_with_sums([graph for _, graph in others]))
            except StudentFault:
                continue
            if way == "forwards":
                got, again = ([one[-1:] for one in whole] for whole in (got, again))
            if same(got, again):
                return
    raise Mismatch("wrong-values", "The operator is not what its parts make of it.")


def same(got, again):
    """Whether two answers have the same arrays."""
    pairs = [pair for one, other in zip(got, again, strict=True) for pair in zip(one, other, strict=True)]
    return all(
        type(one) is type(other) is np.ndarray
        and one.shape == other.shape
        and np.allclose(numbers_of(one, "backward", _MOST_AXES), numbers_of(other, "backward", _MOST_AXES), 1e-9, 1e-12)
        for one, other in pairs
    )


_SINGLE = {"rtol": 1e-3, "atol": 1e-4}
"""How near gradients must be in an engine that keeps its data in float32, for which another task pays."""


def check_grads(got, graph, names, table, single=False):
    """The gradients of the watched nodes, each under its name."""
    made, near = lazily(table, graph), _SINGLE if single else {}

    def check(grad, name, node, want):
        if grad is None:
            raise Mismatch("grad-stays-none", f"{name} is None; expected an array, zeros at first.")
        if type(grad) in (int, float) and want.shape == ():
            raise Mismatch("wrong-type", f"{name} is a plain number; expected an array with the shape of the data.")
        if not single:
            check_precision(grad, want, name)
        check_array(grad, want, name=name, mistakes=made(node), **near)

    each(zip(got, names, graph.watch, graph.grads, strict=True), check)


def check_all(got, found, names, table):
    single = [type(one) is tuple and one[1:] == ("float32",) for one in got] if type(got) is list else []
    got = [one[0] if alone else one for one, alone in zip(got, single, strict=True)] if any(single) else got
    got = answers(got, [len(graph.watch) for graph in found])
    each(zip(got, found, strict=True), lambda one, graph: check_grads(one, graph, names, table, any(single)))


def quietly(check: Callable[[], object]) -> bool:
    """Whether a check passes that is none of the case's comparisons."""
    token = seen.set(None)
    try:
        check()
    except (Mismatch, StudentFault):
        return False
    finally:
        seen.reset(token)
    return True


def right_operators(lab, given):
    """The operators that this engine gets right, one at a time and on a plain shape, without a look at `backward`."""
    found = given(inputs.probes)
    got = lab.backward("probe", sent_with_sums(found.values()))
    if type(got) is not list or len(got) != len(found):
        return frozenset()

    def check(one, graph):
        wants = [*graph.values, *graph.grads, graph.starts[0][1]]
        (one,) = answers([one], [len(wants)])
        for value, want in zip(one, wants, strict=True):
            check_precision(value, want, "")
            check_array(value, want)

    pairs = zip(found.items(), got, strict=True)
    return frozenset(word for (word, graph), one in pairs if quietly(lambda one=one, graph=graph: check(one, graph)))


def from_links(got, found):
    """The shares of the leaves, as they stand in the links of an operation: added up, with broadcasting undone."""
    return [
        [share_of(parts, np.shape(leaf)) for parts, leaf in zip(one, graph.leaves, strict=True)]
        for one, graph in zip(answers(got, [len(graph.leaves) for graph in found]), found, strict=True)
    ]


def share_of(parts, shape):
    """The sum of what the links give to a leaf of this shape; parts of a wrong shape are left as they are."""
    if not (type(parts) is list and parts and all(type(part) is np.ndarray for part in parts)):
        raise Mismatch("wrong-type", "the links do not give arrays.")
    found = []
    for part in parts:
        array = numbers_of(part, "backward", axes=_MOST_AXES)
        found.append(graphs.summed_back(array, shape) if array.ndim >= len(shape) else array)
    if any(array.shape != found[0].shape for array in found):
        raise Mismatch("wrong-shape", "the links give arrays of different shapes.")
    return sum(found)


def through_loss(graph):
    """The same gradients by a loss that is one number: the sum of G times the result."""
    (name, G), steps = graph.starts[0], [*graph.steps]
    steps += [["*", name, f"c{len(graph.consts)}"], ["sum", f"n{len(graph.leaves) + len(steps)}", None, False]]
    return graph.sent() | {"steps": steps, "consts": [*graph.consts, G], "starts": [[f"n{int(name[1:]) + 2}", None]]}


def right_results(lab, given):
    """The operators that compute what they should, one at a time and on a plain shape."""
    found = given(inputs.probes)
    got = lab.Tensor("results", sent(found.values()))
    if type(got) is not list or len(got) != len(found):
        return frozenset()
    pairs = zip(found.items(), got, strict=True)
    return frozenset(
        word for (word, graph), one in pairs if quietly(lambda one=one, graph=graph: check_result(one, graph, "it"))
    )


def operator_case(lab, given, found, word):
    """What one operator passes on: by backward, with right sums over copies, from its links, from a loss, or, where it
    is put together from other operators, as these pass it on."""
    label, ask = LABELS[word][0], getattr(lab, LABELS[word][1])
    names = [f"dL/d{one} of {label}" for one in "ab"[: len(found[0].leaves)]]
    table = mistakes.shares

    def outright():
        got = asked(ask, "backwards", found, label)
        try:
            check_all(got, found, names, table)
        except Mismatch:
            if all_zero(got) and right_operators(lab, given):
                raise Mismatch("not-wired", f"{label} passes nothing back: all its gradients stay zero.") from None
            raise

    with_follow_through(
        outright,
        lambda: check_all(ask("given", sent_with_sums(found)), found, names, table),
        lambda: check_all(from_links(ask("shares", sent_with_sums(found)), found), found, names, table),
        lambda: check_all(ask("backwards", [through_loss(graph) for graph in found]), found, names, table),
        lambda: check_all(ask("wanted", sent_with_sums(found)), found, names, table),
        lambda: check_composed(ask, "wanted", found),
    )


def all_zero(got):
    """Whether an answer has nothing but arrays of zeros."""
    arrays = [array for one in got if type(one) is list for array in one] if type(got) is list else []
    return bool(arrays) and all(type(array) is np.ndarray and not np.any(array) for array in arrays)


INPUT, INNER = "the gradient of an input", "the gradient of an inner node"


def graph_case(lab, given, found, names=(INPUT,) * 4, *, raw=False, spare=None):
    """Whole graphs: by the learner's operators; with right sums over copies; without the operators that are wrong; or
    without any operators. `spare` gives other graphs for an engine of which some operators are wrong."""
    names, table = names[: len(found[0].watch)], mistakes.whole_graphs

    def with_right_operators():
        right = right_operators(lab, given)
        if len(right) == len(LABELS):
            raise Mismatch("wrong-values", "No operator is wrong.")
        with np.errstate(all="ignore"):
            others = [graphs.with_right_operators(graph, right) for graph in (spare(right) if spare else found)]
        if None in others:
            raise Mismatch("wrong-values", "Too few operators are right.")
        check_all(lab.backward("given", sent_with_sums(others)), others, names, table)

    def without_operators(raw):
        linked = [graphs.by_links(graph, raw=raw) for graph in found]
        check_all(lab.backward("linked", linked), found, names, table)

    def without_broadcasting():
        check_sized_by_operators(lab, given)
        without_operators(False)

    with_follow_through(
        lambda: check_all(lab.backward("backwards", sent(found)), found, names, table),
        lambda: check_all(lab.backward("given", sent_with_sums(found)), found, names, table),
        with_right_operators,
        lambda: without_operators(raw),
        *([without_broadcasting] if raw else []),
    )


def check_sized_by_operators(lab, given):
    """Raise Mismatch unless each operator's links give every operand a share of the operand's own shape."""
    found = given(inputs.broadcast_leaves)
    got = answers(lab.backward("shares", sent_with_sums(found)), [len(graph.leaves) for graph in found])
    for one, graph in zip(got, found, strict=True):
        for parts, leaf in zip(one, graph.leaves, strict=True):
            if any(np.shape(part) != np.shape(leaf) for part in parts):
                raise Mismatch("wrong-shape", "The operators leave it to backward to sum over copies.")


def kept_gradients(p):
    """Nothing is cleared."""
    return {"not-zeroed": {str(place): grad for place, grad in enumerate(p[1])}}


def check_cleared(answer, p, leaves):
    if type(answer) is not tuple or [len(x) if type(x) is list else -1 for x in answer[:2]] != [len(leaves)] * 2:
        raise Mismatch("wrong-type", "zero_grad does not keep a gradient for each tensor.")
    made = lazily(kept_gradients, p)

    def check(place, grad, leaf):
        if grad is None:
            raise Mismatch("grad-set-to-none", "a gradient is None after zero_grad; expected zeros.")
        if type(grad) in (int, float):
            raise Mismatch("wrong-shape", "a gradient is a single number after zero_grad; expected an array.")
        due = np.zeros(np.shape(leaf))
        check_array(grad, due, name="the gradient after zero_grad", mistakes=made(str(place)))

    each(zip(range(len(leaves)), answer[0], leaves, strict=True), check)
    for now, leaf in zip(answer[1], leaves, strict=True):
        try:
            check_array(now, leaf, name="data")
        except Mismatch:
            raise Mismatch("changes-argument", "zero_grad changed the data of a tensor.") from None
