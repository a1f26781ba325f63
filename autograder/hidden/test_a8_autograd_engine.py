"""Hidden cases of a8_autograd_engine: unbroadcast, each operator forwards and backwards, whole graphs, zero_grad.

A helper in the worker evaluates graphs, which come as data, with the student's Tensor through Python's operators. An
operator's gradient is tried alone. Who has a wrong `unbroadcast`, or a `backward` that takes no gradient, loses the
marks for that once: operators and graphs are then tried with the right `unbroadcast`, or through a loss.
"""

from dataclasses import dataclass

import numpy as np
import pytest
import torch

from autograder.faults import StudentFault
from autograder.gradcheck import Mismatch, check_array, check_each, check_number, check_numbers
from autograder.hidden import agree, candidates, check_unchanged, either, expect_error, graphs, mistakes_a8
from autograder.hidden.candidates import mistaken
from autograder.hidden.graphs import Graph, solved

CROPS_X = [[73, 67, 43], [91, 88, 64], [87, 134, 58], [102, 43, 37], [69, 96, 70]]
CROPS_Y = [[56, 70], [81, 101], [119, 133], [22, 37], [103, 119]]
LINKS = 1200
"""Operations of the long chain: more than Python's recursion takes, fewer than the contract asks for."""
STEPS = 12

# Plumbing that runs beside the submission, in the worker. Nothing here is secret. Whatever is asked of the module by
# the name of an operator is the same function: so an error is told by that name.
LAB = """
import operator
import numpy as np

PLAIN = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "@": operator.matmul}


def tensor(data):
    made = getattr(student, "Tensor", None)
    if made is None:
        raise NotImplementedError
    return made(data)


def step(word, rest, nodes, consts):
    args = [(nodes if x[0] == "n" else consts)[int(x[1:])] for x in rest if type(x) is str]
    rest = [x for x in rest if type(x) is not str]
    if word in PLAIN:
        return PLAIN[word](*args)
    if word == "**":
        return args[0] ** rest[0]
    if word == "neg":
        return -args[0]
    if word == "T":
        return args[0].T
    if word == "sum" and rest[0] is not None:
        return args[0].sum(axis=rest[0], keepdims=rest[1])
    return getattr(args[0], word)()


def build(graph):
    nodes = [tensor(leaf) for leaf in graph["leaves"]]
    for word, *rest in graph["steps"]:
        nodes.append(step(word, rest, nodes, graph["consts"]))
    return nodes


def data(node):
    return node.data if isinstance(node, student.Tensor) else "no tensor"


def forwards(graphs):
    return [[data(node) for node in build(graph)] for graph in graphs]


def backwards(graphs):
    answers = []
    for graph in graphs:
        nodes = build(graph)
        for name, G in graph["starts"]:
            start = nodes[int(name[1:])]
            start.backward() if G is None else start.backward(G)
        answers.append([nodes[int(name[1:])].grad for name in graph["watch"]])
    return answers


def chain(leaf, G, links):
    x = start = tensor(leaf)
    for _ in range(links):
        x = -x
    x.backward(G)
    return start.grad


def doublings(leaf, G, times):
    x = start = tensor(leaf)
    for _ in range(times):
        x = x + x
    x.backward(G)
    return start.grad


def train(X, Y, W, b, lr, steps):
    losses = []
    for _ in range(steps):
        weights, bias = tensor(W), tensor(b)
        loss = ((X @ weights.T + bias - Y) ** 2).sum()
        loss.backward()
        losses.append(loss.data)
        W, b = W - lr * weights.grad, b - lr * bias.grad
    return W, b, losses


def cleared(leaves, grads):
    tensors = [tensor(leaf) for leaf in leaves]
    for one, grad in zip(tensors, grads):
        one.grad = grad
    answer = student.zero_grad(tensors)
    return [one.grad for one in tensors], [one.data for one in tensors], answer


def cleared_between(leaf, G, H):
    x = tensor(leaf)
    (x + 1.0).backward(G)
    student.zero_grad([x])
    (x + 1.0).backward(H)
    return x.grad


WAYS = {"forwards": forwards, "backwards": backwards}


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda way, graphs: WAYS[way](graphs)
"""

