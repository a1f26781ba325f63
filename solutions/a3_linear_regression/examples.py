"""The smallest cases on which a mistake in linear regression shows, for the learner's page; never released."""

from autograder.cases.examples import Formula, example, num, plain, small, total

SIZES = ((1, 1, 1), (2, 1, 1), (1, 2, 1), (1, 1, 2), (2, 2, 1), (2, 1, 2), (2, 2, 2))
"""(N, D, M), upwards."""
LOSS, NEW = {"loss": "the loss"}, {"new": "the new parameter"}
PARTS = ("forward", "loss", "grad_W", "grad_b", "update")


def batch(size):
    N, D, M = size
    return small((N, D)), small((N, M), 6), small((N, M), 2)


def forward(reference):
    for N, D, M in (*SIZES, (1, 3, 2)):
        given = {"X": small((N, D)), "W": small((M, D), 3), "b": small(M, 2)}

        def work(name, at, X=given["X"], W=given["W"], b=given["b"]):
            n, m = at
            return total([*(f"{num(x)}*{num(w)}" for x, w in zip(X[n], W[m], strict=True)), num(b[m])])

        yield example("forward", given, {"Y_hat": reference.forward(**given)}, work)
    given = {"X": small((1, 1)).astype(int), "W": small((1, 1)) / 2, "b": small(1, 2).astype(int)}
    yield example(
        "forward", given, {"Y_hat": reference.forward(**given)}, lambda name, at: f"{num(3)}*{num(1.5)} + {num(1)}"
    )


def loss(reference):
    for size in SIZES:
        _, Y_hat, Y = batch(size)

        def work(name, at, Y_hat=Y_hat, Y=Y):
            return total(f"({plain(p)}-{num(y)})**2" for p, y in zip(Y_hat.flat, Y.flat, strict=True))

        yield example("loss", {"Y_hat": Y_hat, "Y": Y}, {"loss": reference.loss(Y_hat, Y)}, work, called=LOSS)
    Y_hat, Y = small((1, 1)) / 8, small((1, 1), 2).astype(int)  # rounded to two digits, it is another number
    yield example(
        "loss", {"Y_hat": Y_hat, "Y": Y}, {"loss": reference.loss(Y_hat, Y)}, lambda *_: "(0.375-1)**2", called=LOSS
    )


def grad_W(reference):
    for size in SIZES:
        X, Y_hat, Y = batch(size)

        def work(name, at, X=X, Y_hat=Y_hat, Y=Y):
            m, d = at
            return total(f"2*({plain(Y_hat[n, m])}-{num(Y[n, m])})*{num(X[n, d])}" for n in range(len(X)))

        yield example("grad_W", {"X": X, "Y_hat": Y_hat, "Y": Y}, {"dW": reference.grad_W(X, Y_hat, Y)}, work)
    X, Y_hat, Y = small((1, 1)).astype(int), small((1, 1)) / 4, small((1, 1), 2).astype(int)
    given = {"X": X, "Y_hat": Y_hat, "Y": Y}
    yield example("grad_W", given, {"dW": reference.grad_W(**given)}, lambda *_: "2*(0.75-1)*3")


def grad_b(reference):
    for size in ((1, 1, 1), (2, 1, 1), (1, 1, 2), (2, 1, 2), (3, 1, 2)):
        _, Y_hat, Y = batch(size)

        def work(name, at, Y_hat=Y_hat, Y=Y):
            return total(f"2*({plain(p)}-{num(y)})" for p, y in zip(Y_hat[:, at[0]], Y[:, at[0]], strict=True))

        yield example("grad_b", {"Y_hat": Y_hat, "Y": Y}, {"db": reference.grad_b(Y_hat, Y)}, work)
    given = {"Y_hat": small((1, 1)) / 4, "Y": small((1, 1), 2).astype(int)}
    yield example("grad_b", given, {"db": reference.grad_b(**given)}, lambda *_: "2*(0.75-1)")


def update(reference):
    for shape in ((1,), (2,), (1, 2), (2, 2)):
        given = {"param": small(shape, 6), "grad": small(shape), "lr": 0.1}

        def work(name, at, given=given):
            return f"{plain(given['param'][at])} - {num(given['lr'])}*{num(given['grad'][at])}"

        yield example("update", given, {"new": reference.update(**given)}, work, called=NEW)
    given = {"param": small(1, 6).astype(int), "grad": small(1) / 2, "lr": 0.1}
    yield example("update", given, {"new": reference.update(**given)}, lambda *_: "5 - 0.1*1.5", called=NEW)


def fit(reference):
    for (N, M), epochs, kind in (
        ((1, 1), 1, float),
        ((1, 1), 2, float),
        ((2, 1), 1, float),
        ((1, 2), 1, float),
        ((1, 1), 1, int),
    ):
        data = {"X": small((N, 1), 2), "Y": small((N, M), 4), "W": small((M, 1)), "b": small(M, 3)}
        given = {name: value.astype(kind) for name, value in data.items()} | {"lr": 0.1, "epochs": epochs}
        W, b, losses = reference.fit(**given)
        right = {"W": W, "b": b, "losses": losses}

        def work(name, at, given=given):
            return fit_entry(reference, given, name, at)

        yield example("fit", given, right, work, parts=PARTS, called={"losses": "the list of losses"})


def fit_entry(reference, given, name, at):
    """One entry of what fit returns, from the step before it."""
    X, Y, lr = given["X"], given["Y"], given["lr"]
    steps = at[0] if name == "losses" else given["epochs"] - 1
    W, b, _ = reference.fit(**(given | {"epochs": steps}))
    Y_hat = X @ W.T + b
    if name == "losses":
        return total(f"({plain(p)}-{num(y)})**2" for p, y in zip(Y_hat.flat, Y.flat, strict=True))
    m = at[0]
    links = [
        f"2*({plain(Y_hat[n, m])}-{num(Y[n, m])})" + (f"*{num(X[n, 0])}" if name == "W" else "") for n in range(len(X))
    ]
    return f"{plain(W[m, 0] if name == 'W' else b[m])} - {num(lr)}*({total(links)})"


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
    "forward": forward,
    "loss": loss,
    "grad_W": grad_W,
    "grad_b": grad_b,
    "update": update,
    "fit": fit,
    "find_bug": find_bug,
}
