"""What was handed in, as a tree of files and folders: on the disk or in an archive, read in one way.

Nothing is read before it is asked for, no link is followed, and an archive is never unpacked to the disk.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

MAX_SOURCE = 1 << 20
"""Bytes of one file."""
MAX_LOOKED_AT = 20_000
"""Files of one student whose names are looked at; folders beyond them are not opened."""
MAX_DEPTH = 6
ARCHIVES = (".zip", ".tar", ".tgz", ".tar.gz")

_JUNK = frozenset(
    {
        "__macosx",
        "__pycache__",
        "node_modules",
        "site-packages",
        "desktop.ini",
        "thumbs.db",
        "$recycle.bin",
        "system volume information",
        "@eadir",
        "lost+found",
    }
)
_RESULTS = frozenset({"run.json", "results.jsonl"})


class Entry(Protocol):
    """A file or a folder of what was handed in. A link is neither: it has no entries, and reading it says so."""

    @property
    def name(self) -> str: ...

    @property
    def is_folder(self) -> bool: ...

    def entries(self) -> list[Entry]:
        """What the folder holds, sorted by name; of anything else nothing. Raises OSError."""

    def read(self, most: int = MAX_SOURCE) -> tuple[bytes, str]:
        """The bytes of the file, and instead of them in one sentence why it was not read."""


class Renamed(NamedTuple):
    """An entry under the name that its owner gave it."""

    entry: Entry
    name: str

    @property
    def is_folder(self) -> bool:
        return self.entry.is_folder

    def entries(self) -> list[Entry]:
        return self.entry.entries()

    def read(self, most: int = MAX_SOURCE) -> tuple[bytes, str]:
        data, problem = self.entry.read(most)
        return data, problem.replace(self.entry.name, self.name, 1)


class OnDisk(NamedTuple):
    """A file or folder of the disk."""

    path: str
    is_folder: bool
    is_link: bool = False

    @property
    def name(self) -> str:
        return os.fsencode(os.path.basename(self.path)).decode("utf-8", "backslashreplace")

    def entries(self) -> list[Entry]:
        if not self.is_folder:
            return []
        if os.path.islink(self.path):
            raise OSError(errno.ELOOP, "it is a link")
        with os.scandir(self.path) as listing:
            entries = [OnDisk(e.path, e.is_dir(follow_symlinks=False), e.is_symlink()) for e in listing]
        return sorted(entries, key=lambda entry: entry.name)

    def read(self, most: int = MAX_SOURCE) -> tuple[bytes, str]:
        return read_file(Path(self.path), self.name, most)


class Placed(NamedTuple):
    """A file with the folders above it, and the files beside it."""

    path: tuple[str, ...]
    entry: Entry
    beside: Sequence[Entry]

    @property
    def where(self) -> str:
        return "/".join(self.path)


def is_junk(entry: Entry) -> bool:
    """Whether a program, not a person, made this: hidden files, macOS' and Windows' own, caches."""
    return entry.name.startswith((".", "~$")) or entry.name.casefold() in _JUNK


def is_results(folder: Entry) -> bool:
    """Whether a folder is what `autograder grade` wrote, or holds nothing but such folders."""
    if not folder.is_folder:
        return False
    try:
        inside = [entry for entry in folder.entries() if not is_junk(entry)]
        if _are_results(inside):
            return True
        folders = [entry for entry in inside if entry.is_folder]
        return bool(folders) and len(folders) == len(inside) and all(_are_results(e.entries()) for e in folders)
    except OSError:
        return False


def _are_results(entries: Sequence[Entry]) -> bool:
    names = {entry.name for entry in entries if not entry.is_folder}
    return names >= _RESULTS and not any(name.endswith((".py", ".ipynb", *ARCHIVES)) for name in names)


def walk(entries: Sequence[Entry], leave_out: frozenset[str] = frozenset()) -> Iterator[Placed]:
    """All files, the highest first. Junk, virtual environments, and folders named in `leave_out` are passed over."""
    waiting: deque[tuple[tuple[str, ...], Sequence[Entry]]] = deque([((), entries)])
    seen = 0
    while waiting and seen < MAX_LOOKED_AT:
        path, level = waiting.popleft()
        if any(entry.name == "pyvenv.cfg" for entry in level):
            continue
        seen += len(level)
        for entry in level:
            if is_junk(entry):
                continue
            if not entry.is_folder:
                yield Placed((*path, entry.name), entry, level)
            elif len(path) < MAX_DEPTH and entry.name not in leave_out:
                try:
                    waiting.append(((*path, entry.name), entry.entries()))
                except OSError:
                    continue


def read_file(path: Path, name: str, most: int = MAX_SOURCE) -> tuple[bytes, str]:
    """The bytes of one regular file, and instead of them in one sentence why it was not read.

    Opened without following a link and without waiting for a pipe; never more than `most` + 1 bytes are read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket cannot even be opened
            return b"", f"{name} is not an ordinary file."
        why = "it is a link" if error.errno == errno.ELOOP else reason(error)
        return b"", f"{name} cannot be read: {why}."
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return b"", f"{name} is not an ordinary file."
    with os.fdopen(descriptor, "rb") as file:
        if status.st_nlink > 1:
            return b"", f"{name} is not an ordinary file: it is a hard link to another file. Copy the files instead."
        if status.st_size > most:
            return b"", too_large(name, most)
        try:
            return file.read(most + 1), ""
        except OSError as error:
            return b"", f"{name} cannot be read: {reason(error)}."


def too_large(name: str, most: int) -> str:
    """The sentence for a file of more than `most` bytes."""
    return f"{name} is larger than {most >> 10} KiB."


def reason(error: OSError) -> str:
    """The system's words for an error, in lower case and without a path."""
    return (error.strerror or "unknown reason").lower()