LABELS = {
    "+": ("a + b", "addition"),
    "-": ("a - b", "subtraction"),
    "neg": ("-a", "negation"),
    "*": ("a * b", "multiplication"),
    "/": ("a / b", "division"),
    "**": ("a ** p", "power"),
    "relu": ("a.relu()", "relu"),
    "tanh": ("a.tanh()", "tanh"),
    "exp": ("a.exp()", "exp"),
    "log": ("a.log()", "log"),
    "@": ("a @ b", "matmul"),
    "sum": ("a.sum()", "sum"),
    "mean": ("a.mean()", "mean"),
    "T": ("a.T", "transpose"),
}
"""What each operation is called in messages, and in the names of cases and errors."""
KINDS = {
    "the arithmetic": ["+", "-", "neg", "*", "/", "**"],
    "the functions": ["relu", "tanh", "exp", "log"],
    "the array operations": ["@", "sum", "mean", "T"],
}
SQUARE = ["@", "sum", "T"]
"""Some mistakes raise an error except on square matrices, which have a case of their own."""
PLAIN = {
    "+": [(4, 3), (4, 3)],
    "-": [(4, 3), (4, 3)],
    "*": [(4, 3), (4, 3)],
    "/": [(4, 3), (4, 3)],
    "@": [(5, 3), (3, 2)],
}
BROADCAST = [[(3, 4), (4,)], [(2, 1), (3, 2, 4)], [(), (3, 2)], [(3, 1), (1, 4)]]


@dataclass(frozen=True)
class Back:
    """A gradient, the shape it is summed back to, and what comes out."""

    G: np.ndarray
    shape: tuple[int, ...]
    due: np.ndarray


@dataclass(frozen=True)
class Run:
    """The regression of assignment 3: a start, and where gradient descent is after some steps."""

    X: np.ndarray
    Y: np.ndarray
    W: np.ndarray
    b: np.ndarray
    lr: float
    W_end: np.ndarray
    b_end: np.ndarray
    losses: np.ndarray


def back(rng, G_shape, shape, integers=False):
    """What autograd makes of expanding zeros of `shape`, and a sum by names of axes."""
    G = rng.integers(2, 10, G_shape) if integers else rng.normal(size=G_shape)
    small = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
    small.expand(G_shape).backward(torch.tensor(G, dtype=torch.float64))
    axes = "ijk"[: len(G_shape)]
    kept = "".join(axis for axis, size in zip(axes[::-1], shape[::-1], strict=False) if size != 1)[::-1]
    due = small.grad.numpy()
    agree(due, np.einsum(f"{axes}->{kept}", G).reshape(shape))
    return Back(G, shape, due)


def operation(rng, word, which):
    """Graphs of one operation, with random upstream gradients: on plain shapes, square ones, or broadcast."""
    found = []
    for shapes, rest in _shapes(word, which):
        leaves = [rng.normal(size=shape) for shape in shapes]
        if word == "log" or (word == "**" and rest != [3]):
            leaves[0] = np.abs(leaves[0]) + 0.2
        leaves[-1] = np.where(np.abs(leaves[-1]) < 0.2, 0.7, leaves[-1])
        graph = Graph(leaves, [[word, *(f"n{i}" for i in range(len(leaves))), *rest]])
        out = graphs.evaluate(graph, leaves)[-1]
        graph.starts = [[graph.last, rng.normal(size=out.shape)]]
        found.append(_checked(solved(graph)))
    return found


def _shapes(word, which):
    if which == "broadcast":
        return [(shapes, []) for shapes in BROADCAST]
    if which == "square":
        options = {"@": [[]], "T": [[]], "sum": [[1, False], [0, False]]}[word]
        return [([(4, 4)] * (2 if word == "@" else 1), rest) for rest in options]
    shapes = PLAIN.get(word, [(4, 3)])
    options = {"**": [[3], [0.5], [-2]], "sum": [[None, False], [0, False], [1, True], [-1, False]]}.get(word, [[]])
    return [(shapes, rest) for rest in options]


def _checked(graph):
    """The gradients once more, by the formulas."""
    pulled = graphs.pulled_back(graph, len(graph.values) - 1, graph.starts[0][1], graphs.SORTED["left"])
    for number, grad in enumerate(graph.grads):
        agree(grad, pulled[number])
    return graph


