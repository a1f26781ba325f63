"""The mistake in suspect.py, and the right version of its `gradient`."""

import re
from math import cos, sin, sqrt
from typing import Any

PLANTED = "shares-by-name"


def right_version(steps: str, a: float, b: float, c: float) -> dict[str, Any]:
    """The slopes of the last result, worked out forwards: each number comes with its own three slopes."""
    known = {"a": (a, (1.0, 0.0, 0.0)), "b": (b, (0.0, 1.0, 0.0)), "c": (c, (0.0, 0.0, 1.0))}
    last = known["a"]
    for name, kind, left, right in re.findall(r"(\w+) = (\w+)\((\w+), (\w+)\)", steps):
        (p, along_p), (q, along_q) = known[left], known[right]
        if kind == "avg":
            value, one, other = (p + q) / 2, 0.5, 0.5
        elif kind == "dist":
            value = sqrt(1 + p * p + q * q)
            one, other = p / value, q / value
        else:
            value, one, other = p * cos(q), cos(q), -p * sin(q)
        slopes = tuple(one * u + other * v for u, v in zip(along_p, along_q, strict=True))
        last = known[name] = value, slopes
    return dict(zip("abc", last[1], strict=True))
