"""The smallest cases on which a mistake in a network of tensors shows, for the learner's page; never released."""

import numpy as np

from autograder.cases.examples import Formula, example, num, plain, small, total

PARAMS = ("W1", "b1", "W2", "b2")


def one_hot(reference):
    for labels, K in (([1], 2), ([0], 2), ([1, 0], 3), ([0, 1], 2)):
        given = {"labels": labels, "K": K}

        def work(name, at, labels=labels):
            return str(int(at[1] == labels[at[0]]))

        right = {"rows": reference.one_hot(np.array(labels), K)}
        called = {"rows": "the table of rows"}
        yield example("one_hot", given, right, work, arguments=(np.array(labels), K), called=called)


def layer(N, D, M):
    return {"X": small((N, D), 4), "W": small((M, D)), "b": small(M, 1)}


def product(x, w, b):
    """A row times a row of weights, plus the bias."""
    return total([*(f"{num(one)}*{num(two)}" for one, two in zip(x, w, strict=True)), num(b)])


def Dense(reference):
    for size in ((1, 1, 1), (1, 2, 1), (1, 2, 2), (2, 2, 1), (2, 1, 2)):
        given = layer(*size)

        def work(name, at, given=given):
            return product(given["X"][at[0]], given["W"][at[1]], given["b"][at[1]])

        right = {"output": given["X"] @ given["W"].T + given["b"]}
        called = {"output": "the output of the layer"}
        yield example("example_calls.dense", given, right, work, called=called)
        if size == (1, 1, 1):
            yield example("example_calls.dense_of_array", given, right, work, called=called, core=False)
    for size in ((1, 1, 1), (2, 1, 1), (1, 2, 2)):
        given = layer(*size) | {"G": small(size[::2], 2)}

        def work(name, at, given=given):
            X, W, G = given["X"], given["W"], given["G"]
            if name == "dW":
                return total(f"{num(g)}*{num(x)}" for g, x in zip(G[:, at[0]], X[:, at[1]], strict=True))
            if name == "db":
                return total(num(g) for g in G[:, at[0]])
            return total(f"{num(g)}*{num(w)}" for g, w in zip(G[at[0]], W[:, at[1]], strict=True))

        right = {"dW": given["G"].T @ given["X"], "db": given["G"].sum(axis=0), "dX": given["G"] @ given["W"]}
        called = {f"d{name}": f"the gradient of {name}" for name in ("W", "b", "X")}
        yield example(
            "example_calls.dense_gradients", given, right, work, called=called, result="the list of gradients"
        )


def network(N, D, H, K):
    """Small whole numbers; of the hidden sums, and with two classes of the scores, some are negative."""
    return {
        "X": small((N, D), 4),
        "W1": small((H, D)),
        "b1": small(H, 5),
        "W2": small((K, H), 3 if K == 1 else 1),
        "b2": small(K, 1),
    }


def hidden(given):
    return np.maximum(given["X"] @ given["W1"].T + given["b1"], 0)


def scores(given):
    return hidden(given) @ given["W2"].T + given["b2"]


def forward(reference):
    for size in ((1, 1, 1, 1), (1, 1, 2, 1), (1, 1, 1, 2), (2, 1, 2, 1), (1, 2, 2, 2)):
        given = network(*size)

        def work(name, at, given=given):
            return product(hidden(given)[at[0]], given["W2"][at[1]], given["b2"][at[1]])

        yield example(
            "example_calls.forward",
            given,
            {"scores": scores(given)},
            work,
            called={"scores": "the array of scores"},
            needs=("Dense",),
        )
    for size in ((1, 1, 1, 1), (1, 1, 2, 1), (2, 1, 2, 1), (1, 1, 1, 2)):
        given = network(*size) | {"G": small((size[0], size[3]), 2)}

        def work(name, at, given=given):
            X, W2, G, A = given["X"], given["W2"], given["G"], hidden(given)
            rows = range(len(X))
            if name == "dW2":
                return total(f"{num(G[n, at[0]])}*{num(A[n, at[1]])}" for n in rows)
            if name == "db2":
                return total(num(G[n, at[0]]) for n in rows)
            parts = []
            for n in rows:
                through = total(f"{num(g)}*{num(w)}" for g, w in zip(G[n], W2[:, at[0]], strict=True))
                through = f"({through})" if G.shape[1] > 1 else through
                slope = f"{through}*{int(A[n, at[0]] > 0)}"
                parts.append(f"{slope}*{num(X[n, at[1]])}" if name == "dW1" else slope)
            return total(parts)

        yield example(
            "example_calls.forward_gradients",
            given,
            {f"d{name}": value for name, value in gradients(given["G"], given).items()},
            work,
            called={f"d{name}": f"the gradient of {name}" for name in PARAMS},
            result="the list of gradients",
            needs=("Dense",),
        )


