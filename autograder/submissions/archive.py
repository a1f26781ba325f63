"""Reads a zip or tar file as a tree: each member is judged before it is read, none is extracted.

A member that cannot be used costs its owner, not the archive. Only what is read counts towards a bound.
"""

from __future__ import annotations

import gzip
import io
import re
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO, NamedTuple

from charset_normalizer import from_bytes

from autograder.submissions.tree import ARCHIVES, MAX_SOURCE, Entry, too_large

MAX_MEMBERS = 500_000
MAX_INNER = 64 << 20
"""Bytes of an archive that a student handed in."""
MAX_INNER_MEMBERS = 50_000
MAX_UNPACKED = 16 << 30
"""Bytes of a compressed tar that are passed over or read."""
MAX_INNER_UNPACKED = 1 << 30
MAX_KEPT = 512 << 20
"""Bytes of a compressed tar that are kept to be read later."""
MAX_RATIO = 200
"""A member that claims to shrink more than this is a bomb."""

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError)
_CODE_PAGES = ["utf_8", "cp932", "gb18030", "cp949", "big5", "cp866", "cp437", "cp850", "cp852"]
"""What Windows writes names in, by its language; and UTF-8, which others write without saying so."""
_UNLIKELY = re.compile("[\uff61-\uff9f\u2500-\u259f\u0080-\u009f\ue000-\uf8ff]")
"""Half-width kana, pieces of frames, control and private characters: no name has them, a wrong code page makes them."""
_HANJA = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_ODD_WORD = re.compile("[A-Za-z][\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff][a-z]")
"""A sign of East Asia between Latin letters: `Müller`, read in a wrong code page."""
_UTF8_NAME = 0x800
_OTHERS = {
    b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"BZh": "an archive compressed by bzip2",
    b"\xfd7zXZ": "an archive compressed by xz",
}

Read = Callable[[int], tuple[bytes, str]]


class ArchiveError(Exception):
    """The archive as a whole cannot be used; its text is one sentence."""


@dataclass(frozen=True)
class Folder:
    """A folder within an archive."""

    name: str
    inside: dict[str, Entry] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    """Of the root: members whose path leads out of the archive. They are nobody's work."""
    is_folder: bool = True

    def entries(self) -> list[Entry]:
        return [self.inside[name] for name in sorted(self.inside)]

    def read(self, most: int = MAX_SOURCE) -> tuple[bytes, str]:
        return b"", f"{self.name} is not an ordinary file."


class Member(NamedTuple):
    """A file within an archive."""

    name: str
    reader: Read
    is_folder: bool = False

    def entries(self) -> list[Entry]:
        return []

    def read(self, most: int = MAX_SOURCE) -> tuple[bytes, str]:
        return self.reader(most)


def open_archive(file: BinaryIO, name: str, unpacked: int = MAX_UNPACKED) -> Folder:
    """The root of an archive; the file must stay open as long as its members are read.

    The kind is told by the first bytes: zip, tar, or tar compressed by gzip. Raises ArchiveError for any other file,
    for an archive with too many members, and for a compressed tar of more than `unpacked` bytes.
    """
    try:
        start = file.read(512)
        file.seek(0)
        if start[:2] == b"PK":
            root = _tree(name, _zip_members(zipfile.ZipFile(file)))
            if "[Content_Types].xml" in root.inside:
                raise ArchiveError(f"{name} is a document of Word, Excel or PowerPoint, not an archive.")
            return root
        if start[:2] == b"\x1f\x8b":
            return _tree(name, _tar_members(_binary(gzip.GzipFile(fileobj=file)), unpacked, lasting=False))
        if start[257:262] == b"ustar":
            return _tree(name, _tar_members(file, unpacked, lasting=True))
    except RecursionError:  # tarfile calls itself for each extension of a header
        raise ArchiveError(f"{name} cannot be read: a header is too long.") from None
    except (*_BROKEN, OSError, NotImplementedError, ValueError) as error:
        raise ArchiveError(_unreadable(name, start, error)) from error
    kind = next((what for magic, what in _OTHERS.items() if start.startswith(magic)), "")
    if kind:
        raise ArchiveError(f"{name} is {kind}, which is not read; use a zip file.")
    raise ArchiveError(f"{name} is neither a zip nor a tar file; pack the students' folders in a zip or tar file.")


