"""Networks, batches and runs for the hidden cases, each with what two oracles say should come out."""

import functools
import itertools
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from autograder.cases import cross_check
from autograder.cases.by_torch import SGD, torch

from . import formulas

PARAMS = formulas.PARAMS

DRAWN = (0, 0, 0, 0)
"""In the place of a shape: sizes that nobody knows before."""


@dataclass(frozen=True)
class Labels:
    """Labels, the number of classes, and a row for each label."""

    labels: np.ndarray
    K: int
    rows: np.ndarray


@dataclass(frozen=True)
class Layer:
    """A linear layer, its inputs, an upstream gradient, and what comes of them."""

    X: np.ndarray
    W: np.ndarray
    b: np.ndarray
    G: np.ndarray
    data: np.ndarray
    grads: dict[str, np.ndarray]


@dataclass(frozen=True)
class Network:
    """A network, a batch with labels, an upstream gradient of the scores, and what comes of them."""

    X: np.ndarray
    params: dict[str, np.ndarray]
    labels: np.ndarray
    G: np.ndarray
    scores: np.ndarray
    grads: dict[str, np.ndarray]
    """Of the sum of G times the scores."""
    loss: float
    slopes: dict[str, np.ndarray]
    """Of the loss."""
    d_scores: np.ndarray
    """Of the loss, with respect to the scores."""


@dataclass(frozen=True)
class Run:
    """A start, what is asked for, and where it ends."""

    X: np.ndarray
    params: dict[str, np.ndarray]
    labels: np.ndarray
    lr: float
    epochs: int
    batch_size: int
    seed: int
    grads: dict[str, np.ndarray] | None
    losses: np.ndarray
    end: dict[str, np.ndarray]

    @property
    def asked(self):
        """The arguments of the helper's `run`."""
        return self.params, self.X, self.labels, self.lr, self.epochs, self.batch_size, self.seed, self.grads

    @property
    def orders(self):
        """The order of the rows in each epoch, as the generator draws them."""
        return list(itertools.islice(self.draws(), self.epochs))

    def draws(self):
        """All orders that the generator draws, without end."""
        rng = np.random.default_rng(self.seed)
        while True:
            yield rng.permutation(len(self.X))


@dataclass(frozen=True)
class HeldBack:
    """Some digits to learn from, a start, and the digits that are held back."""

    X: np.ndarray
    labels: np.ndarray
    params: dict[str, np.ndarray]
    seed: int
    X_held: np.ndarray
    labels_held: np.ndarray


def sizes(rng, shape):
    return tuple(map(int, (rng.integers(13, 19), *rng.integers(3, 9, 3)))) if shape == DRAWN else shape


def drawn_labels(rng, N, K, kind="int64"):
    """Labels of which none is the last class, and at least one each is of the first and of the one before the last."""
    labels = rng.integers(0, K - 1, N)
    if N > 1:
        labels[rng.permutation(N)[:2]] = 0, K - 2
    return labels.astype(kind)


def rows_of(rng, N, K, kind="int64"):
    if N == 0:
        N, K = map(int, rng.integers(8, 15, 2))
    labels = drawn_labels(rng, N, K, kind)
    rows = torch.nn.functional.one_hot(torch.tensor(labels.astype(np.int64)), K).numpy().astype(np.float64)
    cross_check(rows, labels[:, None].astype(int) == np.arange(K), what="the rows")
    return Labels(labels, K, rows)


def tensor(value, *, leaf=True):
    return torch.tensor(value, dtype=torch.float64, requires_grad=leaf)


def layer(rng, shape):
    N, D, _, M = sizes(rng, shape)
    X, W, b, G = (rng.standard_normal(size) for size in ((N, D), (M, D), M, (N, M)))
    leaves = [tensor(one) for one in (W, b, X)]
    data = torch.nn.functional.linear(leaves[2], *leaves[:2])
    data.backward(tensor(G, leaf=False))
    grads = {name: leaf.grad.numpy() for name, leaf in zip(("W", "b", "X"), leaves, strict=True)}
    cross_check(data.detach().numpy(), np.einsum("nd,md->nm", X, W) + b, what="the layer")
    for name, by_formula in (("W", G.T @ X), ("b", G.sum(axis=0)), ("X", G @ W)):
        cross_check(grads[name], by_formula, what=f"the gradient of {name}")
    return Layer(X, W, b, G, data.detach().numpy(), grads)


def parameters(rng, shape):
    """Hidden sums of the size of 1, half of them below 0; biases that count."""
    _, D, H, K = shape
    return {
        "W1": rng.standard_normal((H, D)) / np.sqrt(D),
        "b1": rng.standard_normal(H) / 2,
        "W2": rng.standard_normal((K, H)),
        "b2": rng.standard_normal(K),
    }


def network(rng, shape, kind="int64", scale=1.0):
    """A batch; with a large `scale` the scores are in the thousands."""
    N, D, _, K = shape = sizes(rng, shape)
    params = parameters(rng, shape)
    params |= {"W2": params["W2"] * scale, "b2": params["b2"] * scale}
    while True:
        X = rng.standard_normal((N, D))
        sums = X @ params["W1"].T + params["b1"]
        if np.abs(sums).min() > 1e-3 and (N == 1 or ((sums > 0).any() and (sums < 0).any())):
            return solved(X, params, drawn_labels(rng, N, K, kind), rng.standard_normal((N, K)))


