"""Remembers what a case made of answers: the same bytes were judged before, and a case decides by nothing else.

Most of a class gives the same answers, right or wrong, bit for bit. Knows verdicts and bytes, no submission.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from autograder.grading.verdicts import Verdict
from autograder.sandbox.answers import LONGEST, Outcome
from autograder.sandbox.recent import Recent

_MOST = 20_000
"""Verdicts that are remembered; the oldest go first. With answers of at most 16 KiB each they stay small."""

Key = tuple[Any, ...]


def key_of(case: int, outcomes: Iterable[Outcome], lines: int) -> Key | None:
    """What a verdict on these answers depends on, or None where it is not to be remembered.

    An error's line counts only where the file has so many `lines`.
    """
    key: list[Any] = [case]
    for outcome in outcomes:
        if not outcome.body or len(outcome.body) > LONGEST:
            return None
        key += [outcome.body, lines if outcome.status == "error" else 0]
    return tuple(key)


class Memory:
    """Verdicts by case and answers, for one seed of the inputs."""

    def __init__(self) -> None:
        self._verdicts: Recent[Key, Verdict] = Recent(_MOST)

    def find(self, key: Key | None) -> Verdict | None:
        """The verdict, if these answers were judged before."""
        return self._verdicts.get(key) if key is not None else None

    def keep(self, key: Key | None, verdict: Verdict) -> None:
        """Remember a verdict."""
        if key is not None:
            self._verdicts.put(key, verdict)
