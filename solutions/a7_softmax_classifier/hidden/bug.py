"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

import numpy as np

PLANTED = "cost-capped"


def right_version(scores: Any, labels: Any) -> dict[str, Any]:
    """The loss without the probabilities: a row costs log(1 + exp(-score)) or log(1 + exp(score))."""
    return {"loss": np.mean(np.logaddexp(0, np.where(labels == 1, -scores, scores)))}
