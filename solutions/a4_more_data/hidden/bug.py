"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

import numpy as np

PLANTED = "portions-weigh-the-same"


def right_version(X: Any, y: Any, w: Any, portions: int) -> dict[str, Any]:
    """The gradient with respect to w: the mean over the rows, however they are cut into portions."""
    miss = X @ w - y
    return {"w": (miss / np.sqrt(1 + miss**2)) @ X / len(y)}
