"""Networks of two layers for the hidden cases, each with what two oracles say should come out."""

from dataclasses import dataclass

import numpy as np

from autograder.cases import cross_check, integers
from autograder.cases.by_torch import SGD, torch

PARAMS = ("W1", "b1", "W2", "b2")
GRADIENTS = ("W2", "b2", "W1", "b1", "X")
"""In the order of the backward pass, which is the order in which mistakes are told."""

MOBILITY = [
    (-3.067, 80.574), (-2.840, 89.076), (-2.633, 92.405), (-2.322, 101.060), (-1.501, 401.672), (-1.212, 635.316),
    (-0.915, 894.206), (-0.545, 1080.914), (-0.109, 1260.531), (0.119, 1327.543), (0.963, 1425.208), (2.200, 1457.628),
]  # fmt: skip
"""A third of the course's own data."""


@dataclass(frozen=True)
class Activation:
    """Entries before and after a tanh, an upstream gradient, and what it is before the tanh."""

    Z: np.ndarray
    A: np.ndarray
    G: np.ndarray
    through: np.ndarray


@dataclass(frozen=True)
class Problem:
    """A network, a batch, an upstream gradient, and what each function should make of them."""

    X: np.ndarray
    params: dict[str, np.ndarray]
    G: np.ndarray
    Y_hat: np.ndarray
    cache: dict[str, np.ndarray]
    grads: dict[str, np.ndarray]


@dataclass(frozen=True)
class Run:
    """A start, and where gradient descent is after `epochs` steps."""

    X: np.ndarray
    Y: np.ndarray
    params: dict[str, np.ndarray]
    lr: float
    epochs: int
    states: list[dict[str, np.ndarray]]
    """The parameters after 0, 1, ... steps."""
    losses: np.ndarray
    """The loss before each of these steps."""


def tensor(value, *, leaf=True):
    return torch.tensor(value, dtype=torch.float64, requires_grad=leaf)


DRAWN = (0, 0, 0, 0)
"""In the place of a shape: sizes that nobody knows before. No other case has as many rows."""


def sizes(rng, shape):
    return tuple(map(int, (rng.integers(13, 21), *rng.integers(2, 21, 3)))) if shape == DRAWN else shape


def activation(rng, shape):
    shape = sizes(rng, DRAWN)[:2] if shape == DRAWN[:2] else shape
    return activated(rng.standard_normal(shape), rng.standard_normal(shape))


def special_activation(rng, kind):
    """Entries that are `"tiny"`, upstream gradients that are `"large"`, or zeros and ties in both."""
    Z, G = rng.standard_normal((4, 3)), rng.standard_normal((4, 3))
    if kind == "zeros":
        Z[0], Z[:, 1], G[2], G[3, 1] = 0.0, Z[2, 0], 0.0, G[1, 0]
    return activated(Z * (1e-9 if kind == "tiny" else 1), G * {"tiny": 1e-9, "large": 1e9, "zeros": 1}[kind])


def integer_activation(rng):
    """Integers before the tanh; upstream gradients of integers, which the slope takes off the integers."""
    return activated(rng.choice([-2, -1, 1, 2], (3, 4)), integers(rng, (3, 4)))


def activated(Z, G):
    """The tanh and its backward pass by torch, and by the exponentials and a difference of complex numbers."""
    t_Z = tensor(Z)
    t_A = torch.tanh(t_Z)
    t_A.backward(tensor(G, leaf=False))
    cross_check(t_A.detach().numpy(), np.expm1(2.0 * Z) / (np.expm1(2.0 * Z) + 2))
    cross_check(t_Z.grad.numpy(), G * np.tanh(Z + 1e-30j).imag / 1e-30)
    return Activation(Z, t_A.detach().numpy(), G, t_Z.grad.numpy())


def network(rng, shape):
    """Parameters whose hidden sums are of the size of 1, so that the tanh is neither a line nor a step."""
    _, D, H, M = shape
    return {
        "W1": rng.standard_normal((H, D)) / np.sqrt(D),
        "b1": rng.standard_normal(H) / 2,
        "W2": rng.standard_normal((M, H)),
        "b2": rng.standard_normal(M),
    }


