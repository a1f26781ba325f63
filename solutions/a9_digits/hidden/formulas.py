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


SMALL = (1e-300, 1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
"""Numbers that are added to a probability so that its log exists."""


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
    for small in SMALL:
        added = share + small
        others[f"log-of-zero#{small}"] = (-np.log(added).mean(), share / added * off / N)
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
    orders=None,
    whole=True,
    batch_size=None,
    noted="before",
    by_epoch=False,
    scale=lambda rows: 1,
    used=False,
    late=False,
    most=None,
):
    """The losses and the parameters of a run, right or by mistake; of `most` steps at most."""
    now = {name: np.asarray(value, dtype=float) for name, value in run.params.items()}
    total = {name: np.zeros(value.shape) for name, value in now.items()}
    if run.grads and (kept is True or used or late):
        total = dict(run.grads)
    N, size, losses = len(run.X), batch_size or run.batch_size, []
    plain, draws = np.arange(N), iter(orders) if orders is not None else run.draws()
    once = None
    for _ in range(run.epochs if epochs is None else epochs):
        order = plain if shuffled == "never" else next(draws) if once is None or shuffled != "once" else once
        once = order
        theirs = {"inputs": plain, "apart": next(draws) if shuffled == "apart" else plain}.get(shuffled, order)
        order = plain if shuffled == "labels" else order
        for first in range(0, N if whole else N - N % size, size):
            if shuffled == "each batch" and first:
                order = theirs = next(draws)
            rows = slice(0, size) if shuffled == "each batch" else slice(first, first + size)
            X, labels = run.X[order[rows]], run.labels[theirs[rows]]
            value, G = cross_entropy(forward(X, now), labels)
            slopes, before = backward(G, X, now), total
            keeps = kept is True or by_epoch or (used and not losses) or (kept == "epoch" and first > 0)
            total = {name: before[name] * keeps + slopes[name] * scale(len(X)) for name in PARAMS}
            start = now
            if not by_epoch:
                steps = before if late else total
                now = now | {
                    name: now[name] - (run.lr if rate is None else rate) * steps[name]
                    for name in PARAMS
                    if name not in fixed
                }
            if noted != "before":
                Z = forward(X, now) if noted == "after" else forward(run.X, start)
                value = cross_entropy(Z, labels if noted == "after" else run.labels)[0]
            losses.append(value)
            if len(losses) == most:
                return now | {"losses": np.array(losses)}
        if by_epoch:
            now = {name: now[name] - run.lr * total[name] for name in PARAMS}
            total = {name: 0 * value for name, value in total.items()}
    return now | {"losses": np.array(losses)}


RATES = (0.001, 0.01, 0.05, 0.1, 0.3, 0.5, 1.0)
"""Learning rates that somebody may have written down."""
SEEDS = (0, 1, 42)
"""Seeds of a generator that somebody may have made."""


def own_orders(run, seed):
    """What another generator draws."""
    rng = np.random.default_rng(seed)
    return [rng.permutation(len(run.X)) for _ in range(run.epochs)]


def wrong_runs(run):
    """Mistakes in train: the losses, and the parameters at the end."""
    right, N = descent(run), len(run.X)
    steps = -(-N // run.batch_size)
    table = {
        "ascent": descent(run, rate=-run.lr),
        "not-updated": descent(run, fixed=PARAMS),
        "new-tensors": run.params | {"losses": right["losses"]},
        "step-before-backward": descent(run, late=True),
        "not-zeroed": descent(run, kept=True),
        "not-zeroed#epoch": descent(run, kept="epoch"),
        **({"not-zeroed#start": descent(run, used=True)} if run.grads else {}),
        "bias-not-updated": descent(run, fixed=("b1", "b2")),
        "layer-not-updated": descent(run, fixed=("W1", "b1")),
        "layer-not-updated#output": descent(run, fixed=("W2", "b2")),
        "not-shuffled": descent(run, shuffled="never"),
        **{f"other-generator#{seed}": descent(run, orders=own_orders(run, seed)) for seed in SEEDS},
        "shuffled-once": descent(run, shuffled="once"),
        "shuffled-each-batch": descent(run, shuffled="each batch"),
        "labels-not-shuffled": descent(run, shuffled="inputs"),
        "labels-not-shuffled#inputs": descent(run, shuffled="labels"),
        "labels-not-shuffled#apart": descent(run, shuffled="apart"),
        "last-batch-dropped": descent(run, whole=False),
        "batch-size-ignored": descent(run, batch_size=N),
        "batch-size-ignored#rows": descent(run, batch_size=1),
        "step-per-epoch": descent(run, by_epoch=True),
        "loss-after-step": descent(run, noted="after"),
        "loss-of-all-rows": descent(run, noted="all"),
        "sum-for-mean": descent(run, scale=lambda rows: rows),
        "step-averaged": descent(run, scale=lambda rows: 1 / rows),
        "step-averaged#size": descent(run, scale=lambda rows: 1 / run.batch_size),
        "step-averaged#all": descent(run, scale=lambda rows: 1 / N),
        "stops-early": descent(run, min(run.epochs, 1)),
        "stops-early#batch": descent(run, most=1),
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
