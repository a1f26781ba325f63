"""What listed mistakes make of a model and its training, by the names of the parameters: tables for a5's cases."""

import numpy as np

from autograder.cases.tables import once

from ...shared import linear_model
from ...shared.runs import wrong_ends

NAMES = ("linear.weight", "linear.bias")
"""The parameters as torch registers them."""


def wrong_predictions(p):
    return linear_model.prediction(p.X, p.W, p.b)


def wrong_pulls(p):
    """What backward(G) leaves in the model where its prediction is wrong."""
    dW, db = p.pulled
    fits = dW.shape[0] == dW.shape[1]
    made = {
        "sign-flipped": (-dW, -db),
        "doubled": (2 * dW, 2 * db),
        "bias-omitted": (dW, 0 * db),
        "inputs-forgotten": (p.G.T @ np.ones_like(p.X), db),
        "reshaped-not-transposed": (dW.T.reshape(dW.shape), db),
        "weights-not-transposed": (dW.T, db) if fits else (None, None),
    }
    return {one: dict(zip(NAMES, values, strict=True)) for one, values in made.items()}


def wrong_gradients(p):
    table = linear_model.linear_gradients(p.X, p.Y_hat, p.Y)
    return {one: {NAMES[what == "db"]: value for what, value in made.items()} for one, made in table.items()}


def wrong_runs(p, steps):
    table = linear_model.descents(p.X, p.Y, p.W, p.b, p.lr, steps)
    names = {"W": NAMES[0], "b": NAMES[1], "losses": "losses"}
    return {one: {names[what]: value for what, value in made.items()} for one, made in table.items()}


def wrong_fits(p, steps, noted):
    """As wrong_runs, with the mistakes in where to end, where `noted` is the list of losses that came out."""
    states = [dict(zip(NAMES, state, strict=True)) for state in p.path[: steps + 1]]
    return once(wrong_runs, p, steps) | wrong_ends(states, p.losses[:steps], noted)


def wrong_steps(p, steps):
    """As wrong_runs, with the losses apart; the number of steps is not the submission's to choose."""
    table = {one: made for one, made in wrong_runs(p, steps).items() if not one.startswith("one-step")}
    for made in table.values():
        made.update({f"loss {number}": loss for number, loss in enumerate(made.pop("losses", ()), 1)})
    return table


def wrong_stale(p):
    """The gradients that were there before the call count as well."""
    dW, db = (g + old for g, old in zip(p.grads, p.pulled, strict=True))
    return {"not-zeroed#before": {NAMES[0]: p.W - p.lr * dW, NAMES[1]: p.b - p.lr * db}}