def problem(rng, shape):
    N, D, _, M = shape = sizes(rng, shape)
    return solved(rng.standard_normal((N, D)), network(rng, shape), rng.standard_normal((N, M)))


def special_problem(rng, kind):
    """Upstream gradients and output weights that are `"large"`, inputs that are `"tiny"`, or zeros and equal rows."""
    X, params, G = rng.standard_normal((6, 4)), network(rng, (6, 4, 3, 2)), rng.standard_normal((6, 2))
    if kind == "large":
        return solved(X, params | {"W2": params["W2"] * 1e6, "b2": params["b2"] * 1e6}, G * 1e6)
    if kind == "tiny":
        return solved(X * 1e-5, params | {"b1": params["b1"] * 1e-5, "b2": params["b2"] * 1e-5}, G * 1e-5)
    X[0], X[:, 2], X[3], G[1] = 0.0, 0.0, X[2], 0.0
    params["b1"][0], params["W2"][1] = 0.0, 0.0
    return solved(X, params, G)


def integer_problem(rng):
    """Integer inputs, output weights, biases and upstream gradients; hidden weights of fractions, so no tanh is 1."""
    params = {
        "W1": rng.uniform(0.05, 0.1, (3, 4)) * rng.choice([-1, 1], (3, 4)),
        "b1": rng.choice([-1, 1], 3),
        "W2": integers(rng, (2, 3)),
        "b2": integers(rng, 2),
    }
    return solved(integers(rng, (5, 4)), params, integers(rng, (5, 2)))


def solved(X, params, G):
    """The expected values by autograd, by formula, and along one direction by a step into the complex numbers."""
    leaves = {name: tensor(value) for name, value in {"X": X, **params}.items()}
    linear = torch.nn.functional.linear
    hidden = torch.tanh(linear(leaves["X"], leaves["W1"], leaves["b1"]))
    t_Y_hat = linear(hidden, leaves["W2"], leaves["b2"])
    t_Y_hat.backward(tensor(G, leaf=False))
    grads = {name: leaves[name].grad.numpy() for name in GRADIENTS}

    W1, W2 = params["W1"], params["W2"]
    A1 = np.tanh(np.einsum("nd,hd->nh", X, W1) + params["b1"])
    Y_hat = np.einsum("nh,mh->nm", A1, W2) + params["b2"]
    dZ1 = np.einsum("nm,mh,nh->nh", G, W2, 1 - A1**2)
    cross_check(t_Y_hat.detach().numpy(), Y_hat)
    cross_check(hidden.detach().numpy(), A1)
    cross_check(grads["W2"], np.einsum("nm,nh->mh", G, A1))
    cross_check(grads["b2"], np.einsum("nm->m", G))
    cross_check(grads["W1"], np.einsum("nh,nd->hd", dZ1, X))
    cross_check(grads["b1"], np.einsum("nh->h", dZ1))
    cross_check(grads["X"], np.einsum("nh,hd->nd", dZ1, W1))
    cross_check(*directional(X, params, G, grads))
    return Problem(X, params, G, Y_hat, {"X": X, "A1": A1, "W1": W1, "W2": W2}, grads)


def directional(X, params, G, grads):
    """The slope of sum(G * Y_hat) along one direction in all arguments at once: measured, and by the gradients."""
    step, along = 1e-30j, {name: np.cos(1.0 + np.arange(g.size)).reshape(g.shape) for name, g in grads.items()}
    v = {name: value + step * along[name] for name, value in {"X": X, **params}.items()}
    Y_hat = np.tanh(v["X"] @ v["W1"].T + v["b1"]) @ v["W2"].T + v["b2"]
    return np.sum(G * Y_hat).imag / step.imag, sum(np.sum(grads[name] * along[name]) for name in grads)


def run(rng, shape, epochs):
    drawn, shape = shape == DRAWN, sizes(rng, shape)
    N, D, _, M = shape
    X, Y = rng.standard_normal((N, D)), rng.standard_normal((N, M))
    return trained(X, Y, network(rng, shape), float(rng.uniform(0.004, 0.007)) / (6 if drawn else 1), epochs)


