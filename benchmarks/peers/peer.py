"""What the peers have in common: how submissions are timed and how full marks are told from others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path

from peers.environments import Environment, PeerError


class Peer(ABC):
    """Another grader. `key` names its pins and its environment, `name` is what people read."""

    key: str
    name: str

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch / self.key
        self.scratch.mkdir()
        self.environment = Environment(self.key, self.scratch)
        self._runs = 0

    @abstractmethod
    def grade(self, sources: list[str]) -> tuple[float, bool]:
        """Grade these submissions; returns the seconds of the commands and whether all have full marks."""

    def is_right(self, source: str) -> bool:
        """Grade one submission; whether it has full marks."""
        return self.grade([source])[1]

    def seconds_each(self, sources: list[str]) -> float:
        """Seconds a submission, for right ones. Raises PeerError when one does not get full marks."""
        return self.right(sources) / len(sources)

    def right(self, sources: list[str]) -> float:
        """The seconds to grade right submissions. Raises PeerError when one does not get full marks."""
        seconds, right = self.grade(sources)
        if not right:
            raise PeerError(f"{self.name} takes a right submission for a wrong one.")
        return seconds

    def new_folder(self) -> Path:
        """A folder for one run."""
        self._runs += 1
        folder = self.scratch / f"run{self._runs}"
        folder.mkdir()
        return folder
