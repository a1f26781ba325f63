"""What this machine remembers from one command to the next: oracle values, and the seed that `check` drew last.

Values depend on the seed, the course's digest, the code that draws and packs them, and the versions of what computes
them: all of it is in the name under which they are kept, so they are never out of date, only never found again. A
record is the same with and without them. Knows where they are kept by private.py alone.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import platform
import time
from pathlib import Path

import msgspec

import autograder.gradcheck
from autograder.course.model import Assignment, Course
from autograder.grading.conditions import course_hash, new_seed
from autograder.grading.private import PrivateFolder

SEED_HOURS = 24
_SOURCES = (Path(__file__).with_name("plugin.py"), Path(__file__).with_name("oracles.py"))


class _Drawn(msgspec.Struct, frozen=True):
    """A seed and when it was drawn, in seconds since 1970."""

    seed: int
    at: float


class Remembered:
    """What is remembered of one assignment of a course; nothing at all below isolation level 2."""

    def __init__(self, course: Course, assignment: Assignment, level: int) -> None:
        self._folder = PrivateFolder.of("oracles", level)
        digest = hashlib.sha256(course_hash(course, assignment).encode())
        for path in (*_SOURCES, Path(str(autograder.gradcheck.__file__))):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        here = os.uname()
        versions = [importlib.metadata.version(name) for name in ("numpy", "torch")]
        digest.update(
            repr((assignment.name, platform.python_version(), versions, here.nodename, here.machine)).encode()
        )
        self._digest = digest.hexdigest()

    def oracles(self, seed: int) -> bytes:
        """The packed values of a seed; none where none are known."""
        return self._folder.read(self._name(seed)) or b""

    def keep(self, seed: int, oracles: bytes) -> None:
        """Remember the packed values of a seed."""
        self._folder.write(self._name(seed), oracles)

    def knows(self, seed: int | None) -> bool:
        """Whether the values of a seed are kept; None is the seed that was drawn here last."""
        drawn = self._drawn() if seed is None else seed
        return drawn is not None and bool(self.oracles(drawn))

    def seed(self, *, fresh: bool = False) -> int:
        """The seed that was drawn here last, for a day; else, or where `fresh` is asked for, one that is drawn now."""
        drawn = None if fresh else self._drawn()
        if drawn is None:
            drawn = new_seed()
            self._folder.write(self._seed_name, msgspec.msgpack.encode(_Drawn(drawn, time.time())))
        return drawn

    def _drawn(self) -> int | None:
        try:
            drawn = msgspec.msgpack.decode(self._folder.read(self._seed_name) or b"", type=_Drawn)
        except msgspec.DecodeError:  # there is none, or it was damaged
            return None
        of_today = 0 <= time.time() - drawn.at < SEED_HOURS * 3600 and drawn.seed >= 0
        return drawn.seed if of_today else None

    @property
    def _seed_name(self) -> str:
        return f"seed-{self._digest[:32]}"

    def _name(self, seed: int) -> str:
        return hashlib.sha256(f"{self._digest} {seed}".encode()).hexdigest()
