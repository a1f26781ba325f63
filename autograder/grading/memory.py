"""Remembers what a case made of answers: the same bytes were judged before, and a case decides by nothing else.

Most of a class gives the same answers, right or wrong, bit for bit. Knows verdicts and bytes, no submission.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from autograder.grading.verdicts import Verdict
from autograder.sandbox.answers import Outcome
from autograder.sandbox.recent import Recent

_MOST_KEPT = 6 << 20
"""Bytes of answers whose verdicts are remembered; the oldest go first."""
_VERDICT = 1 << 10
"""About the bytes of a verdict."""

Key = tuple[Any, ...]


def key_of(case: int, outcomes: Iterable[Outcome], lines: int) -> Key | None:
    """What a verdict on these answers depends on, or None where it is not to be remembered.

    An error's line counts only where the file has so many `lines`.
    """
    key: list[Any] = [case]
    for outcome in outcomes:
        if not outcome.body:
            return None
        key += [outcome.body, lines if outcome.status == "error" else 0]
    return tuple(key)


class Memory:
    """Verdicts by case and answers, for one seed of the inputs."""

    def __init__(self) -> None:
        self._verdicts: Recent[Key, Verdict] = Recent(_MOST_KEPT)

    def find(self, key: Key | None) -> Verdict | None:
        """The verdict, if these answers were judged before."""
        return self._verdicts.get(key) if key is not None else None

    def keep(self, key: Key | None, verdict: Verdict) -> None:
        """Remember a verdict."""
        if key is not None:
            self._verdicts.put(key, verdict, _VERDICT + sum(len(part) for part in key if isinstance(part, bytes)))