def _unreadable(name: str, start: bytes, error: Exception) -> str:
    """Why an archive whose first bytes are right cannot be read."""
    if start[:2] == b"PK" and "not a zip file" in str(error):
        return f"{name} is cut off or damaged; download or pack it again."
    if start[:2] == b"\x1f\x8b" and not name.casefold().endswith((".tgz", ".tar.gz")):
        return f"{name} is a file compressed by gzip, which is not read; use a zip file."
    return f"{name} cannot be read: {str(error).rstrip('.') or 'it is damaged'}."


def open_file(path: Path) -> Folder:
    """The root of an archive on the disk, of any size. Raises ArchiveError and OSError."""
    file = path.open("rb")  # members are read from it later
    return open_archive(file, path.name)


def open_inner(entry: Entry) -> Folder:
    """The root of an archive that lies among a student's files. Raises ArchiveError."""
    data, problem = entry.read(MAX_INNER)
    if problem:
        raise ArchiveError(problem)
    if not data:
        raise ArchiveError(f"{entry.name} is empty.")
    if data.count(b"PK\1\2") > MAX_INNER_MEMBERS:  # so many headers would be built before they could be counted
        raise ArchiveError(f"{entry.name} holds more than {MAX_INNER_MEMBERS} files.")
    try:
        return open_archive(io.BytesIO(data), entry.name, MAX_INNER_UNPACKED)
    except ArchiveError as error:
        raise ArchiveError(str(error).partition("; pack")[0].rstrip(".") + ".") from error


def is_archive(name: str) -> bool:
    """Whether a file of this name may be an archive that can be read, or one that a student takes for such."""
    return name.casefold().endswith((*ARCHIVES, ".rar", ".7z", ".gz", ".bz2", ".xz"))


def _tree(name: str, members: Iterator[tuple[str, Read | None]]) -> Folder:
    """Folders and files of an archive. Of two members of one name neither is read; who climbs out belongs to nobody."""
    root = Folder(name)
    for count, (path, reader) in enumerate(members):
        if count >= MAX_MEMBERS:
            raise ArchiveError(f"{name} holds more than {MAX_MEMBERS} files.")
        pure = PurePosixPath(path)
        if not pure.parts:
            continue
        if _climbs_out(path, pure.parts):
            root.outside.append(path)
            continue
        folder = root
        for part in pure.parts[:-1]:
            inner = folder.inside.get(part)
            if not isinstance(inner, Folder):  # not there yet, or a file that has the name of a folder
                inner = folder.inside[part] = Folder(part)
            folder = inner
        last = pure.parts[-1]
        if reader is None:
            folder.inside.setdefault(last, Folder(last))
        elif last in folder.inside:
            if not folder.inside[last].is_folder:
                folder.inside[last] = Member(last, partial(_refused, f"{last} is there more than once in {name}."))
        else:
            folder.inside[last] = Member(last, reader)
    return root


def _climbs_out(path: str, parts: tuple[str, ...]) -> bool:
    return path.startswith("/") or ".." in parts or "\0" in path or ":" in parts[0][1:2]


def _refused(sentence: str, most: int) -> tuple[bytes, str]:
    return b"", sentence


def _zip_members(archive: zipfile.ZipFile) -> Iterator[tuple[str, Read | None]]:
    members = archive.infolist()
    names = _readable([member.filename for member in members if not member.flag_bits & _UTF8_NAME])
    for member in members:
        path = names.get(member.filename, member.filename)
        yield path, None if path.endswith("/") else partial(_zip_read, archive, member, PurePosixPath(path).name)


