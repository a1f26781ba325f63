"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

import numpy as np

PLANTED = "zeroed-too-late"


def right_version(X: Any, y: Any, w: Any, lr: float, batch: int, epochs: int) -> dict[str, Any]:
    """The way of w where each batch moves it by its own gradient only."""
    now = w
    for _ in range(epochs):
        for at in range(0, len(y), batch):
            rows = X[at : at + batch]
            miss = rows @ now - y[at : at + batch]
            now = now - lr * (miss / np.sqrt(1 + miss**2)) @ rows
    return {"w": now - w}
