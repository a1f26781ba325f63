"""One submission: who handed it in, the bytes that are graded, or in one sentence why there are none."""

from __future__ import annotations

import hashlib
import re

import msgspec

from autograder.submissions.tree import MAX_SOURCE

MAX_TOTAL = 4 << 20
"""Bytes of a submission's Python files together."""
MAX_FILES = 50
"""Python files of one submission."""

_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document (text with formatting)"),
    (b"<!doctype html", "a web page (HTML)"),
    (b"<html", "a web page (HTML)"),
    (b"<?xml", "an XML document"),
    (b"\xd0\xcf\x11\xe0", "a Word document"),
    (b"PK\x03\x04", "an archive (zip) or a Word document, not a text file"),
    (b"\x1f\x8b", "an archive (gzip), not a text file"),
    (b"Rar!", "an archive (RAR), not a text file"),
    (b"7z\xbc\xaf", "an archive (7z), not a text file"),
    (b"\x7fELF", "a program, not a text file"),
    (b"MZ\x90\0", "a program, not a text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"bplist0", "a link or a setting of macOS"),
    (b"\0\5\x16\7", "a file of macOS that only describes another file"),
)
_PYC = re.compile(rb"..\r\n\0", re.DOTALL)
_LOOKED_AT = 64


class Submission(msgspec.Struct, frozen=True):
    """What one student handed in: the Python files' bytes, or in `problem` why there are none to grade."""

    student: str
    """The id that the LMS, or the folder, gives this student."""
    files: dict[str, bytes] = {}
    problem: str = ""
    missing: bool = False
    """The module's file is not there at all (else `problem` says why it cannot be read)."""
    timestamp: str = ""
    """When it was handed in, as nbgrader or the LMS wrote it; empty where neither did."""
    name: str = ""
    email: str = ""
    ids: dict[str, str] = {}
    """Further ids of this student, from the roster: `login`, `number`, `lms`."""
    late: bool | None = None
    """Whether the LMS marks it as late; None where it does not say."""
    partners: list[str] = []
    """The other students of a group that handed in together."""
    same_person: list[str] = []
    """Other submissions, by their students, that may be of this person, too: one name, or one line of the roster."""
    file: str = ""
    """Where the module was found, where that is not its own name in its own place."""
    source: str = ""
    """The name of the folder or file in the LMS's download, by which the LMS knows it again."""
    notes: list[str] = []
    """What was done to find the module and its helpers: the student and the instructor are told."""
    flags: list[str] = []
    """What only the instructor is told."""
    found: list[str] = []
    """Without a module: names of the files that were there."""

    def text(self, module_file: str) -> str:
        """The module as text, whatever its bytes are; "" without it."""
        return self.files.get(module_file, b"").decode("utf-8-sig", "replace")

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
    if is_notebook(data):
        return f"{name} is a Jupyter notebook; hand in the Python file."
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:_LOOKED_AT].lower()
    for magic, kind in _KINDS:
        if data.startswith(magic) or start.startswith(magic.lower()):
            return f"{name} is {kind}; hand in the Python file."
    if _PYC.match(data[:8]):
        return f"{name} is a file that Python compiled, not a text file; hand in the Python file."
    return ""


def is_empty(data: bytes) -> bool:
    """Whether a file holds no text: nothing at all, or blanks and line ends only."""
    return not data.removeprefix(b"\xef\xbb\xbf").strip()


def is_notebook(data: bytes) -> bool:
    """Whether these bytes may be a Jupyter notebook."""
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{" and b'"cells"' in data and b'"nbformat"' in data
