"""Writing files so that a reader never meets half of one; knows nothing of what is in them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


class ResultsError(Exception):
    """The results could not be read or written, or belong to another run; its text is one sentence."""


def cannot(verb: str, path: Path, error: OSError) -> ResultsError:
    """The sentence for a disk error, such as "Cannot write out/report.html: No space left on device."."""
    return ResultsError(f"Cannot {verb} {path}: {error.strerror or error}.")


def write_whole(path: Path, data: bytes | Iterable[bytes], *, durable: bool = False) -> int:
    """Write `data`, bytes or many pieces of them, to a temporary file beside `path` and rename it, so that `path` is
    the old file or the new one. Returns its length.

    The folder is made if need be. `durable` waits until the bytes are on the disk. Raises ResultsError.
    """
    temporary = path.with_name(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
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


def read_whole(path: Path) -> bytes:
    """The bytes of `path`, empty when there is no such file. Raises ResultsError."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise cannot("read", path, error) from error
