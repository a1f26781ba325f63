"""Reads submissions out of a zip file in memory: each member is judged before it is read, nothing is extracted."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from autograder.submissions.reading import MAX_SOURCE

MAX_MEMBERS = 200_000
MAX_ARCHIVE = 1 << 30
"""Bytes that an archive may claim to hold, all members together."""
MAX_RATIO = 200
"""A member that claims to shrink more than this is a bomb."""


class ArchiveError(Exception):
    """The archive as a whole cannot be used; its text is one sentence."""


def read_zip(path: Path) -> dict[PurePosixPath, bytes | str]:
    """Member path -> its bytes, or a sentence why this member was not read. Folders and non-Python files are left out.

    Raises ArchiveError for what is no zip file, holds too much, or has members that climb out of it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _refuse_archive(members)
            return {
                PurePosixPath(member.filename): _read(archive, member)
                for member in members
                if not member.is_dir() and member.filename.endswith(".py")
            }
    except (zipfile.BadZipFile, OSError, NotImplementedError, UnicodeDecodeError, ValueError) as error:
        raise ArchiveError(f"{path.name} cannot be read as a zip file: {error}.") from error


def _refuse_archive(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise ArchiveError(f"The archive holds more than {MAX_MEMBERS} files.")
    if sum(member.file_size for member in members) > MAX_ARCHIVE:
        raise ArchiveError(f"The archive claims to hold more than {MAX_ARCHIVE >> 20} MiB.")
    seen: set[str] = set()
    for member in members:
        name = member.filename
        parts = PurePosixPath(name).parts
        if name.startswith("/") or "\\" in name or ".." in parts or "\0" in name or ":" in (parts[0] if parts else ""):
            raise ArchiveError("The archive has a member that would be written outside of it.")
        if name in seen:
            raise ArchiveError("The archive has two members of the same name.")
        seen.add(name)


def _read(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | str:
    name = PurePosixPath(member.filename).name
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return f"{name} is not an ordinary file."
    if member.flag_bits & 1:
        return f"{name} is encrypted."
    if member.file_size > MAX_SOURCE:
        return f"{name} is larger than {MAX_SOURCE >> 10} KiB."
    if member.file_size > MAX_RATIO * max(member.compress_size, 1) and member.file_size > 1 << 16:
        return f"{name} is compressed beyond belief."
    try:
        with archive.open(member) as file:
            data = file.read(MAX_SOURCE + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError) as error:
        return f"{name} cannot be read: {error}."
    return data