def gradients(G, given):
    A = hidden(given)
    back = (G @ given["W2"]) * (A > 0)
    return {"W1": back.T @ given["X"], "b1": back.sum(axis=0), "W2": G.T @ A, "b2": G.sum(axis=0)}


def of_scores(Z, labels):
    """A network with one hidden unit for each score, which passes the scores in X on, and labels."""
    K = Z.shape[1]
    lift = -Z.min() if Z.min() < 0 else 0.0
    return {
        "X": Z,
        "labels": np.array(labels),
        "W1": np.eye(K),
        "b1": np.full(K, lift),
        "W2": np.eye(K),
        "b2": np.full(K, -lift),
    }


def shown(given):
    return {name: value.tolist() if name == "labels" else value for name, value in given.items()}


def asked(call, given, right, work, **more):
    return example(f"example_calls.{call}", shown(given), right, work, arguments=tuple(given.values()), **more)


def log_sum(z):
    return plain(np.logaddexp.reduce(np.asarray(z, dtype=float)), 10)


BATCHES = (
    (np.array([[0.0, 1.0]]), [1]),
    (np.array([[0.0, 1.0], [2.0, 0.0]]), [1, 1]),
    (np.array([[0.0, 1.0, 3.0]]), [1]),
    (np.array([[0.0, 1.0, 3.0], [2.0, 0.0, 1.0]]), [1, 0]),
    (np.array([[1000.0, 999.0]]), [1]),
    (np.array([[1000.0, 0.0]]), [1]),
    (np.array([[1000.0, 999.0], [0.0, 1.0]]), [0, 0]),
)
OVERFLOW = ("unstable-softmax", "For scores in the thousands the loss is nan or inf.")


def loss(reference):
    for Z, labels in BATCHES:
        given = of_scores(Z, labels)

        def work(name, at, Z=Z, labels=labels):
            parts = [f"{log_sum(z)} - {num(z[k])}" for z, k in zip(Z, labels, strict=True)]
            return parts[0] if len(parts) == 1 else f"({' + '.join(f'({part})' for part in parts)})/{len(parts)}"

        right = float(np.mean([np.logaddexp.reduce(z) - z[k] for z, k in zip(Z, labels, strict=True)]))
        large = Z.max() > 700
        yield asked(
            "loss",
            given,
            {"loss": right},
            work,
            called={"loss": "the loss"},
            parts=("one_hot",),
            needs=("forward", "Dense"),
            not_finite=OVERFLOW if large else (),
            core=not large or np.ptp(Z) > 700,  # there it shows whether the log of 0 is hidden
        )
        if not large:
            yield of_bias(given, Z, labels)


def of_bias(given, Z, labels):
    """The gradients of the last bias, which are the sums of probability less one-hot over N."""
    shares = np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])
    G = (shares - np.eye(Z.shape[1])[labels]) / len(Z)

    def work(name, at):
        parts = [f"{plain(row[at[0]], 10)} - {int(at[0] == label)}" for row, label in zip(shares, labels, strict=True)]
        return parts[0] if len(parts) == 1 else f"({' + '.join(f'({part})' for part in parts)})/{len(parts)}"

    return asked(
        "loss_gradient",
        given,
        {"db2": G.sum(axis=0)},
        work,
        called={"db2": "the gradient of b2"},
        parts=("one_hot",),
        needs=("forward", "Dense"),
    )


