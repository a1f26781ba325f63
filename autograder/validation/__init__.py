"""Whether an assignment is any good: checks for its author, each with what to mend; decides no student's mark."""

from __future__ import annotations

from typing import NamedTuple


class Finding(NamedTuple):
    """What one check found: `faults` are sentences, none when all is well; `note` says what was looked at."""

    check: str
    note: str
    faults: tuple[str, ...] = ()