def used_twice(rng):
    """A node that is used twice: in one operation, in two, and at the ends of a short way and a long one."""
    a, b = rng.normal(size=(2, 3)), rng.normal(size=(2, 3))
    short_first = [["tanh", "n0"], ["*", "n2", "n1"], ["tanh", "n3"], ["exp", "n4"], ["+", "n2", "n5"]]
    long_first = [*short_first[:4], ["-", "n5", "n2"]]
    steps = [[["*", "n0", "n0"]], [["+", "n0", "n0"]], [["/", "n0", "n1"], ["*", "n2", "n0"]], short_first, long_first]
    found = []
    for one in steps:
        leaves = [a, b] if any("n1" in step for step in one) else [a]
        shift = 2 - len(leaves)
        moved = [[step[0], *(x if x != "n2" or not shift else "n1" for x in step[1:])] for step in one]
        graph = Graph(leaves, moved)
        graph.starts = [[graph.last, rng.normal(size=(2, 3))]]
        found.append(solved(graph))
    return found


def called_twice(rng):
    """Two graphs that share their leaves, backward called on each."""
    graph = Graph([rng.normal(size=(2, 3)), rng.normal(size=(2, 3))], [["+", "n0", "n1"], ["*", "n0", "n1"]])
    graph.starts = [["n2", rng.normal(size=(2, 3))], ["n3", rng.normal(size=(2, 3))]]
    return [solved(graph)]


def same_graph_twice(rng):
    """Backward called twice on one graph, from its end and then from the middle; the inner nodes are watched too."""
    found = []
    for starts in (["n4", "n4"], ["n3", "n4"], ["n4", "n3"]):
        graph = Graph(
            [rng.normal(size=(2, 3)), rng.normal(size=(2, 3))], [["*", "n0", "n1"], ["tanh", "n2"], ["*", "n3", "n0"]]
        )
        graph.starts = [[name, rng.normal(size=(2, 3))] for name in starts]
        graph.watch = ["n0", "n1", "n2", "n3", "n4"]
        found.append(solved(graph))
    return found


def drawn(rng, broadcasting):
    """Three random graphs."""
    return [_checked_all(graphs.draw(rng, broadcasting=broadcasting)) for _ in range(3)]


def _checked_all(graph):
    (name, G) = graph.starts[0]
    G = np.ones_like(graph.values[-1]) if G is None else G
    for order in graphs.SORTED.values():
        pulled = graphs.pulled_back(graph, int(name[1:]), G, order)
        for number, grad in enumerate(graph.grads):
            agree(grad, pulled[number])
    return graph


def trained(rng, crops):
    """A run by torch, and by the linear map that one step applies to the stacked parameters."""
    if crops:
        X, Y = np.array(CROPS_X), np.array(CROPS_Y)
        W, b = rng.uniform(size=(2, 3)), rng.uniform(size=2)
    else:
        X, Y, W, b = (rng.normal(size=size) for size in ((11, 7), (11, 3), (3, 7), (3,)))
    A, T = np.column_stack([X, np.ones(len(X))]), np.vstack([W.T, b])
    lr = float(0.4 * 2 / np.linalg.eigvalsh(2 * A.T @ A)[-1])
    weights, bias = (torch.tensor(value, requires_grad=True) for value in (W, b))
    optimizer, losses, by_formula = torch.optim.SGD([weights, bias], lr=lr), [], []
    t_X, t_Y = torch.tensor(X, dtype=torch.float64), torch.tensor(Y, dtype=torch.float64)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss = ((t_X @ weights.T + bias - t_Y) ** 2).sum()
        loss.backward()
        losses.append(loss.item())
        optimizer.step()
        by_formula.append(float(np.sum((A @ T - Y) ** 2)))
        T = T - 2 * lr * A.T @ (A @ T - Y)
    agree(losses, by_formula)
    agree(weights.detach().numpy(), T[:-1].T)
    agree(bias.detach().numpy(), T[-1])
    return Run(X, Y, W, b, lr, T[:-1].T, T[-1], np.array(losses))


def wrong_runs(p):
    return candidates.descents(p.X, p.Y, p.W, p.b, p.lr, STEPS)


@pytest.fixture
def lab(student):
    """The helper module in the worker."""
    return student.helper(LAB)


def sent(found):
    return [graph.sent() for graph in found]


def check_result(got, graph, name):
    """What an operation computes is a tensor with the right data."""
    if type(got) is str:
        raise Mismatch("wrong-type", f"{name} gives no Tensor.")
    check_array(got, graph.values[-1], name=name, mistakes=mistaken(mistakes_a8.results, graph)(""))


