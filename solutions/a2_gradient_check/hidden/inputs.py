"""Functions, arrays and planted gradients for the hidden cases of a2_gradient_check, each with what two oracles say."""

from dataclasses import dataclass

import numpy as np

from autograder.cases import cross_check
from autograder.cases.by_torch import torch
from autograder.faults import GraderFault

from ...shared import linear_model


@dataclass(frozen=True)
class Landscape:
    """A smooth function of arrays of one shape, with no symmetry and no derivative of order 1 to 3 that is zero."""

    shape: tuple[int, ...]
    wave: np.ndarray
    slope: np.ndarray
    bend: np.ndarray
    rise: np.ndarray

    def __call__(self, x):
        if np.shape(x) != self.shape:
            raise ValueError("f takes an array of the shape of x")
        return float(self.of(np.ravel(x), np))

    def of(self, z, library):
        """The value for one flat vector, by NumPy or by torch."""
        to = np.asarray if library is np else torch.tensor
        wave, slope, bend, rise = to(self.wave), to(self.slope), to(self.bend), to(self.rise)
        return wave @ library.sin(z + slope) + (slope @ z) ** 3 / 3 + z @ bend @ z / 2 + library.exp(rise @ z)


@dataclass(frozen=True)
class SubmissionSource:
    """A function, a point, a step, and the quotients there."""

    f: Landscape
    x: np.ndarray
    h: float
    gradient: np.ndarray


@dataclass(frozen=True)
class Pair:
    """Two arrays and what relative_error and scale_and_residual make of them."""

    a: np.ndarray
    b: np.ndarray
    error: float
    k: float
    r: float


def landscape(rng, shape):
    size = int(np.prod(shape))
    wave, slope = rng.standard_normal(size), rng.standard_normal(size)
    return Landscape(shape, wave, slope, rng.standard_normal((size, size)), 0.3 * rng.standard_normal(size))


def drawn_place(rng, h):
    """A point with as many entries as nobody knows before; no other case has as many."""
    return place(rng, (int(rng.integers(13, 18)),), h)


def drawn_pair(rng):
    return pair(rng, tuple(map(int, rng.integers(13, 21, 2))))


def place(rng, shape, h):
    """A point of normal numbers; the central difference by shifts of the whole matrix, checked against autograd."""
    return solved(landscape(rng, shape), np.asarray(rng.standard_normal(shape)), h)


def whole_place(rng):
    """A point of integers: one of them is 0, and two are equal."""
    x = rng.integers(1, 4, (2, 3)) * rng.choice([-1, 1], (2, 3))
    x[0, 1], x[1, 2] = 0, x[0, 0]
    return solved(landscape(rng, (2, 3)), x, 0.05)


def solved(f, x, h):
    flat = np.asarray(x, dtype=float).ravel()
    shifts = h * np.eye(flat.size)
    sides = [np.array([f.of(row, np) for row in flat + sign * shifts]) for sign in (1, -1)]
    by_torch = [
        torch.stack([f.of(row, torch) for row in torch.tensor(flat + sign * shifts)]).numpy() for sign in (1, -1)
    ]
    quotient = (sides[0] - sides[1]) / (2 * h)
    cross_check((by_torch[0] - by_torch[1]) / (2 * h), quotient, rtol=1e-7, atol=1e-8)

    leaf = torch.tensor(flat, requires_grad=True)
    f.of(leaf, torch).backward()
    near = 1e-4 * np.eye(flat.size)
    fine = np.array([f.of(up, np) - f.of(down, np) for up, down in zip(flat + near, flat - near, strict=True)]) / 2e-4
    cross_check(leaf.grad.numpy(), fine, rtol=1e-5, atol=1e-6)
    return SubmissionSource(f, x, h, quotient.reshape(np.shape(x)))


def pair(rng, shape, kind="above"):
    """Two arrays of the same signs: in the entry that differs most a is `above` or `below` b.

    Of the kind `mixed`, the signs of one entry differ; then its error is 1, and no entry has a larger one. Each array
    has positive and negative entries at every seed, so that work which loses a sign always shows.
    """
    signs = rng.permutation(np.resize([1.0, -1.0], int(np.prod(shape)))).reshape(shape)
    a = signs * np.abs(rng.standard_normal(shape)) * np.exp(rng.uniform(-1, 1, shape))
    factors = np.exp(rng.uniform(-1.2, 1.2, shape))
    worst = np.argmax(np.abs(np.log(factors)))
    if kind == "mixed":
        factors.flat[1] *= -1
    elif bool(a.flat[worst] > (a * factors).flat[worst]) is not (kind == "above"):
        a = -a
    return compared(a, a * factors)


