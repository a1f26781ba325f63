"""Grades an answer of find_bug: the example against a right version, the id only beside an example that shows it.

`bug_hunt` looks at the form, as in the learner's folder. What is right is the grader's own: `right(**example)`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.handout.gradcheck import Mismatch

from . import bug_hunt

Right = Callable[..., Mapping[str, Any]]
"""The right version of the suspect's `gradient`."""


def check_example(answer: Any, suspect: Any, right: Right) -> str:
    """The id of an answer whose example is legal and shows the mistake. Raises Mismatch for any other answer."""
    try:
        mistake_id, example = bug_hunt.legal(answer, suspect)
        with np.errstate(all="ignore"):
            if not bug_hunt.differ(bug_hunt.suspected(suspect, example), right(**example)):
                bug_hunt.refuse_hidden()
    except bug_hunt.Fault as fault:
        raise Mismatch(fault.outcome, fault.message) from None
    return str(mistake_id)


def check_mistake(answer: Any, suspect: Any, right: Right, planted: str) -> None:
    """Raise Mismatch unless the id is that of the `planted` mistake, beside an example that shows it."""
    if check_example(answer, suspect, right) != planted:
        raise Mismatch(
            "bug-misnamed", "The example shows that the suspect is wrong, but its mistake is not the one that you name."
        )
