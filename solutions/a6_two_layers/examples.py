"""The smallest cases on which a mistake in a network of two layers shows, for the learner's page; never released."""

import numpy as np

from autograder.cases.examples import Formula, example, num, plain, small, total

PARTS = ("tanh_forward", "tanh_backward", "mlp_forward", "mlp_backward")
SIZES = ((1, 1, 1, 1), (2, 1, 1, 1), (1, 1, 2, 1), (1, 2, 1, 1), (1, 1, 1, 2), (1, 1, 2, 2))
"""(N, D, H, M), upwards."""
PARAMS = ("W1", "b1", "W2", "b2")


def tanh_in_numbers(z):
    """The tanh by its exponentials, with e = 2.71828."""
    return f"(2.71828**{num(2 * z)} - 1)/(2.71828**{num(2 * z)} + 1)"


def halves(shape, start=0):
    """What a tanh could give: numbers between -1 and 1, in sixteenths and quarters."""
    few = (0.5, -0.25, 0.75, 0.25, -0.5)
    size = int(np.prod(shape))
    return np.array([few[(start + i) % len(few)] for i in range(size)]).reshape(shape)


def tanh_forward(reference):
    for Z in (np.array([[1.0]]), np.array([[-2.0]]), np.array([[2, -1]])):
        yield example(
            "tanh_forward",
            {"Z": Z},
            {"A": reference.tanh_forward(Z)},
            lambda name, at, Z=Z: tanh_in_numbers(Z[at]),
        )
    large = np.array([[1000.0, -1000.0]])
    yield example(
        "tanh_forward",
        {"Z": large},
        {"A": reference.tanh_forward(large)},
        lambda name, at: "(1-0)/(1+0)" if at == (0, 0) else "(0-1)/(0+1)",
    )


def tanh_backward(reference):
    for shape in ((1, 1), (1, 2), (2, 2)):
        given = {"G": small(shape), "A": halves(shape)}

        def work(name, at, given=given):
            return f"{num(given['G'][at])}*(1-{num(given['A'][at])}**2)"

        yield example("tanh_backward", given, {"dZ": reference.tanh_backward(**given)}, work)
    given = {"G": np.array([[3]]), "A": np.array([[0.5]])}
    yield example("tanh_backward", given, {"dZ": reference.tanh_backward(**given)}, lambda *_: "3*(1-0.5**2)")


def network(N, D, H, M):
    """A batch and parameters whose hidden sums are small."""
    X, W1 = small((N, D), 4), small((H, D)) / 4
    return {"X": X, "W1": W1, "b1": small(H, 5) / 4, "W2": small((M, H), 3), "b2": small(M, 1)}


def params_of(given):
    return {name: given[name] for name in PARAMS}


def mlp_forward(reference):
    for size in SIZES:
        given = network(*size)
        Y_hat, cache = reference.mlp_forward(given["X"], params_of(given))

        def work(name, at, given=given, A1=cache["A1"]):
            n, m = at
            parts = [f"{num(w)}*{num(a)}" for w, a in zip(given["W2"][m], A1[n], strict=True)]
            return total([*parts, num(given["b2"][m])])

        yield example("example_calls.mlp_forward", given, {"Y_hat": Y_hat}, work, parts=PARTS[:1])
    yield of_the_cache(reference)


def of_the_cache(reference):
    """The case that shows a cache without what the contract names."""
    given = network(1, 1, 1, 1)
    cache = reference.mlp_forward(given["X"], params_of(given))[1]

    def work(name, at):
        z = (given["X"] @ given["W1"].T + given["b1"])[0, 0]
        return tanh_in_numbers(z) if name == "A1" else num(cache[name][at])

    names = ("A1", "X", "W1", "W2")
    return example(
        "example_calls.cache_of_mlp_forward",
        given,
        {name: cache[name] for name in names},
        work,
        parts=PARTS[:1],
        called={name: f"{name} of the cache" for name in names},
        keys={name: name for name in names},
        result="the cache",
        core=False,
    )