def mobility_run(rng, epochs=None):
    """Three hidden units on standardised measurements; a number of steps that nobody knows before, if none is given."""
    epochs = epochs or int(rng.integers(33, 45))
    table = np.array(MOBILITY)
    table = (table - table.mean(axis=0)) / table.std(axis=0)
    return trained(table[:, :1], table[:, 1:], network(rng, (12, 1, 3, 1)), float(rng.uniform(0.008, 0.012)), epochs)


def resting_run(rng, loss, epochs):
    """A run that starts where the gradients are zero: the loss is `"zero"` there, or `"noisy"`.

    All that counts are whole numbers, which are not rounded: the loss stays exactly as it is.
    """
    params = network(rng, (6, 3, 2, 2)) | {"b2": integers(rng, 2).astype(float)}
    if loss == "zero":
        X, above = rng.standard_normal((6, 3)), np.zeros((3, 2))
        params["W2"] = np.zeros((2, 2))
    else:
        X, above = np.zeros((6, 3)), integers(rng, (3, 2)).astype(float)
        # no row adds up to 0: hidden units that are alike, but not 0, as with a wrong tanh, move the predictions
        W2 = rng.choice([-1.0, 1.0], (2, 1)) * rng.choice([1.0, 2.0], (2, 2))
        params |= {"b1": np.zeros(2), "W2": W2}
    return trained(X, params["b2"] + np.vstack([above, -above]), params, 1e-3, epochs)


def growing_run(rng, epochs):
    """A run at a rate that is too large, so that the loss grows with each step.

    Only the output bias moves: inputs, hidden biases and output weights of zeros keep the rest where it is. A network
    that moves as a whole would multiply its rounding errors as well.
    """
    Y = rng.standard_normal((6, 2))
    params = network(rng, (6, 3, 2, 2)) | {"b1": np.zeros(2), "W2": np.zeros((2, 2))}
    params["b2"] = Y.mean(axis=0) + rng.uniform(1, 2, 2)
    return trained(np.zeros((6, 3)), Y, params, 1.3 / 6, epochs)


def integer_run(rng):
    """Integer data and integer starting values."""
    params = {name: rng.choice([-1, 1], value.shape) for name, value in network(rng, (5, 2, 3, 2)).items()}
    return trained(rng.choice([-1, 1], (5, 2)), integers(rng, (5, 2)), params, 0.003, 4)


def trained(X, Y, params, lr, epochs):
    """The trajectory by torch.optim.SGD, and by the formulas."""
    leaves = {name: tensor(value) for name, value in params.items()}
    optimizer = SGD(leaves.values(), lr=lr)
    linear, t_X, t_Y = torch.nn.functional.linear, tensor(X, leaf=False), tensor(Y, leaf=False)
    by_torch = []
    for _ in range(epochs):
        optimizer.zero_grad()
        hidden = torch.tanh(linear(t_X, leaves["W1"], leaves["b1"]))
        loss = torch.nn.functional.mse_loss(linear(hidden, leaves["W2"], leaves["b2"]), t_Y, reduction="sum")
        loss.backward()
        by_torch.append(loss.item())
        optimizer.step()

    now, losses = {name: np.asarray(params[name], float) for name in PARAMS}, []
    states = [now]
    for _ in range(epochs):
        A1 = np.tanh(np.einsum("nd,hd->nh", X, now["W1"]) + now["b1"])
        R = np.einsum("nh,mh->nm", A1, now["W2"]) + now["b2"] - Y
        dZ1 = 2 * np.einsum("nm,mh->nh", R, now["W2"]) * (1 - A1**2)
        slopes = {"W1": dZ1.T @ X, "b1": dZ1.sum(axis=0), "W2": 2 * R.T @ A1, "b2": 2 * R.sum(axis=0)}
        losses.append(float(np.einsum("nm,nm->", R, R)))
        now = {name: now[name] - lr * slopes[name] for name in PARAMS}
        states.append(now)
    for name in PARAMS:
        cross_check(leaves[name].detach().numpy(), now[name])
    cross_check(np.array(by_torch), np.array(losses))
    return Run(X, Y, params, lr, epochs, states, np.array(losses))
