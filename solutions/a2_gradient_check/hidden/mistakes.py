"""What listed mistakes of a2_gradient_check make of right numbers and words; the words are counted from 1."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.cases.tables import Table

from ...shared.factors import RATES

WORDS = ("ok", "scaled", "flipped", "zero", "wrong shape", "wrong")
TINY = 1e-12


def quotients(f: Callable[[Any], float], x: np.ndarray, h: float) -> Table:
    """Mistakes in the central difference of f at x with the step h."""

    def central(h: float = h, points: Callable[[Any], Any] = np.array) -> np.ndarray:
        return _each(x, lambda i: (f(points(_moved(x, i, h))) - f(points(_moved(x, i, -h)))) / (2 * h))

    right, here = central(), f(x)
    forward = _each(x, lambda i: (f(_moved(x, i, h)) - here) / h)
    backward = _each(x, lambda i: (here - f(_moved(x, i, -h))) / h)
    together = (f(x + h) - f(x - h)) / (2 * h)
    made: dict[str, Any] = {
        "forward-difference": forward,
        "forward-difference#backward": backward,
        "forward-difference#halved": forward / 2,
        "divided-by-h": 2 * right,
        "below-minus-above": -right,
        "moved-together": np.full(x.shape, together),
        "moved-together#number": np.asarray(together),
        "not-moved-back": _left(f, x, h, (h, -2 * h)),
        "not-moved-back#above": _left(f, x, h, (-h, 2 * h)),
        "not-moved-back#forward": _left(f, x, h, (h,)),
    }
    if x.ndim > 1:
        rows = [(f(_moved(x, i, h)) - f(_moved(x, i, -h))) / (2 * h) for i in range(len(x))]
        made["moved-together#rows"] = np.broadcast_to(np.reshape(rows, (-1, *[1] * (x.ndim - 1))), x.shape)
        made["moved-together#row"] = np.array(rows)
    made |= {f"step-ignored#{rate}": central(rate) for rate in (*RATES, 1e-7, 1e-8) if rate != h}
    return {one: {"": value} for one, value in made.items()}


def cut_quotients(f: Callable[[Any], float], x: np.ndarray, h: float) -> Table:
    """The moved numbers are put into an array of integers, or the quotients are, or both."""
    points = _each(x, lambda i: (f(np.trunc(_moved(x, i, h))) - f(np.trunc(_moved(x, i, -h)))) / (2 * h))
    return {"integer-truncation#points": {"": points}, "integer-truncation#both": {"": np.trunc(points)}}


def _each(x: np.ndarray, quotient: Callable[[tuple[int, ...]], float]) -> np.ndarray:
    return np.array([quotient(place) for place in np.ndindex(x.shape)]).reshape(x.shape)


def _moved(x: np.ndarray, place: Any, by: float) -> np.ndarray:
    moved = np.array(x, dtype=float)
    moved[place] += by
    return moved


def _left(f: Callable[[Any], float], x: np.ndarray, h: float, moves: Sequence[float]) -> np.ndarray:
    """Each entry stays where its last move left it; with one move the value before it is the other one."""
    point, values = np.array(x, dtype=float), []
    for place in np.ndindex(x.shape):
        seen = [] if len(moves) > 1 else [f(point)]
        for move in moves:
            point[place] += move
            seen.append(f(point.copy()))
        sign = -1 if moves[0] > 0 and len(moves) > 1 else 1
        values.append(sign * (seen[1] - seen[0]) / (2 * h if len(moves) > 1 else h))
    return np.reshape(values, x.shape)


def norm(array: np.ndarray) -> float:
    """The root of the sum of all squares."""
    return float(np.linalg.norm(array))


def errors(a: np.ndarray, b: np.ndarray) -> Table:
    """Mistakes in the largest relative error."""
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    apart, both = np.abs(a - b), np.abs(a) + np.abs(b)
    ratios = apart / np.maximum(both, TINY)
    made = {
        "one-sided": np.max(apart / np.maximum(np.abs(b), TINY)),
        "one-sided#first": np.max(apart / np.maximum(np.abs(a), TINY)),
        "larger-for-sum": np.max(apart / np.maximum(np.maximum(np.abs(a), np.abs(b)), TINY)),
        "mean-for-max": np.mean(ratios),
        "mean-for-max#sum": np.sum(ratios),
        "mean-for-max#median": np.median(ratios),
        "not-relative": np.max(apart),
        "abs-forgotten": np.max((a - b) / np.maximum(both, TINY)),
        "abs-forgotten#reversed": np.max((b - a) / np.maximum(both, TINY)),
        "abs-forgotten#below": np.max(apart / np.maximum(a + b, TINY)),
        "abs-forgotten#outside": np.max(apart / np.maximum(np.abs(a + b), TINY)),
        "abs-forgotten#all": np.max((a - b) / np.maximum(a + b, TINY)),
        "norms-for-entries": norm(a - b) / max(TINY, norm(a) + norm(b)),
        "norms-for-entries#one": norm(a - b) / max(TINY, norm(b)),
        "norms-for-entries#maxima": np.max(apart) / max(TINY, float(np.max(both))),
        "norms-for-entries#sums": np.sum(apart) / max(TINY, float(np.sum(both))),
        "sum-halved": 2 * np.max(ratios),
        "one-for-each-entry": ratios,
    }
    return {one: {"": value} for one, value in made.items()}


def projections(g: np.ndarray, ref: np.ndarray) -> Table:
    """Mistakes in the factor k and the residual r."""
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    dot = float(np.sum(g * ref))
    k = dot / float(np.sum(ref * ref))
    own, lengths, cosine = dot / float(np.sum(g * g)), norm(g) / norm(ref), dot / norm(g) / norm(ref)
    r = norm(g - k * ref) / norm(ref)

    def follows(k: float) -> dict[str, Any]:
        return {"k": k, "r": norm(g - k * ref) / norm(ref)}

    return {
        "divided-by-g": follows(own),
        "divided-by-g#k": {"k": own},
        "divided-by-g#turned": {"k": own, "r": norm(ref - own * g) / norm(g)},
        "divided-by-g#both": {"k": own, "r": norm(g - own * ref) / norm(g)},
        "norms-for-projection": follows(lengths),
        "norms-for-projection#k": {"k": lengths},
        "norms-for-projection#cosine": follows(cosine),
        "norms-for-projection#cosine-k": {"k": cosine},
        "norms-for-projection#one": follows(dot / norm(ref)),
        "norms-for-projection#entries": follows(float(np.mean(g / ref))),
        "root-forgotten": {"r": r**2},
        "root-forgotten#above": {"r": r**2 * norm(ref)},
        "root-forgotten#below": {"r": r / norm(ref)},
        "relative-to-g": {"r": r * norm(ref) / norm(g)},
        "relative-to-g#scaled": {"r": r / abs(k)},
        "not-relative": {"r": r * norm(ref)},
        "not-relative#squares": {"r": (r * norm(ref)) ** 2},
        "scale-forgotten": {"r": norm(g - ref) / norm(ref)},
    }


def words(planted: Sequence[tuple[str, np.ndarray, np.ndarray, str]]) -> Table:
    """Mistakes in the rules of the verdict, as numbers of words over all planted gradients of a case."""

    def judged(**slips: Any) -> dict[str, Any]:
        return {"": np.array([float(1 + WORDS.index(_judge(g, ref, **slips))) for _, g, ref, _ in planted])}

    loose = {f"tolerance-too-loose#{size}": judged(near=size) for size in (1e-2, 1e-3, 1e-4)}
    tight = {f"tolerance-too-tight#{size}": judged(near=size) for size in (1e-9, 1e-10, 1e-12, 0.0)}
    return {
        **loose,
        **tight,
        "tolerance-too-loose#allclose": judged(near=None),
        "norms-for-entries": judged(whole=True),
        "sign-ignored": judged(signs=False),
        "sign-ignored#ok": judged(signs=None),
        "rules-out-of-order": judged(zero_late=True),
        "rules-out-of-order#scaled-first": judged(ok_late=True),
        "rules-out-of-order#zero-wrong": judged(zero_never=True),
    }


def _judge(
    g: np.ndarray,
    ref: np.ndarray,
    near: float | None = 1e-6,
    signs: bool | None = True,
    zero_late: bool = False,
    ok_late: bool = False,
    zero_never: bool = False,
    whole: bool = False,
) -> str:
    """The verdict with one of the slips."""
    if g.shape != ref.shape:
        return "wrong shape"
    g, ref = np.asarray(g, dtype=float), np.asarray(ref, dtype=float)
    if signs is None:
        ok = bool(np.allclose(np.abs(g), np.abs(ref), 1e-6, 0.0))
    elif near is None:
        ok = bool(np.allclose(g, ref))
    else:
        off, size = np.abs(g - ref), np.maximum(np.abs(g) + np.abs(ref), TINY)
        worst = np.linalg.norm(off) / np.linalg.norm(size) if whole else np.max(off / size)
        ok = bool(worst < near) or (near == 0 and bool(np.array_equal(g, ref)))
    if ok and not ok_late:
        return "ok"
    if not g.any() and not zero_late and not zero_never:
        return "zero"
    square = np.sum(ref * ref)
    k = np.sum(g * ref) / square
    r = np.sqrt(np.sum((g - k * ref) ** 2) / square)
    bound = 1e-6 if near is None else max(near, 1e-15)
    if r < bound * abs(k) or (zero_late and r < bound):
        return "flipped" if signs and k < 0 else "scaled"
    return "wrong"
