"""What listed mistakes make of losses, gradients, step sizes and scalings: tables for the cases of a4_more_data."""

import numpy as np

from ...shared import linear_model
from ...shared.factors import with_factors
from ...shared.linear_model import share


def wrong_losses(p, reduction):
    return linear_model.squared_loss(p.Y_hat, p.Y, reduction)


def wrong_gradients(p, reduction):
    return linear_model.linear_gradients(p.X, p.Y_hat, p.Y, reduction, W=p.W, b=p.b)


def wrong_sums(p, reduction, batch_size):
    """Mistakes in the sum over batches, beside those in any gradient."""
    of_batches = p.X, p.Y_hat, p.Y, reduction, batch_size
    table = wrong_gradients(p, reduction) | linear_model.batches(*of_batches)
    return table | linear_model.batch_means(*of_batches) | linear_model.without_short_batch(*of_batches)


def cut_sums(p, reduction, batch_size):
    """The totals stay integers after every batch."""
    return linear_model.cut_batches(p.X, p.Y_hat, p.Y, reduction, batch_size)


def wrong_limits(p, reduction):
    """A factor on the loss, and on its curvature, divides the limit."""
    ks = linear_model.factors(reduction, len(p.X), p.M)
    made = with_factors({"": 1 / p.lr}, ks, {})
    without = 2 / np.linalg.eigvalsh(2 * share(reduction, len(p.X), p.M) * p.X.T @ p.X)[-1]
    return {one: {"": 1 / values[""]} for one, values in made.items()} | {"bias-omitted": {"": without}}


def cut_limits(p, reduction):
    """The Hessian is put into an integer array."""
    A = np.column_stack([p.X, np.ones(len(p.X))])
    hessian = np.trunc(2 * share(reduction, len(p.X), p.M) * A.T @ A)
    return {"integer-truncation": {"": 2 / np.linalg.eigvalsh(hessian)[-1]}}


def wrong_scalings(p):
    """Mistakes in the standard deviation, and in what is divided by it; none in the mean."""
    rows, constant, table = len(p.X), np.ptp(p.X, axis=0) == 0, {}
    if constant.any():
        table["constant-std-zero"] = {"std": np.where(constant, 0.0, p.std)}
    if rows > 1:
        k = np.where(constant, 1.0, np.sqrt(rows / (rows - 1)))
        table["root-forgotten"] = {"std": p.std**2, "Xs": p.Xs / p.std}
        table["divided-by-n-minus-one"] = {"std": k * p.std, "Xs": p.Xs / k}
    return table


def wrong_models(p):
    """Mistakes in undoing the scaling."""
    plain, multiplied = p.bs - p.Ws @ p.mean, p.bs - (p.Ws * p.std) @ p.mean
    return {
        "means-left-out": {"b": p.bs},
        "means-left-out#added": {"b": 2 * p.bs - p.b},
        "weights-not-divided": {"W": p.Ws, "b": plain},
        "weights-not-divided#weights": {"W": p.Ws},
        "weights-not-divided#bias": {"b": plain},
        "weights-not-divided#multiplied": {"W": p.Ws * p.std, "b": multiplied},
        "weights-not-divided#multiplied_weights": {"W": p.Ws * p.std},
        "transposed": {"W": p.W.T},
        "bias-kept-dims": {"b": p.b[None, :]},
        "bias-kept-dims#column": {"b": p.b[:, None]},
    }
