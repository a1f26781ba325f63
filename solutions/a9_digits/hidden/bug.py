"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

import numpy as np

PLANTED = "one-row-a-class"


def right_version(X: Any, labels: Any, C: Any) -> dict[str, Any]:
    """For each class the number of its rows times its picture, less the sum of its rows."""
    rows = (labels[:, None] == np.arange(len(C))).astype(float)
    return {"C": rows.sum(axis=0)[:, None] * C - rows.T @ X}