def check_grads(got, graph, names, table):
    """The gradients of the watched nodes, each under its name."""
    made = mistaken(table, graph)

    def check(grad, name, node, want):
        if type(grad) in (int, float) and want.shape == ():
            raise Mismatch("wrong-type", f"{name} is a plain number; an array like the data is due.")
        check_array(grad, want, name=name, mistakes=made(node))

    parts = zip(got, names, graph.watch, graph.grads, strict=True)
    check_each(*(lambda part=part: check(*part) for part in parts))


def through_loss(graph):
    """The same gradients by a loss that is one number: the sum of G times the result."""
    (name, G), steps = graph.starts[0], [*graph.steps]
    steps += [["*", name, f"c{len(graph.consts)}"], ["sum", f"n{len(graph.leaves) + len(steps)}", None, False]]
    return graph.sent() | {"steps": steps, "consts": [*graph.consts, G], "starts": [[f"n{int(name[1:]) + 2}", None]]}


def pulled(ask, given_graphs, names, table):
    """Ask for the gradients of some graphs and check them all."""
    got = ask()
    if type(got) is not list or len(got) != len(given_graphs):
        raise Mismatch("wrong-type", "no gradients come back.")
    pairs = zip(got, given_graphs, strict=True)
    check_each(*(lambda one=one, graph=graph: check_grads(one, graph, names, table) for one, graph in pairs))


def with_right_unbroadcast(student, reference):
    return student.given(reference, "unbroadcast").helper(LAB)


# unbroadcast

FRONT = [((3, 4), (4,)), ((2, 3, 4), (3, 4)), ((4, 4), (4,)), ((5, 3), ()), ((3, 4), (3, 4))]
STRETCHED = [((3, 4), (3, 1)), ((3, 4), (1, 4)), ((4, 4), (4, 1)), ((2, 3, 4), (2, 1, 4))]
BOTH = [((2, 3, 4), (3, 1)), ((4, 3, 4), (1, 4)), ((3, 4), (1,)), ((2, 3, 4), (1, 1))]


def summed_back(student, p):
    got, name = student.unbroadcast(p.G, p.shape), "the result"
    made = mistaken(mistakes_a8.unbroadcasts, p)("")
    if p.shape == ():
        check_number(got, float(p.due), name=name, mistakes=made)
    else:
        check_array(got, p.due, name=name, sizes=p.G.shape, mistakes=made)


@pytest.mark.task("unbroadcast", core=True)
@pytest.mark.parametrize("shapes", [FRONT, STRETCHED, BOTH], ids=["front", "stretched", "both"])
def test_unbroadcast_values(student, given, shapes):
    """Axes in front and stretched axes are summed, and the shape is the one asked for."""
    check_each(*(lambda pair=pair: summed_back(student, given(back, *pair)) for pair in shapes))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_single(student, given):
    """An axis of size 1 that was not stretched stays, whatever is in front of it."""
    pairs = (((1, 4), (1, 4)), ((3, 1), (3, 1)), ((1, 4), (4,)), ((1, 1), ()), ((2, 3, 1), (3, 1)))
    check_each(*(lambda pair=pair: summed_back(student, given(back, *pair)) for pair in pairs))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_integers(student, given):
    """Integers are summed like floats."""
    for pair in (((3, 4), (4,)), ((3, 4), (3, 1))):
        summed_back(student, given(back, *pair, True))


@pytest.mark.task("unbroadcast", core=False)
def test_unbroadcast_arguments_unchanged(student, given):
    """G is afterwards as it was."""
    for pair in (((2, 3, 4), (3, 1)), ((3, 4), (3, 4))):
        p = given(back, *pair)
        student.unbroadcast(p.G, p.shape)
        check_unchanged(student)


# Tensor: what each operator computes


def of_kinds(task):
    return [
        pytest.param(word, marks=pytest.mark.task(task, core=True, part=kind), id=LABELS[word][1])
        for kind, words in KINDS.items()
        for word in words
    ]


@pytest.mark.parametrize("word", of_kinds("Tensor"))
def test_Tensor_values(student, lab, given, word):
    """The data is what NumPy computes, on plain shapes and on those that broadcast."""
    found = [*given(operation, word, "plain")]
    found += given(operation, word, "broadcast") if len(found[0].leaves) == 2 and word != "@" else []
    got = getattr(lab, LABELS[word][1])("forwards", sent(found))
    pairs = zip(got, found, strict=True)
    check_each(*(lambda one=one, graph=graph: check_result(one[-1], graph, LABELS[word][0]) for one, graph in pairs))


