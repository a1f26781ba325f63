"""A network of two layers with relu and a softmax by formulas, and what mistakes make of each task."""

import numpy as np

from autograder.cases.tables import with_factors

PARAMS = ("W1", "b1", "W2", "b2")


def relu(Z):
    return np.maximum(Z, 0)


def forward(X, params, act=relu, last=np.positive, hidden=1, output=1):
    """The scores; `hidden` and `output` multiply the biases."""
    A = act(X @ params["W1"].T + hidden * params["b1"])
    return last(A @ params["W2"].T + output * params["b2"])


def backward(G, X, params):
    """The gradients of the four parameters, from that of the scores."""
    sums = X @ params["W1"].T + params["b1"]
    back = (G @ params["W2"]) * (sums > 0)
    return {"W1": back.T @ X, "b1": back.sum(axis=0), "W2": G.T @ relu(sums), "b2": G.sum(axis=0)}


def rows_of(labels, K):
    return (np.asarray(labels, dtype=int)[:, None] == np.arange(K)).astype(float)


def log_shares(Z, axis=1):
    """The logs of what softmax makes of scores, by row; along another axis, or over everything, by mistake."""
    below = Z - Z.max(axis=axis, keepdims=True)
    return below - np.log(np.exp(below).sum(axis=axis, keepdims=True))


def cross_entropy(Z, labels):
    """The mean loss, and its gradient with respect to the scores."""
    Y, logs = rows_of(labels, Z.shape[1]), log_shares(Z)
    return float(-(logs * Y).sum() / len(Z)), (np.exp(logs) - Y) / len(Z)


def wrong_rows(p):
    """Mistakes in one_hot."""
    labels, K, rows = np.asarray(p.labels, dtype=int), p.K, np.arange(len(p.labels))
    columns = np.unique(labels)
    table = {
        "one-hot-too-narrow": p.rows[:, : labels.max() + 1],
        "one-hot-too-narrow#classes": rows_of(np.searchsorted(columns, labels), len(columns)),
        "one-hot-shifted": rows_of((labels - 1) % K, K),
        "one-hot-shifted#up": rows_of(labels + 1, K),
        "transposed": p.rows.T,
        "every-label-in-every-row": np.ones((len(rows), 1)) * p.rows.max(axis=0),
        "labels-for-ones": p.rows * labels[:, None],
    }
    return {one: {"": value} for one, value in table.items()}


def wrong_layers(p):
    """Mistakes in a layer: its output, and the gradients of W, b and X."""
    W, b, X = (np.zeros_like(p.grads[name]) for name in ("W", "b", "X"))
    square = p.W.shape[0] == p.W.shape[1]
    return {
        "bias-omitted": {"data": p.data - p.b, "b": b},
        "weights-not-transposed": {
            "data": p.X @ p.W + p.b if square else None,
            "W": p.X.T @ p.G if square else None,
            "X": p.G @ p.W.T if square else None,
        },
        "link-cut": {"W": W, "b": b, "X": X},
        "link-cut#both": {"W": W, "b": b},
        "link-cut#weights": {"W": W},
        "link-cut#bias": {"b": b},
        "link-cut#inputs": {"X": X},
        "transposed": {"data": p.data.T},
    }


