"""Plumbing of a8's hidden cases that runs beside the submission, in the worker; it knows no formula and no secret."""

# Whatever is asked of the module by the name of an operator is one of WAYS, so that errors are told by that name.
LAB = """
import operator
import numpy as np

PLAIN = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "@": operator.matmul}
NAMES = {"+": "__add__", "-": "__sub__", "*": "__mul__", "/": "__truediv__", "@": "__matmul__", "**": "__pow__"}
NAMES["neg"] = "__neg__"


def tensor(*args):
    made = getattr(student, "Tensor", None)
    if made is None:
        raise NotImplementedError
    return made(*args)


def step(word, rest, nodes, consts):
    args = [(nodes if x[0] == "n" else consts)[int(x[1:])] for x in rest if type(x) is str]
    rest = [x for x in rest if type(x) is not str]
    if not hasattr(student.Tensor, NAMES.get(word, word)):
        raise NotImplementedError
    if word in PLAIN:
        return PLAIN[word](*args)
    if word == "**":
        return args[0] ** rest[0]
    if word == "neg":
        return -args[0]
    if word == "T":
        return args[0].T
    if word == "sum" and rest != [None, False]:
        return args[0].sum(axis=rest[0], keepdims=rest[1])
    return getattr(args[0], word)()


def build(graph, **options):
    nodes = [tensor(leaf) for leaf in graph["leaves"]]
    for leaf in nodes:
        vars(leaf).update(options)
    for word, *rest in graph["steps"]:
        nodes.append(step(word, rest, nodes, graph["consts"]))
    return nodes


def data(node):
    return node.data if isinstance(node, student.Tensor) else "no tensor"


def forwards(graph):
    return [data(node) for node in build(graph)]


def start(nodes, graph):
    for name, G in graph["starts"]:
        node = nodes[int(name[1:])]
        node.backward() if G is None else node.backward(G)
    grads = [nodes[int(name[1:])].grad for name in graph["watch"]]
    return ([np.float32(grad) for grad in grads], "float32") if nodes[-1].data.dtype == np.float32 else grads


def backwards(graph):
    return start(build(graph), graph)


def given(graph):
    # with shares summed by matrices instead of the module's own unbroadcast
    return shaped(lambda: backwards(graph), graph["sums"])


def wanted(graph):
    # for a class that finds gradients only of what asks for them
    return shaped(lambda: start(build(graph, requires_grad=True), graph), graph["sums"])


def results(graph):
    # the data of the last node; None where something fails
    try:
        return data(build(graph)[-1])
    except Exception:
        return None


def kept(graph):
    # what has become of the gradients that backward was given
    try:
        shaped(lambda: backwards(graph), graph["sums"])
    except Exception:
        return None
    return [G for _, G in graph["starts"]]


def probe(graph):
    # all data, the gradients and the gradient that was given; None where something fails
    try:
        nodes = build(graph, requires_grad=True)
        grads = shaped(lambda: start(nodes, graph), graph["sums"])
        return [*map(data, nodes), *grads, graph["starts"][0][1]]
    except Exception:
        return None


OPERATORS = ("__add__", "__radd__", "__neg__", "__mul__", "__rmul__", "__pow__", "__truediv__", "sum")


def uses(graph):
    # the operators that the last operation itself calls
    called, whole = [], {name: getattr(student.Tensor, name) for name in OPERATORS}

    def noted(name):
        def operator(*args, **kwargs):
            called.append(name)
            return whole[name](*args, **kwargs)

        return operator

    own = {name: vars(student.Tensor)[name] for name in OPERATORS if name in vars(student.Tensor)}
    for name in own:
        setattr(student.Tensor, name, noted(name))
    try:
        build(graph)
    finally:
        for name, operator in own.items():
            setattr(student.Tensor, name, operator)
    return called


def shaped(values, sums=()):
    # shares that have their shape already, or are summed to it by a matrix
    table = {(tuple(before), tuple(after)): matrix for before, after, matrix in sums}

    def known(G, shape):
        G = np.asarray(G)
        return G if G.shape == tuple(shape) else (G.ravel() @ table[G.shape, tuple(shape)]).reshape(shape)

    own = vars(student).get("unbroadcast")
    student.unbroadcast = known
    try:
        return values()
    finally:
        if own is None:
            del student.unbroadcast
        else:
            student.unbroadcast = own


def shares(graph):
    # what the last operation has in its links, for each leaf
    nodes = build(graph)
    (name, G), = graph["starts"]
    links, leaves = nodes[int(name[1:])].links, nodes[: len(graph["leaves"])]
    return shaped(lambda: [[pull(G) for parent, pull in links if parent is leaf] for leaf in leaves], graph["sums"])


def linked(graph):
    # a graph without operators
    nodes = []
    for number, value in enumerate(graph["nodes"]):
        links = [
            (nodes[parent], lambda G, M=M, shape=shape: G if M is None else (np.ravel(G) @ M).reshape(shape))
            for child, parent, shape, M in graph["joints"]
            if child == number
        ]
        nodes.append(tensor(value, links) if links else tensor(value))
    return shaped(lambda: start(nodes, graph), graph["sums"])


def chain(leaf, G, times, word):
    # so many operations in a row, or links that hand on what they get
    x = first = tensor(leaf)
    for _ in range(times):
        x = tensor(x.data, [(x, lambda G: G)]) if word == "links" else step(word, CHAINED[word], [x], [1.0])
    shaped(lambda: x.backward(G), [[G.shape, (), np.ones((G.size, 1))]]) if word != "neg" else x.backward(G)
    return first.grad


def doublings(leaf, G, times, word):
    x = first = tensor(leaf)
    for _ in range(times):
        links = [(x, lambda G: G), (x, lambda G: G)]
        x = tensor(x.data, links) if word == "links" else step(word, ["n0", "n0"], [x], [])
    shaped(lambda: x.backward(G)) if word != "+" else x.backward(G)
    return first.grad


CHAINED = {"neg": ["n0"], "T": ["n0"]} | {word: ["n0", "c0"] for word in "+-*/"}


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


WAYS = {way.__name__: way for way in (forwards, backwards, given, wanted, kept, results, probe, uses, shares, linked)}


def __getattr__(name):
    if name.startswith("_"):
        raise AttributeError(name)
    return lambda way, graphs: [WAYS[way](graph) for graph in graphs]
"""