def mixed(rng):
    """Constants on both sides, as numbers and as arrays."""
    pairs = [(word, order) for word in "+-*/" for order in (("n0", "c0"), ("c0", "n0"), ("n0", "c1"), ("c1", "n0"))]
    steps = [[word, *order] for word, order in pairs] + [["@", "c1", "n1"], ["@", "n1", "c1"]]
    consts = [2.5, np.abs(rng.normal(size=(3, 4))) + 0.3]
    leaves = [np.abs(rng.normal(size=(3, 4))) + 0.3, rng.normal(size=(4, 3))]
    graph = Graph(leaves, steps, consts)
    graph.starts = [[f"n{number}", rng.normal(size=(3, 4))] for number in range(2, 18)]
    graph.starts += [["n18", rng.normal(size=(3, 3))], ["n19", rng.normal(size=(4, 4))]]
    return solved(graph)


def whole_numbers(rng):
    """Integer leaves through every operation whose result is a float, and some more."""
    a, b = rng.integers(2, 9, (3, 3)), rng.integers(2, 9, (3, 3))
    words = [["/", "n0", "n1"], ["**", "n1", -2], ["log", "n0"], ["tanh", "n1"], ["mean", "n0"], ["@", "n0", "n1"]]
    graph = Graph([a, b], [*words, ["relu", "n0"], ["sum", "n1", 0, False]])
    graph.starts = [
        [f"n{number}", rng.normal(size=np.shape(value))]
        for number, value in enumerate(graphs.evaluate(graph, [a, b]))
        if number > 1
    ]
    return solved(graph)


@pytest.mark.task("Tensor", core=False)
def test_Tensor_constants(student, lab, given):
    """Numbers and arrays may stand on either side."""
    graph = given(mixed)
    got = lab.constants("forwards", sent([graph]))[0]
    for value, want in zip(got, graph.values, strict=True):
        check_array("no tensor" if type(value) is str else value, want, name="a tensor combined with a constant")


@pytest.mark.task("Tensor", core=False)
def test_Tensor_integers(student, lab, given):
    """Integer data count as floats, and the operands are afterwards as they were."""
    graph = given(whole_numbers)
    got = lab.integers("forwards", sent([graph]))[0]
    for place, (value, want) in enumerate(zip(got, graph.values, strict=True)):
        check_array(value, want, name="the data of an operand" if place < 2 else "the result for integer data")


# gradients: what each operator passes back


def operator_case(student, lab, reference, given, word, which):
    """Half a point each: with random upstream gradients, alone, so that nothing but this operator counts."""
    found = given(operation, word, which)
    label, ask = LABELS[word][0], getattr(lab, LABELS[word][1])
    names = [f"dL/d{one} of {label}" for one in ("a", "b")[: len(found[0].leaves)]]

    def again():
        right = getattr(with_right_unbroadcast(student, reference), LABELS[word][1])
        pulled(lambda: right("backwards", sent(found)), found, names, mistakes_a8.shares)

    losses = [through_loss(graph) for graph in found]
    either(
        lambda: pulled(lambda: ask("backwards", sent(found)), found, names, mistakes_a8.shares),
        lambda: pulled(lambda: ask("backwards", losses), found, names, mistakes_a8.shares),
        *([again] if which == "broadcast" else []),
    )


def operators(words, **mark):
    made = []
    for word in words:
        marks = pytest.mark.task("gradients", core=True, part=LABELS[word][0])
        made.append(pytest.param(word, marks=marks, id=LABELS[word][1]))
    return made


@pytest.mark.parametrize("word", operators(LABELS))
def test_gradients_values(student, lab, reference, given, word):
    """An operator passes on the upstream gradient times its slope."""
    operator_case(student, lab, reference, given, word, "plain")


@pytest.mark.parametrize("word", operators(SQUARE))
def test_gradients_square(student, lab, reference, given, word):
    """With square matrices every shape fits, and only the right product or axis gives the right numbers."""
    operator_case(student, lab, reference, given, word, "square")


@pytest.mark.parametrize("word", operators("+-*/"))
def test_gradients_broadcast(student, lab, reference, given, word):
    """An operand that was broadcast gets the sum over its copies."""
    operator_case(student, lab, reference, given, word, "broadcast")


