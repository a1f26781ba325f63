"""A classmate's gradient of a calculation that is written down as a text. Somewhere in `gradient` is a mistake.

Such a text is "u = avg(a, b); y = dist(u, c)": a, b and c are given numbers, each step gives a name to a result, and
the last result is what the slopes belong to. avg is the mean of two numbers, dist(p, q) is sqrt(1 + p**2 + q**2) and
swing(p, q) is p * cos(q). A name is made once, and used in later steps as often as you like.
"""

import math
import re

VALUES = {
    "avg": lambda p, q: (p + q) / 2,
    "dist": lambda p, q: math.sqrt(1 + p**2 + q**2),
    "swing": lambda p, q: p * math.cos(q),
}
SLOPES = {
    "avg": lambda p, q, result: (0.5, 0.5),
    "dist": lambda p, q, result: (p / result, q / result),
    "swing": lambda p, q, result: (math.cos(q), -p * math.sin(q)),
}


def worked_out(steps, a, b, c):
    """The list of steps, and all numbers by name. steps: the text. a, b, c: numbers."""
    done, numbers = [], {"a": float(a), "b": float(b), "c": float(c)}
    for name, kind, left, right in re.findall(r"(\w+) = (\w+)\((\w+), (\w+)\)", steps):
        if name in numbers or left not in numbers or right not in numbers:
            raise ValueError("a name is made twice, or used before it is made.")
        numbers[name] = VALUES[kind](numbers[left], numbers[right])
        done.append((name, kind, left, right))
    return done, numbers


def loss(steps, a, b, c):
    """The result of the last step. Returns one number."""
    done, numbers = worked_out(steps, a, b, c)
    return numbers[done[-1][0]]


def gradient(steps, a, b, c):
    """The slopes of the last result along a, b and c: a dict with these three numbers. Each step was right alone."""
    done, numbers = worked_out(steps, a, b, c)
    slopes = dict.fromkeys(numbers, 0.0)
    slopes[done[-1][0]] = 1.0
    for name, kind, left, right in done[::-1]:
        one, other = SLOPES[kind](numbers[left], numbers[right], numbers[name])
        shares = {left: one * slopes[name], right: other * slopes[name]}
        for origin, share in shares.items():
            slopes[origin] += share
    return {name: slopes[name] for name in "abc"}


def training():
    """The results of my run. They fall and fall, so the gradient must be right."""
    steps, point, results = "u = swing(a, b); v = dist(u, c); y = avg(v, u)", {"a": 2.0, "b": 0.7, "c": 1.5}, []
    for _ in range(40):
        results.append(loss(steps, **point))
        found = gradient(steps, **point)
        point = {name: value - 0.1 * found[name] for name, value in point.items()}
    return results


# -- added by the course: what to choose from, and what an example is made of -----------------------------------------

CANDIDATES = {
    "overwritten-not-added": "a number that is used in several steps keeps the share of one of these steps only",
    "shares-by-name": "a number that stands twice in one step keeps one of its two shares only",
    "order-not-reversed": "the steps are walked through from the first to the last",
    "not-cleared": "a second call adds to what the first call has left",
    "slope-at-result": "the slope of a step is worked out at its result, where its operands are needed",
    "slope-not-passed-on": "a step gives its own slopes, without what its result is worth",
}
_STEP = r"[d-z]\d? = (?:avg|dist|swing)\([a-z]\d?, [a-z]\d?\)"
# The shape () is one number.
ARGUMENTS = {
    "steps": {
        "text": rf"{_STEP}(?:; {_STEP}){{0,7}}",
        "form": 'a text of 1 to 8 steps, such as "u = avg(a, b); y = dist(u, c)". A step gives a name to avg, dist or '
        "swing of two numbers, and such a name is a letter from d to z, with a digit or without",
    },
    "a": {"shape": (), "from": -5, "to": 5},
    "b": {"shape": (), "from": -5, "to": 5},
    "c": {"shape": (), "from": -5, "to": 5},
}
