"""Reads submissions out of a zip or tar file in memory: each member is judged before it is read, none is extracted."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from autograder.submissions.reading import MAX_SOURCE

MAX_MEMBERS = 200_000
MAX_ARCHIVE = 1 << 30
"""Bytes that an archive may claim to hold, all members together."""
MAX_RATIO = 200
"""A member that claims to shrink more than this is a bomb."""

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError)

Members = dict[PurePosixPath, bytes | str]


class ArchiveError(Exception):
    """The archive as a whole cannot be used; its text is one sentence."""


def read_archive(path: Path) -> Members:
    """Member path -> its bytes, or a sentence why this member was not read. Folders and non-Python files are left out.

    The kind is told by the first bytes: zip, tar, or tar compressed by gzip. Raises ArchiveError for any other file,
    and for an archive that holds too much, or two members of one name, or has members that climb out of it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(512)
            file.seek(0)
            if start[:2] == b"PK":
                return _read_zip(file)
            if start[:2] == b"\x1f\x8b":
                with gzip.open(file) as unpacked:
                    return _read_tar(unpacked)  # type: ignore[arg-type]  # a GzipFile is a binary file in all but name
            if start[257:262] == b"ustar":
                return _read_tar(file)
    except RecursionError:  # tarfile calls itself for each extension of a header
        raise ArchiveError(f"{path.name} cannot be read: a header is too long.") from None
    except (*_BROKEN, OSError, NotImplementedError, ValueError) as error:
        raise ArchiveError(f"{path.name} cannot be read: {error}.") from error
    raise ArchiveError(f"{path.name} is neither a zip nor a tar file; pack the students' folders in a zip or tar file.")


def _read_zip(file: BinaryIO) -> Members:
    with zipfile.ZipFile(file) as archive:
        members, judge = archive.infolist(), _Judge()
        for member in members:
            judge.admit(member.filename, member.file_size)
        return {
            PurePosixPath(member.filename): _zip_member(archive, member)
            for member in members
            if not member.is_dir() and member.filename.endswith(".py")
        }


def _zip_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | str:
    name = PurePosixPath(member.filename).name
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return f"{name} is not an ordinary file."
    if member.flag_bits & 1:
        return f"{name} is encrypted."
    dense = member.file_size > MAX_RATIO * max(member.compress_size, 1)
    if dense and 1 << 16 < member.file_size <= MAX_SOURCE:
        return f"{name} is compressed far too much; pack the files again."
    return _content(name, member.file_size, lambda: archive.open(member))


def _read_tar(file: IO[bytes]) -> Members:
    """Members come one after the other: each is judged before the bytes behind it are unpacked."""
    found: Members = {}
    judge = _Judge()
    with tarfile.open(fileobj=_Sparing(file), mode="r:") as archive:
        while (member := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # else every header is kept; typeshed leaves it out
            judge.admit(member.name, member.size)
            if not member.isdir() and member.name.endswith(".py"):
                place = PurePosixPath(member.name)
                found[place] = _tar_member(archive, member, place.name)
    return found


def _tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, name: str) -> bytes | str:
    if not member.isreg() or member.issparse():
        return f"{name} is not an ordinary file."
    return _content(name, member.size, lambda: archive.extractfile(member))


def _content(name: str, size: int, open_it: Callable[[], IO[bytes] | None]) -> bytes | str:
    if size > MAX_SOURCE:
        return f"{name} is larger than {MAX_SOURCE >> 10} KiB."
    try:
        file = open_it()
        if file is None:
            return f"{name} is not an ordinary file."
        with file:
            return file.read(MAX_SOURCE + 1)
    except (*_BROKEN, OSError, NotImplementedError) as error:
        return f"{name} cannot be read: {error}."


class _Judge:
    """Counts members, and refuses the archive at the first one with which it holds too much or climbs out."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._total = 0

    def admit(self, name: str, size: int) -> None:
        self._total += size
        parts = PurePosixPath(name).parts
        if len(self._names) >= MAX_MEMBERS:
            raise ArchiveError(f"The archive holds more than {MAX_MEMBERS} files.")
        if self._total > MAX_ARCHIVE or size < 0:
            raise ArchiveError(f"The archive claims to hold more than {MAX_ARCHIVE >> 20} MiB.")
        if name.startswith("/") or "\\" in name or ".." in parts or "\0" in name or ":" in (parts[0] if parts else ""):
            raise ArchiveError("The archive has a member with a path outside the archive.")
        if name in self._names:
            raise ArchiveError("The archive has two members with the same name.")
        self._names.add(name)


class _Sparing(io.RawIOBase):
    """A file that gives no large pieces: tarfile takes the length of a header's extension from the header itself."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= 2 * MAX_SOURCE:
            raise tarfile.ReadError("a header is too large")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()
