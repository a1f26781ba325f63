"""The mistake in suspect.py, and the right version of its `gradient`."""

from typing import Any

import numpy as np

PLANTED = "times-shifted"


def right_version(times: Any, temperatures: Any, start: Any, drift: Any) -> dict[str, Any]:
    """The slopes along start and drift, with the times that the loss has."""
    miss = start + drift * times - temperatures
    pull = miss / np.sqrt(1 + miss**2)
    return {"start": pull.sum(), "drift": pull @ times}