def wrong_scores(p):
    """Mistakes in forward: the scores, and the gradients of the four parameters."""
    X, params, G = p.X, p.params, p.G

    def made(slope_of=lambda sums: sums > 0, act=relu, last=None, **options):
        sums = X @ params["W1"].T + options.get("hidden", 1) * params["b1"]
        A = act(sums)
        Z = A @ params["W2"].T + options.get("output", 1) * params["b2"]
        up = G * (Z > 0) if last else G
        back = (up @ params["W2"]) * slope_of(sums)
        found = {"W1": back.T @ X, "b1": back.sum(axis=0), "W2": up.T @ A, "b2": up.sum(axis=0)}
        found |= {"b1": 0 * params["b1"]} if "hidden" in options else {}
        found |= {"b2": 0 * params["b2"]} if "output" in options else {}
        return found | {"data": last(Z) if last else Z}

    zeros = {name: np.zeros_like(value) for name, value in params.items()}
    return {
        "activation-omitted": made(np.ones_like, np.positive),
        "activation-on-output": made(last=relu),
        "tanh-for-relu": made(lambda sums: 1 - np.tanh(sums) ** 2, np.tanh),
        "bias-omitted": made(hidden=0, output=0),
        "bias-omitted#hidden": made(hidden=0),
        "bias-omitted#output": made(output=0),
        "link-cut": zeros,
        "link-cut#hidden": {name: zeros[name] for name in ("W1", "b1")},
        "transposed": {"data": p.scores.T},
    }


def wrong_losses(Z, labels):
    """Mistakes in the loss: its value, and its gradient with respect to the scores."""
    N, K = Z.shape
    Y, logs = rows_of(labels, K), log_shares(Z)
    P, (right, slope) = np.exp(logs), cross_entropy(Z, labels)
    share = (P * Y).sum(axis=1, keepdims=True)
    columns, everything = log_shares(Z, 0), log_shares(Z, (0, 1))
    off = P - Y
    squared = P * (off - (off * P).sum(axis=1, keepdims=True))
    flatter = log_shares(P)
    twice = np.exp(flatter) - Y
    others = {
        "every-class-counted": (-logs.sum() / N, (K * P - 1) / N),
        "softmax-omitted": (-(Z * Y).sum() / N, -Y / N),
        "softmax-twice": (-(flatter * Y).sum() / N, P * (twice - (twice * P).sum(axis=1, keepdims=True)) / N),
        "log-forgotten": (-share.mean(), share * off / N),
        "log-forgotten#from-one": (1 - share.mean(), share * off / N),
        "softmax-wrong-axis": (-(columns * Y).sum() / N, (Y.sum(axis=0) * np.exp(columns) - Y) / N),
        "softmax-wrong-axis#all": (-(everything * Y).sum() / N, np.exp(everything) - Y / N),
        "squared-error": ((off**2).sum() / N, 2 * squared / N),
        "squared-error#elements": ((off**2).mean(), 2 * squared / (N * K)),
        "link-cut": (right, -Y / N),
        "link-cut#all": (right, 0 * slope),
    }
    table = {one: {"loss": value, "scores": G} for one, (value, G) in others.items()}
    factors = {"sum-for-mean": N, "divided-by-elements": 1 / K, "sign-flipped": -1.0}
    table = with_factors({"loss": right, "scores": slope}, factors, table, ["sign-flipped", "divided-by-elements"])
    return table | {"not-reduced": {"loss": -(logs * Y).sum(axis=1)}, "first-row-only": _first(Z, labels)}


def _first(Z, labels):
    value, G = cross_entropy(Z[:1], labels[:1])
    slope = np.zeros_like(Z)
    slope[:1] = G
    return {"loss": value, "scores": slope}


def wrong_slopes(p):
    """The same, with the gradients of the four parameters."""
    return slopes_of(wrong_losses(p.scores, p.labels), p.X, p.params)


def slopes_of(table, X, params):
    found = {}
    for one, values in table.items():
        grads = backward(values["scores"], X, params) if "scores" in values else {}
        found[one] = {"loss": values["loss"]} | grads
    return found


