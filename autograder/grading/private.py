"""A private folder for what could be computed again: hidden values, and the seed that they were made from.

It is below `$XDG_CACHE_HOME/autograder`, or `~/.cache/autograder`; nobody but this user can read it (folder 0700, files
0600, owners checked). It holds hidden values, so no worker may reach it: from isolation level 2 on a worker sees the
interpreter's and its libraries' files and no other (tests/test_oracles.py tries), and below that level, where a
worker is a plain process of this user, nobody may open the folder at all. What goes wrong with it goes unsaid: it is
only ever about time. Knows nothing of what it keeps.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

_MOST_FILES = 64
_MOST_BYTES = 64 << 20
_OPEN_TO_OTHERS = 0o077
SEALED = 2
"""The isolation level from which on a worker cannot read this user's files."""


class PrivateFolder:
    """Small files by name. Where the folder is not private, or not to be had, nothing is read or written."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @classmethod
    def of(cls, name: str, level: int) -> PrivateFolder:
        """The folder of that name for a grader at this isolation level; below level 2 one that keeps nothing."""
        return cls(cache_home() / name if level >= SEALED else None)

    def read(self, name: str) -> bytes | None:
        """The bytes of a file that this user wrote and nobody else could have."""
        if self._path is None or not self._is_private(self._path):
            return None
        try:
            descriptor = os.open(self._path / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(descriptor, "rb") as file:
                found = os.fstat(descriptor)
                if not _is_ours(found, stat.S_ISREG) or found.st_size > _MOST_BYTES:
                    return None
                return file.read(_MOST_BYTES + 1)
        except OSError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """Write a file, whole or not at all; of too many files the oldest go."""
        if self._path is None or len(data) > _MOST_BYTES:
            return
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._path.mkdir(exist_ok=True, mode=0o700)
            if not self._is_private(self._path):
                return
            descriptor, temporary = tempfile.mkstemp(dir=self._path)  # 0600
            try:
                with open(descriptor, "wb") as file:
                    file.write(data)
                os.replace(temporary, self._path / name)
            except BaseException:
                os.unlink(temporary)
                raise
            self._remove_oldest(self._path)

    @staticmethod
    def _is_private(path: Path) -> bool:
        try:
            return _is_ours(os.lstat(path), stat.S_ISDIR)
        except OSError:
            return False

    @staticmethod
    def _remove_oldest(path: Path) -> None:
        with os.scandir(path) as entries:
            ages = sorted((entry.stat(follow_symlinks=False).st_mtime_ns, entry.name) for entry in entries)
        for _, name in ages[:-_MOST_FILES]:
            with contextlib.suppress(OSError):
                os.unlink(path / name)


def cache_home() -> Path:
    """The folder of this program in the user's cache."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if os.path.isabs(home) else Path(os.path.expanduser("~")) / ".cache") / "autograder"


def _is_ours(found: os.stat_result, is_kind: object) -> bool:
    assert callable(is_kind)
    return bool(is_kind(found.st_mode)) and found.st_uid == os.geteuid() and not found.st_mode & _OPEN_TO_OTHERS