def _readable(names: list[str]) -> dict[str, str]:
    """Names of an old zip, in the code page that they were written in, with `/` between folders.

    Without the mark for UTF-8 the format knows code page 437 only; Windows writes its own, which is guessed from all
    names together. A backslash separates folders (PowerShell wrote it), unless it is half of a letter.
    """
    raw = {name: name.encode("cp437", "replace") for name in names}
    odd = [data[:255] for data in raw.values() if not data.isascii()]
    page = "cp437"
    if odd:
        guesses = from_bytes(b"\n".join(odd[:2000]), cp_isolation=_CODE_PAGES, threshold=0.9, enable_fallback=False)
        page = next((guess.encoding for guess in guesses if _is_likely(guess.encoding, str(guess))), page)
    return {name: data.decode(page, "replace").replace("\\", "/") for name, data in raw.items()}


def _is_likely(page: str, text: str) -> bool:
    if _UNLIKELY.search(text) or _ODD_WORD.search(text):
        return False
    return not (page == "cp949" and _HANJA.search(text))


def _zip_read(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most: int) -> tuple[bytes, str]:
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        return b"", f"{name} is not an ordinary file."
    if member.flag_bits & 1:
        return b"", f"{name} is encrypted."
    if 1 << 16 < member.file_size <= most and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        return b"", f"{name} is compressed far too much; pack the files again."
    return _content(name, member.file_size, most, lambda: archive.open(member))


def _tar_members(file: IO[bytes], unpacked: int, *, lasting: bool) -> Iterator[tuple[str, Read | None]]:
    """Members come one after the other: each is judged before the bytes behind it are unpacked.

    A compressed tar is read once: what may be a student's work is kept. `lasting`: members can be read later.
    """
    passed = kept = 0
    with tarfile.open(fileobj=_Sparing(file), mode="r:") as archive:
        while (member := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined]  # else every header is kept; typeshed leaves it out
            path = member.name.replace("\\", "/")
            name = PurePosixPath(path).name
            passed += member.size
            if member.size < 0 or (not lasting and passed > unpacked):
                raise ArchiveError(f"The archive holds more than {unpacked >> 30} GiB, or claims to.")
            if member.isdir():
                yield path, None
            elif not member.isreg() or member.issparse():
                yield path, partial(_refused, f"{name} is not an ordinary file.")
            elif lasting:
                yield path, partial(_tar_read, file, member, name)
            else:
                most = MAX_INNER if name.casefold().endswith(ARCHIVES) else MAX_SOURCE
                data, problem = b"", too_large(name, most)
                if member.size <= most and kept + member.size <= MAX_KEPT:
                    data, problem = _content(name, member.size, most, partial(archive.extractfile, member))
                    kept += len(data)
                yield path, partial(_kept, data, problem)


def _binary(file: gzip.GzipFile) -> IO[bytes]:
    return file  # type: ignore[return-value]  # it is a binary file in all but name


def _kept(data: bytes, problem: str, most: int) -> tuple[bytes, str]:
    return data, problem


def _tar_read(file: IO[bytes], member: tarfile.TarInfo, name: str, most: int) -> tuple[bytes, str]:
    if member.size > most:
        return b"", too_large(name, most)
    file.seek(member.offset_data)
    data = file.read(member.size)
    return (data, "") if len(data) == member.size else (b"", f"{name} cannot be read: it is cut off.")


def _content(name: str, size: int, most: int, open_it: Callable[[], IO[bytes] | None]) -> tuple[bytes, str]:
    if size > most:
        return b"", too_large(name, most)
    try:
        file = open_it()
        if file is None:
            return b"", f"{name} is not an ordinary file."
        with file:
            data = file.read(most + 1)
    except (*_BROKEN, OSError, NotImplementedError, RuntimeError) as error:
        return b"", f"{name} cannot be read: {str(error).rstrip('.') or 'it is damaged'}."
    return (data, "") if len(data) <= most else (b"", too_large(name, most))


class _Sparing(io.RawIOBase):
    """A file that gives no large pieces: tarfile takes the length of a header's extension from the header itself."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= MAX_INNER + 1:
            raise tarfile.ReadError("a header is too large")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()
