"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

import numpy as np

PLANTED = "sums-multiplied"


def right_version(X: Any, Y: Any, W: Any) -> dict[str, Any]:
    """The gradient with respect to W: the products of each row, added."""
    miss = X @ W.T - Y
    return {"W": (miss / np.sqrt(1 + miss**2)).T @ X}