def alike(rng, size):
    """Two arrays that differ by so much, relatively."""
    a = rng.standard_normal((4, 3))
    return compared(a, a * (1 + size * rng.uniform(-1, 1, a.shape)))


def whole_pair(rng):
    """Two arrays of integers."""
    signs = np.array([[1, -1, 1], [-1, 1, -1]])
    return compared(rng.integers(2, 9, (2, 3)) * signs, rng.integers(10, 19, (2, 3)) * signs)


def compared(a, b):
    one, two = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    worst = max(abs(p - q) / max(1e-12, abs(p) + abs(q)) for p, q in zip(one.flat, two.flat, strict=True))
    t_one, t_two = torch.tensor(one), torch.tensor(two)
    cross_check(((t_one - t_two).abs() / (t_one.abs() + t_two.abs()).clamp(min=1e-12)).max().item(), worst)

    solution, rest, _, _ = np.linalg.lstsq(two.reshape(-1, 1), one.ravel(), rcond=None)
    k, r = float(solution[0]), float(np.sqrt(rest[0]) / np.linalg.norm(two))
    cross_check((t_one * t_two).sum().item() / (t_two * t_two).sum().item(), k)
    cross_check((t_one - k * t_two).norm().item() / t_two.norm().item(), r, rtol=1e-7)
    return Pair(a, b, worst, k, r)


# -- planted gradients ----------------------------------------------------------------------------------------------


def model(rng, shape):
    """The linear model of a3 at a random place: X, Y_hat, Y, and its right gradients by autograd."""
    N, D, M = shape
    X, Y, W, b = (rng.standard_normal(size) for size in ((N, D), (N, M), (M, D), (M,)))
    t_W, t_b = torch.tensor(W, requires_grad=True), torch.tensor(b, requires_grad=True)
    ((torch.tensor(X) @ t_W.T + t_b - torch.tensor(Y)) ** 2).sum().backward()
    Y_hat = X @ W.T + b
    cross_check(t_W.grad.numpy(), 2 * np.einsum("nm,nd->md", Y_hat - Y, X))
    return X, Y_hat, Y, t_W.grad.numpy(), t_b.grad.numpy()


def right_gradients(rng):
    """Right ones, as a formula in another order, a difference quotient or another unit leaves them."""
    X, Y_hat, Y, dW, db = model(rng, (7, 4, 3))
    X_small, R = X[:4], (Y_hat - Y)[:4]
    by_rows = sum(2 * np.outer(R[n], X_small[n]) for n in range(4))
    return planted(
        ("that is right", dW, dW),
        ("that is right up to rounding", by_rows, 2 * R.T @ X_small),
        ("that is as near to the right one as a numeric gradient", dW * (1 + 3e-9 * rng.uniform(-1, 1, dW.shape)), dW),
        ("that is right and very small", 1e-7 * db, 1e-7 * db * (1 + 1e-8)),
        ("that is right and very large", 1e9 * db, 1e9 * db * (1 - 2e-8)),
        word="ok",
    )


def wrong_weights(rng):
    """What the usual mistakes make of dW: factors, shapes, and what is neither."""
    X, Y_hat, Y, dW, _ = model(rng, (7, 4, 3))
    table = {one: values["dW"] for one, values in linear_model.linear_gradients(X, Y_hat, Y, alone="dW").items()}
    words = {
        "dropped-two": ("with the 2 forgotten", "scaled"),
        "divided-by-elements": ("that is divided by the number of elements", "scaled"),
        "sign-flipped": ("with the opposite sign", "flipped"),
        "sign-flipped+doubled": ("with the opposite sign and a factor 2 too many", "flipped"),
        "transposed": ("that is transposed", "wrong shape"),
        "reshaped-not-transposed": ("that is reshaped instead of transposed", "wrong"),
        "inputs-forgotten": ("that forgets the inputs", "wrong"),
        "absolute-error": ("of another loss", "wrong"),
        "last-row-only": ("of one row only", "wrong"),
    }
    return [
        *planted(("of zeros", np.zeros_like(dW), dW), word="zero"),
        *(one for key, (label, word) in words.items() for one in planted((label, table[key], dW), word=word)),
        *planted(("that is right", dW.copy(), dW), word="ok"),
    ]