def at_zero(rng):
    graph = Graph([np.array([[-2.0, 0.0, 3.0], [0.0, 1.5, -0.25]])], [["relu", "n0"]])
    graph.starts = [["n1", rng.normal(size=(2, 3))]]
    return [solved(graph)]


@pytest.mark.task("gradients", core=False, part="a.relu()")
def test_gradients_relu_at_zero(student, lab, given):
    """The slope of relu at 0 counts as 0."""
    found = given(at_zero)
    pulled(lambda: lab.relu("backwards", sent(found)), found, ["dL/da of a.relu()"], mistakes_a8.whole_graphs)


@pytest.mark.task("gradients", core=False)
def test_gradients_constants(student, lab, reference, given):
    """Constants on either side change what a tensor gets, and get nothing themselves."""
    found = [given(mixed)]
    names = ["dL/da beside constants", "dL/db beside constants"]
    either(
        lambda: pulled(lambda: lab.constants("backwards", sent(found)), found, names, mistakes_a8.whole_graphs),
        lambda: pulled(
            lambda: with_right_unbroadcast(student, reference).constants("backwards", sent(found)),
            found,
            names,
            mistakes_a8.whole_graphs,
        ),
    )
    check_unchanged(student)


# backward: whole graphs

INPUT = "the gradient of an input"


def graph_case(student, lab, reference, found, *, names=(), follow=True):
    names = names or [INPUT] * 9
    ways = [lambda: lab.backward("backwards", sent(found))]
    if follow:
        ways.append(lambda: with_right_unbroadcast(student, reference).backward("backwards", sent(found)))

    def attempt(ask):
        pulled(ask, found, names[: len(found[0].watch)], mistakes_a8.whole_graphs)

    either(*(lambda ask=ask: attempt(ask) for ask in ways))


@pytest.mark.task("backward", core=True, part="a node used twice")
def test_backward_used_twice(student, lab, reference, given):
    """What is used twice gets both shares, whichever way is the longer."""
    found = given(used_twice)
    for leaves in (1, 2):
        some = [graph for graph in found if len(graph.leaves) == leaves]
        graph_case(student, lab, reference, some, follow=False)


@pytest.mark.task("backward", core=True, part="a node used twice")
def test_backward_called_twice(student, lab, reference, given):
    """Two calls on two graphs add up in the leaves that the graphs share."""
    graph_case(student, lab, reference, given(called_twice), follow=False)


@pytest.mark.task("backward", core=True, part="random graphs")
def test_backward_random_graphs(student, lab, reference, given):
    """Graphs of all operators, with nodes used again and again."""
    graph_case(student, lab, reference, given(drawn, False), follow=False)


@pytest.mark.task("backward", core=True, part="broadcasting")
def test_backward_broadcasting(student, lab, reference, given):
    """The same with broadcasting and sums along axes."""
    graph_case(student, lab, reference, given(drawn, True))


@pytest.mark.task("backward", core=True, part="the regression")
@pytest.mark.parametrize("crops", [False, True], ids=["random", "crops"])
def test_backward_regression(student, lab, reference, given, crops):
    """Assignment 3, trained by the engine: the losses before each step, weights and bias after the last."""
    p = given(trained, crops)
    made = mistaken(wrong_runs, p)

    def run(lab):
        got = lab.train(p.X, p.Y, p.W, p.b, p.lr, STEPS)
        if type(got) is not tuple or len(got) != 3:
            raise Mismatch("wrong-type", "the regression gives no weights.")
        check_each(
            lambda: check_numbers(got[2], p.losses, name="the list of losses", mistakes=made("losses")),
            lambda: check_array(got[0], p.W_end, name="W after training", mistakes=made("W")),
            lambda: check_array(got[1], p.b_end, name="b after training", mistakes=made("b")),
        )

    either(lambda: run(lab), lambda: run(with_right_unbroadcast(student, reference)))


@pytest.mark.task("backward", core=False)
def test_backward_same_graph_twice(student, lab, reference, given):
    """Two calls on one graph: every node, the inner ones too, has the sum of what both calls give."""
    found = given(same_graph_twice)
    graph_case(student, lab, reference, found, names=[INPUT] * 2 + ["the gradient of an inner node"] * 3, follow=False)


def drawn_leaf(rng):
    return [rng.normal(size=(2, 2)), rng.normal(size=(2, 2))]


