"""Writing files so that a reader never meets half of one, and so that nothing but ordinary files is read or replaced.

Knows nothing of what is in them. An output folder may hold what somebody else has put there: a pipe, which would be
waited for, a device, or a link, through which another folder's files would be written.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from autograder.faults import UserError

_KINDS = {
    stat.S_IFREG: "a file",
    stat.S_IFDIR: "a folder",
    stat.S_IFLNK: "a link",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class ResultsError(UserError):
    """The results could not be read or written, or belong to another run; its text is one sentence."""


def cannot(verb: str, path: Path, error: OSError) -> ResultsError:
    """The sentence for a disk error, such as "Cannot write out/report.html: No space left on device."."""
    return ResultsError(f"Cannot {verb} {path}: {error.strerror or error}.")


def refuse_odd(path: Path, *, folder: bool = False) -> None:
    """Raise ResultsError where something stands at `path` that is no ordinary file, or no folder where that is meant.

    A link counts as a link, wherever it leads.
    """
    try:
        kind = stat.S_IFMT(path.lstat().st_mode)
    except FileNotFoundError:
        return
    except OSError as error:
        raise cannot("write", path, error) from error
    if kind != (stat.S_IFDIR if folder else stat.S_IFREG):
        raise _odd(path, kind, "a folder" if folder else "an ordinary file")


def write_whole(path: Path, data: bytes | Iterable[bytes], *, durable: bool = False) -> int:
    """Write `data`, bytes or many pieces of them, to a temporary file beside `path` and rename it, so that `path` is
    the old file or the new one. Returns its length.

    The folder is made if need be. `durable` waits until the bytes are on the disk. Raises ResultsError, also where
    something stands at `path` that is no ordinary file.
    """
    refuse_odd(path)
    temporary = path.with_name(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.unlink(missing_ok=True)
        with temporary.open("xb") as file:
            for piece in [data] if isinstance(data, bytes) else data:
                file.write(piece)
            length = file.tell()
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):  # the first error is the one worth telling
            temporary.unlink(missing_ok=True)
        raise cannot("write", path, error) from error
    return length


def open_to_read(path: Path) -> BinaryIO:
    """Open an ordinary file, or one that a link leads to. Raises FileNotFoundError, and ResultsError for all else."""
    try:
        kind = stat.S_IFMT(path.stat().st_mode)
        if kind == stat.S_IFREG:
            return os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise cannot("read", path, error) from error
    raise _odd(path, kind, "an ordinary file")


def open_to_append(path: Path) -> BinaryIO:
    """Open an ordinary file, or make it, without a buffer. Raises ResultsError.

    What has a second name is refused as well: what is appended would also be appended to that.
    """
    refuse_odd(path)
    try:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK
        file = os.fdopen(os.open(path, flags, 0o666), "ab", buffering=0)
    except OSError as error:
        raise cannot("write", path, error) from error
    if os.fstat(file.fileno()).st_nlink > 1:
        file.close()
        raise ResultsError(f"{path} is a hard link to another file: remove it, or choose another place.")
    return file


def read_whole(path: Path) -> bytes:
    """The bytes of `path`, empty when there is no such file. Raises ResultsError."""
    try:
        with open_to_read(path) as file:
            return file.read()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise cannot("read", path, error) from error


def _odd(path: Path, kind: int, meant: str) -> ResultsError:
    actual = _KINDS.get(kind, "something else")
    return ResultsError(f"{path} is {actual}, not {meant}: remove it, or choose another place.")
