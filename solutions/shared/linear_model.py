"""What listed mistakes make of the linear model: its prediction, loss, gradients, steps and runs.

Each function gives a table of mistakes, {id: {what: value}}; several assignments use them.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.cases.tables import Table, Values

from .factors import RATES, with_factors


def share(reduction: str, N: int, M: int) -> float:
    """The c of a loss that is c times the sum of the squared residuals."""
    return {"sum": 1.0, "mean": 1 / (N * M), "row_mean": 1 / N}[reduction]


def factors(reduction: str, N: int, M: int) -> dict[str, float]:
    """Wrong factors on a gradient of the loss with that reduction; 1 where the mistake does not show."""
    c = {
        "divided-by-rows": (1 / N, 1, 1),
        "divided-by-rows#always": (1 / N, M, 1),
        "divided-by-elements": (1 / (N * M), 1, 1),
        "divided-by-elements#row_mean": (1, 1, 1 / M),
        "divided-by-elements#always": (1 / (N * M), 1, 1 / M),
        "not-averaged": (1, N * M, N),
        "not-averaged#mean": (1, N * M, 1),
        "not-averaged#row_mean": (1, 1, N),
        "rows-for-elements": (1, M, 1),
        "averaged-twice": (1, 1 / (N * M), 1 / N),
        "averaged-twice#rows": (1, 1 / N, 1 / N),
        "divided-by-outputs": (1 / M, 1 / M, 1),
    }
    place = ("sum", "mean", "row_mean").index(reduction)
    return {"sign-flipped": -1.0, "dropped-two": 0.5, "doubled": 2.0} | {one: float(ks[place]) for one, ks in c.items()}


def only_sums(table: Mapping[str, float]) -> dict[str, float]:
    """The factors that can be told where no mean is ever due."""
    return {one: k for one, k in table.items() if "#" not in one and k != 1}


def linear_gradients(
    X: Any, Y_hat: Any, Y: Any, reduction: str = "sum", *, alone: str = "", W: Any = None, b: Any = None
) -> Table:
    """Mistakes in dW and db of the linear model; `alone` is the one that is asked for, if only one is."""
    N, M = np.shape(Y)
    c, R = share(reduction, N, M), Y_hat - Y

    def both(X: Any, R: Any, k: float = 2 * c) -> Values:
        return {"dW": k * np.einsum("nm,nd->md", R, X), "db": k * np.sum(R, axis=0)}

    right = both(X, R)
    dW, db = right["dW"], right["db"]
    wrong_R = 2 * c * np.reshape(R, (M, N))
    others: Table = {
        "used-prediction": both(X, Y_hat),
        "used-prediction#minus": both(X, -Y_hat),
        "used-target": both(X, Y),
        "used-target#minus": both(X, -Y),
        "absolute-error": both(X, np.sign(R), c),
        "absolute-error#doubled": both(X, np.sign(R)),
        "absolute-error#abs": both(X, np.abs(R)),
        "square-not-differentiated": both(X, R**2, c),
        "square-not-differentiated#two": both(X, R**2),
        "square-not-differentiated#reversed": both(X, -(R**2)),
        "inputs-forgotten": {"dW": both(np.ones_like(X), R)["dW"]},
        "first-row-only": both(X[:1], R[:1]),
        "first-row-only#own": both(X[:1], R[:1], 2 * share(reduction, 1, M)),
        "last-row-only": both(X[-1:], R[-1:]),
        "last-row-only#own": both(X[-1:], R[-1:], 2 * share(reduction, 1, M)),
        "row-left-out": both(X[1:], R[1:]),
        "row-left-out#last": both(X[:-1], R[:-1]),
        "transposed": {"dW": dW.T},
        "reshaped-not-transposed": {"dW": dW.T.reshape(dW.shape)},
        "reshaped-not-transposed#residual": {"dW": wrong_R @ X},
        "bias-averaged": {"db": db / N},
        "bias-kept-dims": {"db": db[None, :]},
        "bias-kept-dims#column": {"db": db[:, None]},
        "bias-one-number": {"db": np.sum(db)},
        "bias-one-number#list": {"db": np.sum(db, keepdims=True)},
        "bias-one-number#repeated": {"db": np.full(M, np.sum(db))},
        "bias-wrong-axis": {"db": 2 * c * np.sum(R, axis=1)},
        "bias-per-sample": {"db": 2 * c * R},
        "bias-repeated": {"db": np.tile(db[:, None], (1, N))},
        "bias-repeated#rows": {"db": np.tile(db, (N, 1))},
        "bias-times-input": {"db": dW.sum(axis=1)},
        "bias-times-input#matrix": {"db": dW},
    }
    if W is not None:
        others["bias-omitted"] = both(X, Y_hat - b - Y)
        fits = W.shape[0] == W.shape[1]
        others["weights-not-transposed"] = both(X, X @ W + b - Y) if fits else {"dW": None, "db": None}
    ks = factors(reduction, N, M)
    if alone:
        ks = only_sums(ks)
        if alone == "db":
            del ks["divided-by-rows"]  # that is bias-averaged
        others = {one: values for one, values in others.items() if alone in values}
        right = {alone: right[alone]}
    elif W is None:
        ks = only_sums(ks)
    return with_factors(right, ks, others)


def _parts(X: Any, R: Any, reduction: str, batch_size: int) -> list[Values]:
    """The right share of each batch in the gradients of all rows."""
    c = share(reduction, *np.shape(R))
    rows = [slice(start, start + batch_size) for start in range(0, len(R), batch_size)]
    return [{"dW": 2 * c * R[at].T @ X[at], "db": 2 * c * R[at].sum(axis=0)} for at in rows]


def batches(X: Any, Y_hat: Any, Y: Any, reduction: str, batch_size: int) -> Table:
    """Mistakes in adding up the gradients of batches."""
    parts = _parts(X, Y_hat - Y, reduction, batch_size)
    return {
        "overwritten-not-added": parts[-1],
        "overwritten-not-added#weights": {"dW": parts[-1]["dW"]},
        "overwritten-not-added#bias": {"db": parts[-1]["db"]},
    }


def without_short_batch(X: Any, Y_hat: Any, Y: Any, reduction: str, batch_size: int) -> Table:
    """The last batch is left out where it is shorter than the others."""
    whole = _parts(X, Y_hat - Y, reduction, batch_size)[: len(X) // batch_size]
    if len(X) % batch_size == 0:
        return {}
    zero = {"dW": np.zeros((Y.shape[1], X.shape[1])), "db": np.zeros(Y.shape[1])}
    return {"last-batch-dropped": {what: sum((part[what] for part in whole), start) for what, start in zero.items()}}


def batch_means(X: Any, Y_hat: Any, Y: Any, reduction: str, batch_size: int) -> Table:
    """The means of the batches are averaged, or added, as if all batches had as many rows."""
    N, M = np.shape(Y)
    starts = range(0, N, batch_size)
    parts = []
    for start in starts:
        R, x = (Y_hat - Y)[start : start + batch_size], X[start : start + batch_size]
        c = share(reduction, len(R), M)
        parts.append((2 * c * R.T @ x, 2 * c * R.sum(axis=0)))
    dW, db = (np.sum(list(values), axis=0) for values in zip(*parts, strict=True))
    table: Table = {"batch-means-averaged": {"dW": dW / len(starts), "db": db / len(starts)}}
    if reduction != "sum":
        k = batch_size / N  # as if each batch were full
        table["batch-means-averaged#means"] = table["batch-means-averaged"]
        table["batch-means-averaged#weighted"] = {"dW": k * dW, "db": k * db}
        table["batch-means-averaged#added"] = {"dW": dW, "db": db}
    return table


def cut_batches(X: Any, Y_hat: Any, Y: Any, reduction: str, batch_size: int) -> Table:
    """The totals are cut to integers after each batch."""
    table: Table = {}
    for way, nudge in (("", 1.0), ("#below", 1 - 1e-12), ("#above", 1 + 1e-12)):  # where a total is nearly whole
        dW, db = np.array(0.0), np.array(0.0)
        for part in _parts(X, Y_hat - Y, reduction, batch_size):
            dW, db = np.trunc((dW + part["dW"]) * nudge), np.trunc((db + part["db"]) * nudge)
        table[f"integer-truncation{way}"] = {"dW": dW, "db": db}
    return table


def prediction(X: Any, W: Any, b: Any) -> Table:
    """Mistakes in the prediction of the linear model."""
    (M, D), Y_hat = W.shape, np.einsum("nd,md->nm", X, W) + b
    others: Values = {
        "bias-omitted": Y_hat - b,
        "transposed": Y_hat.T,
        "reshaped-not-transposed": X @ W.reshape(D, M) + b,
        "reshaped-not-transposed#result": Y_hat.T.reshape(Y_hat.shape),
        "inputs-forgotten": np.ones_like(X) @ W.T + b,
        "weights-not-transposed": X @ W + b if M == D else None,
        "not-reduced": X[:, None, :] * W[None] + b[None, :, None],
    }
    return with_factors(
        {"": Y_hat}, {"sign-flipped": -1.0, "doubled": 2.0}, {one: {"": value} for one, value in others.items()}
    )


def squared_loss(Y_hat: Any, Y: Any, reduction: str = "sum") -> Table:
    """Mistakes in c times the sum of the squared residuals."""
    N, M = np.shape(Y)
    R, c = Y_hat - Y, share(reduction, N, M)
    where = ("sum", "mean", "row_mean").index(reduction)
    by_reduction = {
        "mean-for-sum": (1 / (N * M), 1, 1),
        "mean-for-sum#always": (1 / (N * M), 1, 1 / M),
        "divided-by-rows": (1 / N, 1, 1),
        "divided-by-rows#always": (1 / N, M, 1),
        "divided-by-elements": (1, 1, 1 / M),
        "sum-for-mean": (1, N * M, N),
        "sum-for-mean#mean": (1, N * M, 1),
        "sum-for-mean#row_mean": (1, 1, N),
        "rows-for-elements": (1, M, 1),
        "averaged-twice": (1, 1 / (N * M), 1 / N),
        "averaged-twice#rows": (1, 1 / N, 1 / N),
        "divided-by-outputs": (1 / M, 1 / M, 1),
    }
    ks = {"sign-flipped": -1.0, "half-loss": 0.5, "doubled": 2.0} | {
        one: float(k[where]) for one, k in by_reduction.items()
    }
    squares = c * R**2
    others = {
        "absolute-error": c * np.sum(np.abs(R)),
        "not-squared": c * np.sum(R),
        "not-squared#reversed": -c * np.sum(R),
        "not-squared#sum": c * np.sum(R) ** 2,
        "not-reduced": squares,
        "summed-one-axis": squares.sum(axis=0),
        "summed-one-axis#rows": squares.sum(axis=1),
        "used-prediction": c * np.sum(Y_hat**2),
        "used-target": c * np.sum(np.square(Y)),
        "first-row-only": squares[0].sum(),
        "first-row-only#own": np.sum(R[0] ** 2) * share(reduction, 1, M),
        "last-row-only": squares[-1].sum(),
        "last-row-only#own": np.sum(R[-1] ** 2) * share(reduction, 1, M),
        "row-left-out": squares[1:].sum(),
        "row-left-out#last": squares[:-1].sum(),
    }
    return with_factors({"": squares.sum()}, ks, {one: {"": value} for one, value in others.items()})


def update(param: Any, grad: Any, lr: float) -> Table:
    """Mistakes in param - lr*grad."""
    param, grad = np.asarray(param, dtype=float), np.asarray(grad, dtype=float)
    made = {
        "ascent": param + lr * grad,
        "returns-step": lr * grad,
        "returns-step#minus": -lr * grad,
        "sign-flipped": lr * grad - param,
    }
    made |= {f"learning-rate-ignored#{rate}": param - rate * grad for rate in RATES}
    return {one: {"": value} for one, value in made.items()}


def descents(X: Any, Y: Any, W: Any, b: Any, lr: float, steps: int) -> Table:
    """Mistakes in a run of gradient descent on the summed squared error: W and b after the steps, the losses before."""
    N, M = np.shape(Y)

    def run(
        steps: int = steps,
        rate: float = lr,
        *,
        k: float = 1.0,
        seen: float = 1.0,
        late: bool = False,
        kept: bool = False,
        fixed: bool = False,
        bias: float = 1.0,
        after: bool = False,
        rows: slice = slice(None),
        loss: Callable[[Any], Any] = np.square,
        half_slope: Callable[[Any], Any] = np.positive,
        inputs: Any = X,
        once: bool = False,
    ) -> Values:
        w, v, losses = np.array(W, dtype=float), np.array(b, dtype=float), []
        old_w, old_v = np.zeros_like(w), np.zeros_like(v)
        for _ in range(steps):
            R = X @ w.T + v - Y
            losses.append(seen * float(np.sum(loss(R[rows]))))
            if once:
                R = X @ W.T + b - Y
            slope = half_slope(R[rows])
            old_w = kept * old_w + 2 * k * slope.T @ inputs[rows]
            w = w - (not fixed) * rate * old_w
            if late:
                slope = (X @ w.T + v - Y)[rows]
            old_v = kept * old_v + 2 * k * slope.sum(axis=0)
            v = v - bias * rate * old_v
            if after:
                losses[-1] = seen * float(np.sum((X @ w.T + v - Y) ** 2))
        return {"W": w, "b": v, "losses": np.array(losses)}

    def by_batches(size: int, k: float = 1.0) -> dict[str, Values]:
        """A step for each batch of rows: with the losses of all rows, of the batches of an epoch, and of each batch."""
        w, v = np.array(W, dtype=float), np.array(b, dtype=float)
        whole, added, each, last = [], [], [], []
        for _ in range(steps):
            whole.append(float(np.sum((X @ w.T + v - Y) ** 2)))
            seen = []
            for start in range(0, N, size):
                rows = slice(start, start + size)
                R = X[rows] @ w.T + v - Y[rows]
                seen.append(float(np.sum(R**2)))
                w, v = w - lr * 2 * k * R.T @ X[rows], v - lr * 2 * k * R.sum(axis=0)
            added.append(sum(seen))
            last.append(seen[-1])
            each += seen
        losses = {"": whole, "#added": added, "#each": each, "#last": last}
        return {way: {"W": w, "b": v, "losses": np.array(values)} for way, values in losses.items()}

    right = run()
    still = {"W": np.array(W, dtype=float), "b": np.array(b, dtype=float)}
    batches = {f"steps-per-sample{way}": made for way, made in by_batches(1).items()}
    for size in range(2, N):
        batches |= {f"mini-batches#{size}{way}": made for way, made in by_batches(size).items()}
    table: Table = batches | {
        "not-updated": {**still, "losses": np.full(steps, run(1)["losses"][0] if steps else 0.0)},
        "weights-not-updated": run(fixed=True),
        "ascent": run(rate=-lr),
        "bias-not-updated": run(bias=0.0),
        "stale-gradient-missed": run(late=True),
        "not-zeroed": run(kept=True),
        "computed-once": {**run(once=True), "losses": np.full(steps, right["losses"][0] if steps else 0.0)},
        "computed-once#gradients": run(once=True),
        "loss-after-step": run(after=True),
        "dropped-two": run(k=0.5),
        "doubled": run(k=2.0),
        "half-loss": run(k=0.5, seen=0.5),
        "half-loss#seen": {"losses": right["losses"] / 2},
        "divided-by-rows": run(k=1 / N, seen=1 / N),
        "divided-by-rows#steps": run(k=1 / N),
        "divided-by-rows#seen": {"losses": right["losses"] / N},
        "divided-by-elements": run(k=1 / (N * M)),
        "mean-for-sum": run(k=1 / (N * M), seen=1 / (N * M)),
        "mean-for-sum#seen": {"losses": right["losses"] / (N * M)},
        "bias-averaged": run(bias=1 / N),
        "absolute-error": run(k=0.5, loss=np.abs, half_slope=np.sign),
        "not-squared": run(k=0.5, loss=np.positive, half_slope=np.ones_like),
        "first-row-only": run(rows=slice(1)),
        "last-row-only": run(rows=slice(-1, None)),
        "inputs-forgotten": run(inputs=np.ones_like(X)),
        "one-step-long": run(steps + 1),
    }
    if steps > 1:
        short, far = run(steps - 1), run(steps + 1)
        table["one-step-short"] = short
        table["one-step-short#steps"] = {"W": short["W"], "b": short["b"]}
        table["one-step-long#steps"] = {"W": far["W"], "b": far["b"]}
    return table | {f"learning-rate-ignored#{rate}": run(rate=rate) for rate in RATES}