@pytest.mark.task("backward", core=False)
def test_backward_long_chain(student, lab, given):
    """More operations in a row than Python's recursion takes."""
    leaf, G = given(drawn_leaf)
    check_array(lab.chain(leaf, G, LINKS), G, name="the gradient through a long chain")


@pytest.mark.task("backward", core=False)
def test_backward_many_paths(student, lab, given):
    """Thirty times x = x + x: a thousand million paths, thirty-one nodes."""
    leaf, G = given(drawn_leaf)
    try:
        got = lab.doublings(leaf, G, 30)
    except StudentFault as fault:
        if fault.outcome != "time-limit":
            raise
        raise StudentFault("time-limit", "backward did not finish on thirty sums in a row, x = x + x.") from None
    check_array(got, 2.0**30 * G, name="the gradient through thirty sums in a row")


@pytest.mark.task("backward", core=False)
@pytest.mark.parametrize("G", [None, "wrong shape"], ids=["no_gradient", "wrong_shape"])
def test_backward_refuses(student, lab, given, G):
    """Without a gradient only a tensor of one entry can be the start, and a gradient has its tensor's shape."""
    leaf, _ = given(drawn_leaf)
    starts = [["n1", None if G is None else np.ones((2, 1))]]
    graph = {"leaves": [leaf], "steps": [["exp", "n0"]], "consts": [], "starts": starts, "watch": []}
    expect_error(lambda: lab.backward("backwards", [graph]), "ValueError")


def one_entry(rng):
    """A tensor of one entry needs no gradient, whatever its shape; integers as gradients count as floats."""
    found = []
    for start in (None, np.array([[3]])):
        graph = Graph([rng.normal(size=(1, 3)), rng.normal(size=(3, 1))], [["@", "n0", "n1"]])
        graph.starts = [["n2", start]]
        found.append(solved(graph))
    return found


@pytest.mark.task("backward", core=False)
def test_backward_one_entry(student, lab, reference, given):
    """The start may be of shape (1, 1), and a gradient of integers."""
    graph_case(student, lab, reference, given(one_entry), follow=False)
    check_unchanged(student)


# zero_grad


def to_clear(rng):
    shapes = [(3, 4), (4,), (), (3, 4)]
    return [[rng.normal(size=shape) for shape in shapes] for _ in range(2)]


def kept_gradients(p):
    """Nothing is cleared, or all but a part."""
    _, grads = p
    made = {"not-zeroed": grads}
    return {one: {str(place): value for place, value in enumerate(values)} for one, values in made.items()}


def check_cleared(answer, p, leaves):
    grads, data, _ = answer
    made = mistaken(kept_gradients, p)

    def check(place, grad, leaf):
        if grad is None:
            raise Mismatch("grad-set-to-none", "a gradient is None after zero_grad; zeros are due.")
        if type(grad) in (int, float):
            raise Mismatch(
                "wrong-shape", "a gradient is a single number after zero_grad; an array like the data is due."
            )
        mistakes = made(str(place)) if p is not None else None
        check_array(grad, np.zeros(np.shape(leaf)), name="a gradient after zero_grad", mistakes=mistakes)

    parts = enumerate(zip(grads, leaves, strict=True))
    check_each(*(lambda place=place, pair=pair: check(place, *pair) for place, pair in parts))
    for now, leaf in zip(data, leaves, strict=True):
        try:
            check_array(now, leaf, name="data")
        except Mismatch:
            raise Mismatch("changes-argument", "zero_grad has changed the data of a tensor.") from None


@pytest.mark.task("zero_grad", core=True)
def test_zero_grad_values(student, lab, given):
    """Every gradient is zeros of its tensor's shape, and the data are as they were."""
    p = given(to_clear)
    check_cleared(lab.cleared(*p), p, p[0])


@pytest.mark.task("zero_grad", core=False)
def test_zero_grad_not_finite(student, lab, given):
    """A gradient that holds nan or inf is cleared as well."""
    leaves, grads = given(to_clear)
    bad = [np.where(grad > 0, np.nan, np.inf) for grad in grads]
    check_cleared(lab.cleared(leaves, bad), (leaves, bad), leaves)


@pytest.mark.task("zero_grad", core=False)
def test_zero_grad_returns_none(student, lab, given):
    """It works in place; an empty list is no error."""
    leaves, grads = given(to_clear)
    if lab.cleared(leaves[:1], grads[:1])[2] is not None or lab.cleared([], [])[2] is not None:
        raise Mismatch("wrong-type", "zero_grad returns something; None is due.")
