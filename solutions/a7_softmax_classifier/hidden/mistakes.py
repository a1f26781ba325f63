"""What listed mistakes make of a softmax classifier: tables for the hidden cases of a7_softmax_classifier."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.cases.tables import Table, Values

from ...shared.factors import with_factors

_SMALL = (1e-300, 1e-16, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5)
"""Numbers that are added to a probability so that its log exists."""


def _softmax(Z: Any) -> Any:
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)


def _wrong_probabilities(Z: Any) -> Values:
    """What stands in the place of the probabilities."""
    over_rows, over_all = np.exp(Z - np.max(Z, axis=0)), np.exp(Z - np.max(Z))
    return {
        "softmax-wrong-axis": over_rows / over_rows.sum(axis=0),
        "softmax-wrong-axis#all": over_all / over_all.sum(),
        "not-normalised": np.exp(Z),
        "not-normalised#shifted": np.exp(Z - np.max(Z, axis=1, keepdims=True)),
        "softmax-twice": _softmax(_softmax(Z)),
        "softmax-omitted": np.asarray(Z, dtype=float),
    }


def _one_hot(labels: Any, K: int) -> Any:
    return np.eye(K)[labels]


def _narrow(labels: Any, K: int) -> Any:
    """A one-hot table with as many columns as the largest label asks for; None where it does not fit K classes."""
    width = int(np.max(labels)) + 1
    return np.eye(width)[labels] if width in (1, K) else None


def probabilities(Z: Any) -> Table:
    """Mistakes in softmax."""
    made = _wrong_probabilities(Z) | {"transposed": _softmax(Z).T}
    return {one: {"": value} for one, value in made.items()}


def losses(Z: Any, labels: Any) -> Table:
    """Mistakes in the cross-entropy."""
    (N, K), P, rows = np.shape(Z), _softmax(Z), np.arange(len(Z))
    each = -np.log(P[rows, labels])
    wrong = _wrong_probabilities(Z)
    others: Values = {
        one: np.mean(-np.log(wrong[one][rows, labels]))
        for one in wrong
        if one not in ("softmax-omitted", "not-normalised")  # the log of exp(Z) is Z
    }
    others |= {
        "softmax-omitted": np.mean(-Z[rows, labels]),
        "softmax-omitted#log": np.mean(-np.log(Z[rows, labels])),
        "one-hot-shifted": np.mean(-np.log(P[rows, labels - 1])),
        "one-hot-shifted#up": np.mean(-np.log(P[rows, (labels + 1) % K])),
        "log-forgotten": np.mean(P[rows, labels]),
        "log-forgotten#minus": -np.mean(P[rows, labels]),
        "log-forgotten#one": np.mean(1 - P[rows, labels]),
        "every-label-in-every-row": np.mean(-np.log(P[:, labels])),
        "every-label-in-every-row#sum": np.sum(-np.log(P[:, labels])) / N,
        "every-class-counted": np.mean(-np.log(P).sum(axis=1)),
        "every-class-counted#mean": np.mean(-np.log(P)),
        "not-reduced": each,
        "first-row-only": each[0],
        "last-row-only": each[-1],
        "sum-for-mean": np.sum(each),
        "divided-by-elements": np.sum(each) / (N * K),
        "averaged-twice": np.mean(each) / N,
    }
    narrow = _narrow(labels, K)
    others["one-hot-too-narrow"] = None if narrow is None else np.mean(-np.sum(narrow * np.log(P), axis=1))
    for small in _SMALL:
        others[f"log-of-zero#{small}"] = np.mean(-np.log(P[rows, labels] + small))
        others[f"log-of-zero#clipped {small}"] = np.mean(-np.log(np.maximum(P[rows, labels], small)))
    return with_factors(
        {"": np.mean(each)}, {"sign-flipped": -1.0}, {one: {"": value} for one, value in others.items()}
    )


def _score_gradients(Z: Any, labels: Any) -> tuple[Any, Values]:
    """dL/dZ, and what mistakes make of it."""
    (N, K), P = np.shape(Z), _softmax(Z)
    Y = _one_hot(labels, K)
    made: Values = {one: (wrong - Y) / N for one, wrong in _wrong_probabilities(Z).items()}
    narrow = _narrow(labels, K)
    made |= {
        "one-hot-too-narrow": None if narrow is None else (P - narrow) / N,
        "one-hot-forgotten": P / N,
        "one-hot-forgotten#labels": (P - np.asarray(labels)[:, None]) / N,
        "one-hot-shifted": (P - _one_hot(labels - 1, K)) / N,
        "one-hot-shifted#up": (P - _one_hot((labels + 1) % K, K)) / N,
        "every-label-in-every-row": (P - Y.max(axis=0)) / N,
        "every-label-in-every-row#counted": (P - Y.sum(axis=0)) / N,
        "label-only": (P - 1) * Y / N,
        "label-only#others": P * (1 - Y) / N,
        "stopped-at-probabilities": -Y / P / N,
        "not-averaged": P - Y,
        "divided-by-elements": (P - Y) / (N * K),
        "averaged-twice": (P - Y) / N**2,
    }
    return (P - Y) / N, made


def score_gradients(Z: Any, labels: Any) -> Table:
    """Mistakes in grad_logits."""
    right, made = _score_gradients(Z, labels)
    others = made | {"transposed": right.T}
    return with_factors(
        {"": right}, {"sign-flipped": -1.0, "doubled": 2.0}, {one: {"": value} for one, value in others.items()}
    )


def gradients(X: Any, labels: Any, W: Any, b: Any) -> Table:
    """Mistakes in dW and db of the linear classifier."""

    def both(G: Any, X: Any = X) -> Values:
        return {"dW": G.T @ X, "db": G.sum(axis=0)}

    right_G, made = _score_gradients(X @ W.T + b, labels)
    right = both(right_G)
    dW, db = right["dW"], right["db"]
    others: Table = {one: both(G) if G is not None else {"dW": None, "db": None} for one, G in made.items()}
    others |= {
        "inputs-forgotten": {"dW": both(right_G, np.ones_like(X))["dW"]},
        "transposed": {"dW": dW.T},
        "reshaped-not-transposed": {"dW": dW.T.reshape(dW.shape)},
        "first-row-only": both(right_G[:1], X[:1]),
        "last-row-only": both(right_G[-1:], X[-1:]),
        "bias-omitted": both(_score_gradients(X @ W.T, labels)[0]),
        "bias-averaged": {"db": db / len(X)},
        "bias-kept-dims": {"db": db[None, :]},
        "bias-kept-dims#column": {"db": db[:, None]},
        "bias-per-sample": {"db": right_G},
        "bias-wrong-axis": {"db": right_G.sum(axis=1)},
        "bias-one-number": {"db": np.sum(db)},
        "bias-times-input": {"db": dW.sum(axis=1)},
        "bias-times-input#matrix": {"db": dW},
    }
    fits = W.shape[0] == W.shape[1]
    others["weights-not-transposed"] = (
        both(_score_gradients(X @ W + b, labels)[0]) if fits else {"dW": None, "db": None}
    )
    return with_factors(right, {"sign-flipped": -1.0, "doubled": 2.0}, others)


def cut_losses(Z: Any, labels: Any) -> Table:
    """The log-probabilities are put into an integer array."""
    logs = np.trunc(np.log(_softmax(Z)))
    return {"integer-truncation": {"": -np.mean(logs[np.arange(len(Z)), labels])}}
