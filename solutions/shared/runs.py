"""Where a run of gradient descent ended, if not after all its steps: what the losses tell that it noted."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.cases.tables import Table


def wrong_ends(states: Sequence[Mapping[str, Any]], losses: Any, noted: Any) -> Table:
    """Mistakes in where to end a run: `states` has what is right after 0, 1, ... steps, `losses` those before each.

    `noted` is the list of losses that came out. As many losses as it has were noted before the loop was left, where
    more than a single step is missing.
    """
    steps = len(states) - 1
    table: Table = {}
    best = int(np.argmin(losses)) if steps else 0
    if best < steps - 1:
        after = 1 + int(np.argmin(losses[1:]))
        table["keeps-best"] = {**states[best], "losses": losses}
        table["keeps-best#after-a-step"] = {**states[after], "losses": losses}
    is_list = type(noted) in (list, tuple) or (type(noted) is np.ndarray and noted.ndim == 1)
    if is_list and len(noted) < steps - 1:
        left = len(noted)
        table["stops-early"] = {**states[left], "losses": losses[:left]}
        table["stops-early#before-the-step"] = {**states[max(left - 1, 0)], "losses": losses[:left]}
    return table