def descent(
    run,
    epochs=None,
    rate=None,
    *,
    kept=False,
    fixed=(),
    shuffled="both",
    whole=True,
    batch_size=None,
    after=False,
    by_epoch=False,
    summed=False,
    used=False,
):
    """The losses and the parameters of a run, right or by mistake."""
    now = {name: np.asarray(value, dtype=float) for name, value in run.params.items()}
    total = {name: np.zeros(value.shape) for name, value in now.items()}
    if run.grads and (kept or used):
        total = dict(run.grads)
    N, size, losses = len(run.X), batch_size or run.batch_size, []
    plain = np.arange(N)
    for order in run.orders[: run.epochs if epochs is None else epochs]:
        order = run.orders[0] if shuffled == "once" else plain if shuffled == "never" else order
        for first in range(0, N if whole else N - N % size, size):
            rows, theirs = order[first : first + size], plain[first : first + size]
            X = run.X[theirs if shuffled == "labels" else rows]
            labels = run.labels[theirs if shuffled == "inputs" else rows]
            value, G = cross_entropy(forward(X, now), labels)
            slopes = backward(G, X, now)
            for name in PARAMS:
                total[name] = total[name] * (kept or by_epoch or (used and not losses)) + slopes[name] * (
                    len(rows) if summed else 1
                )
                if not by_epoch and name not in fixed:
                    now = now | {name: now[name] - (run.lr if rate is None else rate) * total[name]}
            losses.append(cross_entropy(forward(X, now), labels)[0] if after else value)
        if by_epoch:
            now = {name: now[name] - run.lr * total[name] for name in PARAMS}
            total = {name: 0 * value for name, value in total.items()}
    return now | {"losses": np.array(losses)}


RATES = (0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 1.0)
"""Learning rates that somebody may have written down."""


def wrong_runs(run):
    """Mistakes in train: the losses, and the parameters at the end."""
    right = descent(run)
    steps = -(-len(run.X) // run.batch_size)
    table = {
        "ascent": descent(run, rate=-run.lr),
        "not-updated": descent(run, fixed=PARAMS),
        "not-zeroed": descent(run, kept=True),
        **({"not-zeroed#start": descent(run, used=True)} if run.grads else {}),
        "bias-not-updated": descent(run, fixed=("b1", "b2")),
        "layer-not-updated": descent(run, fixed=("W1", "b1")),
        "layer-not-updated#output": descent(run, fixed=("W2", "b2")),
        "not-shuffled": descent(run, shuffled="never"),
        "shuffled-once": descent(run, shuffled="once"),
        "labels-not-shuffled": descent(run, shuffled="inputs"),
        "labels-not-shuffled#inputs": descent(run, shuffled="labels"),
        "last-batch-dropped": descent(run, whole=False),
        "batch-size-ignored": descent(run, batch_size=len(run.X)),
        "batch-size-ignored#rows": descent(run, batch_size=1),
        "step-per-epoch": descent(run, by_epoch=True),
        "loss-after-step": descent(run, after=True),
        "sum-for-mean": descent(run, summed=True),
        "one-epoch-long": descent(run, run.epochs + 1),
    }
    if run.epochs > 1:
        table["one-epoch-short"] = descent(run, run.epochs - 1)
    if run.epochs:
        each = right["losses"].reshape(run.epochs, steps)
        table["loss-per-epoch"] = {"losses": each.mean(axis=1)}
        table["loss-per-epoch#last"] = {"losses": each[:, -1]}
        table["loss-per-epoch#added"] = {"losses": each.sum(axis=1)}
    return table | {f"learning-rate-ignored#{rate}": descent(run, rate=rate) for rate in RATES if rate != run.lr}


def wrong_shares(Z, labels):
    """Mistakes in the accuracy."""
    right = Z.argmax(axis=1) == labels
    N, K = Z.shape
    table = {
        "counted-not-shared": right.sum(),
        "counted-not-shared#percent": 100 * right.mean(),
        "errors-counted": 1 - right.mean(),
        "errors-counted#number": (~right).sum(),
        "smallest-score": np.mean(Z.argmin(axis=1) == labels),
        "largest-of-each-column": np.mean(Z.argmax(axis=0) == labels) if N == K else None,
        "divided-by-elements": right.mean() / K,
        "not-reduced": right.astype(float),
    }
    return {one: {"": value} for one, value in table.items()}