def train(reference):
    for N, batch_size, orders, used in (
        (1, 1, [[0]], False),
        (2, 1, [[1, 0]], False),
        (3, 2, [[2, 0, 1]], False),
        (2, 1, [[1, 0], [0, 1]], False),
        (3, 2, [[2, 0, 1], [1, 0, 2]], False),
        (3, 2, [[2, 0, 1], [1, 0, 2], [0, 2, 1]], False),
        (1, 1, [[0]], True),
    ):
        X = np.array([[2.0], [1.0], [3.0]])[:N]
        given = {
            "X": X,
            "labels": np.array([1, 0, 1])[:N],
            "W1": np.array([[1.0]]),
            "b1": np.array([1.0]),
            "W2": np.array([[0.0], [1.0]]),
            "b2": np.array([1.0, 0.0]),
            "lr": 0.5,
            "epochs": len(orders),
            "batch_size": batch_size,
        }
        losses, steps = descent(given, orders)

        def work(name, at, losses=losses, steps=steps):
            if name == "losses":
                return losses[at[0]][1]
            before, grad = steps[-1][0][name][at], steps[-1][1][name][at]
            return f"{plain(before, 10)} - 0.5*{num(round(grad, 10))}"

        right = {"losses": [value for value, _ in losses]}
        right |= {name: steps[-1][0][name] - 0.5 * steps[-1][1][name] for name in PARAMS}
        text = shown(given) | {"orders": Formula("; ".join(str(order) for order in orders))}
        before = {"grad_b2": np.array([3.0, -1.0])} if used else {}
        yield example(
            "example_calls.train",
            text | before,
            right,
            work,
            arguments=(*given.values(), orders, *before.values()),
            called={"losses": "the list of losses"} | {name: f"{name} after training" for name in PARAMS},
            result="the list of the losses and the parameters",
            needs=("loss", "forward", "Dense", "one_hot"),
        )


def descent(given, orders):
    """Each loss with its calculation, and for each step the parameters before it and the gradients."""
    now, losses, steps = {name: given[name] for name in PARAMS}, [], []
    for order in orders:
        for first in range(0, len(order), given["batch_size"]):
            rows = order[first : first + given["batch_size"]]
            batch = now | {"X": given["X"][rows]}
            Z, labels = scores(batch), given["labels"][rows]
            sums = np.logaddexp.reduce(Z, axis=1)
            parts = [f"{plain(s, 10)} - {num(round(z[k], 10))}" for s, z, k in zip(sums, Z, labels, strict=True)]
            said = parts[0] if len(parts) == 1 else f"({' + '.join(f'({part})' for part in parts)})/{len(parts)}"
            losses.append((float(np.mean(sums - Z[np.arange(len(rows)), labels])), said))
            G = (np.exp(Z - sums[:, None]) - np.eye(2)[labels]) / len(rows)
            grads = gradients(G, batch)
            steps.append((now, grads))
            now = {name: now[name] - given["lr"] * grads[name] for name in PARAMS}
    return losses, steps


ANSWERS = (
    (np.array([[0.0, 2.0, 1.0]]), [1]),
    (np.array([[0.0, 2.0, 1.0], [3.0, 1.0, 2.0]]), [1, 1]),
    (np.array([[0.0, 5.0, 4.0], [6.0, 1.0, 3.0], [1.0, 2.0, 0.0]]), [1, 0, 0]),
)
"""In all of them together, the answers of no two mistakes are right equally often."""


def accuracy(reference):
    for Z, labels in ANSWERS:
        right = int(np.sum(Z.argmax(axis=1) == labels))
        yield asked(
            "accuracy",
            of_scores(Z, labels),
            {"accuracy": right / len(Z)},
            lambda name, at, right=right, Z=Z: f"{right}/{len(Z)}",
            called={"accuracy": "the accuracy"},
            needs=("forward", "Dense"),
        )


def find_bug(reference):
    yield example(
        "example_calls.form_of_find_bug",
        {"the call": Formula("find_bug()")},
        {"answer": "a text and a dict"},
        lambda *_: "an id of suspect.CANDIDATES, and an example",
        arguments=(),
        called={"answer": "the answer"},
        words=("a text and a dict", "not a pair of a text and a dict"),
    )


EXAMPLES = {
    "one_hot": one_hot,
    "Dense": Dense,
    "forward": forward,
    "loss": loss,
    "train": train,
    "accuracy": accuracy,
    "held_back": train,
    "find_bug": find_bug,
}