def mlp_backward(reference):
    for N, D, H, M in SIZES[:-1]:
        net = network(N, D, H, M)
        A1 = np.tanh(net["X"] @ net["W1"].T + net["b1"])
        given = {"G": small((N, M)), "X": net["X"], "A1": A1, "W1": net["W1"], "b1": net["b1"], "W2": net["W2"]}
        grads = reference.mlp_backward(given["G"], {name: given[name] for name in ("X", "A1", "W1", "W2")})
        right = {f"d{name}": grads[name] for name in ("W2", "b2", "W1", "b1", "X")}

        def work(name, at, given=given):
            return entry_of_gradient(given, name, at)

        yield example(
            "example_calls.mlp_backward",
            given,
            right,
            work,
            keys={name: name[1:] for name in right},
            result="the dict of gradients",
            separate=True,
            parts=PARTS[:2],
        )


def entry_of_gradient(given, name, at):
    """One entry of one gradient: the links of the chain, added over the paths."""
    G, X, A1, W1, W2 = (given[key] for key in ("G", "X", "A1", "W1", "W2"))
    rows, last = range(len(X)), at[-1]

    def hidden(n, h):
        through = total(f"{num(g)}*{num(w)}" for g, w in zip(G[n], W2[:, h], strict=True))
        return f"{f'({through})' if len(G[n]) > 1 else through}*(1-{num(A1[n, h])}**2)"

    if name == "dW2":
        return total(f"{num(G[n, at[0]])}*{num(A1[n, last])}" for n in rows)
    if name == "db2":
        return total(num(G[n, last]) for n in rows)
    if name == "dW1":
        return total(f"{hidden(n, at[0])}*{num(X[n, last])}" for n in rows)
    if name == "db1":
        return total(hidden(n, last) for n in rows)
    return total(f"{hidden(at[0], h)}*{num(W1[h, last])}" for h in range(len(W1)))


def train(reference):
    for N, M, epochs, kind in ((1, 1, 1, float), (1, 1, 2, float), (2, 1, 1, float), (1, 2, 1, float), (1, 1, 1, int)):
        half = 2 if kind is float else 1
        start = {"W1": small((1, 1), 2) / half, "b1": small(1, 2) / half, "W2": small((M, 1), 4), "b2": small(M)}
        given = {"X": small((N, 1), 4), "Y": small((N, M), 6), **start}
        given = {name: value.astype(kind) for name, value in given.items()} | {"lr": 0.1, "epochs": epochs}
        params, losses = reference.train(given["X"], given["Y"], params_of(given), given["lr"], epochs)
        right = {"losses": losses} | {name: params[name] for name in ("W2", "b2", "W1", "b1")}

        def work(name, at, given=given):
            return entry_of_training(reference, given, name, at)

        more = {"result": "what `train` returns", "called": {"losses": "the list of losses"}}
        yield example("example_calls.train", given, right, work, parts=PARTS, **more)


def entry_of_training(reference, given, name, at):
    """One entry of what train returns, from the step before it; of several rows each with its own link."""
    X, Y, lr = given["X"], given["Y"], given["lr"]
    steps = at[0] if name == "losses" else given["epochs"] - 1
    params, _ = reference.train(X, Y, params_of(given), lr, steps)
    Y_hat, cache = reference.mlp_forward(X, params)
    if name == "losses":
        return total(f"({plain(p)}-{num(y)})**2" for p, y in zip(Y_hat.flat, Y.flat, strict=True))
    G, A1, W2 = 2 * (Y_hat - Y), cache["A1"], params["W2"]
    links = []
    for n in range(len(X)):
        if name in ("W2", "b2"):
            link, into = plain(G[n, at[0]]), plain(A1[n, 0])
        elif len(X) == 1:
            paths = total(f"{num(g)}*{num(w)}" for g, w in zip(G[n], W2[:, 0], strict=True))
            link, into = f"{paths if len(W2) == 1 else f'({paths})'}*(1-{num(A1[n, 0])}**2)", num(X[n, 0])
        else:
            link, into = plain(G[n, 0] * W2[0, 0] * (1 - A1[n, 0] ** 2)), num(X[n, 0])
        link = f"({link})" if link.startswith("-") else link
        links.append(link if name.startswith("b") else f"{link}*{into}")
    return f"{plain(params[name][at])} - {num(lr)}*({total(links)})"


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
    "tanh_forward": tanh_forward,
    "tanh_backward": tanh_backward,
    "mlp_forward": mlp_forward,
    "mlp_backward": mlp_backward,
    "train": train,
    "find_bug": find_bug,
}
