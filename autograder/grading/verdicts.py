"""A hidden case as collected, and what it said of one submission; plain data."""

from __future__ import annotations

import msgspec

from autograder.handout.gradcheck import Comparison


class CaseSpec(msgspec.Struct, frozen=True):
    """A hidden case as collected. `part` is empty where the task is graded as a whole."""

    nodeid: str
    task: str
    id: str
    core: bool
    part: str = ""
    where: str = ""
    """The file beside the hidden cases and the line, such as `test_hidden.py:120`."""


class Verdict(msgspec.Struct, frozen=True):
    """What one case said of one submission. `outcome` is "" when it passed."""

    outcome: str = ""
    message: str = ""
    seen: tuple[tuple[Comparison, ...], ...] = ()
    """What the case compared, with right numbers or wrong ones: once for each way in which it could be passed."""
    fault: str = ""
    """The exception that the case met with a value of the submission, where it met one that is no verdict."""

    @property
    def passed(self) -> bool:
        return not self.outcome


PASSED = Verdict()
