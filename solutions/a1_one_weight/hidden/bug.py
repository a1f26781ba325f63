"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

PLANTED = "inner-slope-forgotten"


def right_version(x: Any, w: Any, y: Any) -> dict[str, Any]:
    """The slope along w, on both paths: that of (x*w)**2 is 2*(x*w)*x."""
    return {"w": (x * w + (x * w) ** 2 - y) ** 3 * (x + 2 * x**2 * w)}