def answered(rng, shape):
    """A batch of which some rows are right; in others the smallest score stands at the label, in the rest neither.

    How many of each there are is the same at every seed, so no two mistakes have the same share by chance.
    """
    while True:
        found = network(rng, shape)
        order = found.scores.argsort(axis=1)
        N = len(order)
        right, smallest = max(1, (2 * N) // 5), N // 4
        kind = rng.permutation(N)
        labels = order[np.arange(N), np.where(kind < right, -1, np.where(kind < right + smallest, 0, 1))]
        by_column = found.scores.argmax(axis=0)  # where these are as many as the rows, they must not be right as often
        if len(by_column) != N or N == 1 or np.sum(by_column == labels) not in (0, right):
            return solved(found.X, found.params, labels, found.G)


def one_class(rng):
    """All rows are of the first class."""
    found = network(rng, (6, 4, 3, 5))
    return solved(found.X, found.params, np.zeros(6, dtype="uint8"), found.G)


def solved(X, params, labels, G):
    """What is right by torch's autograd and by the formulas of assignments 6 and 7."""
    leaves = {name: tensor(value) for name, value in params.items()}
    linear = torch.nn.functional.linear
    scores = linear(torch.relu(linear(tensor(X, leaf=False), leaves["W1"], leaves["b1"])), leaves["W2"], leaves["b2"])
    scores.backward(tensor(G, leaf=False), retain_graph=True)
    grads = {name: leaf.grad.clone().numpy() for name, leaf in leaves.items()}
    for leaf in leaves.values():
        leaf.grad = None
    loss = torch.nn.functional.cross_entropy(scores, torch.tensor(labels.astype(np.int64)))
    (d_scores,) = torch.autograd.grad(loss, scores, retain_graph=True)
    loss.backward()
    slopes = {name: leaf.grad.numpy() for name, leaf in leaves.items()}
    Z = scores.detach().numpy()
    value, by_formula = formulas.cross_entropy(Z, labels)
    cross_check(Z, formulas.forward(X, params), what="the scores")
    cross_check(loss.item(), value, what="the loss")
    cross_check(d_scores.numpy(), by_formula, what="the gradient of the scores")
    for name in PARAMS:
        cross_check(grads[name], formulas.backward(G, X, params)[name], what=f"the gradient of {name} for the scores")
        cross_check(slopes[name], formulas.backward(by_formula, X, params)[name], what=f"the gradient of {name}")
    return Network(X, params, labels, G, Z, grads, loss.item(), slopes, d_scores.numpy())


def run(rng, shape, batch_size, epochs, lr=0.4, used=False):
    """A run; with `used` the tensors hold gradients at the start."""
    start = network(rng, shape)
    grads = {name: rng.standard_normal(value.shape) for name, value in start.params.items()} if used else None
    asked = Run(
        start.X, start.params, start.labels, lr, epochs, batch_size, int(rng.integers(2**31)), grads, np.empty(0), {}
    )
    leaves = {name: tensor(value) for name, value in asked.params.items()}
    optimizer, losses = SGD(leaves.values(), lr), []
    linear, X = torch.nn.functional.linear, tensor(asked.X, leaf=False)
    for order in asked.orders:
        for first in range(0, len(order), batch_size):
            rows = torch.tensor(order[first : first + batch_size])
            hidden = torch.relu(linear(X[rows], leaves["W1"], leaves["b1"]))
            labels = torch.tensor(asked.labels.astype(np.int64))[rows]
            loss = torch.nn.functional.cross_entropy(linear(hidden, leaves["W2"], leaves["b2"]), labels)
            optimizer.zero_grad()
            loss.backward()
            losses.append(loss.item())
            optimizer.step()
    end = {name: leaf.detach().numpy() for name, leaf in leaves.items()}
    by_formula = formulas.descent(asked)
    cross_check(losses, by_formula["losses"], what="the losses")
    for name in PARAMS:
        cross_check(end[name], by_formula[name], what=f"{name} after training")
    return replace(asked, losses=np.array(losses), end=end)


@functools.cache
def digits():
    """All 1797 pictures, with pixels from 0 to 1, and their labels."""
    table = np.loadtxt(Path(__file__).parents[2] / "shared" / "digits.csv.gz", delimiter=",")
    return table[:, :64] / 16, table[:, 64].astype(int)


ROWS, HIDDEN = 400, 16


def held_back(rng):
    """Pictures to learn from and all others; the pixels are in another order, and the digits have other numbers.

    So weights that were found elsewhere do not fit.
    """
    X, labels = digits()
    rows, pixels, names = rng.permutation(len(X)), rng.permutation(64), rng.permutation(10)
    X, labels = X[rows][:, pixels], names[labels[rows]]
    params = {
        "W1": rng.standard_normal((HIDDEN, 64)) * np.sqrt(2 / 64),
        "b1": np.zeros(HIDDEN),
        "W2": rng.standard_normal((10, HIDDEN)) * np.sqrt(2 / HIDDEN),
        "b2": np.zeros(10),
    }
    return HeldBack(X[:ROWS], labels[:ROWS], params, int(rng.integers(2**31)), X[ROWS:], labels[ROWS:])
