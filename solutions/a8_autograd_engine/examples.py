"""The smallest cases on which a mistake in the engine shows, for the learner's page; never released."""

import numpy as np

from autograder.cases.examples import Formula, example, example_calls, num, plain, small, total

PAIR = {"a": small((1, 1)), "b": small((1, 1), 1)}
ROW = {"a": small((1, 2)), "b": small((1, 2), 2)}
POSITIVE = {"a": np.abs(small((1, 2), 3))}
MATRICES = {"a": small((2, 2)), "b": small((2, 2), 3)}

BINARY = {
    "a + b": (lambda x, y: f"{num(x)} + {num(y)}", lambda x, y: ("1", "1")),
    "a - b": (lambda x, y: f"{num(x)} - {num(y)}", lambda x, y: ("1", "(-1)")),
    "a * b": (lambda x, y: f"{num(x)}*{num(y)}", lambda x, y: (num(y), num(x))),
    "a / b": (lambda x, y: f"{num(x)}/{num(y)}", lambda x, y: (f"1/{num(y)}", f"(-{num(x)})/{num(y)}**2")),
}
"""For entries x and y: the value, and the two slopes."""
UNARY = {
    "-a": (lambda x: f"-{num(x)}", lambda x: "(-1)"),
    "2 - a": (lambda x: f"2 - {num(x)}", lambda x: "(-1)"),
    "a ** 3": (lambda x: f"{num(x)}**3", lambda x: f"3*{num(x)}**2"),
    "a.relu()": (lambda x: plain(max(x, 0)), lambda x: "1" if x > 0 else "0"),
    "a.tanh()": (lambda x: plain(np.tanh(x)), lambda x: f"(1 - {num(np.tanh(x))}**2)"),
    "a.exp()": (lambda x: plain(np.exp(x)), lambda x: plain(np.exp(x))),
    "a.log()": (lambda x: plain(np.log(x)), lambda x: f"1/{num(x)}"),
}


def inputs(form):
    """Arrays for a form, the smallest first."""
    if form in BINARY:
        return [PAIR, ROW, {"a": small((1, 2)), "b": small(2, 4)}, {"a": small((2, 1)), "b": small(1, 4)}]
    if form == "a @ b":
        return [
            PAIR,
            {"a": small((1, 2)), "b": small((2, 1), 3)},
            MATRICES,
            {"a": small((2, 1)), "b": small((1, 2), 3)},
        ]
    if form in UNARY:
        return [POSITIVE] if form == "a.log()" else [{"a": small((1, 1))}, {"a": small((1, 2)) / 2}]
    return [{"a": small((1, 2))}, {"a": small((2, 2))}, {"a": small((2, 3))}]


def copies(array, shape):
    """For each index of `shape` the index of the entry of `array` that broadcasting puts there."""
    places = np.broadcast_to(np.arange(array.size).reshape(array.shape), shape)
    return {at: tuple(int(i) for i in np.unravel_index(int(places[at]), array.shape)) for at in np.ndindex(shape)}


def value_work(form, given, at):
    a, b = given["a"], given.get("b")
    if form in BINARY:
        both = np.broadcast_arrays(a, b)
        return BINARY[form][0](*(float(array[at]) for array in both))
    if form in UNARY:
        return UNARY[form][0](float(a[at]))
    if form == "a @ b":
        return total(f"{num(x)}*{num(y)}" for x, y in zip(a[at[0]], b[:, at[1]], strict=True))
    if form == "a.T":
        return plain(a[at[::-1]])
    if form == "a.sum(axis=1)":
        return total(map(num, a[at[0]]))
    if form == "a.sum(axis=0, keepdims=True)":
        return total(map(num, a[:, at[1]]))
    terms = total(map(num, a.flat))
    return f"({terms})/{a.size}" if form == "a.mean()" else terms


def share_work(form, given, G, name, at):
    """G times the slope, added up over all that one entry goes into."""
    a, b = given["a"], given.get("b")
    if form in BINARY:
        mine, both = copies(given[name], G.shape), np.broadcast_arrays(a, b)
        slopes = {place: BINARY[form][1](*(float(array[place]) for array in both)) for place in mine}
        return total(f"{num(G[place])}*{slopes[place]['ab'.index(name)]}" for place, own in mine.items() if own == at)
    if form in UNARY:
        return f"{num(G[at])}*{UNARY[form][1](float(a[at]))}"
    if form == "a @ b":
        n, m = at
        pairs = zip(G[n], b[m], strict=True) if name == "a" else zip(a[:, n], G[:, m], strict=True)
        return total(f"{num(x)}*{num(y)}" for x, y in pairs)
    if form == "a.T":
        return plain(G[at[::-1]])
    if form == "a.mean()":
        return f"{num(G)}/{a.size}"
    return plain(G[at[0]] if form == "a.sum(axis=1)" else G[0, at[1]] if "keepdims" in form else G)


def unbroadcast(reference):
    for big, shape in (
        ((2,), ()),
        ((2, 1), (1,)),
        ((1, 2), (1, 1)),
        ((2, 2), (2,)),
        ((2, 2), (2, 1)),
        ((2, 2, 1), (2, 1)),
    ):
        G = small(big)
        right = reference.unbroadcast(G, shape)

        def work(name, at, G=G, shape=shape):
            mine = copies(np.zeros(shape), G.shape)
            return total(num(G[place]) for place, own in mine.items() if own == at)

        given = {"G": G, "shape": Formula(str(shape))}
        right = {"total": right if shape else float(right)}
        yield example("example_calls.unbroadcast", given, right, work, called={"total": "the result"})


