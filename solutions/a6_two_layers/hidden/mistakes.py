"""What listed mistakes make of a network of two layers: tables for the hidden cases of a6_two_layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.cases.tables import Table, Values

from ...shared.factors import RATES, with_factors

_FACTORS = {"sign-flipped": -1.0, "doubled": 2.0}


def _sigmoid(Z: Any) -> Any:
    return 1 / (1 + np.exp(-Z))


def slopes(A: Any) -> Values:
    """What is written for the slope of tanh, from its output."""
    return {
        "slope-omitted": np.ones_like(A),
        "slope-not-squared": 1 - A,
        "derivative-at-input": 1 - np.arctanh(A) ** 2,
        "derivative-at-input#again": 1 - np.tanh(A) ** 2,
        "sigmoid-for-tanh": A * (1 - A),
        "sigmoid-for-tanh#input": _sigmoid(np.arctanh(A)) * (1 - _sigmoid(np.arctanh(A))),
    }


def activation(Z: Any) -> Table:
    """Mistakes in tanh_forward."""
    made = {
        "activation-omitted": Z,
        "sigmoid-for-tanh": _sigmoid(Z),
        "sign-flipped": -np.tanh(Z),
        "upstream-ignored": 1 - np.tanh(Z) ** 2,
    }
    return {one: {"": value} for one, value in made.items()}


def activation_backward(G: Any, A: Any) -> Table:
    """Mistakes in tanh_backward."""
    others: Table = {one: {"": G * slope} for one, slope in slopes(A).items()}
    others |= {
        "upstream-ignored": {"": 1 - A**2},
        "slope-brackets-lost": {"": G - A**2},
        "slope-brackets-lost#squared": {"": (G * (1 - A)) ** 2},
        "slope-at-upstream": {"": A * (1 - G**2)},
        "slope-at-upstream#upstream": {"": G * (1 - G**2)},
        "slope-at-upstream#tanh": {"": G * (1 - np.tanh(G) ** 2)},
        "slope-at-upstream#alone": {"": 1 - G**2},
    }
    return with_factors({"": G * (1 - A**2)}, _FACTORS, others)


def prediction(X: Any, params: Mapping[str, Any]) -> Table:
    """Mistakes in the prediction of the network."""
    W1, b1, W2, b2 = (np.asarray(params[name], dtype=float) for name in ("W1", "b1", "W2", "b2"))
    (H, D), M = W1.shape, len(W2)

    def made(
        up: Any = W1.T,
        v: Any = b1,
        out: Any = W2.T,
        w: Any = b2,
        act: Callable[[Any], Any] = np.tanh,
        last: Callable[[Any], Any] = np.positive,
    ) -> Any:
        return last(act(X @ up + v) @ out + w)

    Y_hat = made()
    others: Values = {
        "bias-omitted": made(v=0, w=0),
        "bias-omitted#hidden": made(v=0),
        "bias-omitted#output": made(w=0),
        "activation-omitted": made(act=np.positive),
        "activation-on-output": made(last=np.tanh),
        "sigmoid-for-tanh": made(act=_sigmoid),
        "transposed": Y_hat.T,
        "reshaped-not-transposed": made(up=W1.reshape(D, H), out=W2.reshape(H, M)),
        "reshaped-not-transposed#hidden": made(up=W1.reshape(D, H)),
        "reshaped-not-transposed#output": made(out=W2.reshape(H, M)),
        "weights-not-transposed": made(up=W1, out=W2) if D == H == M else None,
        "weights-not-transposed#hidden": made(up=W1) if D == H else None,
        "weights-not-transposed#output": made(out=W2) if H == M else None,
    }
    return with_factors({"": Y_hat}, _FACTORS, {one: {"": value} for one, value in others.items()})


def gradients(G: Any, X: Any, A1: Any, W1: Any, W2: Any) -> Table:
    """Mistakes in dW2, db2, dW1, db1 and dX, each as it looks in each of them."""
    (N, M), H, slope = np.shape(G), len(W1), 1 - A1**2

    def made(G: Any = G, X: Any = X, A: Any = A1, back: Any = W2, slope: Any = slope) -> Values:
        """The five from the output on; `A` is what meets G in dW2."""
        return below((G @ back) * slope, X) | {"dW2": G.T @ A, "db2": G.sum(axis=0)}

    def below(dZ1: Any, X: Any = X) -> Values:
        """The three that the gradient reaches behind the tanh."""
        return {"dW1": dZ1.T @ X, "db1": dZ1.sum(axis=0), "dX": dZ1 @ W1}

    right = made()
    dZ1 = (G @ W2) * slope
    others: Table = {one: below((G @ W2) * wrong) for one, wrong in slopes(A1).items()}
    others |= {
        "upstream-ignored": made(G=np.ones_like(G)) | below(slope),
        "upstream-ignored#ones": below((np.ones_like(G) @ W2) * slope),
        "upstream-ignored#weights": {"dX": slope @ W1, "dW2": np.ones_like(G).T @ A1},
        "upstream-ignored#slope": below(slope),
        "slope-brackets-lost": below(G @ W2 - A1**2),
        "slope-at-upstream": below(A1 * (1 - (G @ W2) ** 2)),
        "slope-at-upstream#upstream": below((G @ W2) * (1 - (G @ W2) ** 2)),
        "slope-at-upstream#tanh": below((G @ W2) * (1 - np.tanh(G @ W2) ** 2)),
        "inputs-forgotten": {"dW2": made(A=np.ones_like(A1))["dW2"], "dW1": made(X=np.ones_like(X))["dW1"]},
        "wrong-layer-input": {"dW2": G.T @ X, "dW1": dZ1.T @ A1},
        "wrong-layer-input#sum": {"dW2": G.T @ np.arctanh(A1)},
        "weights-left-out": below(G.sum(axis=1, keepdims=True) * slope) | {"dX": dZ1},
        "weights-left-out#sum": {"dX": dZ1.sum(axis=1, keepdims=True) * np.ones_like(X)},
        "weights-left-out#above": {"dX": (G.sum(axis=1, keepdims=True) * slope) @ W1},
        "transposed": {"dW2": right["dW2"].T, "dW1": right["dW1"].T, "dX": right["dX"].T},
        "reshaped-not-transposed": {name: right[name].T.reshape(right[name].shape) for name in ("dW2", "dW1")},
        "reshaped-not-transposed#upstream": {
            "dW2": G.reshape(M, N) @ A1,
            "dW1": dZ1.reshape(H, N) @ X,
        },
        "first-row-only": {name: made(G[:1], X[:1], A1[:1], slope=slope[:1])[name] for name in _SUMMED},
        "last-row-only": {name: made(G[-1:], X[-1:], A1[-1:], slope=slope[-1:])[name] for name in _SUMMED},
        "not-reduced": {"dW2": G[:, :, None] * A1[:, None, :], "dW1": dZ1[:, :, None] * X[:, None, :]},
        "divided-by-rows": {name: right[name] / N for name in ("dW2", "dW1", "dX")},
        "divided-by-elements": {name: right[name] / (N * M) for name in _SUMMED} if M > 1 else {},
        "bias-averaged": {name: right[name] / N for name in ("db2", "db1")},
    }
    if M == H:
        others["weights-left-out#fits"] = below(G * slope)
        others["weights-left-out#fits#inputs"] = {"dX": (G * slope) @ W1}
    for name, rows in (("db2", G), ("db1", dZ1)):
        others_of_bias = _biases(rows, A1 if name == "db2" else X)
        for one, value in others_of_bias.items():
            others.setdefault(one, {})[name] = value
    return with_factors(right, _FACTORS, others)


_SUMMED = ("dW2", "db2", "dW1", "db1")
"""What is added up over the rows."""


def _biases(rows: Any, into: Any) -> Values:
    """What is made of a bias's gradient, the sum of `rows`, in a layer with the input `into`."""
    total = rows.sum(axis=0)
    return {
        "bias-kept-dims": total[None, :],
        "bias-kept-dims#column": total[:, None],
        "bias-one-number": np.sum(total),
        "bias-one-number#list": np.sum(total, keepdims=True),
        "bias-one-number#repeated": np.full(len(total), np.sum(total)),
        "bias-wrong-axis": rows.sum(axis=1),
        "bias-per-sample": rows,
        "bias-times-input": (rows.T @ into).sum(axis=1),
        "bias-times-input#matrix": rows.T @ into,
    }


