"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

import numpy as np

PLANTED = "derivative-at-input"


def right_version(X: Any, y: Any, v: Any) -> dict[str, Any]:
    """The gradient with respect to v, with the slope of the bend as a formula of its input."""
    z = X @ v
    return {"v": ((z / (1 + np.abs(z)) - y) / (1 + np.abs(z)) ** 2) @ X}