FORMS = [
    *("a + b", "a * b", "-a", "a - b", "2 - a", "a ** 3", "a / b", "a.relu()", "a.tanh()", "a.exp()", "a.log()"),
    *("a @ b", "a.sum()", "a.sum(axis=1)", "a.sum(axis=0, keepdims=True)", "a.mean()", "a.T"),
]


ARRAY_OPERATIONS = ("a@b", "a.sum()", "a.mean()", "a.T")
FUNCTIONS = ("a.relu()", "a.tanh()", "a.exp()", "a.log()")


def operation(form):
    """The operator of a form as sentences call it."""
    if form.startswith("a.sum("):
        return "a.sum()"
    return {"a ** 3": "a**p", "2 - a": "a-b"}.get(form, form.replace(" ", ""))


def kind(form):
    """The part of the task Tensor to which an operator belongs."""
    name = operation(form)
    return (
        f"the {'array operations' if name in ARRAY_OPERATIONS else 'functions' if name in FUNCTIONS else 'arithmetic'}"
    )


def tensor(reference):
    for form in FORMS:
        for given in inputs(form):
            arrays = list(given.values())

            def work(name, at, form=form, given=given):
                return value_work(form, given, at)

            right = {"y.data": example_calls(reference).forward(form, *arrays)}
            yield example(
                "example_calls.forward",
                {"y": Formula(form)} | given,
                right,
                work,
                called={"y.data": operation(form)},
                part=kind(form),
            )


def gradient_example(reference, form, given, G, work, calls=1, **more):
    """`work` takes the name of an operand and an index."""
    arrays = list(given.values())
    grads = example_calls(reference).backward(form, G, calls, *arrays)
    grads = grads if type(grads) is list else [grads]
    right = {f"{name}.grad": grad for name, grad in zip(given, grads, strict=True)}
    shown = {"y": Formula(form)} | given | {"G": G} | ({"calls of backward": float(calls)} if calls > 1 else {})

    called = dict.fromkeys(right, "the gradient of an input")
    return example(
        "example_calls.backward",
        shown,
        right,
        lambda name, at: work(name[0], at),
        arguments=(form, G, calls, *arrays),
        **{"called": called} | more,
    )


def gradients(reference):
    for form in FORMS:
        for given in inputs(form):
            G = small(np.shape(example_calls(reference).forward(form, *given.values())), 4)

            def work(name, at, form=form, given=given, G=G):
                return share_work(form, given, G, name, at)

            it = operation(form)
            called = {f"{name}.grad": f"dL/d{name} of {it}" for name in given}
            yield gradient_example(reference, form, given, G, work, part=it, called=called)


OPERATORS = ("gradients",)
"""The task whose mistakes show in whole graphs, too."""


def backward(reference):
    G, a, b = (small((1, 1), start) for start in (4, 0, 1))
    g, x, y = num(G[0, 0]), num(a[0, 0]), num(b[0, 0])
    yield gradient_example(reference, "a * a", {"a": a}, G, lambda *_: f"{g}*{x} + {g}*{x}", needs=OPERATORS)
    yield gradient_example(
        reference,
        "a + b + a",
        {"a": a, "b": b},
        G,
        lambda name, at: f"{g} + {g}" if name == "a" else g,
        needs=OPERATORS,
    )
    for form in ("u * b, u = a * b", "u + u * b * b, u = a * b", "u * b * b + u, u = a * b"):

        def work(name, at, form=form):
            if form.startswith("u * b,"):
                return f"{g}*{y}*{y}" if name == "a" else f"{g}*{y}*{x} + {g}*{x}*{y}"
            if name == "a":
                return f"({g} + {g}*{y}**2)*{y}"
            return f"({g} + {g}*{y}**2)*{x} + {g}*2*{x}*{y}**2"

        yield gradient_example(reference, form, {"a": a, "b": b}, G, work, needs=OPERATORS)
    given, up = {"a": small((1, 2)), "b": small(1, 2)}, small((1, 2), 5)
    yield gradient_example(
        reference, "a + b", given, up, lambda *at: share_work("a + b", given, up, *at), needs=OPERATORS
    )
    yield gradient_example(
        reference, "a * a", {"a": a}, G, lambda *_: f"2*({g}*{x} + {g}*{x})", calls=2, needs=OPERATORS
    )
    twice = f"2*{g}*{y}*"

    def work_twice(name, at):
        return f"{twice}{y}" if name == "a" else f"{twice}{x} + 2*{g}*{x}*{y}"

    yield gradient_example(reference, "u * b, u = a * b", {"a": a, "b": b}, G, work_twice, calls=2, needs=OPERATORS)


def zero_grad(reference):
    for shape in ((), (2,), (1, 2)):
        data, grad = small(shape), small(shape, 3)

        given = {"a.data": data, "a.grad": grad}
        right = {"a.grad after zero_grad": np.zeros(shape)}
        yield example(
            "example_calls.cleared",
            given,
            right,
            lambda *_: "0",
            called={"a.grad after zero_grad": "the gradient after zero_grad"},
        )


def find_bug(reference):
    yield example(
        "example_calls.answer_of_find_bug",
        {"the call": Formula("find_bug()")},
        {"answer": "a text and a dict"},
        lambda *_: "an id of suspect.CANDIDATES, and an example",
        arguments=(),
        called={"answer": "the answer"},
        words=("a text and a dict",),
    )


EXAMPLES = {
    "unbroadcast": unbroadcast,
    "Tensor": tensor,
    "gradients": gradients,
    "backward": backward,
    "zero_grad": zero_grad,
    "find_bug": find_bug,
}
