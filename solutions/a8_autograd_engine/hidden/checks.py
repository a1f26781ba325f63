"""How tensors and gradients of a8_autograd_engine are compared, and the ways in which one may be right."""

import numpy as np

from autograder.cases import numbers_of, with_follow_through
from autograder.cases.tables import lazily
from autograder.handout.gradcheck import Mismatch, check_array, check_each, check_number

from . import graphs, mistakes

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


_MOST_AXES = 4
"""Of what a link gives; no graph of the cases has more than three."""


def sent(found):
    return [graph.sent() for graph in found]


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
    check_array(got, graph.values[-1], name=name, mistakes=lazily(mistakes.results, graph)(""))


def values_case(lab, found, word):
    got = getattr(lab, LABELS[word][1])("forwards", sent(found))
    got = answers(got, [len(graph.values) for graph in found])
    each(zip(got, found, strict=True), lambda one, graph: check_result(one[-1], graph, LABELS[word][0]))


def check_grads(got, graph, names, table):
    """The gradients of the watched nodes, each under its name."""
    made = lazily(table, graph)

    def check(grad, name, node, want):
        if type(grad) in (int, float) and want.shape == ():
            raise Mismatch("wrong-type", f"{name} is a plain number; expected an array with the shape of the data.")
        check_array(grad, want, name=name, mistakes=made(node))

    each(zip(got, names, graph.watch, graph.grads, strict=True), check)


def check_all(got, found, names, table):
    got = answers(got, [len(graph.watch) for graph in found])
    each(zip(got, found, strict=True), lambda one, graph: check_grads(one, graph, names, table))


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


def operator_case(lab, found, word):
    """What one operator passes on: by backward, or as it stands in its links, or by backward from a loss."""
    label, ask = LABELS[word][0], getattr(lab, LABELS[word][1])
    names = [f"dL/d{one} of {label}" for one in "ab"[: len(found[0].leaves)]]
    table = mistakes.shares
    with_follow_through(
        lambda: check_all(ask("backwards", sent(found)), found, names, table),
        lambda: check_all(from_links(ask("shares", sent(found)), found), found, names, table),
        lambda: check_all(ask("backwards", [through_loss(graph) for graph in found]), found, names, table),
    )


INPUT, INNER = "the gradient of an input", "the gradient of an inner node"


def graph_case(lab, found, names=(INPUT,) * 4, *, raw=False):
    names, table = names[: len(found[0].watch)], mistakes.whole_graphs

    def without_operators():
        linked = [graphs.by_links(graph, raw=raw) for graph in found]
        check_all(lab.backward("linked", linked), found, names, table)

    with_follow_through(
        lambda: check_all(lab.backward("backwards", sent(found)), found, names, table), without_operators
    )


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
