"""One submission's files as bytes: regular files only, opened without following links, every size and count bounded."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable
from pathlib import Path

import msgspec

MAX_SOURCE = 1 << 20
"""Bytes of one file."""
MAX_TOTAL = 4 << 20
"""Bytes of a submission's Python files together."""
MAX_FILES = 50
"""Python files of one submission."""
MAX_ENTRIES = 1000
"""Entries of one student's folder; with more of them nothing in it is read."""
TOO_MANY = f"More than {MAX_ENTRIES} files were handed in; hand in only the module and the files that it imports."

_HELPER = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}\.py")
_TIMESTAMP = re.compile(r"[0-9A-Za-z:.,+/ -]{1,64}")
_IGNORED = frozenset(
    {"conftest.py", "sitecustomize.py", "usercustomize.py", "gradcheck.py", "handing_in.py", "explain.py"}
    | {"example_calls.py", "test_public.py"}
)


class Submission(msgspec.Struct, frozen=True):
    """What one student handed in: the Python files' bytes, or in `problem` why there are none to grade."""

    student: str
    files: dict[str, bytes] = {}
    problem: str = ""
    missing: bool = False
    """The module's file is not there at all (else `problem` says why it cannot be read)."""
    timestamp: str = ""
    """When it was handed in, as nbgrader wrote it beside the files; empty elsewhere."""

    def sha256(self, module_file: str) -> str | None:
        """The SHA-256 of the module's bytes, or None without them."""
        data = self.files.get(module_file)
        return None if data is None else hashlib.sha256(data).hexdigest()

    def content_sha256(self) -> str | None:
        """A digest of all files that are graded, their names included, or None without any."""
        if not self.files:
            return None
        parts = [name.encode() + b"\0" + hashlib.sha256(self.files[name]).digest() for name in sorted(self.files)]
        return hashlib.sha256(b"".join(parts)).hexdigest()


def refuse_source(name: str, data: bytes) -> str:
    """Why these bytes cannot be a Python source file, in one sentence; empty when they can."""
    if len(data) > MAX_SOURCE:
        return f"{name} is larger than {MAX_SOURCE >> 10} KiB."
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return f"{name} is encoded as UTF-16; save it as UTF-8."
    if data.lstrip()[:1] == b"{" and b'"cells"' in data and b'"nbformat"' in data:
        return f"{name} is a Jupyter notebook; hand in the Python file."
    if data[:4] in (b"PK\x03\x04", b"\x1f\x8b\x08\x00") or data[:4] == b"\x7fELF":
        return f"{name} is not a text file."
    return ""


def read_folder(student: str, folder: Path, module_file: str) -> Submission:
    """Read a student's folder. A file that cannot be taken becomes the submission's `problem`, never an exception."""
    try:
        names = _names(folder)
    except OSError as error:
        return Submission(student, problem=f"The folder cannot be read: {reason(error)}.")
    if len(names) > MAX_ENTRIES:
        return Submission(student, problem=TOO_MANY)
    timestamp = _timestamp(folder) if "timestamp.txt" in names else ""
    if module_file not in names:
        return Submission(student, problem=_absent(module_file, names), missing=True, timestamp=timestamp)
    files: dict[str, bytes] = {}
    for name in chosen_files(names, module_file):
        data, problem = read_file(folder / name, name)
        problem = problem or refuse_source(name, data)
        if problem and name == module_file:
            return Submission(student, problem=problem, timestamp=timestamp)
        if not problem and sum(map(len, files.values())) + len(data) <= MAX_TOTAL:
            files[name] = data
    return Submission(student, files, timestamp=timestamp)


def chosen_files(names: Iterable[str], module_file: str) -> list[str]:
    """Of the names of what was handed in, those that are read: the module first, then modules that it may import."""
    helpers = {name for name in names if _HELPER.fullmatch(name)} - _IGNORED - {module_file}
    return [module_file, *sorted(helpers)][:MAX_FILES]


def read_file(path: Path, name: str) -> tuple[bytes, str]:
    """The bytes of one regular file, and instead of them in one sentence why it was not read.

    Opened without following a link and without waiting for a pipe; never more than MAX_SOURCE + 1 bytes are read.
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
            return b"", f"{name} is not an ordinary file: it is a hard link to another file."
        if status.st_size > MAX_SOURCE:
            return b"", f"{name} is larger than {MAX_SOURCE >> 10} KiB."
        try:
            return file.read(MAX_SOURCE + 1), ""
        except OSError as error:
            return b"", f"{name} cannot be read: {reason(error)}."


def reason(error: OSError) -> str:
    """The system's words for an error, in lower case and without a path."""
    return (error.strerror or "unknown reason").lower()


def _names(folder: Path) -> set[str]:
    names: set[str] = set()
    if folder.is_symlink():
        raise OSError(errno.ELOOP, "it is a link")
    with os.scandir(folder) as entries:
        for count, entry in enumerate(entries):
            names.add(entry.name)
            if count >= MAX_ENTRIES:
                break
    return names


def _timestamp(folder: Path) -> str:
    """What timestamp.txt says, if it may be a time at all."""
    data, _ = read_file(folder / "timestamp.txt", "timestamp.txt")
    text = data[:200].decode("ascii", "replace").strip()
    return text if _TIMESTAMP.fullmatch(text) else ""


def _absent(module_file: str, names: set[str]) -> str:
    near = sorted(name for name in names if name.lower() == module_file.lower())
    if near:
        return f"{module_file} was not handed in. There is a file {near[0]}, but capital letters must match."
    notebooks = any(name.endswith(".ipynb") for name in names)
    hint = "; there is a notebook, but your work belongs in the Python file" if notebooks else ""
    return f"{module_file} was not handed in{hint}."