def wrong_biases(rng):
    """What the usual mistakes make of db, beside an entry that is wrong alone."""
    X, Y_hat, Y, _, db = model(rng, (8, 3, int(rng.integers(13, 21))))
    table = {one: values["db"] for one, values in linear_model.linear_gradients(X, Y_hat, Y, alone="db").items()}
    words = {
        "bias-averaged": ("that is averaged over the rows", "scaled"),
        "bias-averaged+sign-flipped": ("that is averaged, with the opposite sign", "flipped"),
        "bias-kept-dims": ("with one axis too many", "wrong shape"),
        "bias-one-number": ("of one number", "wrong shape"),
        "bias-one-number#repeated": ("with the same number in every entry", "wrong"),
        "bias-per-sample": ("that is not summed over the rows", "wrong shape"),
        "used-target": ("of the targets", "wrong"),
    }
    table["bias-averaged+sign-flipped"] = -table["bias-averaged"]
    alone = db.copy()
    alone[3] *= -1
    return [
        *(one for key, (label, word) in words.items() for one in planted((label, table[key], db), word=word)),
        *planted(("with one entry of the wrong sign", alone, db), word="wrong"),
        *planted(("that is right", db.copy(), db), word="ok"),
    ]


def near_misses(rng):
    """Gradients that are nearly something."""
    ref = rng.standard_normal((3, 4))
    noise = rng.uniform(0.5, 1, ref.shape) * rng.choice([-1, 1], ref.shape)
    small = ref.copy()
    small[1, 2] = 1e-10 * np.abs(ref).max()
    turned = small.copy()
    turned[1, 2] *= -1
    return [
        *planted(("with a small entry of the wrong sign", turned, small), word="scaled"),
        *planted(("that is off by a ten-thousandth", ref * (1 + 1e-4 * noise), ref), word="wrong"),
        *planted(("that is very small and twice too large", 2e-9 * ref, 1e-9 * ref), word="scaled"),
        *planted(("that is a factor 1.001 too large", 1.001 * ref, ref), word="scaled"),
        *planted(
            ("that is a factor 1000 too large, up to rounding", 1000 * ref * (1 + 1e-8 * noise), ref), word="scaled"
        ),
        *planted(("of noise far below the right one", 1e-9 * noise, ref), word="wrong"),
    ]


def not_numbers(rng):
    """Gradients with NaN or inf in them."""
    ref = rng.standard_normal(5)
    found = []
    for label, value in (("with a NaN", np.nan), ("with an inf", np.inf)):
        g = ref.copy()
        g[2] = value
        found += planted((label, g, ref), (f"{label} in every entry", np.full(5, value), ref), word="wrong")
    return found


def zeros(rng):
    """Gradients where the right one is all zero."""
    none = np.zeros((2, 3))
    return [
        *planted(("of zeros where zeros are right", none.copy(), none), word="ok"),
        *planted(("of numbers where zeros are right", rng.standard_normal((2, 3)), none), word="wrong"),
    ]


def planted(*cases, word):
    """Gradients with the word that is due, which must be clear: far from every threshold."""
    for label, g, ref in cases:
        if judged(g, ref) != word:
            raise GraderFault(f"two oracles disagree on a gradient {label}")
    return [(label, g, ref, word) for label, g, ref in cases]


def judged(g, ref):
    """The verdict by angles: how far the direction is off, then the lengths; "" where it is not clear."""
    if g.shape != ref.shape:
        return "wrong shape"
    if np.array_equal(g, ref):
        return "ok"
    if not g.any():
        return "zero"
    if not np.isfinite(g).all() or not ref.any():
        return "wrong"
    worst = max(abs(p - q) / max(1e-12, abs(p) + abs(q)) for p, q in zip(g.flat, ref.flat, strict=True))
    one, two = g / np.linalg.norm(g), ref / np.linalg.norm(ref)
    off = min(np.linalg.norm(one - two), np.linalg.norm(one + two))
    if 1e-7 < worst < 1e-5 or 1e-7 < off < 1e-5:
        return ""
    if worst < 1e-6:
        return "ok"
    return "wrong" if off > 1e-6 else "flipped" if np.vdot(one, two) < 0 else "scaled"