def descents(X: Any, Y: Any, params: Mapping[str, Any], lr: float, steps: int) -> Table:
    """Mistakes in a run of gradient descent: the parameters after the steps, the losses before them."""
    N, M = np.shape(Y)
    start = {name: np.asarray(value, dtype=float) for name, value in params.items()}

    def run(
        steps: int = steps,
        rate: float = lr,
        *,
        k: float = 1.0,
        seen: float = 1.0,
        kept: bool = False,
        after: bool = False,
        fixed: tuple[str, ...] = (),
        early: str = "",
        once: bool = False,
        loss: Callable[[Any], Any] = np.square,
    ) -> Values:
        now, losses = dict(start), []
        total = {name: np.zeros_like(value) for name, value in start.items()}

        def forward() -> tuple[Any, Any]:
            A = np.tanh(X @ now["W1"].T + now["b1"])
            return A, 2 * k * (A @ now["W2"].T + now["b2"] - Y)

        first = forward()
        for _ in range(steps):
            A, G = forward()
            losses.append(seen * float(np.sum(loss(G / (2 * k)))))
            A, G = first if once else (A, G)
            old = start["W2"] if once else now["W2"]
            for name, grad in (("W2", G.T @ A), ("b2", G.sum(axis=0))):
                total[name] = kept * total[name] + grad
                now[name] = now[name] - (name not in fixed) * rate * total[name]
            if early == "forward":
                A, G = forward()
            dZ1 = (G @ (now["W2"] if early else old)) * (1 - A**2)
            for name, grad in (("W1", dZ1.T @ X), ("b1", dZ1.sum(axis=0))):
                total[name] = kept * total[name] + grad
                now[name] = now[name] - (name not in fixed) * rate * total[name]
            if after:
                losses[-1] = seen * float(np.sum(loss(forward()[1] / (2 * k))))
        return now | {"losses": np.array(losses)}

    def by_batches(size: int) -> dict[str, Values]:
        """A step for each batch of rows: with the losses of all rows, of the batches of an epoch, and of each batch."""
        now: Values = dict(start)
        losses: dict[str, list[float]] = {"": [], "#added": [], "#each": [], "#last": []}
        for _ in range(steps):
            residuals = np.tanh(X @ now["W1"].T + now["b1"]) @ now["W2"].T + now["b2"] - Y
            losses[""].append(float(np.sum(residuals**2)))
            seen = []
            for first in range(0, N, size):
                x, y = X[first : first + size], Y[first : first + size]
                A = np.tanh(x @ now["W1"].T + now["b1"])
                G = 2 * (A @ now["W2"].T + now["b2"] - y)
                dZ1 = (G @ now["W2"]) * (1 - A**2)
                slopes = {"W1": dZ1.T @ x, "b1": dZ1.sum(axis=0), "W2": G.T @ A, "b2": G.sum(axis=0)}
                now = {name: now[name] - lr * slopes[name] for name in now}
                seen.append(float(np.sum((G / 2) ** 2)))
            losses["#added"].append(sum(seen))
            losses["#last"].append(seen[-1])
            losses["#each"] += seen
        return {way: now | {"losses": np.array(values)} for way, values in losses.items()}

    batches = {f"steps-per-sample{way}": made for way, made in by_batches(1).items()}
    for size in range(2, N):
        batches |= {f"mini-batches#{size}{way}": made for way, made in by_batches(size).items()}
    right = run()["losses"]
    table: Table = batches | {
        "not-updated": run(fixed=tuple(start)),
        "weights-not-updated": run(fixed=("W1", "W2")),
        "ascent": run(rate=-lr),
        "dropped-two": run(k=0.5),
        "doubled": run(k=2.0),
        "half-loss": run(k=0.5, seen=0.5),
        "half-loss#seen": {"losses": right / 2},
        "divided-by-rows": run(k=1 / N, seen=1 / N),
        "divided-by-rows#steps": run(k=1 / N),
        "divided-by-rows#seen": {"losses": right / N},
        "mean-for-sum": run(k=1 / (N * M), seen=1 / (N * M)),
        "mean-for-sum#steps": run(k=1 / (N * M)),
        "mean-for-sum#seen": {"losses": right / (N * M)},
        "not-squared": {"losses": run(loss=np.positive)["losses"]},
        "absolute-error": {"losses": run(loss=np.abs)["losses"]},
        "not-zeroed": run(kept=True),
        "computed-once": {**run(once=True), "losses": np.full(steps, right[0] if steps else 0.0)},
        "computed-once#gradients": run(once=True),
        "loss-after-step": run(after=True),
        "bias-not-updated": run(fixed=("b1", "b2")),
        "bias-not-updated#hidden": run(fixed=("b1",)),
        "bias-not-updated#output": run(fixed=("b2",)),
        "layer-not-updated": run(fixed=("W1", "b1")),
        "layer-not-updated#output": run(fixed=("W2", "b2")),
        "updated-too-early": run(early="weights"),
        "updated-too-early#forward": run(early="forward"),
        "one-step-long": run(steps + 1),
    }
    if steps > 1:
        short, far = run(steps - 1), run(steps + 1)
        table["one-step-short"] = short
        table["one-step-short#steps"] = {name: short[name] for name in start}
        table["one-step-long#steps"] = {name: far[name] for name in start}
    return table | {f"learning-rate-ignored#{rate}": run(rate=rate) for rate in RATES}


def cut_descents(X: Any, Y: Any, params: Mapping[str, Any], lr: float, steps: int) -> Table:
    """A run whose parameters are put into integer arrays after every step."""
    now, losses = {name: np.asarray(value, dtype=float) for name, value in params.items()}, []
    for _ in range(steps):
        A = np.tanh(X @ now["W1"].T + now["b1"])
        R = A @ now["W2"].T + now["b2"] - Y
        dZ1 = 2 * (R @ now["W2"]) * (1 - A**2)
        losses.append(float(np.sum(R**2)))
        slopes = {"W1": dZ1.T @ X, "b1": dZ1.sum(axis=0), "W2": 2 * R.T @ A, "b2": 2 * R.sum(axis=0)}
        now = {name: np.trunc(now[name] - lr * slopes[name]) for name in now}
    return {"integer-truncation": now | {"losses": np.array(losses)}}
